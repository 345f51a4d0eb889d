"""The letters of an index as tables: CSV, XLSX and Parquet."""

import csv
import io
import sqlite3
from collections.abc import Sequence

import pyarrow
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from pyarrow import parquet

COLUMNS: tuple[tuple[str, type], ...] = (
    ("id", str), ("tahun", int), ("tanggal", str), ("jenis", str), ("layanan", str), ("topik", str),
    ("saran", bool), ("anonim", bool), ("tulisan_tangan", bool), ("pengirim", str), ("koperasi", str),
    ("dpi", float), ("keyakinan", float), ("keraguan", str), ("contoh", bool), ("diperiksa", str),
    ("nama_berkas", str), ("halaman", str), ("kosong", str), ("belakang", str), ("pdf", str), ("json", str),
)  # fmt: skip
NAMES = tuple(name for name, _kind in COLUMNS)
ARROW_TYPES = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    bool: pyarrow.bool_(),
    float: pyarrow.float64(),
}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is taken for a formula by spreadsheets (OWASP, CSV injection)."""
MOST_SHEET_ROWS = 1_048_575
"""A sheet holds no more beside its head; the rest is in CSV and Parquet."""

Rows = Sequence[tuple[object, ...]]


def rows_of(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """The letters as rows under COLUMNS, in the columns' types."""
    query = f"select {', '.join(NAMES)} from surat order by tahun, tanggal, id"
    kinds = [kind for _name, kind in COLUMNS]
    return [
        tuple(None if cell is None else kind(cell) for kind, cell in zip(kinds, row, strict=True))
        for row in connection.execute(query)
    ]


def harmless(value: object) -> object:
    """A cell that no spreadsheet runs; a truth in words."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def as_csv(rows: Rows) -> bytes:
    """With a byte order mark, so that spreadsheets see UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(NAMES)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Rows) -> bytes:
    """One sheet; texts stay texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Surat")
    sheet.freeze_panes = "A2"
    sheet.append(list(NAMES))
    for row in rows[:MOST_SHEET_ROWS]:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=harmless(value))  # type: ignore[arg-type]
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_parquet(rows: Rows) -> bytes:
    """Texts, numbers and truths in their own types; what is missing is null."""
    schema = pyarrow.schema([(name, ARROW_TYPES[kind]) for name, kind in COLUMNS])
    records = [dict(zip(NAMES, row, strict=True)) for row in rows]
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(records, schema), out, compression="zstd")
    return out.getvalue()


def tables(rows: Rows) -> dict[str, bytes]:
    """File name -> content."""
    return {
        "indeks.csv": as_csv(rows),
        "indeks.xlsx": as_xlsx(rows),
        "indeks.parquet": as_parquet(rows),
    }
