"""The tables: Parquet without a package."""

import gzip
import hashlib
import struct
from pathlib import Path

import pytest

from flows.archive.parquet import ROWS_OF_A_GROUP, as_parquet

COLUMNS = (("id", str), ("tahun", int), ("saran", bool), ("dpi", float))
ROWS = [
    ("a", 2019, True, 200.0),
    ("é =1+1", None, None, None),
    (None, -3, False, 2.25),
    *((f"x{number}", number, number % 3 == 0, number / 7) for number in range(200)),
]
PINNED = "9ae179fcb398d939560e827395963fc55acc5888722d5ddb678425b9f1a2005a"


def test_the_bytes_are_those_that_other_readers_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without packing, whose bytes are zlib's affair and differ between its versions."""
    monkeypatch.setattr(gzip, "compress", lambda content, mtime: content)
    assert hashlib.sha256(as_parquet(COLUMNS, ROWS)).hexdigest() == PINNED


def test_the_frame_is_parquets() -> None:
    content = as_parquet(COLUMNS, ROWS)
    (size,) = struct.unpack("<I", content[-8:-4])
    assert content[:4] == content[-4:] == b"PAR1"
    assert b"tahun" in content[-8 - size :]


def test_pyarrow_reads_it(tmp_path: Path) -> None:
    reader = pytest.importorskip("pyarrow.parquet")
    rows = [*ROWS, *((str(number), number, True, 0.5) for number in range(ROWS_OF_A_GROUP))]
    path = tmp_path / "t.parquet"
    path.write_bytes(as_parquet(COLUMNS, rows))
    table = reader.read_table(path)
    assert list(zip(*(column.to_pylist() for column in table.columns), strict=True)) == rows
    path.write_bytes(as_parquet(COLUMNS, []))
    assert reader.read_table(path).num_rows == 0
