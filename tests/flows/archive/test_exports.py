"""The tables of an index in the formats that other programs read."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from flows.archive import index
from flows.archive.exports import COLUMNS, NAMES, as_parquet, rows_of, tables
from tests.flows.archive.test_parts import letter, result

EXAMPLES: dict[type, tuple[object, ...]] = {
    str: ("a", "é =1+1", None),
    int: (2019, -3, None),
    bool: (True, False, None),
    float: (200.0, 2.25, None),
}
ROWS = [tuple(EXAMPLES[kind][number] for _name, kind in COLUMNS) for number in range(3)]


def test_parquet_keeps_texts_numbers_and_what_is_missing() -> None:
    table = parquet.read_table(io.BytesIO(as_parquet(ROWS)))
    assert tuple(table.column_names) == NAMES
    assert list(zip(*(column.to_pylist() for column in table.columns), strict=True)) == ROWS


def test_parquet_of_an_empty_index_has_its_columns() -> None:
    table = parquet.read_table(io.BytesIO(as_parquet([])))
    assert table.num_rows == 0 and tuple(table.column_names) == NAMES


@pytest.mark.parametrize("bad", ["SITI\x01AMINAH", "\u202eHANIMA", "=1+1", "x" * 40_000])
def test_no_text_stops_the_tables_of_an_archive(bad: str) -> None:
    row = tuple(bad if kind is str else EXAMPLES[kind][0] for _name, kind in COLUMNS)
    made = tables([row])
    assert set(made) == {"indeks.csv", "indeks.xlsx", "indeks.parquet"}
    sheet = load_workbook(io.BytesIO(made["indeks.xlsx"])).active
    assert sheet is not None
    shown = str(sheet.cell(2, 1).value)
    assert shown.isprintable()
    assert not shown.startswith("=")


@pytest.mark.parametrize(
    ("kind", "named", "columns"),
    [
        ("surat_pengaduan", "KSP Mekar Jaya", ("KSP Mekar Jaya", "KSP Mekar Jaya")),
        ("surat_pengaduan", "Sutrisno, petugas loket 2", ("", "Sutrisno, petugas loket 2")),
        ("surat_permohonan", "Mekar Jaya", ("Mekar Jaya", "")),
    ],
)
def test_the_column_of_koperasi_holds_no_persons(
    tmp_path: Path, kind: str, named: str, columns: tuple[str, str]
) -> None:
    with index.opened(tmp_path / index.FILE_NAME) as connection:
        index.add(connection, [result(letter(1, kind=kind, koperasi=named))])
        (row,) = rows_of(connection)
    assert (row[NAMES.index("koperasi")], row[NAMES.index("terlapor")]) == columns
