"""A table as Apache Parquet, for flat tables of texts, whole numbers, numbers and truths; no package needed.

Format: https://parquet.apache.org/docs/file-format/ (version 1 data pages, plain values, GZIP), its metadata
in Thrift's compact protocol. The usual package for it has 40 MB and this needs a page of it. The bytes that
a test pins were read with pyarrow 26.0.1 and DuckDB 2.0.1.
"""

import gzip
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Row = Sequence[object]
MAGIC = b"PAR1"
ROWS_OF_A_GROUP = 50_000
"""A reader takes a group into memory: some 20 MB of letters."""

BOOLEAN, INT64, DOUBLE, BYTE_ARRAY = 0, 2, 5, 6
TYPES: dict[type, int] = {bool: BOOLEAN, int: INT64, float: DOUBLE, str: BYTE_ARRAY}
OPTIONAL, UTF8, PLAIN, RLE, GZIP, DATA_PAGE = 1, 0, 0, 3, 2, 0

I32, I64, BINARY, LIST, STRUCT = 5, 6, 8, 9, 12


@dataclass(frozen=True)
class Long:
    """A 64-bit number; plain ones are written as 32-bit."""

    value: int


def as_parquet(columns: Sequence[tuple[str, type]], rows: Sequence[Row]) -> bytes:
    """The file. A cell is of its column's type or None."""
    out = bytearray(MAGIC)
    groups = [
        _group(out, columns, rows[begin : begin + ROWS_OF_A_GROUP])
        for begin in range(0, len(rows), ROWS_OF_A_GROUP)
    ]
    root = {4: b"schema", 5: len(columns)}
    schema = [root, *(_column(name, kind) for name, kind in columns)]
    footer = _struct({1: 1, 2: schema, 3: Long(len(rows)), 4: groups, 6: b"berkas"})
    return bytes(out + footer + struct.pack("<I", len(footer)) + MAGIC)


def _column(name: str, kind: type) -> dict[int, object]:
    facts: dict[int, object] = {1: TYPES[kind], 3: OPTIONAL, 4: name.encode()}
    return facts | ({6: UTF8} if kind is str else {})


def _group(out: bytearray, columns: Sequence[tuple[str, type]], rows: Sequence[Row]) -> dict[int, object]:
    """Append the rows column by column; returns what the footer says of them."""
    begin = len(out)
    chunks = []
    for place, (name, kind) in enumerate(columns):
        offset = len(out)
        cells = [row[place] for row in rows]
        plain = _present([cell is not None for cell in cells]) + _values(kind, cells)
        packed = gzip.compress(plain, mtime=0)
        page = {1: len(cells), 2: PLAIN, 3: RLE, 4: RLE}
        head = _struct({1: DATA_PAGE, 2: len(plain), 3: len(packed), 5: page})
        out += head + packed
        facts = {
            1: TYPES[kind], 2: [PLAIN, RLE], 3: [name.encode()], 4: GZIP, 5: Long(len(cells)),
            6: Long(len(head) + len(plain)), 7: Long(len(head) + len(packed)), 9: Long(offset),
        }  # fmt: skip
        chunks.append({2: Long(offset), 3: facts})
    return {1: chunks, 2: Long(len(out) - begin), 3: Long(len(rows))}


def _present(flags: Sequence[bool]) -> bytes:
    """Definition levels: one bit a cell, in a single bit-packed run, its length before it."""
    packed = _bits(flags)
    run = _varint(len(packed) << 1 | 1) + packed
    return struct.pack("<I", len(run)) + run


def _bits(flags: Sequence[bool]) -> bytes:
    number = sum(1 << place for place, flag in enumerate(flags) if flag) if len(flags) < 64 else None
    if number is not None:
        return number.to_bytes((len(flags) + 7) // 8, "little")
    return b"".join(_bits(flags[begin : begin + 56]) for begin in range(0, len(flags), 56))


def _values(kind: type, cells: Iterable[object]) -> bytes:
    """The cells that are there, one after the other."""
    there = [cell for cell in cells if cell is not None]
    if kind is bool:
        return _bits([bool(cell) for cell in there])
    if kind is str:
        texts = [str(cell).encode("utf-8", "replace") for cell in there]
        return b"".join(struct.pack("<I", len(text)) + text for text in texts)
    return struct.pack(f"<{len(there)}{'q' if kind is int else 'd'}", *there)


def _struct(fields: dict[int, object]) -> bytes:
    """Thrift compact: each field's number as the step from the one before, its type, its value."""
    out = bytearray()
    last = 0
    for number in sorted(fields):
        out.append(number - last << 4 | _type(fields[number]))
        out += _value(fields[number])
        last = number
    return bytes(out) + b"\0"


def _type(value: object) -> int:
    kinds = {int: I32, Long: I64, bytes: BINARY, list: LIST, dict: STRUCT}
    return kinds[type(value)]


def _value(value: object) -> bytes:
    match value:
        case int():
            return _varint(value << 1)
        case Long(value=number):
            return _varint(number << 1)
        case bytes():
            return _varint(len(value)) + value
        case dict():
            return _struct(value)
        case list():
            return _list(value)
    raise TypeError(type(value))


def _list(values: list[object]) -> bytes:
    kind = _type(values[0]) if values else STRUCT
    size = len(values)
    head = bytes([size << 4 | kind]) if size < 15 else bytes([0xF0 | kind]) + _varint(size)
    return head + b"".join(_value(value) for value in values)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
