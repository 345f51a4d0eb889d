"""Makes the office's paper templates anew: desk/templat/<paper>.docx, one for each PaperKind and OfficePaper.

    .venv/bin/python scripts/build_templates.py

They are ordinary DOCX files with marks that docxtpl fills; an office edits a copy in `templat/` of its data
folder with any word processor. Form after Permendagri 1/2023 (kop, nomor, sifat, lampiran, hal, Yth.).
"""

from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from models.papers.content import OfficePaper
from models.procedure.stages import PaperKind

FOLDER = Path(__file__).resolve().parent.parent / "desk" / "templat"
FONT = "Times New Roman"
KOP = (
    ("{{ kop.pemerintah }}", 13, False),
    ("{{ kop.nama }}", 15, True),
    ("{{ kop.alamat }}", 9.5, False),
    ("{{ kop.kontak }}", 9.5, False),
)
"""Lines of the letterhead: text, size in points, bold."""
LETTERS = (
    PaperKind.KEKURANGAN,
    PaperKind.UNDANGAN,
    PaperKind.SURAT_JAWABAN,
    PaperKind.SURAT_RUJUKAN,
    PaperKind.PERMINTAAN_IDENTITAS,
    PaperKind.UCAPAN_TERIMA_KASIH,
)


def main() -> None:
    """Writes all templates."""
    FOLDER.mkdir(exist_ok=True)
    for kind in LETTERS:
        _save(_letter(), kind)
    _save(_titled(signers=_office_signs), PaperKind.LAPORAN_HASIL)
    _save(_titled(signers=_all_sign), PaperKind.BERITA_ACARA)
    _save(_titled(signers=_office_signs), PaperKind.DAFTAR_HADIR)
    _save(_titled(signers=_office_signs), PaperKind.DISPOSISI)
    _save(_receipt(), PaperKind.TANDA_TERIMA)
    _save(_monthly(), OfficePaper.LAPORAN_BULANAN)
    _save(_titled(signers=_office_signs), OfficePaper.CATATAN_PEMROSESAN)


def _save(paper: Paper, kind: PaperKind | OfficePaper) -> None:
    paper.core_properties.author = ""
    paper.core_properties.title = kind.value
    paper.save(str(FOLDER / f"{kind.value}.docx"))


@dataclass(frozen=True)
class Sheet:
    """A size of paper in centimetres, its letters in points, and how much the letterhead shrinks."""

    width: float
    height: float
    left: float
    right: float
    points: float
    kop: float = 1.0

    @property
    def text_width(self) -> float:
        """Between the margins."""
        return self.width - self.left - self.right


A4 = Sheet(21, 29.7, 2.5, 2.2, 11.5)
A5 = Sheet(14.8, 21, 1.6, 1.6, 10, kop=0.8)


def _blank(sheet: Sheet = A4) -> Paper:
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(sheet.width), Cm(sheet.height)
    section.left_margin, section.right_margin = Cm(sheet.left), Cm(sheet.right)
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(2)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(sheet.points)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.element.rPr.append(_language())
    style.paragraph_format.space_after = Pt(4)
    style.paragraph_format.line_spacing = 1.15
    _kop(paper, sheet)
    return paper


def _language() -> BaseOxmlElement:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    return language


def _kop(paper: Paper, sheet: Sheet) -> None:
    """Lambang (when the office has set one) beside the letterhead, a double line below."""
    _text(paper, "{%p if lambang %}", after=0)
    table = paper.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(table, (2.5, sheet.text_width - 2.5))
    left, right = table.rows[0].cells
    _put(left, "{{ lambang }}", WD_ALIGN_PARAGRAPH.CENTER)
    _heading(sheet, right.paragraphs[0], *(right.add_paragraph() for _ in KOP[1:]))
    _text(paper, "{%p else %}", after=0)
    _heading(sheet, *(paper.add_paragraph() for _ in KOP))
    _text(paper, "{%p endif %}", after=0)
    _ruled(_text(paper, "", after=6))


def _heading(sheet: Sheet, *lines: Paragraph) -> None:
    """The lines of the letterhead."""
    for line, (text, size, is_bold) in zip(lines, KOP, strict=True):
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_after = Pt(0)
        run = line.add_run(text)
        run.font.size, run.bold = Pt(round(size * sheet.kop * 2) / 2), is_bold


def _letter() -> Paper:
    paper = _blank()
    _text(paper, "{{ tempat_tanggal }}", WD_ALIGN_PARAGRAPH.RIGHT)
    head = paper.add_table(rows=4, cols=3)
    _widths(head, (2.2, 0.4, 13.7))
    marks = (("Nomor", "nomor"), ("Sifat", "sifat"), ("Lampiran", "lampiran"), ("Hal", "hal"))
    for row, (label, mark) in zip(head.rows, marks, strict=True):
        for cell, text in zip(row.cells, (label, ":", f"{{{{ {mark} }}}}"), strict=True):
            _put(cell, text, after=0)
    _text(paper, "", after=2)
    _loop(paper, "yth", "{{ item }}", after=0)
    _text(paper, "", after=4)
    _body(paper)
    _office_signs(paper)
    _copies(paper)
    return paper


def _receipt() -> Paper:
    """A5: what was given beside the code, both signatures below."""
    paper = _blank(A5)
    _text(paper, "{{ judul }}", WD_ALIGN_PARAGRAPH.CENTER, after=8, bold=True)
    table = paper.add_table(rows=3, cols=3)
    _widths(table, (3.4, 0.4, A5.text_width - 3.8))
    _row_loop(table, "rincian", ("{{ item.label }}", ":", "{{ item.value }}"))
    _text(paper, "", after=2)
    _text(paper, "{{ qr }}", WD_ALIGN_PARAGRAPH.CENTER)
    _loop(paper, "penutup", "{{ item }}", WD_ALIGN_PARAGRAPH.CENTER, after=2)
    _text(paper, "{{ tempat_tanggal_ttd }}", WD_ALIGN_PARAGRAPH.RIGHT, after=4)
    signs = paper.add_table(rows=1, cols=3)
    signs.rows[0].cells[0].text = "{%tc for item in para %}"
    cell = signs.rows[0].cells[1]
    _put(cell, "{{ item.role }},", WD_ALIGN_PARAGRAPH.CENTER, after=40)
    cell.add_paragraph("{{ item.name }}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    signs.rows[0].cells[2].text = "{%tc endfor %}"
    _unsplit(signs)
    return paper


FIGURES = 6
"""Columns of numbers of the monthly report's table, beside its first."""
SHADE = "E7EBF0"


def _monthly() -> Paper:
    """The month's figures: one table whose groups have a line over them, its heading on each page."""
    paper = _blank()
    _text(paper, "{{ judul }}", WD_ALIGN_PARAGRAPH.CENTER, after=0, bold=True)
    _text(paper, "{{ hal }}", WD_ALIGN_PARAGRAPH.CENTER, after=10)
    _loop(paper, "pembuka", "{{ item }}", WD_ALIGN_PARAGRAPH.JUSTIFY)
    _figures(paper)
    _text(paper, "", after=2)
    _text(paper, "{%p for bab in bagian %}")
    _text(paper, "{{ bab.title }}", bold=True, keep=True)
    _text(paper, "{%p for item in bab.paragraphs %}")
    _text(paper, "{{ item }}", after=1, keep=True)
    _text(paper, "{%p endfor %}")
    _text(paper, "", after=0, keep=True)
    _text(paper, "{%p endfor %}")
    _office_signs(paper)
    return paper


def _figures(paper: Paper) -> None:
    """Heading, then for each row either the line over a group or its figures."""
    table = paper.add_table(rows=8, cols=1 + FIGURES)
    table.style = "Table Grid"
    _widths(table, (4.3, *(2.0 for _ in range(FIGURES))))
    head, loop, group, heading, otherwise, figures, ungroup, end = table.rows
    for place, cell in enumerate(head.cells):
        _put(cell, f"{{{{ kolom[{place}] }}}}", WD_ALIGN_PARAGRAPH.CENTER, after=0)
        cell.paragraphs[0].runs[0].bold = True
        cell.paragraphs[0].runs[0].font.size = Pt(8.5)
        _shaded(cell)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, mark in (
        (loop, "{%tr for deret in baris %}"), (group, "{%tr if deret|length == 1 %}"),
        (otherwise, "{%tr else %}"), (ungroup, "{%tr endif %}"), (end, "{%tr endfor %}"),
    ):  # fmt: skip
        row.cells[0].text = mark
    over = heading.cells[0].merge(heading.cells[FIGURES])
    _put(over, "{{ deret[0] }}", after=0, keep=True)
    over.paragraphs[0].runs[0].bold = True
    _shaded(over)
    for place, cell in enumerate(figures.cells):
        _put(cell, f"{{{{ deret[{place}] }}}}", WD_ALIGN_PARAGRAPH.RIGHT if place else None, after=0)
    _unsplit(table)
    _flush(table)


def _shaded(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _titled(*, signers: object) -> Paper:
    paper = _blank()
    _text(paper, "{{ judul }}", WD_ALIGN_PARAGRAPH.CENTER, after=0, bold=True)
    _text(paper, "{%p if nomor_ditulis %}")
    _text(paper, "Nomor: {{ nomor }}", WD_ALIGN_PARAGRAPH.CENTER, after=10)
    _text(paper, "{%p endif %}")
    _text(paper, "", after=2)
    _body(paper)
    assert callable(signers)
    signers(paper)
    _pictures(paper)
    return paper


def _body(paper: Paper) -> None:
    """Opening, labelled lines, sections, table, closing: each left out when empty."""
    _loop(paper, "pembuka", "{{ item }}", WD_ALIGN_PARAGRAPH.JUSTIFY)
    _text(paper, "{%p if rincian %}")
    table = paper.add_table(rows=3, cols=3)
    _widths(table, (4.2, 0.4, 11.7))
    _row_loop(table, "rincian", ("{{ item.label }}", ":", "{{ item.value }}"))
    _text(paper, "", after=2)
    _text(paper, "{%p endif %}")
    _text(paper, "{%p for bab in bagian %}")
    _text(paper, "{%p if bab.title %}")
    _text(paper, "{{ bab.title }}", bold=True, keep=True)
    _text(paper, "{%p endif %}")
    _text(paper, "{%p for item in bab.paragraphs %}")
    _text(paper, "{{ item }}", WD_ALIGN_PARAGRAPH.JUSTIFY)
    _text(paper, "{%p endfor %}")
    _text(paper, "{%p endfor %}")
    _grid(paper)
    _text(paper, "{%p if judul_penutup %}")
    _text(paper, "{{ judul_penutup }}", bold=True, keep=True)
    _text(paper, "{%p endif %}")
    _loop(paper, "penutup", "{{ item }}", WD_ALIGN_PARAGRAPH.JUSTIFY)


def _grid(paper: Paper) -> None:
    """A table with a heading row and as many columns as the content has."""
    _text(paper, "{%p if kolom %}")
    table = paper.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    table.rows[0].cells[0].text, table.rows[0].cells[1].text, table.rows[0].cells[2].text = (
        "{%tc for judul in kolom %}",
        "{{ judul }}",
        "{%tc endfor %}",
    )
    table.rows[0].cells[1].paragraphs[0].runs[0].bold = True
    table.rows[1].cells[0].text = "{%tr for deret in baris %}"
    for cell, text in zip(
        table.rows[2].cells, ("{%tc for sel in deret %}", "{{ sel }}", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    table.rows[3].cells[0].text = "{%tr endfor %}"
    _unsplit(table)
    _flush(table)
    _text(paper, "", after=2)
    _text(paper, "{%p endif %}")


def _flush(table: Table) -> None:
    """The frame stands in line with the text, not its cells' margin beside it."""
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), "108")
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.append(indent)


def _office_signs(paper: Paper) -> None:
    """The signatory at the right, with room for the signature."""
    table = paper.add_table(rows=1, cols=2)
    _widths(table, (8.2, 8.1))
    cell = table.rows[0].cells[1]
    _put(cell, "{% if tempat_tanggal_ttd %}{{ tempat_tanggal_ttd }}{% endif %}", after=0, keep=True)
    for text, before in (
        ("{{ ttd.jabatan }},", 0),
        ("{{ ttd.nama }}", 52),
        ("{{ ttd.pangkat }}", 0),
        ("{{ ttd.nip }}", 0),
    ):
        line = cell.add_paragraph(text)
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(0)
        line.paragraph_format.keep_with_next = True
        line.runs[0].bold = before > 0
    _unsplit(table)


def _all_sign(paper: Paper) -> None:
    """Everybody who signs, a row each."""
    _text(paper, "{%p if para %}")
    table = paper.add_table(rows=3, cols=3)
    _widths(table, (5.2, 6.1, 5.0))
    _row_loop(table, "para", ("{{ item.role }}", "{{ item.name }}", "..............................."))
    for cell in table.rows[1].cells:
        cell.paragraphs[0].paragraph_format.space_before = Pt(20)
    _text(paper, "{%p endif %}")


def _pictures(paper: Paper) -> None:
    """The appendix: a page of its own."""
    _text(paper, "{%p if gambar %}")
    line = _text(paper, "LAMPIRAN DOKUMENTASI", bold=True)
    line.paragraph_format.page_break_before = True
    _text(paper, "{%p for item in gambar %}")
    _text(paper, "{{ item.gambar }}", WD_ALIGN_PARAGRAPH.CENTER, after=2, keep=True)
    _text(paper, "{{ item.keterangan }}", WD_ALIGN_PARAGRAPH.CENTER, after=12)
    _text(paper, "{%p endfor %}")
    _text(paper, "{%p endif %}")


def _copies(paper: Paper) -> None:
    _text(paper, "{%p if tembusan %}")
    _text(paper, "Tembusan:", after=0)
    _loop(paper, "tembusan", "{{ loop.index }}. {{ item }}", after=0)
    _text(paper, "{%p endif %}")


def _loop(
    paper: Paper, name: str, text: str, align: WD_ALIGN_PARAGRAPH | None = None, after: float = 5
) -> None:
    _text(paper, f"{{%p for item in {name} %}}")
    _text(paper, text, align, after=after)
    _text(paper, "{%p endfor %}")


def _row_loop(table: Table, name: str, texts: tuple[str, str, str]) -> None:
    table.rows[0].cells[0].text = f"{{%tr for item in {name} %}}"
    for cell, text in zip(table.rows[1].cells, texts, strict=True):
        _put(cell, text, after=0)
    table.rows[2].cells[0].text = "{%tr endfor %}"


def _text(
    paper: Paper,
    text: str,
    align: WD_ALIGN_PARAGRAPH | None = None,
    *,
    after: float = 4,
    bold: bool = False,
    keep: bool = False,
) -> Paragraph:
    line = paper.add_paragraph()
    if align is not None:
        line.alignment = align
    line.paragraph_format.space_after = Pt(after)
    line.paragraph_format.keep_with_next = keep
    line.add_run(text).bold = bold
    return line


def _put(
    cell: _Cell, text: str, align: WD_ALIGN_PARAGRAPH | None = None, *, after: float = 2, keep: bool = False
) -> None:
    line = cell.paragraphs[0]
    if align is not None:
        line.alignment = align
    line.paragraph_format.space_after = Pt(after)
    line.paragraph_format.keep_with_next = keep
    line.add_run(text)


def _widths(table: Table, centimetres: tuple[float, ...]) -> None:
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, centimetres, strict=True):
            cell.width = Cm(width)
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)


def _unsplit(table: Table) -> None:
    """A row that no page end cuts."""
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))


def _ruled(line: Paragraph) -> None:
    """The double line below the letterhead."""
    borders = OxmlElement("w:pBdr")
    border = OxmlElement("w:top")
    for name, value in (("val", "thinThickSmallGap"), ("sz", "18"), ("space", "1"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
    line._p.get_or_add_pPr().append(borders)


if __name__ == "__main__":
    main()
