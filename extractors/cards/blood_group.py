"""The blood group: one or two letters after `Gol. Darah`, on the line of the sex; often only a dash."""

import re
from dataclasses import dataclass

import numpy as np

from extractors.cards.row_assignment import Layout
from extractors.cards.row_labels import find_blood_label
from extractors.cards.row_texts import RowText, cut_box
from extractors.cards.search import FoundCard
from extractors.engines import rapidocr
from extractors.engines.rapidocr import Reading
from extractors.image.pixels import Pixels, grey

COLON_SHAPES = ":; ."
_GROUP = re.compile(r"(?:AB|A|B|O|0|8)[+-]?|-+")

COLON_GAP, LABEL_GAP = 0.15, 0.35
"""Row steps from the middle of the colon, or of the label's last letter, to where the group's crop begins."""

WIDTH_STEPS = 1.9
"""Row steps that the group takes at most."""

SEARCH_FROM_STEPS = 15.0
"""Row steps right of the labels where `Gol. Darah` begins at the earliest."""

LABEL_STEPS = 4.0
"""Row steps left of the group in which its label's print shows how dark print is on this card."""

INK_DEPTH = 0.5
"""Share of the way from the label's paper to its ink below which a pixel is ink."""

EMPTY_INK = 0.008
"""Share of ink pixels up to which the place is empty, whatever the recogniser makes of its pattern."""

BLOCK_SHARE = 0.9
MIN_CROP = 8
"""Pixels; a crop narrower than this holds nothing."""

DASH_INK = 0.035
"""Share of ink pixels up to which a dash or nothing stands there; an O covers three times as much."""


def read_blood(found: FoundCard, layout: Layout) -> RowText:
    """The group as printed, "-" for a dash or an empty place; without text where it is unclear."""
    label = _label(found, layout)
    if label is None:
        return RowText()
    after = [glyph for glyph in label.rest if glyph.text not in COLON_SHAPES]
    own = group_of("".join(glyph.text for glyph in after))
    half = 0.55 * layout.step
    right = min(label.end + WIDTH_STEPS * layout.step, layout.photo_left)
    box = (label.end, label.middle - half, max(right, label.end + layout.step), label.middle + half)
    crop = before_block(cut_box(found.pixels, box))
    look = rapidocr.read_lines([crop], is_card=True)[0]
    second = group_of(_without_colon(look.text))
    printed = (label.end - LABEL_STEPS * layout.step, box[1], label.end - 0.5 * layout.step, box[3])
    ink = ink_share(crop, cut_box(found.pixels, printed))
    if own and own != "-":
        scores = [glyph.score for glyph in after if glyph.text.isalnum()]
        return RowText(own, float(np.mean(scores)), min(scores), box, second or None, is_seen=True)
    if ink <= EMPTY_INK or (ink <= DASH_INK and second in ("", "-")):
        sure = 0.98 if ink <= EMPTY_INK or "-" in (own, second) else 0.9
        return RowText("-", sure, sure, box, is_seen=True)
    if second and own != "-":
        return RowText(second, look.score, look.score, box, own or None, is_seen=True)
    return RowText("-" if own == "-" else "", 0.7, 0.7, box, second or None)


@dataclass(frozen=True)
class _Label:
    """Where `Gol. Darah` and its colon end, the height of its line, and what was read after it."""

    end: float
    middle: float
    rest: tuple[rapidocr.Glyph, ...]


def group_of(text: str) -> str:
    """A, B, AB or O with their sign, "-" for one dash or more, "" for anything else."""
    plain = text.upper().replace("–", "-").replace("—", "-").replace("_", "-").replace(" ", "").strip(".,:;")
    match = _GROUP.fullmatch(plain)
    if match is None:
        return ""
    return match.group(0).replace("0", "O").replace("8", "B") if match.group(0).strip("-") else "-"


def _without_colon(text: str) -> str:
    """What follows the colon, or what looks like one at the start."""
    return re.sub(r"^\s*[^:]{0,2}:|^\s*[1IiHlNn!|.](?=.)", "", text).strip()


def _label(found: FoundCard, layout: Layout) -> _Label | None:
    """`Gol. Darah` as detected, or as found on a strip where it must stand."""
    if layout.blood is not None:
        piece = layout.blood
        known = _after_label(Reading(piece.glyphs), piece.left, piece.right, piece.middle, layout.step)
        if known is not None:
            return known
    left, middle = layout.rows.left + SEARCH_FROM_STEPS * layout.step, layout.height_of("jenis_kelamin")
    strip = (left, middle - 0.6 * layout.step, layout.photo_left, middle + 0.6 * layout.step)
    reading = rapidocr.read_lines([cut_box(found.pixels, strip)], is_card=True)[0]
    return _after_label(reading, strip[0], strip[2], middle, layout.step)


def _after_label(reading: Reading, left: float, right: float, middle: float, step: float) -> _Label | None:
    text = "".join(glyph.text for glyph in reading.glyphs)
    span = find_blood_label(text)
    if span is None:
        return None
    end = span[1]
    while end < len(text) and text[end] in COLON_SHAPES:
        end += 1
    last = reading.glyphs[min(end, len(text)) - 1]
    has_colon = any(char in ":;" for char in text[span[1] : end])
    x = left + last.place * (right - left) + (COLON_GAP if has_colon else LABEL_GAP) * step
    return _Label(x, middle, reading.glyphs[span[1] :])


def before_block(crop: Pixels) -> Pixels:
    """The crop up to where the photo begins: a column that is dark from top to bottom."""
    light = grey(crop).astype(np.float32)
    paper = float(np.percentile(light, 70.0))
    dark = np.flatnonzero((light < 0.85 * paper).mean(axis=0) > BLOCK_SHARE)
    return crop[:, : int(dark[0])] if len(dark) and dark[0] >= MIN_CROP else crop


def ink_share(crop: Pixels, printed: Pixels) -> float:
    """Share of pixels of `crop` about as dark as the print of `printed` (a label nearby)."""
    light, label = grey(crop).astype(np.float32), grey(printed).astype(np.float32)
    if not light.size or not label.size:
        return 0.0
    paper, ink = float(np.percentile(label, 80.0)), float(np.percentile(label, 4.0))
    return float((light < paper - INK_DEPTH * (paper - ink)).mean())
