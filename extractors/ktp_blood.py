"""The blood group: one or two letters after `Gol. Darah`, on the line of the sex; often only a dash."""

import numpy as np

from extractors import second_reader
from extractors.card import FoundCard
from extractors.imaging import Pixels, grey
from extractors.ktp_labels import find_blood_label
from extractors.ktp_places import Layout
from extractors.ktp_rows import RowText, cut_box

WIDTH_STEPS = 3.6
"""Row steps that the group takes at most, its colon included."""

LABEL_SHARE = 8 / 10
"""Of a piece `Gol. Darah` with its group: where the label ends at the earliest."""

SEARCH_FROM_STEPS = 15.0
"""Row steps right of the labels where `Gol. Darah` begins at the earliest."""

INK_DEPTH = 0.45
"""Share of the way from paper to ink below which a pixel is ink."""

DASH_INK = 0.035
"""Share of ink pixels up to which a dash or nothing stands there; an O covers three times as much."""


def read_blood(found: FoundCard, layout: Layout) -> RowText:
    """The group as printed, "-" for a dash or an empty place; without text where the label was not found."""
    span = _label_span(found, layout)
    if span is None:
        return RowText()
    left, middle = span
    half = 0.55 * layout.step
    box = (left, middle - half, min(left + WIDTH_STEPS * layout.step, layout.photo_left), middle + half)
    crop = cut_box(found.pixels, box)
    reading = second_reader.read_lines([crop])[0]
    text = reading.text.upper().replace("–", "-").replace("—", "-").strip(" :.;")
    if text.strip("-_~.: "):
        letters = [glyph.score for glyph in reading.glyphs if glyph.text.isalnum()]
        return RowText(text, float(np.mean(letters)), min(letters), box, is_seen=True)
    if ink_share(crop) <= DASH_INK:
        return RowText("-", 0.97, 0.97, box, is_seen=True)
    return RowText("", 0.0, 0.0, box)


def _label_span(found: FoundCard, layout: Layout) -> tuple[float, float] | None:
    """Where the group begins, and its height: after the label as detected, or as found on a strip."""
    if layout.blood is not None:
        piece = layout.blood
        span = find_blood_label(piece.text)
        if span is not None:
            share = min(1.0, span[1] / max(1, len(piece.text)))
            glyphs = [glyph for glyph in piece.glyphs if glyph.text.strip()]
            known = [g.place for g in glyphs[: sum(not c.isspace() for c in piece.text[: span[1]])]]
            place = known[-1] if known else share
            width = piece.right - piece.left
            return piece.left + place * width + 0.035 * width, piece.middle
    step = layout.step
    left, middle = layout.rows.left + SEARCH_FROM_STEPS * step, layout.height_of("jenis_kelamin")
    strip = (left, middle - 0.6 * step, layout.photo_left, middle + 0.6 * step)
    reading = second_reader.read_lines([cut_box(found.pixels, strip)])[0]
    span = find_blood_label(reading.text)
    if span is None:
        return None
    place = reading.glyphs[min(span[1], len(reading.glyphs)) - 1].place
    return strip[0] + place * (strip[2] - strip[0]) + 0.2 * step, middle


def ink_share(crop: Pixels) -> float:
    """Share of pixels much darker than the paper around them, the colon at the left end left out."""
    light = grey(crop)[:, int(0.12 * crop.shape[1]) :].astype(np.float32)
    if not light.size:
        return 0.0
    paper = float(np.percentile(light, 80.0))
    return float((light < paper * (1.0 - INK_DEPTH)).mean())
