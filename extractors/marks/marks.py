"""Signatures and stamps: ink on the page that is no print.

Works on the grey image, so that black-and-white copies are read by the same rule: rules of tables and the
words that were read are taken away; what is left is gathered to clusters. A stamp encloses its area (circle,
oval, box); a signature is a long stroke in a mostly empty box; where both lie on each other, the stroke
that leaves the stamp's body is a signature.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np

from extractors.image.pixels import Pixels, as_pixels, crop, occupied
from extractors.image.workspace import Side, Workspace
from extractors.marks.framed_stamp import framed_stamps
from extractors.marks.non_text_ink import (
    PRINT_CONFIDENCE,
    is_read,
    name_frames,
    on_sheet,
    unruled_ink,
    without_print,
)
from extractors.marks.ovals import oval_at
from extractors.marks.rings import ring_at
from extractors.marks.stamp_body import Outline, leaves_stamp, stamp_body, stamp_outline
from extractors.marks.stickers import has_own_ground, is_code, without_stickers
from extractors.marks.strokes import (
    has_tall_stroke,
    is_lettered,
    is_signature,
    of_another_colour,
)
from extractors.text.stamp_duty import STAMP_DUTY, says
from models.field import Box
from models.page import Line, Mark, MarkKind, Word

READ_LETTERS, READ_WIDTH, READ_HEIGHT = 4, 0.7, 0.6
"""Letters of a word that was read where a signature was found, and shares of the signature's box under it: it
may be a printed name."""
ARC = 0.06
"""Of the page's width; shorter strokes are no part of a ring that could be seen."""
RIM = 4
"""Pixels: how far the ring's own ink may reach beyond its circle."""
_RECEIVED = re.compile(r"(?i)^\W*(?:diterima\b|(?:no\.? )?agenda\b|tgl\.? (?:di)?terima\b)")
"""The office's own stamp on what comes in: no mark of who sent it."""
IN_STAMP = 0.6
"""Score of a signature that shows only inside a stamp, or of which a meterai leaves a piece; of a code; of
what may be a printed name with its underline."""
RIM_WIDTH = 8
"""Pixels across a stamp's rim within which its ink is the pad's."""
LEAVES = 0.6
"""Share of the least stroke that leaves a stamp."""
DARKER = 30
"""Grey levels by which a pen's ink is darker than a stamp pad's (blue on blue 57; a copy in black and white
shows none)."""
FRAMED = 0.9
"""Score of a stamp recognised by its frame."""
BY_METERAI = 0.7
"""Share of the least stroke that counts beside a meterai: one signs across it, half of the ink is hidden."""


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
class _Page:
    """A page, what was read on it, and the ink that is no print."""

    view: Workspace
    lines: Sequence[Line]
    rest: Pixels

    @property
    def pixels(self) -> Pixels:
        """In colour, as large as it is."""
        return self.view.pixels

    @property
    def light(self) -> Pixels:
        """The grey page."""
        return self.view.grey_at(Side.INK)

    @property
    def ink(self) -> Pixels:
        """All ink."""
        return self.view.ink_at(Side.INK)

    @property
    def unruled(self) -> Pixels:
        """The ink without rules."""
        return self.view.once(unruled_ink)

    @cached_property
    def frames(self) -> Pixels:
        """Where names have their brackets and underlines."""
        return name_frames(self.lines, self.ink.shape)

    @cached_property
    def doubtful_frames(self) -> Pixels:
        """The same of names read less surely too: a stamp lies on them."""
        return name_frames(self.lines, self.ink.shape, PRINT_CONFIDENCE)


def find_marks(
    view: Workspace,
    lines: Sequence[Line],
    hidden: Sequence[Box] = (),
    straight: tuple[float, ...] | None = None,
) -> tuple[Mark, ...]:
    """Signatures and stamps on an upright page. `lines`: the print on it; `hidden`: boxes to leave out
    (cards); `straight`: the way to the straightened sheet (models.page.PageReading), whose surroundings
    are left out."""
    unruled = view.once(unruled_ink)
    shape = unruled.shape
    page = _Page(view, lines, on_sheet(without_print(unruled, lines, hidden), straight))
    duties, received = _spots_of(STAMP_DUTY, lines, shape), _spots_of(_RECEIVED, lines, shape)
    own = [_shaped(c, page, duties) for c in _clusters(page.rest) if not _holds(c, received)]
    stamps = _stamped([outline for shaped in own for outline in shaped.outlines], shape)
    marks = [mark for shaped in own for mark in _marks_of(shaped, page, stamps)]
    if not any(mark.kind is MarkKind.STEMPEL for mark in marks):
        marks.extend(_framed(view.pixels, page.rest, [*duties, *received]))
    words = [word for line in lines for word in line.words if is_read(word)]
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


def _clusters(rest: Pixels) -> Iterator[_Cluster]:
    joined = as_pixels(cv2.dilate(rest, np.ones((7, 11), np.uint8)))
    part = rows, columns = occupied(joined)
    labels, stats = cv2.connectedComponentsWithStats(joined[part])[1:3]
    for index, (x, y, w, h, _) in enumerate(stats.tolist()[1:], start=1):
        inside = labels[y : y + h, x : x + w] == index
        own = as_pixels(rest[part][y : y + h, x : x + w] * inside)
        yield _Cluster(columns.start + x, rows.start + y, w, h, own)


def _spots_of(
    pattern: re.Pattern[str], lines: Sequence[Line], shape: tuple[int, ...]
) -> list[tuple[float, float]]:
    """Where a sticker or stamp says what it is: the middles of such lines, in pixels."""
    height, width = shape[:2]
    boxes = [line.box for line in lines if says(line, pattern)]
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
        ring = oval_at(page.ink, page.rest, cluster.box) if body is None else None
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
        is_sure = leaves_stamp(strokes, cluster.of(page.ink), outlines, LEAVES, width)
        is_sure = is_sure or has_tall_stroke(_darker(cluster, page.light), width)
        is_sure = is_sure or has_tall_stroke(_of_another_colour(cluster, page.pixels, outlines, box), width)
        yield Mark(kind=MarkKind.TANDA_TANGAN, box=box, score=0.9 if is_sure else IN_STAMP)
    else:
        left = without_stickers(outside.pixels, width, is_named=shaped.is_duty)
        bare = _without(replace(outside, pixels=left), page.frames).pixels
        if is_signature(bare, width):
            yield Mark(
                kind=MarkKind.TANDA_TANGAN, box=box, score=IN_STAMP if is_lettered(bare, width) else 0.95
            )
        elif is_signature(bare, width, BY_METERAI) and np.count_nonzero(bare != cluster.pixels):
            yield Mark(kind=MarkKind.TANDA_TANGAN, box=box, score=IN_STAMP)


def _of_another_colour(cluster: _Cluster, pixels: Pixels, outlines: Sequence[Outline], box: Box) -> Pixels:
    """The ink that is not of the stamp pad's colour."""
    colour = cv2.resize(crop(pixels, box), (cluster.w, cluster.h), interpolation=cv2.INTER_AREA)
    rim = np.zeros((cluster.h, cluster.w), np.uint8)
    cv2.polylines(rim, list(outlines), True, 255, RIM_WIDTH)
    return of_another_colour(cluster.pixels, as_pixels(colour), rim)


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
