"""The job's report: one HTML file with charts drawn in SVG, the same as text, and the exports."""

import csv
import html
import io
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from flows.archive.figures import Count, Figures, wilson
from flows.archive.plan import Plan
from flows.archive.storage import Storage

BAR = 320
ROW = 22
LABEL = 230

EXPORT_COLUMNS = (
    "id", "tahun", "tanggal", "jenis", "layanan", "topik", "saran", "anonim", "pengirim", "koperasi",
    "keyakinan", "keraguan", "nama_berkas", "halaman", "pdf",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is taken for a formula by spreadsheets (OWASP, CSV injection)."""


@dataclass(frozen=True)
class Review:
    """What reviewers found in the sample: letters looked at, and letters with a wrong reading."""

    drawn: int
    looked_at: int
    wrong: int

    @property
    def sentence(self) -> str:
        """The error rate with its 95 % interval, or what is missing for it."""
        if self.looked_at == 0:
            return f"{self.drawn} surat ditarik sebagai contoh acak, belum ada yang diperiksa."
        low, high = wilson(self.wrong, self.looked_at)
        return (
            f"Contoh acak: {self.looked_at} dari {self.drawn} surat diperiksa, {self.wrong} salah baca: "
            f"{self.wrong / self.looked_at:.1%} (selang kepercayaan 95 %, Wilson: {low:.1%} - {high:.1%})."
        )


def facts(figures: Figures, plan: Plan, review: Review) -> list[tuple[str, str]]:
    """The figures as lines."""
    share = figures.doubtful / figures.letters if figures.letters else 0.0
    return [
        ("Berkas terbaca", f"{figures.files} dari {len(plan.files)}"),
        ("Halaman", str(figures.pages)),
        ("Surat", str(figures.letters)),
        ("Pengaduan", str(figures.complaints)),
        ("Saran", str(figures.suggestions)),
        ("Tanpa nama", str(figures.anonymous)),
        ("Tulisan tangan", str(figures.handwritten)),
        ("Meragukan", f"{figures.doubtful} ({share:.1%})"),
        ("Pindaian di bawah 150 dpi", str(figures.low_dpi)),
        ("Berkas kembar (bita sama)", str(len(plan.doubles))),
        ("Surat yang tampak kembar", str(len(figures.near_doubles))),
        ("Berkas jenis lain, dilewati", str(len(plan.passed_over))),
        ("Berkas dengan kegagalan", str(len(figures.failures))),
        ("Ketepatan", review.sentence),
    ]


def as_text(figures: Figures, plan: Plan, review: Review) -> str:
    """For a terminal or a printer."""
    lines = ["LAPORAN PENGARSIPAN", ""]
    lines += [f"{name:<28} {value}" for name, value in facts(figures, plan, review)]
    for title, counts in _charts(figures):
        lines += ["", title] + [f"  {number:>6}  {name}" for name, number in counts]
    if figures.failures:
        lines += ["", "Kegagalan"] + [
            f"  {name}: {reason.splitlines()[0]}" for name, reason in figures.failures
        ]
    return "\n".join(lines) + "\n"


def as_html(figures: Figures, plan: Plan, review: Review) -> str:
    """One file without anything from outside."""
    rows = "".join(
        f"<tr><th>{html.escape(name)}</th><td>{html.escape(value)}</td></tr>"
        for name, value in facts(figures, plan, review)
    )
    charts = "".join(f"<h2>{html.escape(title)}</h2>{_chart(counts)}" for title, counts in _charts(figures))
    failures = "".join(
        f"<li>{html.escape(name)}: {html.escape(reason)}</li>" for name, reason in figures.failures
    )
    pairs = "".join(f"<li>{html.escape(a)} dan {html.escape(b)}</li>" for a, b in figures.near_doubles)
    return (
        '<!doctype html><html lang="id"><meta charset="utf-8"><title>Laporan pengarsipan</title>'
        "<style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "th{text-align:left;padding-right:2rem;font-weight:normal}td{font-weight:bold}</style>"
        f"<h1>Laporan pengarsipan</h1><table>{rows}</table>{charts}"
        f"<h2>Kegagalan</h2><ul>{failures or '<li>Tidak ada.</li>'}</ul>"
        f"<h2>Surat yang tampak kembar (usulan)</h2><ul>{pairs or '<li>Tidak ada.</li>'}</ul></html>\n"
    )


def _charts(figures: Figures) -> list[tuple[str, Sequence[Count]]]:
    charts: list[tuple[str, Sequence[Count]]] = [
        ("Surat per tahun", figures.years),
        ("Topik", figures.topics),
        ("Koperasi yang paling sering disebut", figures.koperasi),
        ("Alasan keraguan", figures.reasons),
    ]
    return [(title, counts) for title, counts in charts if counts]


def _chart(counts: Sequence[Count]) -> str:
    """Bars with their numbers; the text carries the meaning, not the colour."""
    top = max(number for _name, number in counts)
    bars = "".join(
        f'<text x="{LABEL - 8}" y="{place * ROW + 15}" text-anchor="end">{html.escape(name[:32])}</text>'
        f'<rect x="{LABEL}" y="{place * ROW + 3}" width="{max(1, BAR * number // top)}" height="{ROW - 6}" '
        f'fill="#24557a"/><text x="{LABEL + 6 + BAR * number // top}" y="{place * ROW + 15}">{number}</text>'
        for place, (name, number) in enumerate(counts)
    )
    size = f'width="{LABEL + BAR + 70}" height="{len(counts) * ROW}"'
    return f'<svg role="img" font-size="13" {size}>{bars}</svg>'


def harmless(value: object) -> object:
    """A cell that no spreadsheet runs."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def export_rows(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """The letters as rows under EXPORT_COLUMNS."""
    query = f"select {', '.join(EXPORT_COLUMNS)} from surat order by tahun, tanggal, id"
    return [tuple(harmless(cell) for cell in row) for row in connection.execute(query)]


def as_csv(rows: Sequence[Sequence[object]]) -> bytes:
    """With a byte order mark, so that spreadsheets see UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(EXPORT_COLUMNS)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    """One sheet; texts stay texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Surat")
    sheet.append(list(EXPORT_COLUMNS))
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_reports(
    target: Storage, connection: sqlite3.Connection, figures: Figures, plan: Plan, review: Review
) -> None:
    """laporan.html, laporan.txt, indeks.csv and indeks.xlsx in TARGET."""
    rows = export_rows(connection)
    target.write("laporan.html", as_html(figures, plan, review).encode())
    target.write("laporan.txt", as_text(figures, plan, review).encode("utf-8", "replace"))
    target.write("indeks.csv", as_csv(rows))
    target.write("indeks.xlsx", as_xlsx(rows))
