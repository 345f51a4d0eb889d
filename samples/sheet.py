"""A page before it is pixels: text, rules, strokes and pictures in points (1/72 inch) from the top left.

The same sheet becomes a picture (`raster`) or a born-digital PDF with a text layer (`pdf`).
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from samples import fonts
from samples.ink import Stroke
from samples.pixels import Colour, Pixels

A4 = (595.0, 842.0)
F4 = (609.0, 935.0)
"""Folio, the paper most Indonesian offices still print on."""
BLACK: Colour = (18, 18, 20)
MEASURE_AT = 200
"""Pixels per em at which widths are measured, for steady line breaks at any dpi."""


@dataclass(frozen=True)
class Style:
    """How text looks; `hand` text is drawn glyph by glyph with jitter."""

    family: str
    size: float = 11.5
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: Colour = BLACK
    hand: bool = False

    def but(self, **changes: object) -> "Style":
        """The same style with some changes."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def width(self, text: str) -> float:
        """Width of `text` in points."""
        font = fonts.face(self.family, MEASURE_AT, self.bold, self.italic)
        return font.getlength(text) * self.size / MEASURE_AT


@dataclass(frozen=True)
class Text:
    """A run of text on a baseline; `spread` = extra points between words (justified lines)."""

    x: float
    y: float
    text: str
    style: Style
    spread: float = 0.0


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.8
    colour: Colour = BLACK


@dataclass(frozen=True)
class Pen:
    """Hand-drawn strokes (a signature)."""

    x: float
    y: float
    strokes: tuple[Stroke, ...]
    width: float
    colour: Colour


@dataclass(frozen=True)
class Picture:
    """A picture in a box; `ink` pictures (stamps) darken what lies below, others cover it."""

    x: float
    y: float
    width: float
    height: float
    pixels: Pixels
    blend: Literal["ink", "cover"] = "ink"


Item = Text | Rule | Pen | Picture


@dataclass
class Sheet:
    """A page being laid out."""

    width: float = A4[0]
    height: float = A4[1]
    items: list[Item] = field(default_factory=list)

    def add(self, *items: Item) -> None:
        """Put items on the page; later ones lie above."""
        self.items.extend(items)
