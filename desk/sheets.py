"""Tables as XLSX: every cell safe, nothing that fails half-way, no copy left behind.

openpyxl writes a sheet into a file of the temporary folder and removes it when the book is saved: whatever
could fail (the rows, a character) is done before the sheet is begun.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from models.clean import safe_cell

Cell = str | int | float | date | None
DATE_FORMAT = "DD-MM-YYYY"
WIDEST, NARROWEST = 60, 8
"""Characters a column is wide at most (longer texts are cut by the screen, not by the file) and at least."""


def as_sheet(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet with a bold head that stays in view and filters. Texts stay texts, numbers numbers, dates
    dates, a truth in words; columns are as wide as what they hold."""
    table = [[cell(value) for value in row] for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, wide in enumerate(_widths(header, table), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = wide
    head = [WriteOnlyCell(sheet, value=text) for text in header]
    for each in head:
        each.font = Font(bold=True)
    sheet.append(head)
    for line in table:
        sheet.append([_written(sheet, value) for value in line])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(table) + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell(value: object) -> Cell:
    """What stands in the cell."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None or isinstance(value, int | float | date):
        return value
    return safe_cell(str(value))


def _written(sheet: object, value: Cell) -> WriteOnlyCell:  # type: ignore[valid-type]
    made = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]
    if isinstance(value, str):
        made.data_type, made.number_format = "s", "@"
    elif isinstance(value, date):
        made.number_format = DATE_FORMAT
    return made


def _widths(header: Sequence[str], table: Sequence[Sequence[Cell]]) -> list[int]:
    """Characters that each column shows whole, within bounds."""
    longest = [len(text) for text in header]
    for line in table:
        for place, value in enumerate(line):
            longest[place] = max(longest[place], 10 if isinstance(value, date) else len(str(value or "")))
    return [min(WIDEST, max(NARROWEST, size + 2)) for size in longest]
