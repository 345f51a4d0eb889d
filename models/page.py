"""A page as it was read: the one product of the pixel side, from which documents are made.

Everything behind a `PageReading` needs the image; everything after it needs only text and boxes.
All boxes are fractions of the upright page.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from models.clean import Text
from models.document import Kind
from models.field import Box, Confidence, Field


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Word(_Frozen):
    """One word as an engine read it; `read_as`: what it read where `text` was put right since; `is_struck`:
    somebody drew a line through it; `is_by_hand`: it looks like a hand's on a page of print; `is_ticked`: the
    box of a form before it is ticked."""

    text: Text
    box: Box
    confidence: Confidence
    read_as: Text | None = None
    is_struck: bool = False
    is_by_hand: bool = False
    is_ticked: bool = False


WordMark = Literal["is_struck", "is_by_hand", "is_ticked"]
"""What may be said of a word beside its text."""
SURE_SECOND = 0.75
"""Confidence of a second reading below which it is not heard beside the first: of 55 numbers that one of the
two reads right, ten second ones below .55 were wrong, and of those above .9 three."""


class Line(_Frozen):
    """One line of print or writing; `second` is the other engine's reading of the same pixels."""

    words: tuple[Word, ...]
    box: Box
    second: Text | None = None
    second_confidence: Confidence | None = None

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(word.text for word in self.words)

    def marked(self, mark: WordMark, places: Collection[int] | None = None) -> "Line":
        """The line with its words marked so, all or those at these places."""
        words = (
            word.model_copy(update={mark: True}) if places is None or at in places else word
            for at, word in enumerate(self.words)
        )
        return self.model_copy(update={"words": tuple(words)})

    @property
    def sure_second(self) -> str | None:
        """The other engine's reading, where it is sure."""
        return self.second if (self.second_confidence or 0.0) >= SURE_SECOND else None


class MarkKind(StrEnum):
    """What ink that is no print looks like."""

    TANDA_TANGAN = "tanda_tangan"
    STEMPEL = "stempel"


SEEN = 0.5
"""Probability from which a mark is taken to be there."""


class Mark(_Frozen):
    """Ink on the page that is no print and may be a signature or a stamp; `score`: how likely it is one."""

    kind: MarkKind
    box: Box
    score: Confidence


class CardReading(_Frozen):
    """A KTP found on the page, read by the geometry of its labels and values.

    `quad`: its corners (clockwise from the card's own top left) on the upright page.
    `fields`: by the contract's names for kind ktp; boxes are on the page, not on the card.
    """

    quad: tuple[tuple[float, float], ...]
    fields: dict[str, Field]
    is_back: bool = False
    score: Confidence = 1.0


class Quality(_Frozen):
    """What a person would say of the scan; `advice` are sentences in Indonesian for the operator."""

    dpi: float | None = None
    is_blank: bool = False
    is_picture: bool = False
    """Tones change all over the page, as on a photograph; so they do where it is full of print."""
    advice: tuple[str, ...] = ()


class PageReading(_Frozen):
    """One page, read. `file` is a base name; `number` counts from 1 within the file.

    `rotation`: degrees clockwise that make the page upright. `width`, `height`: pixels, upright.
    `reader`: "lapisan_teks" (PDF text layer), "tesseract" or "rapidocr". `kinds`: the documents
    of which the page carries a part, best first, each with its score. `failure`: why the page
    could not be read, in Indonesian; then everything else is empty.
    """

    file: str
    number: int
    rotation: int = 0
    width: int = 0
    height: int = 0
    reader: str = ""
    lines: tuple[Line, ...] = ()
    cards: tuple[CardReading, ...] = ()
    marks: tuple[Mark, ...] = ()
    quality: Quality = Quality()
    kinds: tuple[tuple[Kind, float], ...] = ()
    is_handwritten: bool = False
    straight: tuple[float, ...] | None = None
    """3x3 homography, row by row, from fractions of the upright page to fractions of the
    straightened one (skew and perspective taken out); None when the page is straight as it is."""
    alternatives: tuple[Text, ...] = ()
    """Words that may stand in handwritten lines instead of those read; an archive finds letters by them."""
    is_kind_said: bool = False
    """A person said of which kinds the page is; nothing tips or overrules them."""
    is_voided: bool = False
    """Somebody crossed the page out by pen, or stamped it void."""
    separator: Text | None = None
    """Text of a QR separator sheet on this page, if it is one."""
    failure: str | None = None

    @property
    def is_hard(self) -> bool:
        """Whether it was written by hand, or so poor that tesseract's text could not stand."""
        return self.is_handwritten or self.reader == "rapidocr"

    @property
    def seen_marks(self) -> tuple[Mark, ...]:
        """The marks that are rather there than not."""
        return tuple(mark for mark in self.marks if mark.score >= SEEN)
