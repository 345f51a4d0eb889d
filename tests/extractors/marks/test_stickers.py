"""Meterai of other makes than those that anything was fitted on, alone, below stamps, and signed across."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels
from extractors.image.workspace import Side, Workspace
from extractors.marks.marks import find_marks
from extractors.marks.sticker_evidence import (
    BEYOND,
    colour_evidence,
    figure_evidence,
    ground_evidence,
    stays_within,
)
from extractors.marks.sticker_ground import sticker_grounds
from extractors.text.signing import SURE_INK
from models.page import SEEN, Line, MarkKind
from tests.extractors.paper import HEIGHT, WIDTH, line

Bgr = tuple[int, int, int]
AT = (1000, 1130)
CLOSING = [
    line("Demikian surat saya buat, atas perhatiannya kami ucapkan terima kasih.", 200, 1000),
    line("Yang membuat", AT[0], 1090),
    line("Kasmuri", AT[0] + 40, 1330),
]


@dataclass(frozen=True)
class Make:
    """A meterai: its size in pixels, ground, print, and whether an oval or a strip stands at its left."""

    size: tuple[int, int] = (228, 166)
    ground: Bgr = (208, 202, 238)
    print: Bgr = (80, 36, 150)
    is_oval: bool = True

    def draw(self, pixels: Pixels, at: tuple[int, int]) -> list[Line]:
        """Draws it; what is read on it."""
        (x, y), (w, h) = at, self.size
        cv2.rectangle(pixels, at, (x + w, y + h), self.ground, -1)
        cv2.rectangle(pixels, at, (x + w, y + h), self.print, 3)
        if self.is_oval:
            cv2.ellipse(pixels, (x + w // 6, y + h // 2), (w // 9, h // 5), 0, 0, 360, self.print, 3)
        else:
            cv2.rectangle(pixels, (x + 12, y + 8), (x + 40, y + h - 8), (190, 190, 190), -1)
        font = cv2.FONT_HERSHEY_DUPLEX
        cv2.putText(pixels, "METERAI", (x + w // 3, y + h // 5), font, w / 330, self.print, 2)
        cv2.putText(pixels, "10000", (x + w // 3, y + h * 3 // 5), font, w / 165, self.print, 4)
        cv2.putText(pixels, "7X2A90411", (x + w // 3, y + h * 7 // 8), font, w / 400, self.print, 1)
        return [
            line("METERAI", x + w // 3, y + h // 5 - 24), line("10000", x + w // 3, y + h * 3 // 5 - 32),
            line("7X2A90411", x + w // 3, y + h * 7 // 8 - 24, confidence=0.6),
        ]  # fmt: skip


MAKES = {
    "pink": Make(),
    "green": Make(ground=(214, 226, 204), print=(90, 110, 30)),
    "brown, upright": Make((170, 216), (190, 216, 240), (30, 60, 150), is_oval=False),
    "red on white": Make(ground=(252, 250, 255), print=(50, 40, 200)),
}


NO_GROUND = "red on white"


def paper() -> Pixels:
    return np.full((HEIGHT, WIDTH, 3), 246, np.uint8)


def grey(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR), np.uint8)


def stamp(pixels: Pixels, middle: tuple[int, int], colour: Bgr = (160, 70, 90)) -> None:
    for radius, wide in ((118, 4), (106, 2), (66, 2)):
        cv2.circle(pixels, middle, radius, colour, wide)
    for i, letter in enumerate("KOPKAR GULA SEJATI"):
        a = 2.6 + i * 0.26
        spot = (int(middle[0] + 86 * np.cos(a)) - 9, int(middle[1] + 86 * np.sin(a)) + 9)
        cv2.putText(pixels, letter, spot, cv2.FONT_HERSHEY_DUPLEX, 0.8, colour, 2)


def sign(pixels: Pixels, at: tuple[int, int], colour: Bgr = (140, 50, 30)) -> None:
    """Loops that grow flatter, 300 pixels wide."""
    t = np.linspace(0, 1, 300)
    xs = at[0] + 280 * t + 26 * np.sin(34 * t)
    ys = at[1] - 62 * (1 - 0.7 * t) * np.cos(34 * t) - 14 * t
    cv2.polylines(pixels, [np.column_stack([xs, ys]).astype(np.int32)], False, colour, 4, cv2.LINE_AA)


def score(pixels: Pixels, read: Sequence[Line]) -> float:
    marks = find_marks(Workspace(pixels), [*CLOSING, *read])
    return max((mark.score for mark in marks if mark.kind is MarkKind.TANDA_TANGAN), default=0.0)


@pytest.mark.parametrize("form", [lambda p: p, grey], ids=["colour", "grey"])
@pytest.mark.parametrize("is_read", [True, False])
@pytest.mark.parametrize("make", MAKES)
def test_a_meterai_alone_is_no_sure_signature(
    make: str, is_read: bool, form: Callable[[Pixels], Pixels]
) -> None:
    if make == NO_GROUND and not is_read:
        pytest.skip("white, and none of its words read: lines like others")
    pixels = paper()
    read = MAKES[make].draw(pixels, AT)
    assert score(form(pixels), read if is_read else ()) < SURE_INK


@pytest.mark.parametrize("form", [lambda p: p, grey], ids=["colour", "grey"])
@pytest.mark.parametrize("make", MAKES)
def test_nor_is_one_with_a_stamp_across(make: str, form: Callable[[Pixels], Pixels]) -> None:
    pixels = paper()
    read = MAKES[make].draw(pixels, AT)
    stamp(pixels, (AT[0] + 20, AT[1] + 80))
    assert score(form(pixels), read[1:2]) < SURE_INK


@pytest.mark.parametrize("colour", [(140, 50, 30), (30, 28, 26)], ids=["blue", "black"])
@pytest.mark.parametrize("make", MAKES)
def test_a_signature_across_one_is_seen(make: str, colour: Bgr) -> None:
    pixels = paper()
    read = MAKES[make].draw(pixels, AT)
    sign(pixels, (AT[0] + 60, AT[1] + 90), colour)
    assert score(pixels, read[:1]) >= (SEEN if make == NO_GROUND else SURE_INK)


def test_a_ground_is_found_where_it_differs_in_shade_or_colour() -> None:
    pixels = paper()
    MAKES["pink"].draw(pixels, AT)
    cv2.rectangle(pixels, (200, 1600), (1500, 2000), (200, 200, 200), -1)
    area = sticker_grounds(Workspace(pixels)).area
    x, y, w, h = cv2.boundingRect(area)
    scale = Side.INK / HEIGHT
    assert np.allclose((x, y, w, h), [v * scale for v in (*AT, 228, 166)], atol=6)
    assert not sticker_grounds(Workspace(paper())).area.any()


def test_ink_that_runs_over_the_edge_is_told_from_ink_within() -> None:
    pixels = paper()
    MAKES["pink"].draw(pixels, AT)
    ground = sticker_grounds(Workspace(pixels))
    height, width = ground.area.shape
    x, y, w, h = cv2.boundingRect(ground.area)
    box, drawn = (0, 0, width, height), np.zeros((height, width), np.uint8)
    within, over = drawn.copy(), drawn.copy()
    cv2.line(within, (x + 20, y + 20), (x + w - 20, y + h - 20), 255, 3)
    ends = [(x + 20, y + 20), (x + w + 30, y + 30), (x + w + 20, y + h // 2), (x + w + 60, y + h - 20)]
    cv2.polylines(over, [np.array(ends, np.int32)], False, 255, 3)
    told = [ground_evidence(mask, box, ground, width) for mask in (within, over)]
    assert told[0]["runs_over"] == 0.0 and told[0]["on_ground"] == 1.0
    assert told[1]["runs_over"] > 0.4 and told[1]["off_longest"] >= BEYOND
    assert [stays_within(one) for one in told] == [True, False]
    assert ground_evidence(drawn, box, ground, width)["off_share"] == 0.0


def test_colours_and_figures_of_ink() -> None:
    colour = np.full((120, 300, 3), 250, np.uint8)
    cv2.putText(colour, "10000", (20, 60), cv2.FONT_HERSHEY_DUPLEX, 1.2, (80, 36, 180), 3)
    light = np.asarray(cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY), np.uint8)
    mask = np.asarray((light < 190) * 255, np.uint8)
    told = colour_evidence(mask, light, colour, 1000)
    assert told["pink"] > 0.9 and told["blue"] == told["black"] == 0.0
    told = figure_evidence(mask, (0.0, 0.0, 1.0, 1.0), [line("10000", 20, 30), line("RUPIAH", 20, 90)], 1000)
    assert told["row_count"] == pytest.approx(np.log1p(5)) and told["row_share"] == 1.0
    assert (told["figures_on"], told["capitals_on"]) == (1.0, 1.0)
    assert figure_evidence(np.zeros_like(mask), (0.0, 0.0, 1.0, 1.0), (), 1000) == {}
