"""The letters of an index as tables: CSV, XLSX and Parquet."""

import csv
import io
import sqlite3
from collections.abc import Sequence

import pyarrow
from pyarrow import parquet

from desk.sheets import as_sheet, cell
from models.clean import clean_text
from models.document import Kind

COLUMNS: tuple[tuple[str, type], ...] = (
    ("id", str), ("tahun", int), ("tanggal", str), ("jenis", str), ("layanan", str), ("topik", str),
    ("saran", bool), ("anonim", bool), ("tulisan_tangan", bool), ("pengirim", str), ("koperasi", str),
    ("terlapor", str),
    ("dpi", float), ("keyakinan", float), ("keraguan", str), ("contoh", bool), ("diperiksa", str),
    ("nama_berkas", str), ("halaman", str), ("kosong", str), ("belakang", str), ("pdf", str), ("json", str),
)  # fmt: skip
NAMES = tuple(name for name, _kind in COLUMNS)
COMPLAINT = f"jenis = '{Kind.SURAT_PENGADUAN.value}'"
WHOM = {
    "koperasi": f"iif({COMPLAINT} and koperasi_baku(koperasi) = '', '', koperasi)",
    "terlapor": f"iif({COMPLAINT}, koperasi, '')",
}
"""A complaint's other side stands in the index where a request's koperasi does: a koperasi, or a person."""
ARROW_TYPES = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    bool: pyarrow.bool_(),
    float: pyarrow.float64(),
}
MOST_SHEET_ROWS = 1_048_575
"""A sheet holds no more beside its head; the rest is in CSV and Parquet."""

Rows = Sequence[tuple[object, ...]]


def rows_of(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """The letters as rows under COLUMNS, in the columns' types."""
    query = (
        f"select {', '.join(WHOM.get(name, name) for name in NAMES)} from surat order by tahun, tanggal, id"
    )
    kinds = [kind for _name, kind in COLUMNS]
    return [
        tuple(_typed(kind, value) for kind, value in zip(kinds, row, strict=True))
        for row in connection.execute(query)
    ]


def _typed(kind: type, value: object) -> object:
    if value is None:
        return None
    return clean_text(str(value)) if kind is str else kind(value)


def as_csv(rows: Rows) -> bytes:
    """With a byte order mark, so that spreadsheets see UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(NAMES)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Rows) -> bytes:
    """One sheet; texts stay texts."""
    return as_sheet("Surat", NAMES, rows[:MOST_SHEET_ROWS])


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
