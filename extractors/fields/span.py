"""A span: words in reading order that remember where they stand.

Every value that is read from text is a span, cut out of a longer one, so its raw text, box,
page and the engine's doubt come along by themselves.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from models.field import Box, hull, lies_in
from models.page import Line, Word


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `box`: fractions of the upright page; `page`: from 1 within the document.

    x0, y0, x1, y1: the straightened page in page widths (so that x and y have one unit).
    `line`: the line it stands in (which may carry a second reading).
    `read_as`: what the engine read, where `text` was put right since; all of it for a part that it does not
    hold as it stands.
    """

    text: str
    box: Box
    page: int
    confidence: float
    x0: float
    y0: float
    x1: float
    y1: float
    line: Line
    read_as: str | None = None

    def corrected(self, text: str) -> "Token":
        """The word with its text put right; what the engine read stays known."""
        return self if text == self.text else replace(self, text=text, read_as=self.read_as or self.text)

    @property
    def read(self) -> tuple[Word, ...]:
        """What the engine read where it stands."""
        return tuple(word for word in self.line.words if lies_in(self.box, word.box))

    @property
    def height(self) -> float:
        """Height in page widths."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """The y of its middle, in page widths."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True)
class TextSpan:
    """Words in reading order."""

    tokens: tuple[Token, ...] = ()

    @cached_property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(token.text for token in self.tokens)

    @property
    def raw(self) -> str:
        """The words as the engine read them, before anything was put right."""
        return " ".join(token.read_as or token.text for token in self.tokens)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """The offset in `text` at which each word begins."""
        starts, at = [], 0
        for token in self.tokens:
            starts.append(at)
            at += len(token.text) + 1
        return tuple(starts)

    def __bool__(self) -> bool:
        return bool(self.tokens)

    def __add__(self, other: "TextSpan") -> "TextSpan":
        return TextSpan(self.tokens + other.tokens)

    def slice(self, start: int, end: int) -> "TextSpan":
        """The part of the text from `start` to `end`; words cut through keep their box."""
        kept = []
        for token, at in zip(self.tokens, self._starts, strict=True):
            low, high = max(start, at), min(end, at + len(token.text))
            if low < high:
                kept.append(_cut(token, low - at, high - at))
        return TextSpan(tuple(kept))

    def group(self, match: re.Match[str], group: int | str = 0) -> "TextSpan":
        """The part that a match on `text` (or one of its groups) covers; empty if it took no part."""
        start, end = match.span(group)
        return self.slice(start, end) if start >= 0 else TextSpan()

    def behind(self, lead: re.Pattern[str]) -> "TextSpan":
        """What stands behind a match at the beginning; the whole span without one."""
        match = lead.match(self.text)
        return self.slice(match.end(), len(self.text)) if match else self

    def search(self, pattern: re.Pattern[str], group: int | str = 0) -> "TextSpan":
        """The first match's group, or an empty span."""
        match = pattern.search(self.text)
        return self.group(match, group) if match else TextSpan()

    @property
    def page(self) -> int | None:
        """The page of its first word, from 1 within the document."""
        return self.tokens[0].page if self.tokens else None

    @property
    def box(self) -> Box | None:
        """The hull of its words on its first page."""
        boxes = [token.box for token in self.tokens if token.page == self.page]
        return hull(boxes) if boxes else None

    @property
    def confidence(self) -> float:
        """The engine's mean word confidence, weighted by length; 0 when empty."""
        weight = sum(len(token.text) for token in self.tokens)
        return sum(token.confidence * len(token.text) for token in self.tokens) / weight if weight else 0.0

    @property
    def weakest(self) -> float:
        """The engine's lowest confidence of a word that holds a letter or digit; 0 when empty."""
        counted = [t.confidence for t in self.tokens if any(c.isalnum() for c in t.text)]
        return min(counted, default=0.0)

    @property
    def is_by_hand(self) -> bool:
        """Whether a hand wrote all of it on a page of print."""
        return all(word.is_by_hand for token in self.tokens for word in token.read)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines its words stand in, each once, in order."""
        seen: dict[int, Line] = {}
        for token in self.tokens:
            seen.setdefault(id(token.line), token.line)
        return tuple(seen.values())

    @property
    def height(self) -> float:
        """The median height of its words in page widths; 0 when empty."""
        heights = sorted(token.height for token in self.tokens)
        return heights[len(heights) // 2] if heights else 0.0

    @property
    def x0(self) -> float:
        """Its left edge in page widths."""
        return min((token.x0 for token in self.tokens), default=0.0)

    @property
    def x1(self) -> float:
        """Its right edge in page widths."""
        return max((token.x1 for token in self.tokens), default=0.0)

    @property
    def middle(self) -> float:
        """The y of its middle in page widths."""
        middles = sorted(token.middle for token in self.tokens)
        return middles[len(middles) // 2] if middles else 0.0


def _part_read(part: str, read_as: str | None) -> str | None:
    """What the engine read of a part of a word put right: the same letters, where they stand in it."""
    at = read_as.lower().find(part.lower()) if read_as else -1
    if read_as is None or at < 0:
        return read_as
    read = read_as[at : at + len(part)]
    return None if read == part else read


def _cut(token: Token, start: int, end: int) -> Token:
    if start == 0 and end == len(token.text):
        return token
    text = token.text[start:end]
    return replace(token, text=text, read_as=_part_read(text, token.read_as))


def join(spans: Iterable[TextSpan]) -> TextSpan:
    """The spans one after the other."""
    return TextSpan(tuple(token for span in spans for token in span.tokens))


NOTHING = TextSpan()
"""No words."""
