"""The labels of the words that an engine read: the tags of the letter's text, carried over by alignment."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import numpy as np
from rapidfuzz.distance import Levenshtein

from extractors.fields.span import TextSpan, Token
from extractors.ranking.options import NORMALISERS
from extractors.ranking.reading_order import Placed
from extractors.ranking.roles import NAMES, OTHER, Role
from extractors.ranking.span_tagger import BEGIN, INSIDE, OUTSIDE
from models.field_spec import FREE_TEXT
from samples.truth import Value
from samples.voices.tagged import Block, Letter, Line, Piece, Tag
from tests.accuracy.scoring import is_right

GAP = 0.6
"""Cost of a word that the other side lacks; of two words put together it is one less their likeness."""
UNLIKE = 0.55
"""Words that differ by more are never put together."""
DATE_WORDS = 3
"""Of a date in print; a value has another form."""
LONGEST = 4000
"""Cells of the largest stretch that is aligned word by word; a longer one is left without labels."""
Source = tuple[str, Tag | None]
"""A word of a voice's text with the innermost tag over it."""
COLUMN_MARK = "||"
"""What parts the columns of a block in a voice's text."""
ROLES = {name: str(role) for names in NAMES.values() for name, role in names.items()}


def plain(word: str) -> str:
    """Letters and figures, lower case."""
    return "".join(char for char in word.lower() if char.isalnum())


def source_words(letter: Letter, *, by_columns: bool = False) -> list[Source]:
    """The words of the text in order, each with the innermost tag over it (long texts aside)."""
    lines = (line for block in letter.blocks for line in (_by_columns(block) if by_columns else block.lines))
    return [(word, tag) for line in lines for word, tag in _words(line) if plain(word)]


def _by_columns(block: Block) -> Iterator[Line]:
    """The lines of each of a block's columns, one column after the other."""
    rows = [_cells(line) for line in block.lines]
    for column in range(max(map(len, rows), default=0)):
        yield from (row[column] for row in rows if column < len(row))


def _cells(line: Line) -> list[Line]:
    """A line parted at the marks between columns."""
    cells: list[list[Piece]] = [[]]
    for piece in line:
        first, *others = piece.text.split(COLUMN_MARK)
        cells[-1].append(Piece(first, piece.tags))
        cells += [[Piece(text, piece.tags)] for text in others]
    return [tuple(cell) for cell in cells]


def _words(line: Sequence[Piece]) -> Iterator[Source]:
    word, own = "", None
    for piece in line:
        tag = next((tag for tag in reversed(piece.tags) if tag.name not in FREE_TEXT), None)
        for char in piece.text:
            if char.isspace():
                if word:
                    yield word, own
                word, own = "", None
                continue
            if not plain(word):
                own = tag
            word += char
    if word:
        yield word, own


def aligned(source: Sequence[str], got: Sequence[str]) -> list[int]:
    """For each word that was read the index of the source's word, -1 where there is none."""
    ours, theirs = [plain(word) for word in source], [plain(word) for word in got]
    places = [-1] * len(got)
    for kind, start, stop, first, last in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            for step in range(stop - start):
                places[first + step] = start + step
        elif kind == "replace" and (stop - start) * (last - first) <= LONGEST:
            for at, place in _paired(ours[start:stop], theirs[first:last]):
                places[first + at] = start + place
    return places


def _paired(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(index of theirs, of ours) of words put together, by the cheapest alignment."""
    cost = np.zeros((len(ours) + 1, len(theirs) + 1))
    cost[:, 0], cost[0, :] = GAP * np.arange(len(ours) + 1), GAP * np.arange(len(theirs) + 1)
    step = np.zeros(cost.shape, dtype=np.int8)
    for row, own in enumerate(ours, 1):
        for column, other in enumerate(theirs, 1):
            unlike = Levenshtein.normalized_distance(own, other) if other else 1.0
            ways = (
                cost[row - 1, column - 1] + (unlike if unlike <= UNLIKE else 2.0),
                cost[row - 1, column] + GAP, cost[row, column - 1] + GAP,
            )  # fmt: skip
            step[row, column] = int(np.argmin(ways))
            cost[row, column] = min(ways)
    row, column = len(ours), len(theirs)
    while row and column:
        way = step[row, column]
        if way == 0:
            yield column - 1, row - 1
        row, column = row - (way != 2), column - (way != 1)


def labels(letter: Letter, words: Sequence[Placed]) -> list[str]:
    """B-, I- or O for each word that was read, in reading order."""
    found = max(_found(letter, words, by_columns=True), _found(letter, words), key=_count_known)
    tags = [one[1] if one else None for one in found]
    for at, word in enumerate(words):  # a mark between two words of one tag belongs to it
        if not plain(word.token.text) and 0 < at < len(words) - 1 and tags[at - 1] == tags[at + 1]:
            tags[at] = tags[at - 1]
    told, before = [], None
    for tag in tags:
        role = _role(tag)
        told.append(OUTSIDE if role is None else (INSIDE if tag == before else BEGIN) + role)
        before = tag
    return told


def _count_known(found: Sequence[Source | None]) -> int:
    return sum(one is not None for one in found)


def _found(letter: Letter, words: Sequence[Placed], *, by_columns: bool = False) -> list[Source | None]:
    """For each word that was read the word of the text, both row by row or both column by column."""
    source = source_words(letter, by_columns=by_columns)
    order = sorted(range(len(words)), key=lambda at: at if by_columns else words[at].row)
    got = [words[at].token.text for at in order]
    found: list[Source | None] = [None] * len(words)
    for at, place in zip(order, aligned([word for word, _ in source], got), strict=True):
        found[at] = source[place] if place >= 0 else None
    return found


def labels_by_values(words: Sequence[Token], values: Mapping[str, Value]) -> list[str]:
    """The same for a letter of which only the values are known: all places that read as one of them, the
    longest first (a town stands in many values; as the letter's place only before its date)."""
    told = [OUTSIDE] * len(words)
    known = [(name, value) for name, value in values.items() if name in ROLES and isinstance(value, str)]
    for name, value in sorted(known, key=_count, reverse=True):
        for start, stop in _places(words, name, value):
            is_place = ROLES[name] != Role.TEMPAT or told[stop : stop + 1] == [BEGIN + Role.TANGGAL]
            if is_place and all(label == OUTSIDE for label in told[start:stop]):
                told[start:stop] = [BEGIN + ROLES[name], *[INSIDE + ROLES[name]] * (stop - start - 1)]
    return told


def _count(known: tuple[str, str]) -> int:
    """Words of a value in print."""
    return DATE_WORDS if ROLES[known[0]] == Role.TANGGAL else len(known[1].split())


def _places(words: Sequence[Token], name: str, value: str) -> Iterator[tuple[int, int]]:
    """(start, stop) of the words that a reader would take for this value."""
    normalise = NORMALISERS.get(Role(ROLES[name]), _text_of)
    count = _count((name, value))
    begins, is_figure = plain(value)[:2], value[:1].isdigit() or value[:1] == "+"
    is_date = ROLES[name] == Role.TANGGAL
    for start, word in enumerate(words):
        own = plain(word.text)
        if not (any(map(str.isdigit, own)) if is_figure else own and begins.startswith(own[:2])):
            continue
        stops = range(start + 1, start + count + 2)
        for stop in stops if is_date else sorted(stops, key=lambda stop: abs(stop - start - count)):
            read = normalise(TextSpan(tuple(words[start:stop]))) if stop <= len(words) else None
            if read is not None and is_right(name, value, read):
                yield start, stop
                break


def _text_of(span: TextSpan) -> str:
    return span.text


def _role(tag: Tag | None) -> str | None:
    """The role of a tag; of somebody else's the tag's own name."""
    if tag is None:
        return None
    return tag.name if tag.name.startswith(OTHER) else ROLES.get(tag.name)


def runs(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """(start, stop, role) of each run of words with one label."""
    found: set[tuple[int, int, str]] = set()
    start: int | None = None
    for at, label in enumerate([*labels, OUTSIDE]):
        if start is not None and not label.startswith(INSIDE):
            found.add((start, at, labels[start][len(BEGIN) :]))
            start = None
        if start is None and label != OUTSIDE:
            start = at
    return found
