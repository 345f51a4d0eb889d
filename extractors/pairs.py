"""Label and value by geometry: on one line, in a table, or wrapped over lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.labels import label_at
from extractors.layout import Row
from extractors.passage import Passage, join

SAME_COLUMN = 1.6
"""A line continues a value when it begins within this many word heights of the value's start."""
NEXT_LINE = 2.4
"""A continued line's middle lies at most this many word heights below the last one's."""
MAX_WRAPS = 4
CLOSE_GAP = 1.5
"""Cells nearer than this are one line that the engine broke."""
TABLE_GAP = 5.0
"""Cells of one value (an address set in columns) lie at most this many word heights apart."""
_LEAD = re.compile(r"^(?:[^\w\s]+\s*|\(?[0-9]{1,2}(?:[.)]\s*|\s+)|\(?[a-hA-H][.)]\s+)*")
_COLON = re.compile(r"^\s*(?:(?:[:;=»>•©|?£]|\.{2,}:?)+|[!1l2i+t]\.?(?=\s))\s*")
_ONLY_COLON = re.compile(r"^(?:[\s:;=»>•©|.!?]+|[1lIi+])$")
_ENDS_VALUE = re.compile(
    r"(?i)^\W*(?:kepada\b|yth\b|yang terhormat|dengan (?:segala )?hormat|assalam|salam sejahtera)"
)
_STARTS_WITH_COLON = re.compile(r"^\s*[:;=»•©]")
COUNTED_KEYS = frozenset({"nomor", "lampiran"})
"""Their values begin with figures, so that a lone 1 is no misread colon."""
NUMBER_KEYS = frozenset({"nik", "telepon", "kk", "npwp", "nib"})
"""Their values are numbers: no colon is needed to tell them from running text."""

TOLD_KEYS = frozenset({"terlapor", "termohon", "materi", "pokok"})
"""Their values may begin like a label: `Yang diadukan | Koperasi X`."""


@dataclass(frozen=True)
class Pair:
    """A label's key (extractors.labels) with its value; `row`, `last_row`: the rows it stands in."""

    key: str
    label: Passage
    value: Passage
    row: int
    has_colon: bool = True
    last_row: int = 0


def pairs_in(rows: Sequence[Row]) -> tuple[Pair, ...]:
    """All label-value pairs, in reading order; values wrapped over lines are whole."""
    return tuple(
        _with_wraps(pair, rows) for index, row in enumerate(rows) for pair in _pairs_in_row(row, index)
    )


def _pairs_in_row(row: Row, index: int) -> Iterator[Pair]:
    at = 0
    while at < len(row.cells):
        found = _pair_at(row, at, index)
        if found is None:
            at += 1
            continue
        pair, at = found
        yield pair


def _pair_at(row: Row, at: int, index: int) -> tuple[Pair, int] | None:
    """The pair whose label begins cell `at`, and the next cell to look at."""
    cell = row.cells[at]
    lead = _LEAD.match(cell.text)
    begin = lead.end() if lead else 0
    hit = label_at(cell.text[begin:])
    if hit is None:
        return None
    key, length = hit
    label = cell.slice(begin, begin + length)
    rest = cell.text[begin + length :]
    if rest.strip():
        return _pair_in_cell(row, at, index, key, label)
    return _pair_over_cells(row, at, index, key, label)


def _pair_in_cell(row: Row, at: int, index: int, key: str, label: Passage) -> tuple[Pair, int] | None:
    cell = row.cells[at]
    end = cell.text.index(label.text) + len(label.text)
    colon = _colon(cell.text[end:], key)
    value = cell.slice(end + (colon.end() if colon else 0), len(cell.text))
    if not value:
        return _pair_over_cells(row, at, index, key, label)
    if colon is None and not (key in NUMBER_KEYS and value.text[:1].isdigit()):
        return None
    value, following = _with_neighbours(row, at, value, key)
    return Pair(key, label, value, index, colon is not None), following


def _colon(text: str, key: str) -> re.Match[str] | None:
    colon = _COLON.match(text)
    return None if colon and key in COUNTED_KEYS and colon[0].strip()[:1] in set("1l2it") else colon


def _pair_over_cells(row: Row, at: int, index: int, key: str, label: Passage) -> tuple[Pair, int] | None:
    """Label in one cell, colon and value in the next ones; None when nothing follows."""
    following, has_colon = at + 1, False
    if following < len(row.cells) and _ONLY_COLON.match(row.cells[following].text):
        following, has_colon = following + 1, True
    has_colon = has_colon or row.cells[at].text.rstrip().endswith(":")
    if following >= len(row.cells):
        return (Pair(key, label, Passage(), index, True), following) if has_colon else None
    cell = row.cells[following]
    colon = _colon(cell.text, key)
    value = cell.slice(colon.end() if colon else 0, len(cell.text))
    inner = label_at(value.text)
    is_told = key in TOLD_KEYS and inner is not None and inner[1] < len(value.text)
    if inner and not (colon or has_colon or is_told):
        return None
    value, after = _with_neighbours(row, following, value, key)
    return Pair(key, label, value, index), after


def _with_neighbours(row: Row, at: int, value: Passage, key: str) -> tuple[Passage, int]:
    """Further cells of the value on the same row: close ones always, an address's at a table's distance."""
    following = at + 1
    reach = TABLE_GAP if key in {"alamat", "alamat_koperasi"} else CLOSE_GAP
    while (
        following < len(row.cells)
        and row.cells[following].x0 - value.x1 < reach * value.height
        and label_at(row.cells[following].text) is None
    ):
        value = join([value, row.cells[following]])
        following += 1
    return value, following


def _with_wraps(pair: Pair, rows: Sequence[Row]) -> Pair:
    """The pair with the lines below that continue its value."""
    value, last, at = pair.value, pair.value, pair.row
    if not value:
        return replace(pair, last_row=at)
    for index in range(pair.row + 1, min(len(rows), pair.row + 1 + MAX_WRAPS)):
        more = _continuation(pair, last, rows[index])
        if more is None:
            break
        value, last, at = join([value, more]), more, index
    return replace(pair, value=value, last_row=at)


def _continuation(pair: Pair, last: Passage, row: Row) -> Passage | None:
    """The part of `row` that continues the value, else None."""
    height = max(pair.value.height, 1e-4)
    if row.page != last.page or not 0 < row.passage.middle - last.middle < NEXT_LINE * height:
        return None
    left = [at for at, cell in enumerate(row.cells) if cell.x0 < pair.value.x0 + SAME_COLUMN * height]
    if any(_starts_pair(row, at) for at in left):
        return None
    for cell in row.cells:
        is_below = abs(cell.x0 - pair.value.x0) < SAME_COLUMN * height and cell.x0 > pair.label.x1 - height
        if is_below:
            is_other = _STARTS_WITH_COLON.match(cell.text) or _ENDS_VALUE.match(cell.text)
            return None if is_other else cell
    return None


def _starts_pair(row: Row, at: int) -> bool:
    """Whether cell `at` is a label: with its value behind it, in the next cell, or to be filled in."""
    cell = row.cells[at]
    lead = _LEAD.match(cell.text)
    begin = lead.end() if lead else 0
    hit = label_at(cell.text[begin:])
    if hit is None:
        return False
    rest = cell.text[begin + hit[1] :].strip()
    if not rest:
        return at + 1 < len(row.cells)
    return _COLON.match(rest) is not None or (hit[0] in NUMBER_KEYS and rest[0].isdigit())
