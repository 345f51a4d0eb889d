"""Signatures and stamps: ink on the page that is no print.

Works on the grey image, so that black-and-white copies are read by the same rule: rules of tables and the
words that were read are taken away; what is left is gathered to clusters. A stamp encloses its area (circle,
oval, box); a signature is a long stroke in a mostly empty box; where both lie on each other, the stroke
that leaves the stamp's body tells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.framed_stamp import framed_stamps
from extractors.imaging import Pixels, as_pixels, ink, small_grey
from extractors.rings import ring_at
from extractors.stamp_body import Outline, leaves_stamp, stamp_body, stamp_outline
from extractors.stickers import has_own_ground, is_code, without_stickers
from extractors.streaks import streaks
from extractors.strokes import has_tall_stroke, is_signature
from models.field import Box
from models.page import Line, Mark, MarkKind, Word

WORK_SIDE = 1400
"""Pixels on the long side: pen strokes are still two pixels wide."""
PRINT_CONFIDENCE = 0.5
"""Words read with less may be ink taken for letters; they are left on the page."""
FORMULA = frozenset({
    "hormat", "kami", "saya", "yang", "memohon", "pemohon", "pelapor", "mengetahui", "pengurus", "ketua",
    "sekretaris", "bendahara", "manajer",
})  # fmt: skip
"""Words over a signature; a scrawl is never read as one of them."""
PRINT_HEIGHT = 1.8
"""Times the usual word's height; what is higher and not in the head was written."""
SURE_PRINT, SURE_PRINT_HEIGHT = 0.85, 2.6
"""Words read so surely may be higher: a bold name in capitals with its underline is 1.9 times the usual."""
AS_HIGH = 1.3
"""Times a surely read word of the same line: what is no higher is print as it is (1.24 with a bracket)."""
READ_LETTERS, READ_WIDTH, READ_HEIGHT = 4, 0.7, 0.6
"""Letters of a word that was read where a signature was found, and shares of the signature's box under it: it
may be a printed name."""
NAME_WORDS = 6
"""Words of a line that may be a name under a signature, in brackets and underlined."""
BRACKET, UNDERLINE = 0.5, 0.35
"""Heights of such a word beside and below it that belong to it."""
SPECK = 8
"""Pixels of area; smaller spots are dust."""
RULE_LENGTH = 0.13
"""Of the page's width; straight lines longer than this are rules, toner streaks and underlines."""
ARC = 0.06
"""Of the page's width; shorter strokes are no part of a ring that could be seen."""
RIM = 4
"""Pixels: how far the ring's own ink may reach beyond its circle."""
_DUTY = re.compile(r"(?i)\bmeter[a-z]{1,2}\b|\btempel|sepuluh ribu|\bribu rupiah|^\W*10[.\s]?000\W*$")
"""What a meterai, or the place for one, says."""
_RECEIVED = re.compile(r"(?i)^\W*(?:diterima\b|(?:no\.? )?agenda\b|tgl\.? (?:di)?terima\b)")
"""The office's own stamp on what comes in: no mark of who sent it."""
STAMP_WORDS = 5
"""Words of a line of a meterai or stamp; a letter's sentence that speaks of one has more."""
IN_STAMP = 0.6
"""Score of a signature that shows only inside a stamp, or of which a meterai leaves a piece, or of a code."""
LEAVES = 0.6
"""Share of the least stroke that leaves a stamp."""
DARKER = 30
"""Grey levels by which a pen's ink is darker than a stamp pad's (blue on blue 57; a copy in black and white
shows none)."""
FRAMED = 0.9
"""Score of a stamp told by its frame."""
BY_METERAI = 0.7
"""Share of the least stroke that counts beside a meterai: one signs across it, half of the ink is hidden."""
EARLIEST, UPPER_HALF = 0.2, 0.5
"""Of the page's height, and of the height down to the last line of a short letter: nothing is signed above;
emblems stand there."""
HEAD_WORDS = 40
"""Words; a page with fewer is a letter's tail, signed where it begins."""
SHEET_EDGE = 0.015
"""Of the sheet's sides: what lies this close to a photographed sheet's edge is the edge."""


@dataclass(frozen=True)
class _Cluster:
    """Ink that lies together: its box (x, y, w, h in pixels) and its own pixels inside the box."""

    x: int
    y: int
    w: int
    h: int
    pixels: Pixels

    @property
    def box(self) -> tuple[int, int, int, int]:
        """x, y, w, h in pixels."""
        return self.x, self.y, self.w, self.h

    def of(self, page: Pixels) -> Pixels:
        """What of a whole page's image lies in the cluster's box."""
        return as_pixels(page[self.y : self.y + self.h, self.x : self.x + self.w])


@dataclass(frozen=True)
class _Shaped:
    """A cluster with the outlines of a stamp in it (pixels of the page), whether it is a meterai."""

    cluster: _Cluster
    is_duty: bool
    outlines: tuple[Outline, ...]


@dataclass(frozen=True)
class InkedPage:
    """The grey page at WORK_SIDE, and masks of it: all ink, ink without rules. The same whatever was read."""

    light: Pixels
    ink: Pixels
    unruled: Pixels


@dataclass(frozen=True)
class _Page(InkedPage):
    """And by what was read on it: the ink that is no print, where names have their frames, and where names
    read less surely have theirs (a stamp lies on them)."""

    rest: Pixels
    frames: Pixels
    doubtful_frames: Pixels


def inked_page(pixels: Pixels) -> InkedPage:
    """What `find_marks` needs of a page besides its print; kept where marks are told twice."""
    light = small_grey(pixels, WORK_SIDE)
    mask = ink(light)
    return InkedPage(light, mask, as_pixels(cv2.subtract(mask, _rules(mask))))


def find_marks(
    pixels: Pixels,
    lines: Sequence[Line],
    hidden: Sequence[Box] = (),
    straight: tuple[float, ...] | None = None,
    inked: InkedPage | None = None,
) -> tuple[Mark, ...]:
    """Signatures and stamps on an upright page. `lines`: the print on it; `hidden`: boxes to leave out
    (cards); `straight`: the way to the straightened sheet (models.page.PageReading), whose surroundings
    are left out; `inked`: the page's ink where it is known."""
    known = inked or inked_page(pixels)
    shape = known.ink.shape
    rest = _on_sheet(_without_print(known.unruled, lines, hidden), straight)
    framed = (_frames(lines, shape), _frames(lines, shape, PRINT_CONFIDENCE))
    page = _Page(known.light, known.ink, known.unruled, rest, *framed)
    duties, received = _spots_of(_DUTY, lines, shape), _spots_of(_RECEIVED, lines, shape)
    own = [_shaped(c, page, duties) for c in _clusters(rest) if not _holds(c, received)]
    stamps = _stamped([outline for shaped in own for outline in shaped.outlines], shape)
    marks = [mark for shaped in own for mark in _marks_of(shaped, page, stamps)]
    if not any(mark.kind is MarkKind.STEMPEL for mark in marks):
        marks.extend(_framed(pixels, rest, [*duties, *received]))
    words = [word for line in lines for word in line.words if _is_read(word)]
    return tuple(_doubted(mark, marks, words) for mark in marks)


def _framed(pixels: Pixels, rest: Pixels, others: Sequence[tuple[float, float]]) -> Iterator[Mark]:
    """Stamps in a frame, but for a meterai and the office's own (`others`: where these say what they are)."""
    height, width = rest.shape
    for box in framed_stamps(pixels, rest):
        x0, y0, x1, y1 = box[0] * width, box[1] * height, box[2] * width, box[3] * height
        if not any(x0 < x < x1 and y0 < y < y1 for x, y in others):
            yield Mark(kind=MarkKind.STEMPEL, box=box, score=FRAMED)


def _doubted(mark: Mark, marks: Sequence[Mark], words: Sequence[Word]) -> Mark:
    """Ink wholly inside a stamp is rather the stamp's own drawing than a signature, ink read as a word may be
    one."""
    stamps = [other.box for other in marks if other.kind is MarkKind.STEMPEL]
    is_inside = any(
        s[0] <= mark.box[0] and s[1] <= mark.box[1] and mark.box[2] <= s[2] and mark.box[3] <= s[3]
        for s in stamps
    )
    is_own = is_inside and mark.box not in stamps
    is_doubted = mark.kind is MarkKind.TANDA_TANGAN and mark.score > IN_STAMP
    is_doubted = is_doubted and (is_own or any(_is_read_as(mark.box, word) for word in words))
    return mark.model_copy(update={"score": IN_STAMP}) if is_doubted else mark


def _is_read_as(box: Box, word: Word) -> bool:
    """Whether the word covers most of the box."""
    if sum(map(str.isalpha, word.text)) < READ_LETTERS:
        return False
    (x0, y0, x1, y1), (left, top, right, bottom) = box, word.box
    wide, high = min(x1, right) - max(x0, left), min(y1, bottom) - max(y0, top)
    return wide >= READ_WIDTH * (x1 - x0) and high >= READ_HEIGHT * (y1 - y0)


def _on_sheet(mask: Pixels, straight: tuple[float, ...] | None) -> Pixels:
    """The ink on the sheet itself: the table under a photographed sheet and its edges taken away."""
    if straight is None:
        return mask
    height, width = mask.shape
    low, high = SHEET_EDGE, 1 - SHEET_EDGE
    corners = np.array([(low, low, 1), (high, low, 1), (high, high, 1), (low, high, 1)], dtype=np.float64)
    moved = corners @ np.linalg.inv(np.array(straight).reshape(3, 3)).T
    points = np.rint(moved[:, :2] / moved[:, 2:] * (width, height)).astype(np.int32)
    sheet = cv2.fillConvexPoly(np.zeros_like(mask), points, 255)
    return as_pixels(cv2.bitwise_and(mask, sheet))


def _without_print(unruled: Pixels, lines: Sequence[Line], hidden: Sequence[Box]) -> Pixels:
    """The ink (rules taken away) without words, cards and dust."""
    height, width = unruled.shape
    rest = unruled.copy()
    for x0, y0, x1, y1 in (*_print_boxes(lines), *hidden):
        rest[
            max(0, int(y0 * height) - 1) : int(y1 * height) + 2,
            max(0, int(x0 * width) - 1) : int(x1 * width) + 2,
        ] = 0
    if sum(len(line.words) for line in lines) >= HEAD_WORDS:
        last = max(line.box[3] for line in lines)
        rest[: int(min(EARLIEST, UPPER_HALF * last) * height)] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rest)
    is_large = stats[:count, cv2.CC_STAT_AREA] >= SPECK
    is_large[0] = False
    return as_pixels(is_large[labels] * 255)


def _print_boxes(lines: Sequence[Line]) -> list[Box]:
    """The words that are surely print: read with confidence, and as high as the page's print."""
    rows = [[w for w in line.words if _is_read(w) and len(w.text) > 1] for line in lines]
    heights = [_height(word) for words in rows for word in words]
    usual = float(np.median(heights)) if heights else 1.0
    return [box for words in rows for box in _print_of(words, usual)]


def _print_of(words: Sequence[Word], usual: float) -> list[Box]:
    """Those of a line's words that are print. `usual`: the height of the page's words."""
    sure = [
        _height(w) for w in words if w.confidence >= SURE_PRINT and _height(w) < SURE_PRINT_HEIGHT * usual
    ]
    least = max(PRINT_HEIGHT * usual, AS_HIGH * max(sure, default=0.0))
    return [w.box for w in words if _height(w) < least or _height(w) in sure]


def _height(word: Word) -> float:
    return word.box[3] - word.box[1]


def _frames(lines: Sequence[Line], shape: tuple[int, ...], least: float = SURE_PRINT) -> Pixels:
    """Where the brackets and underlines of names stand: beside and below the words of short lines that are
    read as surely as `least`."""
    height, width = shape[:2]
    zone = np.zeros((height, width), np.uint8)
    for line in (line for line in lines if len(line.words) <= NAME_WORDS):
        for x0, y0, x1, y1 in (word.box for word in line.words if word.confidence >= least):
            pad = (y1 - y0) * height
            top, left = max(0, int(y0 * height)), max(0, int(x0 * width - BRACKET * pad))
            zone[top : int(y1 * height + UNDERLINE * pad) + 1, left : int(x1 * width + BRACKET * pad) + 1] = (
                255
            )
    return zone


def _is_read(word: Word) -> bool:
    """Whether the word is print and no pen's ink: read with confidence, or one of the signature block."""
    return word.confidence >= PRINT_CONFIDENCE or word.text.lower().strip(".,:()") in FORMULA


def _rules(mask: Pixels) -> Pixels:
    """Long straight lines across or down the page."""
    length = max(20, int(RULE_LENGTH * mask.shape[1]))
    across = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    rules = cv2.bitwise_or(cv2.bitwise_or(across, down), streaks(mask))
    return as_pixels(cv2.dilate(rules, np.ones((3, 3), np.uint8)))


def _clusters(rest: Pixels) -> Iterator[_Cluster]:
    joined = as_pixels(cv2.dilate(rest, np.ones((7, 11), np.uint8)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    for index in range(1, count):
        x, y, w, h = (int(value) for value in stats[index, :4])
        inside = labels[y : y + h, x : x + w] == index
        yield _Cluster(x, y, w, h, as_pixels(rest[y : y + h, x : x + w] * inside))


def names_meterai(lines: Sequence[Line]) -> bool:
    """Whether a meterai, or a place for one, can be read on the page."""
    return any(_says(line, _DUTY) for line in lines)


def _says(line: Line, pattern: re.Pattern[str]) -> bool:
    return len(line.words) <= STAMP_WORDS and pattern.search(line.text) is not None


def _spots_of(
    pattern: re.Pattern[str], lines: Sequence[Line], shape: tuple[int, ...]
) -> list[tuple[float, float]]:
    """Where a sticker or stamp says what it is: the middles of such lines, in pixels."""
    height, width = shape[:2]
    boxes = [line.box for line in lines if _says(line, pattern)]
    return [((box[0] + box[2]) / 2 * width, (box[1] + box[3]) / 2 * height) for box in boxes]


def _holds(cluster: _Cluster, points: Sequence[tuple[float, float]]) -> bool:
    return any(
        cluster.x < x < cluster.x + cluster.w and cluster.y < y < cluster.y + cluster.h for x, y in points
    )


def _shaped(cluster: _Cluster, page: _Page, duties: Sequence[tuple[float, float]]) -> _Shaped:
    """The cluster with the outlines of its stamp. `duties`: where a meterai says what it is: with a signature
    across it only a ring makes a stamp of it; nor is what has a ground of its own another stamp."""
    width = page.ink.shape[1]
    is_duty = _holds(cluster, duties)
    body = None if is_duty else stamp_body(cluster.pixels, width)
    ring = _ring(cluster, page)
    if body is None and ring is None and not is_duty:
        body = stamp_body(_with_print(cluster, page.unruled), width)
    if body is not None and has_own_ground(body, cluster.pixels, page.light, cluster.box):
        body, is_duty = None, True
    outlines = [] if body is None else [stamp_outline(body, width, (cluster.x, cluster.y))]
    return _Shaped(cluster, is_duty, (*outlines, *([] if ring is None else [ring])))


def _stamped(outlines: Sequence[Outline], shape: tuple[int, ...]) -> Pixels:
    """Mask of what lies inside the page's stamps or on their rims: also pieces of them that print cut off."""
    inside = np.zeros(shape[:2], np.uint8)
    for outline in outlines:
        cv2.fillPoly(inside, [outline], 255)
    return as_pixels(cv2.dilate(inside, np.ones((5, 5), np.uint8)))


def _marks_of(shaped: _Shaped, page: _Page, stamps: Pixels) -> Iterator[Mark]:
    """The marks that a cluster is. `stamps`: mask of the page's stamps."""
    cluster, shape, width = shaped.cluster, page.ink.shape, page.ink.shape[1]
    box = _box(cluster, shape)
    outside = _without(cluster, stamps)
    if shaped.outlines and is_code(cluster.pixels, width):
        yield Mark(kind=MarkKind.TANDA_TANGAN, box=box, score=IN_STAMP)
    elif shaped.outlines:
        yield Mark(kind=MarkKind.STEMPEL, box=box, score=0.95)
        strokes = _without(outside, page.doubtful_frames).pixels
        outlines = [outline - np.array((cluster.x, cluster.y), np.int32) for outline in shaped.outlines]
        is_sure = leaves_stamp(strokes, outlines, LEAVES, width)
        is_sure = is_sure or has_tall_stroke(_darker(cluster, page.light), width)
        yield Mark(kind=MarkKind.TANDA_TANGAN, box=box, score=0.9 if is_sure else IN_STAMP)
    else:
        left = without_stickers(outside.pixels, width, is_named=shaped.is_duty)
        bare = _without(replace(outside, pixels=left), page.frames).pixels
        if is_signature(bare, width):
            yield Mark(kind=MarkKind.TANDA_TANGAN, box=box, score=0.95)
        elif is_signature(bare, width, BY_METERAI) and np.count_nonzero(bare != cluster.pixels):
            yield Mark(kind=MarkKind.TANDA_TANGAN, box=box, score=IN_STAMP)


def _darker(cluster: _Cluster, light: Pixels) -> Pixels:
    """The ink that is darker than most of a stamp's: a pen's stroke inside it. Shades are those of the middle
    of a line: its edges are paler, most of a thin one's."""
    shades = cv2.erode(cluster.of(light), np.ones((3, 3), np.uint8)).astype(np.int16)
    usual = float(np.median(shades[cluster.pixels > 0]))
    return as_pixels(((cluster.pixels > 0) & (shades < usual - DARKER)) * 255)


def _without(cluster: _Cluster, page: Pixels) -> _Cluster:
    """The cluster without what a whole page's mask shows: stamps, the brackets and underlines of names."""
    kept = cv2.bitwise_and(cluster.pixels, cv2.bitwise_not(cluster.of(page)))
    return replace(cluster, pixels=as_pixels(kept))


def _with_print(cluster: _Cluster, unruled: Pixels) -> Pixels:
    """The cluster's ink with the print in its box, with which parts of a stamp's outline were taken away."""
    inked = cluster.of(unruled)
    joined = as_pixels(cv2.dilate(inked, np.ones((3, 3), np.uint8)))
    count, labels, _, _ = cv2.connectedComponentsWithStats(joined)
    own = np.zeros(count, dtype=bool)
    own[np.unique(labels[cluster.pixels > 0])] = True
    return as_pixels(inked * own[labels])


def _ring(cluster: _Cluster, page: _Page) -> Outline | None:
    """The rim of a stamp whose ring was cut where the print it lies on was taken away."""
    if max(cluster.w, cluster.h) < ARC * page.ink.shape[1]:
        return None
    ring = ring_at(page.ink, page.rest, cluster.box)
    if ring is None:
        return None
    size = round(ring.radius) + RIM
    return np.array(cv2.ellipse2Poly((round(ring.x), round(ring.y)), (size, size), 0, 0, 360, 5), np.int32)


def _box(cluster: _Cluster, shape: tuple[int, ...]) -> Box:
    height, width = shape[:2]
    return (
        cluster.x / width,
        cluster.y / height,
        min(1.0, (cluster.x + cluster.w) / width),
        min(1.0, (cluster.y + cluster.h) / height),
    )
