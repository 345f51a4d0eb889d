"""The order of a letter's words: row by row, and column by column where columns stand side by side.

White strips cut a stretch of rows in two, each side again (a recursive cut along white space: Nagy and Seth
1984, "Hierarchical representation of optically scanned documents"). Running text, tables and labels beside
their values are read by rows.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from extractors.fields.labels import label_at
from extractors.fields.span import TextSpan, Token
from extractors.text.key_values import KeyValue, dated_place
from extractors.text.letter_sections import ADDRESSEE, LetterSections

LEAST_GAP, MORE_THAN_USUAL = 1.5, 2.5
"""A strip's least width: so many word heights, times the letter's usual gap, times that of a row of prose."""
EDGE = 0.4
"""Word heights by which a word stands off the edge of the column to whose lines it belongs."""
BLANK = 1.1
"""Times a line's usual gap that the column behind it stands off its last word at least: of eighteen such
lines of strangers' papers eleven that are two columns have 1.18 or more, seven that are one 1.0 or less."""
PROSE_WORDS, PROSE_WIDTH = 7, 0.7
"""Words of a row of running text, and its width as a share of the widest row's."""
ROOM = 12.0
"""Word heights between rows of one column at most: room for a signature over a stamp."""
BESIDE = 1.25
"""Word heights within which lines stand side by side: those of one column are at least 1.4 apart."""
NEXT_LINE = 2.4
"""Word heights down to a line that goes on."""
IN_STEP, APART = 1.25, 1.4
"""Times the step above it, at most, at which a line is one of a block, and times its own of the white
below it."""
BLOCK_LINES = 5
"""Lines by which a block goes on at most."""
INDENT = 1.0
"""Word heights by which it begins right of its column's edge."""
LEAST_ROWS = 2
"""Rows of a column."""
SIDEBAR = 4
"""Lines that stand beside others at heights of their own, from which a column runs through head and body."""
OF_PROSE = 6
"""Rows with words on both sides of a strip, from which it is the white between columns of running text: in
one column the blanks of so many rows in turn don't stand above each other."""
NUMBER = 9
"""Figures of a signer's number at least (telephone, NIP, NIK)."""
_COLON = re.compile(r"^[:;=]")
_NUMBERED = re.compile(r"^\d{1,2}[.)]?$|^\d{1,2}[.)]\w|^[-–•]$")
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True)
class Placed:
    """A word with its row in the letter and its cell in the row; `at`: its place in the cell. `line`: the
    part of the row that stands in one column, counted in reading order."""

    token: Token
    row: int
    cell: int
    at: int
    line: int = 0


@dataclass(frozen=True)
class _Line:
    """The words of a row that stand in one column, with their cell and place in it."""

    row: int
    words: tuple[tuple[Token, int, int], ...]

    @property
    def first(self) -> Token:
        return self.words[0][0]

    def gaps(self) -> Iterator[tuple[float, float]]:
        """The white between its words."""
        first, *others = sorted((word[0] for word in self.words), key=lambda token: token.x0)
        right = first.x1
        for token in others:
            yield right, token.x0
            right = max(right, token.x1)

    def sides(self, x: float) -> tuple[list[Token], list[Token]]:
        """Its words before and behind a cut."""
        tokens = [token for token, _, _ in self.words]
        return [token for token in tokens if token.x0 < x], [token for token in tokens if token.x0 >= x]

    def side(self, x: float, *, is_left: bool) -> "_Line | None":
        """Its words on one side of a cut; behind the cut a cell begins anew."""
        kept = [word for word in self.words if (word[0].x0 < x) is is_left]
        if not kept:
            return None
        if is_left or kept[0][2] == 0:
            return _Line(self.row, tuple(kept))
        cell, start = kept[0][1:]
        return _Line(self.row, tuple((t, c + 1, at - start if c == cell else at) for t, c, at in kept))


Least = Callable[[_Line], float]
"""How wide the white strip in a line is at least."""


@dataclass(frozen=True)
class _Block:
    """Lines [start, stop) with a white strip at x; `both`: how many stand on both sides; `beside`: how many
    of them at a height of their own."""

    start: int
    stop: int
    x: float
    both: int
    beside: int


def words_of(letter: LetterSections) -> tuple[Placed, ...]:
    """All words of a letter's rows in reading order."""
    return tuple(
        Placed(token, line.row, cell, at, number)
        for number, line in enumerate(_Order(letter).lines())
        for token, cell, at in line.words
    )


class _Order:
    """The columns of a letter."""

    def __init__(self, letter: LetterSections) -> None:
        self._letter = letter
        self._rows = [
            _Line(r, tuple((t, c, a) for c, cell in enumerate(row.cells) for a, t in enumerate(cell.tokens)))
            for r, row in enumerate(letter.rows)
        ]
        heights = sorted(token.height for line in self._rows for token, _, _ in line.words)
        self._height = heights[len(heights) // 2] if heights else 1.0
        self._labelled = {pair.row for pair in letter.pairs if pair.has_colon}
        widths = [row.span.x1 - row.span.x0 for row in letter.rows]
        self._wide = PROSE_WIDTH * max(widths, default=0.0)
        gaps = [gap for line in self._rows for gap in line.gaps()]
        self._gap = max(LEAST_GAP * self._height, MORE_THAN_USUAL * _usual(gaps))

    def lines(self) -> Iterator[_Line]:
        """The letter's lines in reading order, page by page."""
        ends = (0, self._letter.kop_end, self._letter.body, self._tail, len(self._rows))
        for _, page in groupby(self._rows, key=lambda line: line.first.page):
            rows = list(page)
            sidebar = self._block(rows)
            if sidebar and self._runs_through(sidebar):
                yield from self._parted(rows, sidebar)
                continue
            for start, stop in pairwise(ends):
                yield from self._ordered([line for line in rows if start <= line.row < stop])

    @cached_property
    def _tail(self) -> int:
        """The first row of the ending; without closing words what follows the last row of running text."""
        letter = self._letter
        if letter.closing < letter.end:
            return letter.closing
        rows = range(letter.end - 1, letter.body - 1, -1)
        return next((at for at in rows if self._is_prose(self._rows[at])), letter.end - 1) + 1

    def _runs_through(self, block: _Block) -> bool:
        """Whether a column runs through head and body."""
        return block.beside >= SIDEBAR or (block.beside > 0 and block.both >= OF_PROSE)

    def _is_prose(self, line: _Line) -> bool:
        tokens = [token for token, _, _ in line.words]
        width = max(token.x1 for token in tokens) - min(token.x0 for token in tokens)
        return len(tokens) >= PROSE_WORDS and width > self._wide

    def _ordered(self, lines: Sequence[_Line]) -> Iterator[_Line]:
        yield from self._parted(lines, self._block(lines))

    def _parted(self, lines: Sequence[_Line], block: _Block | None) -> Iterator[_Line]:
        if block is None:
            yield from lines
            return
        yield from self._ordered(lines[: block.start])
        inside = lines[block.start : block.stop]
        for is_left in (True, False):
            yield from self._ordered([s for line in inside if (s := line.side(block.x, is_left=is_left))])
        yield from self._ordered(lines[block.stop :])

    def _block(self, lines: Sequence[_Line]) -> _Block | None:
        """The strip along which most lines stand side by side."""
        ways = (self._least, self._gap_of) if self._has_wide_prose(lines) else (self._least,)
        found = [
            block
            for at, line in enumerate(lines)
            for gap in (*line.gaps(), *self._between(lines, at))
            if gap[1] - gap[0] >= self._gap
            for least in ways
            if gap[1] - gap[0] >= least(line) and (block := self._grown(lines, at, gap, least))
            if least == self._least or block.both >= OF_PROSE
        ]
        return max(found, key=lambda block: (block.both, block.x), default=None)

    def _gap_of(self, _: _Line) -> float:
        return self._gap

    def _has_wide_prose(self, lines: Sequence[_Line]) -> bool:
        """Whether a row of running text has white as wide as a column's that may be a justified blank."""
        gaps = ((line, right - left) for line in lines for left, right in line.gaps())
        return any(self._gap <= width < self._least(line) for line, width in gaps)

    def _between(self, lines: Sequence[_Line], at: int) -> Iterator[tuple[float, float]]:
        """The white between a line and the next one where they stand side by side, at heights that differ by
        less than a line: two columns whose lines are not at one height have no row on both sides."""
        if at + 1 == len(lines) or not self._is_beside(lines[at], lines[at + 1]):
            return
        one, other = sorted((lines[at], lines[at + 1]), key=lambda line: line.first.x0)
        yield max(token.x1 for token, _, _ in one.words), min(token.x0 for token, _, _ in other.words)

    def _is_beside(self, one: _Line, other: _Line) -> bool:
        apart = abs(one.first.middle - other.first.middle)
        return one.first.page == other.first.page and apart < BESIDE * self._height

    def _least(self, line: _Line) -> float:
        is_prose = len(line.words) >= PROSE_WORDS
        return max(self._gap, MORE_THAN_USUAL * _usual(line.gaps())) if is_prose else self._gap

    def _grown(
        self, lines: Sequence[_Line], seed: int, strip: tuple[float, float], least: Least
    ) -> _Block | None:
        """The lines around one that leave a part of the same strip white."""
        start, stop = seed, seed + 1
        while start and (found := self._joined(lines[start - 1], lines[start], strip, least)):
            start, strip = start - 1, found
        while stop < len(lines) and (found := self._joined(lines[stop], lines[stop - 1], strip, least)):
            stop, strip = stop + 1, found
        return self._trimmed(lines, start, stop, strip[1] - EDGE * self._height, least)

    def _joined(
        self, new: _Line, old: _Line, strip: tuple[float, float], least: Least
    ) -> tuple[float, float] | None:
        """What a further line leaves of the strip; None where it crosses it or stands too far away."""
        apart = abs(new.first.middle - old.first.middle)
        if new.first.page != old.first.page or apart > ROOM * self._height:
            return None
        left, right = strip
        middle = (left + right) / 2
        for token, _, _ in new.words:
            if (token.x0 + token.x1) / 2 < middle:
                left = max(left, token.x1)
            else:
                right = min(right, token.x0)
        return (left, right) if right - left >= least(new) else self._touching(new, strip)

    def _touching(self, line: _Line, strip: tuple[float, float]) -> tuple[float, float] | None:
        """The strip, where a line reaches into it and goes on just at the edge of the column behind it: by
        more than the blank between its words, or where other rows begin cells at that edge."""
        left, right = line.sides(strip[1] - EDGE * self._height)
        if self._is_prose(line) and line.row not in self._labelled:
            return None
        begins = min((token.x0 for token in right), default=strip[1])
        ends = max((token.x1 for token in left), default=strip[0])
        if not ends <= begins <= strip[1] + EDGE * self._height:
            return None
        is_apart = not (left and right) or ends + BLANK * _usual(line.gaps()) <= begins
        return strip if is_apart or self._is_edge(line, begins) else None

    def _is_edge(self, line: _Line, x: float) -> bool:
        """Whether other rows near a line begin cells there."""
        page, middle = line.first.page, line.first.middle
        cells = (cell for at, row in enumerate(self._letter.rows) if at != line.row for cell in row.cells)
        near = (one for one in cells if one.page == page and abs(one.middle - middle) < ROOM * self._height)
        return sum(abs(one.x0 - x) < EDGE * self._height for one in near) >= LEAST_ROWS

    def _trimmed(
        self, lines: Sequence[_Line], start: int, stop: int, x: float, least: Least
    ) -> _Block | None:
        """From the first line on both sides to the last one, and the lines that go on at the left; None where
        these are no columns."""
        sides = [line.sides(x) for line in lines[start:stop]]
        both = [at for at, (left, right) in enumerate(sides, start) if left and right]
        sure = [at for at in both if self._is_sure(lines[at], *sides[at - start], least)]
        pairs = enumerate(pairwise(zip(lines[start:stop], sides, strict=True)), start)
        beside = [at for at, (one, other) in pairs if self._is_beside(one[0], other[0])
                  and _is_across(one[1], other[1])]  # fmt: skip
        beside = beside if len(beside) >= LEAST_ROWS else []
        sure = sorted({*sure, *beside, *(at + 1 for at in beside)})
        if not sure:
            return None
        sides, start, end = sides[sure[0] - start :], sure[0], sure[-1] + 1
        while end < stop and not sides[end - stop][1] and self._goes_on(lines, start, end):
            end += 1
        end = self._block_end(lines[:stop], start, end, x)
        is_block = self._are_columns(lines[start:end], x, len(beside))
        return _Block(start, end, x, len({*both, *beside}), len(beside)) if is_block else None

    def _is_sure(self, line: _Line, left: Sequence[Token], right: Sequence[Token], least: Least) -> bool:
        """Whether a line alone shows two columns: by a wide gap, or a label of the head with its value."""
        gap = min(token.x0 for token in right) - max(token.x1 for token in left)
        return gap >= least(line) or (line.row in self._labelled and line.row < self._letter.body)

    def _goes_on(self, lines: Sequence[_Line], start: int, at: int) -> bool:
        """Whether a line belongs to the column of the one above it: indented, or a signer's number."""
        line, above = lines[at], lines[at - 1]
        if line.first.middle - above.first.middle > NEXT_LINE * self._height:
            return False
        if line.row >= self._tail:
            return sum(char.isdigit() for token, _, _ in line.words for char in token.text) >= NUMBER
        edge = min(other.first.x0 for other in lines[start:at])
        return line.first.x0 > edge + INDENT * self._height

    def _block_end(self, lines: Sequence[_Line], start: int, at: int, x: float) -> int:
        """Behind the last line of the block that goes on at the left of a cut: in step with the lines above,
        with white below. `at`: the first line with nothing behind the cut."""
        spots = [line.first.middle for line in lines[start:at] if line.sides(x)[0]][-2:]
        if len(spots) < LEAST_ROWS or lines[at - 1].row >= self._tail:
            return at
        step, last = spots[1] - spots[0], spots[1]
        for end in range(at, min(len(lines), at + BLOCK_LINES)):
            down = lines[end].first.middle - last
            if lines[end].sides(x)[1] or not 0 < down < IN_STEP * step:
                return end if not 0 < down <= APART * step else at
            last += down
        return min(len(lines), at + BLOCK_LINES)

    def _are_columns(self, lines: Sequence[_Line], x: float, beside: int) -> bool:
        """Whether either side has rows of words, and the cut parts no number or label from what follows.
        `beside`: how many of their lines stand side by side at heights of their own."""
        sides = [[s for one in lines if (s := one.side(x, is_left=left))] for left in (True, False)]
        if any(sum(map(_has_word, side)) < LEAST_ROWS for side in sides):
            return False
        if sum(_NUMBERED.match(line.first.text) is not None for line in sides[0]) >= LEAST_ROWS:
            return False
        behind = (line.sides(x)[1] for line in lines if line.first.x0 < x)
        if any(right and _COLON.match(right[0].text) for right in behind):
            return False
        return self._keeps_labels(lines, x, beside)

    def _keeps_labels(self, lines: Sequence[_Line], x: float, beside: int) -> bool:
        """Whether labels stand on their values' side: in the head some do, in the body on both sides. Where
        more lines stand side by side than labels would be torn from a value, these were none of theirs."""
        rows = {line.row for line in lines}
        pairs = [pair for pair in self._letter.pairs if pair.row in rows and pair.value and pair.label]
        places = [place for pair in pairs for place in _places(pair, x)]
        whole, torn, beyond = (places.count(each) for each in ((True, True), (True, False), (False, False)))
        if beside > torn:
            return True
        if lines[0].row < self._letter.body and not whole + beyond and not _begins_column(lines, x):
            return torn == 0 and lines[-1].row < self._letter.kop_end
        if self._letter.body <= lines[0].row < self._tail and min(whole, beyond) < LEAST_ROWS:
            return False
        return torn == 0 or torn < whole or (torn == whole and _begins_column(lines, x))


def _places(pair: KeyValue, x: float) -> list[tuple[bool, bool]]:
    """Whether a pair's label and value stand before a cut; of a "value" behind it that is a label itself
    (Nama: | Nama:) that either side has one."""
    place = pair.label.tokens[0].x0 < x, pair.value.tokens[0].x0 < x
    label = label_at(pair.value.text)
    is_label = label is not None and _COLON.match(pair.value.text[label[1] :].lstrip()) is not None
    return [(True, True), (False, False)] if place == (True, False) and is_label else [place]


def _begins_column(lines: Sequence[_Line], x: float) -> bool:
    """Whether the column behind a cut begins with the letter's place and date, or with whom it is to (and
    that is no value of a label before the cut)."""
    left, right = next((left, right) for left, right in (line.sides(x) for line in lines) if right)
    before, first = TextSpan(tuple(left)), TextSpan(tuple(right))
    label = label_at(before.text)
    is_value = label is not None and not _WORD.search(before.text[label[1] :])
    is_addressee = ADDRESSEE.match(first.text) is not None and not is_value
    return is_addressee or dated_place(first) is not None


def _is_across(one: tuple[list[Token], list[Token]], other: tuple[list[Token], list[Token]]) -> bool:
    """Whether of two lines the one stands before a cut and the other behind it. Each: its words on either
    side."""
    return {tuple(map(bool, one)), tuple(map(bool, other))} == {(True, False), (False, True)}


def _usual(gaps: Iterable[tuple[float, float]]) -> float:
    """The middle one of their widths; 0 where there is none."""
    widths = sorted(right - left for left, right in gaps)
    return widths[len(widths) // 2] if widths else 0.0


def _has_word(line: _Line) -> bool:
    return any(_WORD.search(token.text) for token, _, _ in line.words)
