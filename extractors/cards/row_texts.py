"""The text of each row of a card, looked at twice: as detected, and as a strip cut where the row must be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.cards.blanks import spaced
from extractors.cards.pieces import Piece
from extractors.cards.row_assignment import Layout
from extractors.cards.row_labels import ROWS
from extractors.cards.search import FoundCard
from extractors.engines import rapidocr, recogniser
from extractors.engines.rapidocr import Reading
from extractors.image.pixels import Pixels, as_pixels, grey
from models.similarity import raw_similarity

Box4 = tuple[float, float, float, float]
"""Left, top, right, bottom in region pixels."""

_BEFORE_COLON = re.compile(r"^\s*[^:;]{0,2}[:;]")

STRIP_ABOVE, STRIP_BELOW = 0.56, 0.56
"""Row steps above and below a row's middle that its strip takes in: the whole letters, no neighbour."""

PAPER = 0.3
"""Paper left and right of a piece given to our own recogniser, over the piece's height."""

DIFFERENT, DIFFERENCE_WEIGHT = 0.5, 2.0
"""Two looks that differ in one letter agree half; a quarter of the letters read otherwise, and not at all."""

STRIP_SCORE = 0.55
"""A strip where detection found nothing is believed from this mean probability on."""


@dataclass(frozen=True)
class RowText:
    """What stands in one row. `box`: left, top, right, bottom in region pixels.

    `second`: our own recogniser's look at the same place, None without one. `is_seen`: detection found it.
    """

    text: str = ""
    engine: float = 0.0
    weakest: float = 0.0
    box: Box4 | None = None
    second: str | None = None
    is_seen: bool = False
    printed: str = ""
    """The text with only the blanks that the recogniser itself saw."""
    read: str = ""
    """What RapidOCR read, untouched, where a text came of it."""


def read_rows(found: FoundCard, layout: Layout) -> dict[str, RowText]:
    """All rows but the NIK, by row name."""
    names = [row for row in ROWS if row != "nik"]
    seen = {row: layout.values[row] for row in names if layout.values.get(row)}
    rows = dict(zip(seen, texts_of(list(seen.values()), found.pixels), strict=True))
    unseen = {row: strip_box(layout, row) for row in names if row not in rows}
    strips = [cut_box(found.pixels, box) for box in unseen.values()]
    looks = rapidocr.read_lines([enhanced(strip) for strip in strips], is_card=True)
    others = recogniser.read_lines(strips)
    for (row, box), look, other in zip(unseen.items(), looks, others, strict=True):
        rows[row] = _from_strip(look, other, box)
    return rows


def texts_of(lines: Sequence[Sequence[Piece]], pixels: Pixels) -> list[RowText]:
    """Each group of pieces (a value on one or more lines) as one text, with our own recogniser's look."""
    flat = [piece for pieces in lines for piece in pieces]
    crops = [cut_box(pixels, _with_paper(piece)) for piece in flat]
    own = dict(zip(map(id, flat), recogniser.read_lines(crops), strict=True))
    return [_row_text(pieces, [own[id(piece)] for piece in pieces], pixels) for pieces in lines]


def _with_paper(piece: Piece) -> Box4:
    """The piece's box with paper around: pieces end close to their outer letters."""
    pad = PAPER * piece.height
    return (piece.left - pad, piece.top - 0.2 * pad, piece.right + pad, piece.bottom + 0.2 * pad)


def _from_strip(look: Reading, other: str, box: Box4) -> RowText:
    """A value that detection missed, from the strip where it must stand."""
    text, second = clean(look.text), clean(other)
    if not text or look.score < STRIP_SCORE:
        return RowText(box=box, second=second or None)
    weakest = min((glyph.score for glyph in look.glyphs if glyph.text.strip()), default=0.0)
    return RowText(text, look.score, weakest, box, second or None, printed=text, read=look.text)


def strip_box(layout: Layout, row: str) -> Box4:
    """Where the first line of a row's value stands: from the colon to the photo."""
    left = layout.value_left - 0.25 * layout.step
    right = layout.photo_left - 0.3 * layout.step
    if row == "jenis_kelamin":
        right = layout.blood.left - 0.2 * layout.step if layout.blood else left + 9.5 * layout.step
    middle = layout.height_of(row)
    return (left, middle - STRIP_ABOVE * layout.step, right, middle + STRIP_BELOW * layout.step)


def cut_box(pixels: Pixels, box: Box4) -> Pixels:
    """The box cut out, clipped to the image."""
    height, width = pixels.shape[:2]
    left, top = (max(0, int(edge)) for edge in box[:2])
    right, bottom = min(width, int(box[2]) + 1), min(height, int(box[3]) + 1)
    left, top = min(left, width - 1), min(top, height - 1)
    return pixels[top : max(bottom, top + 1), left : max(right, left + 1)]


def enhanced(crop: Pixels) -> Pixels:
    """Grey with even contrast: a look that differs from the plain one where print is faint or dirty."""
    light = grey(crop)
    low, high = (float(value) for value in np.percentile(light, (2.0, 90.0)))
    stretched = np.clip((light.astype(np.float32) - low) * (255.0 / max(24.0, high - low)), 0, 255)
    return as_pixels(cv2.cvtColor(stretched.astype(np.uint8), cv2.COLOR_GRAY2BGR))


def _row_text(pieces: Sequence[Piece], own: Sequence[str], pixels: Pixels) -> RowText:
    lines = [spaced(piece, pixels) for piece in pieces]
    second = clean(" ".join(text for text in own if text))
    read = " ".join(piece.text for piece in pieces)
    printed = _fewer_blanks(clean(read), second)
    text = with_blanks_of(clean(" ".join(lines)), second)
    outline = (
        min(piece.left for piece in pieces), min(piece.top for piece in pieces),
        max(piece.right for piece in pieces), max(piece.bottom for piece in pieces),
    )  # fmt: skip
    letters = [glyph.score for piece in pieces for glyph in piece.glyphs if glyph.text.isalnum()]
    engine, weakest = (float(np.mean(letters)), min(letters)) if letters else (0.0, 0.0)
    return RowText(text, engine, weakest, outline, second or None, True, printed, read if text else "")


def with_blanks_of(text: str, second: str) -> str:
    """The second look where it has the same letters and more blanks: blanks are lost, not made."""
    is_same = "".join(text.split()) == "".join(second.split())
    return second if is_same and second.count(" ") > text.count(" ") else text


def _fewer_blanks(text: str, second: str) -> str:
    """Of two looks with the same letters the one with fewer blanks: for names that a list spells out."""
    is_same = "".join(text.split()) == "".join(second.split())
    return second if is_same and second.count(" ") < text.count(" ") else text


def clean(text: str) -> str:
    """Upper case, single blanks, no colon or stray mark at the ends, no label's end before a colon."""
    return " ".join(_BEFORE_COLON.sub("", text.upper()).split()).strip(" :;.,|_~=*'\"`-–—")


def likeness(row: RowText) -> float | None:
    """How far two looks at a row agree: 1.0 on the same letters, soon nothing; None without a second look."""
    if not row.second:
        return None
    one, two = ("".join(char for char in text if char.isalnum()) for text in (row.text, row.second))
    return 1.0 if one == two else max(0.0, DIFFERENT - DIFFERENCE_WEIGHT * (1.0 - raw_similarity(one, two)))
