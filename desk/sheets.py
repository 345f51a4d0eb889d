"""Tables as XLSX: every cell safe, nothing that fails half-way, no copy left behind.

openpyxl writes a sheet into a file of the temporary folder and removes it when the book is saved: whatever
could fail (the rows, a character) is done before the sheet is begun.
"""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from models.clean import safe_cell

Cell = str | int | float | None


def as_sheet(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet with a bold head that stays in view. Texts stay texts, numbers numbers, a truth in words."""
    table = [[cell(value) for value in row] for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    head = [WriteOnlyCell(sheet, value=text) for text in header]
    for each in head:
        each.font = Font(bold=True)
    sheet.append(head)
    for line in table:
        sheet.append([_written(sheet, value) for value in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell(value: object) -> Cell:
    """What stands in the cell."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None or isinstance(value, int | float):
        return value
    return safe_cell(str(value))


def _written(sheet: object, value: Cell) -> WriteOnlyCell:  # type: ignore[valid-type]
    made = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]
    if isinstance(value, str):
        made.data_type, made.number_format = "s", "@"
    return made
