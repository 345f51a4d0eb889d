"""Print that a stamp or signature hid from tesseract: it takes the whole block for a picture.

Where the office above a mark or the name below it was not read, or a line begins or ends in the mark,
RapidOCR reads that spot, ink that is lighter or more colourful than print faded.
"""

import re
from collections.abc import Sequence

import numpy as np
from rapidfuzz.fuzz import partial_ratio

from extractors.engines import rapidocr
from extractors.fields.offices import ROLE, WORDS, normalised_office
from extractors.image.pixels import Pixels, crop, print_alone
from extractors.page.occluded_name import occluded_name, usual_height
from extractors.page.occluded_office import occluded_office
from models.field import Box, hull, touches
from models.page import Line, Mark, MarkKind, Word

LINE_LETTERS = 4
"""Letters of a line of print at least; fewer are dust or an initial."""
SURE_PRINT = 0.5
"""Mean word confidence of a line that counts as read."""
PRINT_HEIGHT, SPOT_SIDE = 20, (320, 960)
"""Pixels that the page's usual line is high where lines are looked for, and of a spot's long side there."""
WHOLE = 0.85
"""Mean word confidence of a line beside the marks that is not read anew."""
CLEARER = 0.9
"""Times the mean of a second look; a first look under ink that is less sure gives way."""
RING_LETTERS = 6
"""Capitals in a row that detection takes for a line on the arc of a stamp's text."""
TRUSTED = 0.72
"""RapidOCR's mean probability of a line that is kept; arcs of a stamp's text score lower."""
OFFICE = 1.43
"""Times the score of an office's word read through ink: it is one of few words, and no name is taken for one.
Without it two of some 45 offices under stamps that were read rightly are left out."""
UNDER_INK = 0.7
"""What is read through a stamp is right less often than its score says; a person should look."""
BELOW, ABOVE, BESIDE = 0.028, 0.022, 0.08
"""How far around a mark (page height, height, width) its name and office stand."""
BELOW_SIGNATURE = 0.045
"""Page heights: names that were read stand up to .035 below the stroke of a signature."""
LENGTH, NAME_WIDTH = 0.28, 0.4
"""Page widths: how far a name goes on beside the stamp on its beginning; how wide it and an office are."""
AT_EDGE, CROP_EDGE = 0.012, 0.01
"""Page widths between a mark and the end of a line that it cut; share of the spot's width at its sides."""
SAME_ROW, ALIKE = 0.5, 75.0
"""Overlap of two lines at one height (share of the lower); likeness (0..100) of a piece to the whole."""
LARGEST_LINE, SLANT = 1.7, 0.05
"""Times the usual height, and a slanting line's share of its width; higher lines are no lost print."""
_FUSED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


def with_occluded_text(pixels: Pixels, lines: Sequence[Line], marks: Sequence[Mark]) -> tuple[Line, ...]:
    """The lines (boxes: fractions of the page) with those that marks hid, whole where they had cut them."""
    hiding = [mark for mark in marks if not _is_stacked(mark, marks) and _hides(mark, lines)]
    result = _with_spots(pixels, list(lines), hiding, _merged([_around(mark) for mark in hiding]))
    stamps = [mark for mark in hiding if mark.kind is MarkKind.STEMPEL]
    known = set(map(id, lines))
    found = [line for line in result if id(line) not in known]
    for stamp in (mark for mark in stamps if _lacks_name(mark, result) and not _has_name(mark, found)):
        name = occluded_name(pixels, stamp, result)
        if name is not None:
            result.append(_doubted(name))
        else:
            result = _with_spots(pixels, result, hiding, [_foot(stamp)])
    for stamp in (mark for mark in stamps if not _has_office(mark, result)):
        office = occluded_office(pixels, stamp, _foot_line(stamp, result), result)
        result += [_doubted(_spaced(office))] if office else []
    return tuple(result)


def _with_spots(
    pixels: Pixels, lines: list[Line], hiding: Sequence[Mark], spots: Sequence[Box]
) -> list[Line]:
    """The lines with what RapidOCR reads in these spots."""
    usual = usual_height(lines)
    settled = [line for line in lines if _is_print(line) and _stays(line, hiding)]
    result = lines
    for line in (line for spot in spots for line in _read_spot(pixels, spot, usual, settled)):
        if not _is_sure(line) or any(_is_of_ring(line, mark) for mark in hiding):
            continue
        known = [other for other in result if _is_print(other) and _on_one_row(other.box, line.box)]
        if not known:
            result.append(_doubted(line))
        elif all(_gives_way(other, line, hiding) for other in known):
            result = [other for other in result if other not in known] + [_surer(_doubted(line), known)]
    return result


def _doubted(line: Line) -> Line:
    """The line with its words less sure, for it was read through ink; those of an office stay."""
    words = tuple(word if _is_office_word(word) else _less_sure(word) for word in line.words)
    return line.model_copy(update={"words": words})


def _is_office_word(word: Word) -> bool:
    return word.text.lower().strip(".,:()") in WORDS


def _less_sure(word: Word) -> Word:
    return word.model_copy(update={"confidence": UNDER_INK * word.confidence})


def _hides(mark: Mark, lines: Sequence[Line]) -> bool:
    """Whether the office above a stamp or the name below it was not read, or the mark cuts a line.

    A signature hides at most the name below it.
    """
    if any(_is_cut_by(line, mark) for line in _in_column(mark, lines)):
        return True
    return _lacks_name(mark, lines) or (mark.kind is MarkKind.STEMPEL and not _has_office(mark, lines))


def _has_office(mark: Mark, lines: Sequence[Line]) -> bool:
    """Whether a short line that says an office was read over the mark's middle."""
    return any(
        _is_above(line, mark) and _width(line) < NAME_WIDTH and ROLE.search(normalised_office(line.text))
        for line in _in_column(mark, lines)
    )


def _foot_line(stamp: Mark, lines: Sequence[Line]) -> Box:
    """The box of the name under the stamp's middle; where none was read, of a line at its foot."""
    below = [line.box for line in _names_below(stamp, lines, BELOW)]
    x0, _, x1, y1 = stamp.box
    return min(below, key=lambda box: box[1], default=(x0, y1, x1, y1 + usual_height(lines)))


def _names_below(mark: Mark, lines: Sequence[Line], reach: float) -> list[Line]:
    """The short lines under the mark's middle, down to `reach` page heights below it, that are not its own
    text."""
    return [
        line
        for line in _in_column(mark, lines, reach)
        if not _is_above(line, mark) and _width(line) < NAME_WIDTH and not _is_own_text(line, mark)
    ]


def _is_own_text(line: Line, stamp: Mark) -> bool:
    """Whether the line may be the stamp's own: capitals wholly inside it."""
    x0, y0, x1, y1 = line.box
    left, top, right, bottom = stamp.box
    return left <= x0 and x1 <= right and top <= y0 and y1 <= bottom and line.text.isupper()


def _has_name(stamp: Mark, found: Sequence[Line]) -> bool:
    """Whether a line below the stamp's middle is among those read through it."""
    return any(not _is_above(line, stamp) for line in _in_column(stamp, found))


def _lacks_name(mark: Mark, lines: Sequence[Line]) -> bool:
    """Whether no whole name was surely read under the mark."""
    reach = BELOW if mark.kind is MarkKind.STEMPEL else BELOW_SIGNATURE
    return not any(
        not _is_cut_by(line, mark) and (_mean(line) > WHOLE or not touches(line.box, mark.box))
        for line in _names_below(mark, lines, reach)
    )


def _is_stacked(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether signatures stand close one below the other: a table of people, with their names beside."""
    x0, y0, x1, y1 = mark.box
    room = (x0, y0 - BELOW, x1, y1 + BELOW)
    others = [other for other in marks if other.kind is MarkKind.TANDA_TANGAN and other.box != mark.box]
    return mark.kind is MarkKind.TANDA_TANGAN and any(touches(room, other.box) for other in others)


def _in_column(mark: Mark, lines: Sequence[Line], reach: float = BELOW) -> list[Line]:
    """The lines of print over, on and under the mark."""
    x0, y0, x1, y1 = mark.box
    column = (x0 - AT_EDGE, y0 - ABOVE, x1 + AT_EDGE, y1 + reach)
    return [line for line in lines if touches(line.box, column) and _is_print(line)]


def _is_above(line: Line, mark: Mark) -> bool:
    return line.box[1] + line.box[3] < mark.box[1] + mark.box[3]


def _width(line: Line) -> float:
    return line.box[2] - line.box[0]


def _is_print(line: Line) -> bool:
    letters = sum(c.isalpha() for c in line.text)
    return letters >= LINE_LETTERS and _mean(line) >= SURE_PRINT


def _is_cut_by(line: Line, mark: Mark) -> bool:
    """Whether the line begins or ends in a mark, as a name does that a stamp covers in part."""
    middle = (line.box[1] + line.box[3]) / 2
    is_inside = any(mark.box[0] - AT_EDGE < x < mark.box[2] + AT_EDGE for x in (line.box[0], line.box[2]))
    is_whole = mark.box[0] < line.box[0] and line.box[2] < mark.box[2]
    return mark.box[1] < middle < mark.box[3] and is_inside and not is_whole


def _around(mark: Mark) -> Box:
    """The mark and where its name and office stand, beside a stamp over their whole length."""
    x0, y0, x1, y1 = mark.box
    right = LENGTH if mark.kind is MarkKind.STEMPEL else BESIDE
    return (max(0.0, x0 - BESIDE), max(0.0, y0 - ABOVE), min(1.0, x1 + right), min(1.0, y1 + BELOW))


def _foot(mark: Mark) -> Box:
    """A stamp's lower edge with the name across it: detection sees a line there that the whole spot hides."""
    x0, _, x1, y1 = mark.box
    return (max(0.0, x0 - 0.03), max(0.0, y1 - 0.05), min(1.0, x1 + 0.2), min(1.0, y1 + 0.02))


def _merged(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that touch become one."""
    merged: list[Box] = []
    for box in boxes:
        touching = [other for other in merged if touches(box, other)]
        merged = [other for other in merged if other not in touching]
        merged.append(hull([box, *touching]))
    return merged


def _look_side(part: Pixels, usual: float) -> int:
    """Pixels of the spot's long side at which a line of `usual` pixels is PRINT_HEIGHT high."""
    low, high = SPOT_SIDE
    return int(min(high, max(low, max(part.shape[:2]) * PRINT_HEIGHT / max(usual, 1.0))))


def _read_spot(pixels: Pixels, spot: Box, usual: float, settled: Sequence[Line]) -> list[Line]:
    """RapidOCR's whole lines of the page's size on that part of the page: those that its sides cut or that
    stand on a `settled` line are not read at all."""

    def is_wanted(box: Box) -> bool:
        is_cut = box[0] < CROP_EDGE or (box[2] > 1 - CROP_EDGE and spot[2] < 1.0)
        place = rapidocr.placed(box, spot)
        is_known = any(_on_one_row(line.box, place) for line in settled)
        return not is_cut and not is_known and _is_sized(place, usual)

    seen = crop(pixels, spot)
    found = rapidocr.read(print_alone(seen), _look_side(seen, usual * pixels.shape[0]), is_wanted)
    return [_spaced(rapidocr.on_page(line, spot)) for line in found]


def _spaced(line: Line) -> Line:
    """The line with blanks where a small letter and a capital run together: RapidOCR loses them."""
    return line.model_copy(update={"words": tuple(part for word in line.words for part in _unfused(word))})


def _unfused(word: Word) -> list[Word]:
    """'SriChotimah' is two words."""
    parts = _FUSED.split(word.text)
    ends = [sum(map(len, parts[: i + 1])) / max(1, len(word.text)) for i in range(len(parts))]
    x0, y0, x1, y1 = word.box
    return [
        Word(
            text=part,
            box=(x0 + (end - len(part) / len(word.text)) * (x1 - x0), y0, x0 + end * (x1 - x0), y1),
            confidence=word.confidence,
        )
        for part, end in zip(parts, ends, strict=True)
    ]


def _is_sized(box: Box, usual: float) -> bool:
    """Whether a line with this box is print of the page's size."""
    return box[3] - box[1] < LARGEST_LINE * usual + SLANT * (box[2] - box[0])


def _is_sure(line: Line) -> bool:
    """Whether the line is text, surely read."""
    return _raw_score(line) >= TRUSTED and sum(c.isalnum() for c in line.text) >= LINE_LETTERS


def _is_of_ring(line: Line, stamp: Mark) -> bool:
    """Whether the line is a piece of a stamp's own text: few of its letters."""
    letters = sum(char.isalnum() for char in line.text)
    is_office = bool(ROLE.fullmatch(line.text))
    return (
        stamp.kind is MarkKind.STEMPEL
        and letters <= RING_LETTERS
        and not is_office
        and _is_own_text(line, stamp)
    )


def _on_one_row(one: Box, two: Box) -> bool:
    """Whether two lines stand at one height and over each other."""
    overlap = min(one[3], two[3]) - max(one[1], two[1])
    lower = min(one[3] - one[1], two[3] - two[1])
    return overlap > SAME_ROW * lower and one[0] < two[2] and two[0] < one[2]


def _is_part(known: Line, whole: Line) -> bool:
    """Whether a known line is a piece of the other one, which has more letters."""
    part, text = _letters(known.text), _letters(whole.text)
    return len(text) > len(part) and partial_ratio(part, text) > ALIKE


def _gives_way(known: Line, line: Line, hiding: Sequence[Mark]) -> bool:
    """Whether what was read first is a piece of the other line, or far less sure, and not surely read off the
    marks."""
    if _stays(known, hiding):
        return False
    is_under = any(touches(known.box, mark.box) for mark in hiding)
    return _is_part(known, line) or (is_under and _mean(known) < CLEARER * _raw_score(line))


def _stays(known: Line, hiding: Sequence[Mark]) -> bool:
    """Whether what was read first gives way to nothing: it was surely read, off the marks."""
    return _mean(known) >= WHOLE and not any(touches(known.box, mark.box) for mark in hiding)


def _raw_score(line: Line) -> float:
    """The mean score of a line read through ink, before it is doubted."""
    scores = [word.confidence * (OFFICE if _is_office_word(word) else 1.0) for word in line.words]
    return float(np.mean(scores)) if scores else 0.0


def _mean(line: Line) -> float:
    return float(np.mean([word.confidence for word in line.words])) if line.words else 0.0


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _surer(line: Line, known: Sequence[Line]) -> Line:
    """The line with words that both engines read as sure as the surer one."""
    first = {_letters(word.text): word.confidence for other in known for word in other.words}
    words = tuple(
        word.model_copy(update={"confidence": max(word.confidence, first.get(_letters(word.text), 0.0))})
        for word in line.words
    )
    return line.model_copy(update={"words": words})
