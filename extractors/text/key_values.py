"""Label and value by geometry: on one line, in a table, or wrapped over lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.fields.cues import cue
from extractors.fields.indonesian import find_dates
from extractors.fields.labels import label_at
from extractors.fields.span import TextSpan, join
from extractors.text.rows import Row

SAME_COLUMN = 1.6
"""A line continues a value when it begins within this many word heights of the value's start."""
NEXT_LINE = 2.4
"""A continued line's middle lies at most this many word heights below the last one's."""
IN_STEP, WIDE = 1.15, 4.0
"""Times the step from the label above, and word heights at most, within which a line is the next one of a
widely set head: without its label it goes on."""
DUST = 0.4
"""A row of marks lower than this share of the value's words is dust between its lines."""
TALLER = 1.4
"""Times; how much higher a line with tails and capitals measures than one of small letters."""
CAPITALS = 1.2
"""Times; how much higher a line measures than one of capitals, which has no tails."""
MAX_WRAPS = 4
CLOSE_GAP = 1.5
"""Cells nearer than this are one line that the engine broke."""
TABLE_GAP = 5.0
"""Cells of one value (an address set in columns) lie at most this many word heights apart."""
_LEAD = cue("key_values.lead", lead=r"^", tail=r"*", is_cased=True)
_COLON = re.compile(
    r"^\s*(?:[—–1lI-]\s*(?=[:;]))?(?:[—–]\s+(?=[A-Z])|(?:[:;=»>•©|?£]|\.{2,}:?)+|[“”\"‘’']?[!1l2i+t]\.?(?=\s))\s*"
)
_STUCK_COLON = re.compile(r"[”\"'’](?:\s+|$)")
"""A quotation mark stuck to a label is a misread colon."""
_ONLY_COLON = re.compile(r"^(?:[\s:;=»>•©|.!?]+|[1lIi+])$")
_ENDS_VALUE = cue("key_values.ends_value", lead=r"^\W*", tail=r"")
_ADDRESSEE_BESIDE = re.compile(r"Kepada(?:\s+Yth\.?)?\s*:?$")
"""The addressee's first line in a column that stands close beside the head's."""
_PLACE = re.compile(r"[A-Z][A-Za-z'’. -]*,\s*$")
_HEADING = re.compile(r"\W*(?:[IVX]{1,4}|[A-F])\.\s+[A-Z][a-z]+(?:\s[A-Za-z]+){0,4}\W*$")
"""'IV. Pokok permasalahan': the next part of a letter."""
_COUNTED = re.compile(r"\W*(\d{1,2})[a-h]?\W*\s")
_WORD_START = re.compile(r"(?<=\s)(?=[A-Za-z])")
_STARTS_WITH_COLON = re.compile(r"^\s*[:;=»•©]")
_MARKS = " \"'”“’‘«»*~—–-!|"
"""What an engine reads for rulings and specks in front of a heading or label."""
_SPECKS = " .,'`|"
"""What dust behind a label is read as."""
LEAST_CELLS, LABEL_WORDS, TABLE_LABEL_WORDS = 2, 3, 5
HEAD_KEYS = frozenset({"kepada", "perihal", "nomor", "lampiran", "sifat"})
"""Labels of a letter's head: beside a lone one may stand the letter's place and date, or its addressee."""
MATTER_KEYS = frozenset({"materi", "pokok"})
"""Labels of what is wrong or asked."""
NOT_BOXED = HEAD_KEYS - {"perihal"} | MATTER_KEYS
"""Labels below which other things stand than what they ask for, or a text of many lines."""
BOX_ROWS = 2
"""Rows below a label in which its words may begin: a box beside it has lines of its own."""
COUNTED_KEYS = frozenset({"nomor", "lampiran"})
"""Their values begin with figures, so that a lone 1 is no misread colon."""
NUMBER_KEYS = frozenset({"nik", "telepon", "kk", "npwp", "nib"})
"""Their values are numbers: no colon is needed to tell them from running text."""
INNER_KEYS = frozenset({
    "nama", "nik", "alamat", "telepon", "jabatan", "pekerjaan", "ttl", "umur", "agama", "jenis_kelamin", "kk",
    "npwp", "nib", "koperasi", "alamat_koperasi", "badan_hukum", "nik_koperasi", "no_anggota", "email",
})  # fmt: skip
"""Labels that may follow a value on its own line, with their colon: 'Nama : Kasiman  NIK : 3517...'."""
BOXED_DIGITS = 2
"""Figures that a box of a form holds, one or two run together."""
WHOLE_DIGITS = 9
"""Digits that a telephone has at least."""
_ADDRESS_START = cue("key_values.address_start", lead=r"")

ADDRESS_KEYS = frozenset({"alamat", "alamat_koperasi"})
PROSE_KEYS = MATTER_KEYS | {"terlapor", "termohon"}
"""Their values may begin like a label: `Yang diadukan | Koperasi X`."""


@dataclass(frozen=True)
class KeyValue:
    """A label's key (extractors.labels) with its value; `row`, `last_row`: the rows it stands in."""

    key: str
    label: TextSpan
    value: TextSpan
    row: int
    has_colon: bool = True
    last_row: int = 0


def key_values_in(rows: Sequence[Row]) -> tuple[KeyValue, ...]:
    """All label-value pairs, in reading order; values wrapped over lines are whole."""
    parted = [replace(row, cells=tuple(part for cell in row.cells for part in _parted(cell))) for row in rows]
    boxes = _Boxes(parted)
    pairs = (pair for index in range(len(parted)) for pair in _pairs_from(parted, index, boxes))
    return tuple(_with_wraps(pair, parted) for pair in pairs)


def _pairs_from(rows: Sequence[Row], index: int, boxes: "_Boxes") -> Iterator[KeyValue]:
    """The pairs whose labels stand in a row: with values behind them, or in a form's boxes below them."""
    boxed = boxes.pairs(index)
    labels = {pair.label.x0 for pair in boxed}
    yield from (pair for pair in _pairs_in_row(rows[index], index) if pair.label.x0 not in labels)
    yield from boxed


def _parted(cell: TextSpan) -> Iterator[TextSpan]:
    """The cell cut before each further label with a colon in it."""
    text, start = cell.text, 0
    for match in _WORD_START.finditer(text):
        at = match.start()
        if _ADDRESSEE_BESIDE.match(text[at:]):
            yield cell.slice(start, at)
            start = at
        hit = label_at(text[at:]) if ":" in text[at:] and at > start else None
        if hit and hit[0] in INNER_KEYS and re.match(r"\s*:", text[at + hit[1] :]) and ":" in text[start:at]:
            yield cell.slice(start, at)
            start = at
    yield cell.slice(start, len(text))


def _pairs_in_row(row: Row, index: int) -> Iterator[KeyValue]:
    at = 0
    while at < len(row.cells):
        found = _pair_at(row, at, index)
        if found is None:
            at += 1
            continue
        pair, at = found
        yield pair


class _Boxes:
    """A form's boxes whose labels stand above what is filled in: a label is all of its cell, the words begin
    right below it, and what stands beside it is a label, too, or counted as boxes are; whatever is beside it
    where a number of the letter stands so below its label and something else beside that."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._labels = [[_whole_label(cell) for cell in row.cells] for row in rows]
        self._is_stacked = any(map(self._is_over_number, range(len(rows))))

    def pairs(self, index: int) -> list[KeyValue]:
        """The boxes whose labels stand in a row."""
        places = range(len(self._labels[index]))
        return [pair for at in places if self._is_beside_box(index, at) and (pair := self._pair(index, at))]

    def _is_over_number(self, index: int) -> bool:
        """Whether a number stands below its label and something else beside it."""
        cells = self._rows[index].cells
        return any(
            (pair := self._pair(index, at)) is not None
            and _is_whole_number(pair)
            and not _has_number(cells[at + 1].text)
            for at in range(len(cells) - 1)
        )

    def _is_beside_box(self, index: int, at: int) -> bool:
        """Whether what stands beside a cell leaves it a box."""
        cells, labels = self._rows[index].cells, self._labels[index]
        is_last = at + 1 == len(cells)
        return self._is_stacked or is_last or bool(labels[at + 1]) or _is_counted_next(*cells[at : at + 2])

    def _pair(self, index: int, at: int) -> KeyValue | None:
        """The label that is all of a cell, and the words right below it."""
        row, label = self._rows[index], self._labels[index][at]
        if label is None or label[0] in NOT_BOXED:
            return None
        cell = row.cells[at]
        for below in range(index + 1, min(len(self._rows), index + 1 + BOX_ROWS)):
            if self._rows[below].page != row.page or any(self._labels[below]):
                return None
            for value in self._rows[below].cells:
                height = max(value.height, cell.height)
                is_below = abs(value.x0 - cell.x0) < SAME_COLUMN * height
                if is_below and 0 < value.middle - cell.middle < NEXT_LINE * height:
                    return KeyValue(*label, value, index, last_row=below)
        return None


def _is_counted_next(cell: TextSpan, other: TextSpan) -> bool:
    """Whether a form counts two cells one after the other: '07 Nama koperasi', '08 Cabang'."""
    first, second = (_COUNTED.match(one.text) for one in (cell, other))
    return first is not None and second is not None and int(second[1]) - int(first[1]) in (0, 1)


def _whole_label(cell: TextSpan) -> tuple[str, TextSpan] | None:
    """The label that a cell is, and its key."""
    hit = led_label(cell.text)
    if hit is None or cell.text[hit[2] :].strip(_SPECKS + ":"):
        return None
    key, begin, end = hit
    return key, cell.slice(begin, end)


def _pair_at(row: Row, at: int, index: int) -> tuple[KeyValue, int] | None:
    """The pair whose label begins cell `at`, and the next cell to look at."""
    cell = row.cells[at]
    begin = lead_end(cell.text)
    hit = label_at(cell.text[begin:].replace("|", " "))
    if hit is None:
        return None
    key, length = hit
    label = cell.slice(begin, begin + length)
    rest = cell.text[begin + length :]
    if rest.strip(_SPECKS):
        return _pair_in_cell(row, at, index, key, label)
    return _pair_over_cells(row, at, index, key, label)


def _pair_in_cell(row: Row, at: int, index: int, key: str, label: TextSpan) -> tuple[KeyValue, int] | None:
    cell = row.cells[at]
    end = cell.text.index(label.text) + len(label.text)
    colon = _colon(cell.text[end:], key) or _STUCK_COLON.match(cell.text[end:])
    value = cell.slice(end + (colon.end() if colon else 0), len(cell.text))
    if not value:
        return _pair_over_cells(row, at, index, key, label)
    is_plain = (key in NUMBER_KEYS and value.text[:1].isdigit()) or (
        key == "alamat" and bool(_ADDRESS_START.match(value.text))
    )
    if colon is None and not is_plain:
        return None
    value, following = _with_neighbours(row, at, value, key)
    return KeyValue(key, label, value, index, colon is not None), following


def _colon(text: str, key: str) -> re.Match[str] | None:
    colon = _COLON.match(text)
    return None if colon and key in COUNTED_KEYS and colon[0].strip()[:1] in set("1l2it") else colon


def _pair_over_cells(row: Row, at: int, index: int, key: str, label: TextSpan) -> tuple[KeyValue, int] | None:
    """Label in one cell, colon and value in the next ones; None when nothing follows."""
    following, has_colon = at + 1, False
    if following < len(row.cells) and _ONLY_COLON.match(row.cells[following].text):
        following, has_colon = following + 1, True
    has_colon = has_colon or row.cells[at].text.rstrip().endswith(":")
    if following >= len(row.cells) or (key in HEAD_KEYS and _is_beside_head(key, row.cells[following])):
        is_lone = has_colon or (key in INNER_KEYS and len(row.cells) == 1)
        return (KeyValue(key, label, TextSpan(), index, has_colon), following) if is_lone else None
    cell = row.cells[following]
    colon = _colon(cell.text, key)
    value = cell.slice(colon.end() if colon else 0, len(cell.text))
    inner = label_at(value.text[lead_end(value.text) :])
    is_labelled = inner is not None and (
        (key in PROSE_KEYS and inner[1] < len(value.text)) or _is_member(key, inner)
    )
    if inner and not (colon or has_colon or is_labelled):
        return None
    value, after = _with_neighbours(row, following, value, key)
    return KeyValue(key, label, value, index), after


def led_label(text: str) -> tuple[str, int, int] | None:
    """The label that a cell begins with behind its lead, if any: its key, where it begins and ends."""
    begin = lead_end(text)
    hit = label_at(text[begin:])
    return (hit[0], begin, begin + hit[1]) if hit else None


def lead_end(text: str) -> int:
    """Where a cell's label begins: behind what a form counts its lines with, and marks."""
    lead = _LEAD.match(text)
    return lead.end() if lead else 0


def dated_place(cell: TextSpan) -> date | None:
    """The day of 'Bareng, 25 November 2026', where that is all of a cell."""
    dates = find_dates(cell.text)
    if len(dates) != 1:
        return None
    day, start, end = dates[0]
    return day if end == len(cell.text.rstrip(" .,")) and _PLACE.match(cell.text[:start]) else None


def _is_beside_head(key: str, cell: TextSpan) -> bool:
    """Whether a cell behind a label of the head that has no value is what begins beside it."""
    is_addressee = key != "kepada" and _ADDRESSEE_BESIDE.match(cell.text) is not None
    return is_addressee or dated_place(cell) is not None


def _is_member(key: str, inner: tuple[str, int]) -> bool:
    """'Jabatan | Anggota Koperasi': the office, and no label of the koperasi's name."""
    return key == "jabatan" and inner[0] == "koperasi"


def _with_neighbours(row: Row, at: int, value: TextSpan, key: str) -> tuple[TextSpan, int]:
    """Further cells of the value on the same row: close ones always, an address's at a table's distance."""
    following = at + 1
    reach = TABLE_GAP if key in ADDRESS_KEYS else CLOSE_GAP
    while (
        following < len(row.cells)
        and (
            row.cells[following].x0 - value.x1 < reach * value.height or _is_boxed(key, row.cells[following])
        )
        and led_label(row.cells[following].text) is None
    ):
        value = join([value, row.cells[following]])
        following += 1
    return value, following


def _is_boxed(key: str, cell: TextSpan) -> bool:
    """A figure of a number that a form has a box each for."""
    return key in NUMBER_KEYS and cell.text.isdigit() and len(cell.text) <= BOXED_DIGITS


def _with_wraps(pair: KeyValue, rows: Sequence[Row]) -> KeyValue:
    """The pair with the lines below that continue its value."""
    value, last, at = pair.value, pair.value, max(pair.row, pair.last_row)
    if not value or _is_whole_number(pair):
        return replace(pair, last_row=at)
    pitch = IN_STEP * _pitch(pair, rows)
    for index in range(at + 1, min(len(rows), at + 1 + MAX_WRAPS)):
        is_beside = all(cell.x0 > max(last.x1, value.x1) for cell in rows[index].cells)
        if is_beside or rows[index].span.height < DUST * value.height:
            continue
        more = _continuation(pair, last, rows[index], pitch)
        if more is None:
            break
        value, last, at = join([value, more]), more, index
    return replace(pair, value=value, last_row=at)


def _is_whole_number(pair: KeyValue) -> bool:
    """A number of one person or paper stands on one line."""
    return pair.key in NUMBER_KEYS and _has_number(pair.value.text)


def _has_number(text: str) -> bool:
    return sum(char.isdigit() for char in text) >= WHOLE_DIGITS


def _pitch(pair: KeyValue, rows: Sequence[Row]) -> float:
    """How far below the label above it a value stands; 0 where there is none."""
    above = rows[pair.row - 1] if pair.row else None
    is_listed = above is not None and above.page == pair.value.page and _starts_pair(above, 0)
    return pair.value.middle - above.cells[0].middle if above and is_listed else 0.0


def _continuation(pair: KeyValue, last: TextSpan, row: Row, pitch: float) -> TextSpan | None:
    """The part of `row` that continues the value, else None. `pitch`: how far below it may be in any case."""
    height = max(pair.value.height, min(row.span.height, TALLER * pair.value.height), 1e-4)
    step = NEXT_LINE * height
    step *= CAPITALS if last.text.isupper() and row.text.isupper() else 1.0
    if row.page != last.page or not 0 < row.span.middle - last.middle < max(step, min(pitch, WIDE * height)):
        return None
    left = [at for at, cell in enumerate(row.cells) if cell.x0 < pair.value.x0 + SAME_COLUMN * height]
    if any(_starts_pair(row, at) for at in left) or _is_unknown_pair(pair, row) or _HEADING.match(row.text):
        return None
    edge = min(pair.label.x1, pair.value.x0) if pair.last_row <= pair.row else pair.label.x1
    for at, cell in enumerate(row.cells):
        is_in_column = cell.x0 > edge - height or _goes_on_in_box(pair, cell)
        is_below = abs(cell.x0 - pair.value.x0) < SAME_COLUMN * height and is_in_column
        if is_below:
            is_other = _STARTS_WITH_COLON.match(cell.text) or _ENDS_VALUE.match(cell.text)
            return None if is_other else _with_neighbours(row, at, cell, pair.key)[0]
    return None


def _goes_on_in_box(pair: KeyValue, cell: TextSpan) -> bool:
    """Whether a line below the words of a box is theirs, and not the label of the next one."""
    return pair.last_row > pair.row and pair.key in ADDRESS_KEYS and bool(_ADDRESS_START.match(cell.text))


def _is_unknown_pair(pair: KeyValue, row: Row) -> bool:
    """A few words in the label's column, and behind them a misread colon or a cell in the values' column."""
    if len(row.cells) < LEAST_CELLS or not pair.label:
        return False
    first, second = row.cells[:2]
    reach = SAME_COLUMN * max(first.height, 1e-4)
    is_in_column = abs(first.x0 - pair.label.x0) < reach and len(first.tokens) <= TABLE_LABEL_WORDS
    is_short = len(first.tokens) <= LABEL_WORDS
    is_table_row = (
        first.text.lstrip(_MARKS + "0123456789.)").strip()[:1].isupper()
        and abs(second.x0 - pair.value.x0) < reach
    )
    return is_in_column and (is_table_row or (is_short and bool(_COLON.match(second.text))))


def _starts_pair(row: Row, at: int) -> bool:
    """Whether cell `at` is a label: with its value behind it, in the next cell, or to be filled in."""
    cell = row.cells[at]
    hit = led_label(cell.text)
    if hit is None:
        return False
    key, _, end = hit
    rest = cell.text[end:].strip()
    if not rest:
        return at + 1 < len(row.cells)
    is_number = key in NUMBER_KEYS | COUNTED_KEYS and rest[0].isdigit()
    return _COLON.match(rest) is not None or is_number
