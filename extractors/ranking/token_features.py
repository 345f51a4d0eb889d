"""What is known of each word of a letter: its shape, its place on the page, its neighbours, what finders say.

Features are strings; what they weigh is learned (linear_chain). None names a phrase: words themselves are
features, and so is everything that rules propose, so that the model learns which rule to believe where.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from extractors.fields.cues import group
from extractors.fields.indonesian import MONTHS
from extractors.fields.span import Token
from extractors.ranking.reading_order import Placed
from extractors.ranking.roles import Role
from extractors.text.letter_sections import LetterSections
from models.field import Field
from models.region import Level, comparable, regions

NEAR, FAR = 2, 4
"""Words to either side of which all, and of which only the word itself, is a feature."""
BEFORE = range(5, 9)
"""Words before those, taken as a bag."""
EDGE = 0.003
"""Page widths by which a word's middle may lie outside a finder's box."""
BIAS = "bias"
"""A feature of every word; behind it stands what follows from words and places alone."""
COLUMNS, BANDS = 8, 8
"""Steps of a word's x across the text and of its row down the page."""
_AROUND = re.compile(r"^\W+|\W+$")
KOPERASI_WORD = re.compile(rf"(?i)\W*(?:{group('koperasi_pendek')}|kop\w*)\b")
LENGTHS = ((1, "D1"), (2, "D2"), (4, "D4"), (6, "D6"), (9, "D9"), (13, "D13"), (15, "D15"), (16, "D16"))
"""Figures of a word, up to each of these counts."""


def folded(word: str) -> str:
    """Lower case without marks at the ends."""
    return _AROUND.sub("", word).lower()


@functools.cache
def _places() -> Mapping[str, str]:
    """Names of regions in one word, with the highest level that has them."""
    known: dict[str, str] = {}
    for level in (Level.KECAMATAN, Level.KABUPATEN, Level.PROVINSI):
        for region in regions().within("", level):
            known[comparable(region.name).lower()] = level.name
    return known


def _shape(word: str) -> str:
    classes = ("X" if c.isupper() else "x" if c.islower() else "9" if c.isdigit() else c for c in word)
    return re.sub(r"(.)\1{2,}", r"\1\1+", "".join(classes))


@functools.lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[str, ...]:
    plain = folded(word)
    told = [f"w={re.sub(r'[0-9]', '9', plain)}", f"s={_shape(word)}", f"p={plain[:3]}", f"e={plain[-3:]}"]
    if plain in _places():
        told.append(_places()[plain])
    if plain in MONTHS:
        told.append("MONTH")
    figures = sum(char.isdigit() for char in word)
    if figures:
        told.append(next((name for most, name in LENGTHS if figures <= most), "D17"))
    if word[-1] in ",.:;)":
        told.append(f"end{word[-1]}")
    if word[0] in "(\"'":
        told.append(f"begin{word[0]}")
    if KOPERASI_WORD.match(word):
        told.append("KOP")
    if word.isupper() and len(plain) > 1:
        told.append("CAPITALS")
    elif word[0].isupper():
        told.append("Capital")
    return tuple(told)


def features(letter: LetterSections, words: Sequence[Placed], found: Mapping[Role, Field]) -> list[list[str]]:
    """The features of each of the letter's `words` (`words_of`). `found`: what the rules read, by role."""
    told = _proposed([word.token for word in words], found)
    for at, labels in _labelled(letter, words).items():
        told[at] = [*labels, *told[at]]
    return [
        [*told[at], *_neighbours_told(told, at), *worded] for at, worded in enumerate(wording(letter, words))
    ]


def wording(letter: LetterSections, words: Sequence[Placed]) -> list[list[str]]:
    """The features of each word that follow from words and places alone, `BIAS` first."""
    layout = _Layout(letter, words)
    return [[*_context(words, at), *layout.features(at)] for at in range(len(words))]


def _proposed(tokens: Sequence[Token], found: Mapping[Role, Field]) -> list[list[str]]:
    """For each word the roles of whose value the rules took it to be a part; '?' where they doubt."""
    told: list[list[str]] = [[] for _ in tokens]
    for role, field in found.items():
        for at in covered(tokens, field):
            told[at].append(f"read={role}{'?' if field.needs_review else ''}")
    return told


def covered(tokens: Sequence[Token], field: Field) -> list[int]:
    """The words that a field's value was read from: inside its box, and part of its raw text."""
    if field.box is None or not field.raw:
        return []
    raw = {folded(word) for word in field.raw.split()}
    left, top, right, bottom = field.box
    return [
        at
        for at, token in enumerate(tokens)
        if token.page == field.page
        and left - EDGE <= (token.box[0] + token.box[2]) / 2 <= right + EDGE
        and top - EDGE <= (token.box[1] + token.box[3]) / 2 <= bottom + EDGE
        and _is_among(token, raw)
    ]


def _is_among(token: Token, raw: Set[str]) -> bool:
    """Whether the token's words, as they are or as the engine read them, stand in a raw text."""
    return folded(token.text) in raw or any(folded(word) in raw for word in (token.read_as or "").split())


def _labelled(letter: LetterSections, words: Sequence[Placed]) -> Mapping[int, list[str]]:
    """For each word the label beside whose value it stands, or of which it is a part."""
    places = {(word.token.text, word.token.box, word.token.page): at for at, word in enumerate(words)}
    told: dict[int, list[str]] = defaultdict(list)
    for pair in letter.pairs:
        sure = "" if pair.has_colon else "~"
        for span, lead in ((pair.value, f"value={pair.key}{sure}"), (pair.label, f"label={pair.key}")):
            for token in span.tokens:
                at = places.get((token.text, token.box, token.page))
                if at is not None:
                    told[at].append(lead)
    return told


def _neighbours_told(told: Sequence[Sequence[str]], at: int) -> list[str]:
    return [f"{step}{name}" for step in (-1, 1) if 0 <= at + step < len(told) for name in told[at + step]]


def _context(words: Sequence[Placed], at: int) -> list[str]:
    """The word and those around it; whether line and cell go on."""
    own, told = words[at], [BIAS]
    for step in range(-FAR, FAR + 1):
        if not 0 <= at + step < len(words):
            told.append(f"{step}none")
            continue
        other = _of_word(words[at + step].token.text)
        kept = other if abs(step) < NEAR else (*other[:2], *other[4:]) if abs(step) == NEAR else other[:1]
        told += [f"{step}{name}" for name in kept]
    for step in (-1, 1):
        if 0 <= at + step < len(words):
            other_word = words[at + step]
            is_line = other_word.line == own.line
            told += [f"{step}row={is_line}", f"{step}cell={is_line and other_word.cell == own.cell}"]
    told += [f"before={_of_word(words[at - step].token.text)[0]}" for step in BEFORE if at >= step]
    return told


class _Layout:
    """Where a letter's words stand: sections, lines (rows, or what of them stands in one column), gaps."""

    def __init__(self, letter: LetterSections, words: Sequence[Placed]) -> None:
        self.letter, self.words = letter, words
        self.lines: dict[int, list[Placed]] = defaultdict(list)
        for word in words:
            self.lines[word.line].append(word)
        self.parts: dict[int, list[int]] = defaultdict(list)
        for line, placed in self.lines.items():
            self.parts[placed[0].row].append(line)
        tokens = [word.token for word in words]
        self.height = sorted(token.height for token in tokens)[len(tokens) // 2] if tokens else 1.0
        self.left = min((token.x0 for token in tokens), default=0.0)
        self.width = max(0.1, max((token.x1 for token in tokens), default=1.0) - self.left)

    def features(self, at: int) -> list[str]:
        """Place of a word in its line, of the line among its neighbours, and of both on the page."""
        word, row = self.words[at], self.lines[self.words[at].line]
        section = self._section(word.row)
        column = self._column(word.token.x0)
        return [
            f"section={section}", f"section={section}{column // 3}", f"at={min(word.at, 4)}",
            f"cell={min(word.cell, 2)}", f"y={BANDS * word.row // len(self.letter.rows)}", f"x={column}",
            f"height={min(4, int(2 * word.token.height / self.height))}", f"length={min(len(row), 8)}",
            f"starts={self._column(row[0].token.x0)}", f"ends={self._column(row[-1].token.x1)}",
            *self._lines_around(word.line),
            *([f"column={parts.index(word.line)}"] if len(parts := self.parts[word.row]) > 1 else ()),
        ]  # fmt: skip

    def _section(self, row: int) -> str:
        letter = self.letter
        bounds = (
            ("kop", letter.kop_end), ("head", letter.body), ("body", letter.closing),
            ("closing", letter.signing), ("signing", letter.end),
        )  # fmt: skip
        return next((name for name, end in bounds if row < end), "copies")

    def _column(self, x: float) -> int:
        return int(COLUMNS * (x - self.left) / self.width)

    def _lines_around(self, at: int) -> list[str]:
        told = []
        for step in (-2, -1, 0, 1, 2):
            row = self.lines.get(at + step)
            if row is None:
                told.append(f"row{step}none")
                continue
            first = [folded(word.token.text) for word in row[:2]]
            told.append(f"row{step}={first[0]}")
            if abs(step) <= 1:
                told += [f"row{step}={' '.join(first)}", f"row{step}length={min(len(row), 8)}"]
        above = self.lines.get(at - 1)
        if above:
            gap = self.lines[at][0].token.middle - above[0].token.middle
            told.append(f"gap={max(0, min(6, int(1.5 * gap / self.height)))}")
        return told
