"""Signatures and stamps: ink on the page that is no print, each with its probability.

Rules of tables and words that were read are taken away; what is left is gathered to clusters. The outlines of
stamps, strokes that leave them, meterai and the frames of names are looked for; what is found is evidence
beside shapes, strokes, shades and places (`ink_evidence`), and boosted trees weigh all of it (`ink_model`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels, crop, occupied
from extractors.image.workspace import Side, Workspace
from extractors.marks.framed_stamp import framed_stamps
from extractors.marks.ink_evidence import (
    Array,
    place_evidence,
    shade_evidence,
    shape_evidence,
    usual_height,
    vector,
)
from extractors.marks.ink_model import ink_odds
from extractors.marks.non_text_ink import (
    PRINT_CONFIDENCE,
    name_frames,
    on_sheet,
    unruled_ink,
    without_print,
)
from extractors.marks.ovals import oval_at
from extractors.marks.receipt_stamp import is_in, own_ink, receipt_areas, receipt_rows
from extractors.marks.rings import RingSearch, seen_rings
from extractors.marks.stamp_body import (
    STAMP_SIDES,
    Outline,
    enclosed,
    is_printed,
    leaves_stamp,
    stamp_body,
    stamp_outline,
)
from extractors.marks.sticker_evidence import (
    colour_evidence,
    figure_evidence,
    ground_evidence,
    stays_within,
)
from extractors.marks.sticker_ground import Ground, sticker_grounds
from extractors.marks.stickers import has_own_ground, is_code, without_stickers
from extractors.marks.strokes import (
    colours,
    has_tall_stroke,
    is_brown,
    is_crossed,
    is_lettered,
    is_ring,
    of_another_colour,
)
from extractors.text.own_lines import RECEIVED
from extractors.text.stamp_duty import STAMP_DUTY, says
from models.field import Box, touches
from models.page import SEEN, Line, Mark, MarkKind

ARC = 0.06
"""Of the page's width; shorter strokes are no part of a ring that could be seen."""
RIM = 4
"""Pixels: how far the ring's own ink may reach beyond its circle."""
LEAST = (0.02, 0.012)
"""Page widths: ink less wide or high is no signature and no stamp."""
SHOWN, OTHER, MARKED = 0.05, 0.3, 0.9
"""Probability from which a mark is reported; of an electronic signature's code, of ink in the office's own
stamp and of a clerk's ring at most; of ink beside such a ring at most: a tick, an arrow."""
SPARSE = 17
"""Every so many pixels are enough for the paper's colour."""
CODE_EDGE = 0.05
"""Share of a cluster's longer side around it in which the rest of a code may stand."""
BESIDE = 0.03
"""Page widths around a stamp within which other ink is beside it."""
RIM_WIDTH = 8
"""Pixels across a stamp's rim within which its ink is the pad's."""
LEAVES = 0.6
"""Share of the least stroke that leaves a stamp."""
DARKER = 30
"""Grey levels by which a pen's ink is darker than a stamp pad's (blue on blue 57; a copy in black and white
shows none)."""
CLERKS, CLERKS_MOST = 0.3, 0.6
"""Probability from which ink is rather a clerk's mark than a signature, and of a signature in it, or in ink
that ends with the sticker it lies on, at most: two such marks together are not sure either."""
STAMP_LINES = 2
"""Lines read within a rim from which they may be a stamp's own print; one is a name under a ring."""
FRAMED = 0.97
"""Probability of a stamp recognised by its frame in colour."""
OUTLINED, UNLIKELY = (0.97, 0.6), 0.2
"""The same where a stamp's outline was found: where the trees do not speak against it (under UNLIKELY), and
where they do. Of 110 letters of the tune voices 35 of 36 with a stamp have one, none of those without."""


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
    """A cluster with the outlines of a stamp in it (pixels of the page), whether it is a meterai, or the ring
    that a clerk draws around what is wanting; or whether no print of a stamp stands in the one outline."""

    cluster: _Cluster
    is_duty: bool
    outlines: tuple[Outline, ...]
    is_ring: bool = False
    is_bare: bool = False


@dataclass(frozen=True)
class InkedPage:
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

    @property
    def grounds(self) -> Ground:
        """The grounds of stickers."""
        return self.view.once(sticker_grounds)

    @cached_property
    def rings(self) -> RingSearch:
        """Where round stamps' rings are looked for."""
        return RingSearch(self.ink, self.rest, self.view.once(seen_rings))

    @cached_property
    def duties(self) -> list[tuple[float, float]]:
        """Where a meterai says what it is."""
        return _spots_of(STAMP_DUTY, self.lines, self.ink.shape)

    @cached_property
    def receipt_spots(self) -> list[tuple[float, float]]:
        """Where the office's own stamp does."""
        return _spots_of(RECEIVED, self.lines, self.ink.shape)

    @cached_property
    def receipts(self) -> tuple[Box, ...]:
        """The areas that these take up."""
        return receipt_areas(self._receipt_rows)

    @cached_property
    def receipt_ink(self) -> Pixels:
        """The ink of their colour, all ink where one is grey."""
        own = [ink for _, ink in self._receipt_rows]
        return as_pixels(np.bitwise_or.reduce(own)) if own else np.zeros_like(self.ink)

    @cached_property
    def _receipt_rows(self) -> list[tuple[Line, Pixels]]:
        """Their rows, each with the ink of its colour."""
        rows = receipt_rows(self.lines)
        if not rows:
            return []
        colour = self.view.colour_at(Side.INK)
        return [(row, own_ink(row, self.ink, colour)) for row in rows]

    @cached_property
    def _colours(self) -> NDArray[np.float32]:
        """a and b of Lab of so many of its pixels, N x 2."""
        return colours(np.ascontiguousarray(self.pixels[::SPARSE, ::SPARSE])).reshape(-1, 2)

    @cached_property
    def paper(self) -> NDArray[np.float32]:
        """The paper's colour: a and b of Lab, 0 for grey."""
        return np.median(self._colours, axis=0)

    @cached_property
    def chroma(self) -> float:
        """Of the paper."""
        return float(np.median(np.hypot(*self._colours.T)))

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
    """Signatures and stamps on an upright page, each with its probability.

    `lines`: the print on it; `hidden`: boxes to leave out (cards, a form's boxes); `straight`: the way to the
    straight sheet (models.page.PageReading), whose surroundings are left out.
    """
    page = inked_page(view, lines, hidden, straight)
    marks = [mark for ink in known_on(page) for mark in _marks_of(ink)]
    if not any(mark.kind is MarkKind.STEMPEL and mark.score >= SEEN for mark in marks):
        marks.extend(_framed(view.pixels, page.rest, [*page.duties, *page.receipt_spots]))
    return tuple(marks)


def inked_page(
    view: Workspace, lines: Sequence[Line], hidden: Sequence[Box], straight: tuple[float, ...] | None
) -> InkedPage:
    """A page with what its marks are judged by. Arguments as of `find_marks`."""
    return InkedPage(view, lines, on_sheet(without_print(view.once(unruled_ink), lines, hidden), straight))


@dataclass(frozen=True)
class KnownInk:
    """Ink that may be a signature or a stamp: the box of its cluster, that of the ink itself that may be a
    pen's, what is known of it, and its probability at `most`; whether it is an electronic signature's code,
    a meterai, or has a stamp's outline; whether it is no sure stamp (without print, brown, a small piece), or
    what a cup left; whether it may end with the sticker, or with that and the stamp, that it lies on."""

    cluster: Box
    box: Box
    features: Array
    most: float = 1.0
    is_code: bool = False
    is_sticker: bool = False
    has_outline: bool = False
    is_unsure: bool = False
    is_cups: bool = False
    is_within: bool = False


def known_on(page: InkedPage) -> tuple[KnownInk, ...]:
    """All ink of a page that is no print and large enough."""
    shape = page.ink.shape
    own = [_without_ring(_shaped(cluster, page), page) for cluster in _senders(page)]
    rings = [_box(one.cluster, shape) for one in own if one.is_ring]
    outlines = [outline for shaped in own for outline in shaped.outlines]
    stamps, near = _stamped(outlines, shape), [_rect(outline) for outline in outlines]
    return tuple(
        _known(shaped, page, stamps, rings, _beside(shaped.cluster, near, shape[1], own=shaped.outlines))
        for shaped in own
        if shaped.cluster.w >= LEAST[0] * shape[1] and shaped.cluster.h >= LEAST[1] * shape[1]
    )


def _marks_of(ink: KnownInk) -> Iterator[Mark]:
    """The marks that the ink may be. An electronic signature's code is none written by hand, nor is a clerk's
    paraf the sender's."""
    most = min(ink.most, OTHER) if ink.is_code else ink.most
    odds = ink_odds(ink.features)
    stamp = odds.stamp
    if ink.has_outline:
        stamp = max(stamp, OUTLINED[0] if stamp >= UNLIKELY else OUTLINED[1])
    stamp = min(stamp, OUTLINED[1]) if ink.is_unsure else stamp
    if stamp >= SHOWN and not (ink.is_sticker or ink.is_code or ink.is_cups):
        yield Mark(kind=MarkKind.STEMPEL, box=ink.cluster, score=min(stamp, most))
    if odds.signature >= SHOWN:
        most = min(most, CLERKS_MOST) if odds.clerk >= CLERKS or ink.is_within else most
        yield Mark(kind=MarkKind.TANDA_TANGAN, box=ink.box, score=min(odds.signature, most))


def _beside(
    cluster: _Cluster, stamps: Sequence[tuple[int, int, int, int]], width: int, *, own: Sequence[Outline]
) -> dict[str, float]:
    """Whether ink without a stamp of its own lies beside one."""
    margin = BESIDE * width
    is_near = any(
        x - margin < cluster.x + cluster.w and cluster.x < x + w + margin
        and y - margin < cluster.y + cluster.h and cluster.y < y + h + margin
        for x, y, w, h in stamps
    )  # fmt: skip
    return {"has_stamp_near": float(is_near and not own)}


def _rect(outline: Outline) -> tuple[int, int, int, int]:
    x, y, w, h = cv2.boundingRect(outline)
    return x, y, w, h


def _known(
    shaped: _Shaped, page: InkedPage, stamps: Pixels, rings: Sequence[Box], more: dict[str, float]
) -> KnownInk:
    """The ink of a cluster that may be a pen's, with everything that is known of it."""
    cluster, (height, width) = shaped.cluster, page.ink.shape
    mask, evidence = _of_stamp(shaped, page, stamps) if shaped.outlines else _pen_alone(shaped, page, stamps)
    x, y, w, h = cv2.boundingRect(mask) if mask.any() else (0, 0, cluster.w, cluster.h)
    left, top = cluster.x + x, cluster.y + y
    box = (left / width, top / height, min(1.0, (left + w) / width), min(1.0, (top + h) / height))
    colour = _coloured(cluster, page)
    own = ground_evidence(mask, cluster.box, page.grounds, width)
    beyond = own
    if cluster.of(stamps).any():
        free = _without(replace(cluster, pixels=mask), stamps).pixels
        on_ground = own.get("on_ground", 0.0)
        beyond = ground_evidence(free, cluster.box, page.grounds, width) | {"on_ground": on_ground}
    features = vector(
        shape_evidence(mask, cluster.pixels, width, usual_height(page.lines) * height),
        shade_evidence(mask, cluster.of(page.light), colour, page.chroma),
        place_evidence(box, page.lines),
        own,
        colour_evidence(mask, cluster.of(page.light), colour, width),
        figure_evidence(mask, _box(cluster, page.ink.shape), page.lines, width),
        evidence | more,
    )
    is_square = is_code(_around(cluster, page.unruled), width)
    is_sticker = not shaped.outlines and (shaped.is_duty or _has_ground(cluster, page.light))
    is_own = not shaped.outlines and is_brown(cluster.pixels, colour, page.paper)
    is_stain = is_own or (bool(shaped.outlines) and all(_is_brown(rim, page) for rim in shaped.outlines))
    is_piece = not shaped.outlines and max(cluster.w, cluster.h) < STAMP_SIDES[0] * width
    is_marked = any(touches(box, ring, BESIDE) for ring in rings)
    most = OTHER if shaped.is_ring or is_in(page.receipts, box) else MARKED if is_marked else 1.0
    whole = _box(cluster, page.ink.shape)
    return KnownInk(
        whole, box, features, most, is_square, is_sticker, bool(shaped.outlines),
        is_unsure=shaped.is_bare or is_stain or is_piece, is_cups=shaped.is_bare and is_stain,
        is_within=stays_within(beyond) or (shaped.is_duty and "ground" not in own) or is_crossed(mask),
    )  # fmt: skip


def _around(cluster: _Cluster, page: Pixels) -> Pixels:
    """What lies in a cluster's box and a little around it: parts of a code are read as words and left out."""
    pad = round(CODE_EDGE * max(cluster.w, cluster.h))
    left, top = max(0, cluster.x - pad), max(0, cluster.y - pad)
    return as_pixels(page[top : cluster.y + cluster.h + pad, left : cluster.x + cluster.w + pad])


def _has_ground(cluster: _Cluster, light: Pixels) -> bool:
    """Whether what the ink encloses is darker than the paper: a meterai, no stamp."""
    return has_own_ground(enclosed(cluster.pixels)[1:-1, 1:-1], cluster.pixels, light, cluster.box)


def _of_stamp(shaped: _Shaped, page: InkedPage, stamps: Pixels) -> tuple[Pixels, dict[str, float]]:
    """What of a stamp's ink may be a pen's, and what speaks for one."""
    cluster, width = shaped.cluster, page.ink.shape[1]
    outside = _without(cluster, stamps)
    strokes = _without(outside, page.doubtful_frames).pixels
    outlines = [outline - np.array((cluster.x, cluster.y), np.int32) for outline in shaped.outlines]
    dark = _darker(cluster, page.light)
    rim = _rim(cluster, shaped.outlines)
    other = of_another_colour(cluster.pixels, _coloured(cluster, page), rim)
    evidence = _evidence(shaped, outside) | {
        "leaving": leaves_stamp(strokes, cluster.of(page.ink), outlines, LEAVES, width),
        "darker": has_tall_stroke(dark, width), "other": has_tall_stroke(other, width),
    }  # fmt: skip
    mask = strokes
    for found, is_pen in ((dark, evidence["darker"]), (other, evidence["other"])):
        mask = as_pixels(cv2.bitwise_or(mask, found)) if is_pen else mask
    return mask, evidence


def _pen_alone(shaped: _Shaped, page: InkedPage, stamps: Pixels) -> tuple[Pixels, dict[str, float]]:
    """The ink of a cluster without stamps, meterai, and the brackets and underlines of names."""
    outside, width = _without(shaped.cluster, stamps), page.ink.shape[1]
    left = without_stickers(outside.pixels, width, is_named=shaped.is_duty)
    mask = _without(replace(outside, pixels=left), page.frames).pixels
    evidence = _evidence(shaped, outside) | {
        "sticker": 1 - int(np.count_nonzero(left)) / max(1, int(np.count_nonzero(outside.pixels))),
        "framed": 1 - int(np.count_nonzero(mask)) / max(1, int(np.count_nonzero(left))),
        "lettered": bool(mask.any()) and is_lettered(mask, width),
    }
    return mask, evidence


def _evidence(shaped: _Shaped, outside: _Cluster) -> dict[str, float]:
    """What the rules say of a cluster. `outside`: it without stamps."""
    share = 1 - np.count_nonzero(outside.pixels) / np.count_nonzero(shaped.cluster.pixels)
    return {"is_duty": shaped.is_duty, "has_stamp": bool(shaped.outlines), "stamped": share}


def _framed(pixels: Pixels, rest: Pixels, others: Sequence[tuple[float, float]]) -> Iterator[Mark]:
    """Stamps in a frame, but for a meterai and the office's own (`others`: where these say what they are)."""
    height, width = rest.shape
    for box in framed_stamps(pixels, rest):
        x0, y0, x1, y1 = box[0] * width, box[1] * height, box[2] * width, box[3] * height
        if not any(x0 < x < x1 and y0 < y < y1 for x, y in others):
            yield Mark(kind=MarkKind.STEMPEL, box=box, score=FRAMED)


def _senders(page: InkedPage) -> Iterator[_Cluster]:
    """The page's ink without the office's own stamp of receipt; what touches it is told by its colour."""
    for cluster in _clusters(page.rest):
        if _holds(cluster, page.receipt_spots):
            other = _without(cluster, page.receipt_ink)
            yield from (replace(c, x=cluster.x + c.x, y=cluster.y + c.y) for c in _clusters(other.pixels))
        else:
            yield cluster


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


def _shaped(cluster: _Cluster, page: InkedPage) -> _Shaped:
    """The cluster with the outlines of its stamp. Where a meterai says what it is, with a signature across,
    only a ring makes a stamp of it; nor is what has a ground of its own another stamp."""
    width = page.ink.shape[1]
    is_duty = _holds(cluster, page.duties)
    body = None if is_duty else _printed(stamp_body(cluster.pixels, width), cluster, page)
    ring = _ring(cluster, page)
    if body is None and ring is None and not is_duty:
        body = _printed(stamp_body(_with_print(cluster, page.unruled), width), cluster, page)
        ring = oval_at(page.ink, page.rest, cluster.box) if body is None else None
    if body is not None and has_own_ground(body, cluster.pixels, page.light, cluster.box):
        body, is_duty = None, True
    outlines = [] if body is None else [stamp_outline(body, width, (cluster.x, cluster.y))]
    is_bare = not outlines and ring is not None and not _is_lettered(ring, page)
    return _Shaped(cluster, is_duty, (*outlines, *([] if ring is None else [ring])), is_bare=is_bare)


def _without_ring(shaped: _Shaped, page: InkedPage) -> _Shaped:
    """A clerk's ring: a stamp's outline around nothing, or none, with at most a read name in it."""
    cluster, width = shaped.cluster, page.ink.shape[1]
    if shaped.is_duty or not is_ring(cluster.pixels, width):
        return shaped
    inked = _inked_without(() if shaped.outlines else page.lines, cluster, page)
    if is_printed(enclosed(cluster.pixels)[1:-1, 1:-1], inked, width):
        return shaped
    return replace(shaped, outlines=(), is_ring=True)


def _printed(body: Pixels | None, cluster: _Cluster, page: InkedPage) -> Pixels | None:
    """The area of a stamp if its own print stands in it: no line of the letter, which goes on beside it."""
    own = _box(cluster, page.ink.shape)
    others = [line for line in page.lines if not _is_within(line.box, own)]
    is_own = body is not None and is_printed(body, _inked_without(others, cluster, page), page.ink.shape[1])
    return body if is_own else None


def _is_lettered(rim: Outline, page: InkedPage) -> bool:
    """Whether a stamp's print stands in a rim: more than a name that somebody drew a ring around, or that a
    cup's mark lies on."""
    area = _area(rim, page)
    body = np.zeros((area.h, area.w), np.uint8)
    cv2.fillPoly(body, [rim - np.array((area.x, area.y), np.int32)], 255)
    within = [line for line in page.lines if _is_within(line.box, _box(area, page.ink.shape))]
    others = page.lines if len(within) < STAMP_LINES else [line for line in page.lines if line not in within]
    return is_printed(body, _inked_without(others, area, page), page.ink.shape[1])


def _is_brown(rim: Outline, page: InkedPage) -> bool:
    """Whether all ink on a rim is as brown as what a cup leaves."""
    area = _area(rim, page)
    pad = as_pixels(cv2.bitwise_and(area.pixels, _rim(area, [rim])))
    return bool(pad.any()) and is_brown(pad, _coloured(area, page), page.paper)


def _area(rim: Outline, page: InkedPage) -> _Cluster:
    """The ink that is no print in the box around a rim."""
    x, y, w, h = _rect(rim)
    left, top = max(0, x), max(0, y)
    own = as_pixels(page.rest[top : y + h, left : x + w])
    return _Cluster(left, top, own.shape[1], own.shape[0], own)


def _inked_without(lines: Sequence[Line], cluster: _Cluster, page: InkedPage) -> Pixels:
    """The page's ink in a cluster's box but for these lines."""
    inked, (height, width) = cluster.of(page.ink).copy(), page.ink.shape
    for x0, y0, x1, y1 in (line.box for line in lines):
        top, left = max(0, int(y0 * height) - cluster.y), max(0, int(x0 * width) - cluster.x)
        foot, right = int(y1 * height) + 2 - cluster.y, int(x1 * width) + 2 - cluster.x
        inked[top : max(0, foot), left : max(0, right)] = 0
    return as_pixels(inked)


def _is_within(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _stamped(outlines: Sequence[Outline], shape: tuple[int, ...]) -> Pixels:
    """Mask of what lies inside the page's stamps or on their rims: also pieces of them that print cut off."""
    inside = np.zeros(shape[:2], np.uint8)
    for outline in outlines:
        cv2.fillPoly(inside, [outline], 255)
    return as_pixels(cv2.dilate(inside, np.ones((5, 5), np.uint8)))


def _rim(cluster: _Cluster, outlines: Sequence[Outline]) -> Pixels:
    """The rims of stamps (pixels of the page) in the cluster's box."""
    rim = np.zeros((cluster.h, cluster.w), np.uint8)
    own = [outline - np.array((cluster.x, cluster.y), np.int32) for outline in outlines]
    cv2.polylines(rim, own, True, 255, RIM_WIDTH)
    return rim


def _coloured(cluster: _Cluster, page: InkedPage) -> Pixels:
    """The cluster's box in colour, of its size."""
    size = (cluster.w, cluster.h)
    part = crop(page.pixels, _box(cluster, page.ink.shape))
    return as_pixels(cv2.resize(part, size, interpolation=cv2.INTER_AREA))


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


def _ring(cluster: _Cluster, page: InkedPage) -> Outline | None:
    """The rim of a stamp whose ring was cut where the print it lies on was taken away."""
    if max(cluster.w, cluster.h) < ARC * page.ink.shape[1]:
        return None
    ring = page.rings.at(cluster.box)
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
