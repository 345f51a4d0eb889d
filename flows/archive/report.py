"""The job's report: one HTML file with charts drawn in SVG, and the same as text."""

import html
import sqlite3
from collections.abc import Sequence

from flows.archive import exports
from flows.archive.figures import Count, Figures
from flows.archive.plan import Plan
from flows.archive.storage import Storage
from flows.refusals import printable
from models.archive import Review, percent

BAR = 320
ROW = 22
LABEL = 330
MOST_SHOWN = 200
"""Failures and pairs listed; the rest are in the index and on the desk."""

STYLE = """
body { font: 16px/1.5 sans-serif; color: #1c2526; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse }
th { text-align: left; font-weight: normal; padding: .1rem 1.5rem .1rem 0 }
td { font-weight: bold } h2 { margin-top: 2rem } .tahun { font-size: 14px }
.tahun td, .tahun thead th { text-align: right; padding: .15rem .6rem; font-weight: normal }
.gulung { overflow-x: auto }
"""


def facts(figures: Figures, plan: Plan, review: Review) -> list[tuple[str, str]]:
    """The figures as lines."""
    read = sum(file.id in figures.files for file in plan.files)
    share = figures.doubtful / figures.letters if figures.letters else 0.0
    return [
        ("Berkas terbaca", f"{read} dari {len(plan.files)}"),
        ("Tidak ada lagi di SUMBER", str(len(figures.files) - read)),
        ("Halaman", str(figures.pages)),
        ("Halaman kosong", str(figures.blank)),
        ("Surat", str(figures.letters)),
        ("Pengaduan", str(figures.complaints)),
        ("Saran", str(figures.suggestions)),
        ("Tanpa nama", str(figures.anonymous)),
        ("Tulisan tangan", str(figures.handwritten)),
        ("Meragukan", f"{figures.doubtful} ({percent(share)})"),
        ("Sudah diperiksa orang", str(figures.looked_at)),
        ("Pindaian di bawah 150 dpi", str(figures.low_dpi)),
        ("Berkas kembar (isi sama)", str(len(plan.doubles))),
        ("Surat yang tampak kembar", str(len(figures.near_doubles))),
        ("Berkas jenis lain, dilewati", str(len(plan.passed_over))),
        ("Berkas dengan kegagalan", str(len(failures(figures, plan)) - len(plan.closed))),
        ("Tidak dapat dibuka", str(len(plan.closed))),
        ("Ketepatan", review.sentence),
    ]


def failures(figures: Figures, plan: Plan) -> list[tuple[str, str]]:
    """(name, why): what could not be opened, then what could not be read; of a file that SOURCE no longer has
    so (it was scanned anew) nothing."""
    planned = {file.id for file in plan.files}
    read = [(name, why) for id_, name, why in figures.failures if id_ in planned]
    return [*((printable(name), why) for name, why in plan.closed), *read]


def as_text(figures: Figures, plan: Plan, review: Review) -> str:
    """For a terminal or a printer."""
    lines = ["LAPORAN PENGARSIPAN", ""]
    lines += [f"{name:<28} {value}" for name, value in facts(figures, plan, review)]
    for title, counts in _charts(figures):
        lines += ["", title] + [f"  {number:>6}  {name}" for name, number in counts]
    for title, series in _over_years(figures):
        lines += ["", title] + [f"  {year}  {number:>6}  {name}" for name, year, number in series]
    if found := failures(figures, plan):
        lines += ["", "Kegagalan"]
        lines += [f"  {name}: {reason.splitlines()[0]}" for name, reason in found]
    return "\n".join(lines) + "\n"


def as_html(figures: Figures, plan: Plan, review: Review) -> str:
    """One file without anything from outside."""
    rows = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th><td>{html.escape(value)}</td></tr>'
        for name, value in facts(figures, plan, review)
    )
    charts = "".join(
        f"<h2>{html.escape(title)}</h2>{_chart(title, counts)}" for title, counts in _charts(figures)
    )
    years = "".join(
        f"<h2>{html.escape(title)}</h2>{_year_table(counts)}" for title, counts in _over_years(figures)
    )
    failed = [f"{name}: {reason}" for name, reason in failures(figures, plan)]
    pairs = [f"{one} dan {other}{_decided(same)}" for one, other, same in figures.near_doubles]
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Laporan pengarsipan</title>'
        f"<style>{STYLE}</style></head><body><h1>Laporan pengarsipan</h1><table>{rows}</table>{charts}{years}"
        f"<h2>Kegagalan</h2>{_list(failed)}<h2>Surat yang tampak kembar (usulan)</h2>{_list(pairs)}"
        "</body></html>\n"
    )


def _decided(same: int | None) -> str:
    return {None: "", 1: " (diperiksa: surat yang sama)", 0: " (diperiksa: dua surat)"}[same]


def _list(lines: Sequence[str]) -> str:
    if not lines:
        return "<p>Tidak ada.</p>"
    shown = "".join(f"<li>{html.escape(line)}</li>" for line in lines[:MOST_SHOWN])
    more = f"<p>dan {len(lines) - MOST_SHOWN} lainnya</p>" if len(lines) > MOST_SHOWN else ""
    return f"<ul>{shown}</ul>{more}"


def _charts(figures: Figures) -> list[tuple[str, Sequence[Count]]]:
    charts: list[tuple[str, Sequence[Count]]] = [
        ("Surat per tahun", figures.years),
        ("Topik", figures.topics),
        ("Koperasi yang paling sering disebut", figures.koperasi),
        ("Mutu pindaian", figures.sharpness),
        ("Alasan keraguan", figures.reasons),
    ]
    return [(title, counts) for title, counts in charts if counts]


def _over_years(figures: Figures) -> list[tuple[str, Sequence[tuple[str, str, int]]]]:
    tables: list[tuple[str, Sequence[tuple[str, str, int]]]] = [
        ("Topik dari tahun ke tahun", figures.topics_by_year),
        ("Koperasi dari tahun ke tahun", figures.koperasi_by_year),
    ]
    return [(title, counts) for title, counts in tables if counts]


def _year_table(counts: Sequence[tuple[str, str, int]]) -> str:
    """A row a name, a column a year; the darker, the more; the number stands in each cell."""
    years = sorted({year for _name, year, _number in counts})
    found = {(name, year): number for name, year, number in counts}
    most = max(found.values())
    head = "".join(f'<th scope="col">{html.escape(year)}</th>' for year in years)
    body = ""
    for name in sorted({name for name, _year, _number in counts}):
        cells = ""
        for year in years:
            number = found.get((name, year), 0)
            shade = f"rgb(36 85 122 / {0.5 * number / most:.2f})"
            cells += f'<td style="background: {shade}">{number or ""}</td>'
        body += f'<tr><th scope="row">{html.escape(name)}</th>{cells}</tr>'
    return (
        f'<div class="gulung"><table class="tahun"><thead><tr><th></th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _chart(title: str, counts: Sequence[Count]) -> str:
    """Bars with their numbers; the text carries the meaning, not the colour."""
    top = max(number for _name, number in counts)
    bars = "".join(
        f'<text x="{LABEL - 8}" y="{place * ROW + 15}" text-anchor="end">{html.escape(name[:40])}</text>'
        f'<rect x="{LABEL}" y="{place * ROW + 3}" width="{max(1, BAR * number // top)}" height="{ROW - 6}" '
        f'fill="#24557a"/><text x="{LABEL + 6 + BAR * number // top}" y="{place * ROW + 15}">{number}</text>'
        for place, (name, number) in enumerate(counts)
    )
    wide, high = LABEL + BAR + 70, len(counts) * ROW
    return (
        f'<svg role="img" aria-label="{html.escape(title)}" font-size="13" viewBox="0 0 {wide} {high}" '
        f'width="{wide}">{bars}</svg>'
    )


def write_reports(
    target: Storage, connection: sqlite3.Connection, figures: Figures, plan: Plan, review: Review
) -> None:
    """laporan.html, laporan.txt and the tables in TARGET."""
    target.write("laporan.html", as_html(figures, plan, review).encode("utf-8", "replace"))
    target.write("laporan.txt", as_text(figures, plan, review).encode("utf-8", "replace"))
    for name, content in exports.tables(exports.rows_of(connection)).items():
        target.write(name, content)
