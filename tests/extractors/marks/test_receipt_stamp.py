"""What a clerk leaves where the applicant signs: a stamp of receipt with his paraf, a ring, a tick."""

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels
from extractors.image.workspace import Workspace
from extractors.marks.marks import find_marks
from extractors.text.signing import SURE_INK, SURE_NONE
from models.page import SEEN, Line, MarkKind
from tests.extractors.marks.test_marks import MIDDLE, paper, sign, stamp
from tests.extractors.paper import line

RED, LEFT, TOP = (30, 20, 160), MIDDLE[0] - 200, MIDDLE[1] - 110
FRAME = ((LEFT, TOP), (LEFT + 430, TOP + 160))
SIGNED = [line("Hormat saya,", LEFT + 120, TOP - 40), line("Bagus Wicaksono", LEFT + 100, TOP + 190)]


def scores(pixels: Pixels, *rows: Line) -> list[float]:
    """How likely a signature each mark of the page is."""
    marks = find_marks(Workspace(pixels), [*SIGNED, *rows])
    return [mark.score for mark in marks if mark.kind is MarkKind.TANDA_TANGAN]


def framed() -> Pixels:
    pixels = paper()
    cv2.rectangle(pixels, *FRAME, RED, 4)
    return pixels


def paraf(pixels: Pixels, at: tuple[int, int] = (LEFT + 300, TOP + 105)) -> Pixels:
    """A loop and a wave in it, across the frame's lower side."""
    cv2.ellipse(pixels, at, (80, 52), 8, 0, 330, (130, 40, 30), 3)
    steps = np.arange(50)
    wave = np.column_stack([at[0] - 70 + 3 * steps, at[1] + 34 * np.sin(steps * 0.6)]).astype(np.int32)
    cv2.polylines(pixels, [wave], False, (130, 40, 30), 3)
    return pixels


DITERIMA = line("DITERIMA", LEFT + 140, TOP + 25)
AGENDA = line("No. Agenda : 411", LEFT + 20, TOP + 25)
PETUGAS = line("Petugas :", LEFT + 20, TOP + 110)
PARAF = line("Paraf petugas :", LEFT + 20, TOP + 110)


@pytest.mark.parametrize(
    "rows",
    [
        [DITERIMA, PETUGAS],
        [DITERIMA],
        [AGENDA],
        [line("Tanggal terima", LEFT + 20, TOP + 25)],
        [PETUGAS],
        [PARAF],
    ],
    ids=lambda rows: " ".join(row.text for row in rows),
)
def test_a_paraf_in_a_stamp_of_receipt_is_no_sure_signature(rows: list[Line]) -> None:
    assert max(scores(paraf(framed()))) > SURE_INK
    assert SURE_NONE < max(scores(paraf(framed()), *rows)) < 0.5


@pytest.mark.parametrize("rows", [[DITERIMA], [PARAF]])
def test_nor_where_no_frame_is_drawn(rows: list[Line]) -> None:
    assert max(scores(paraf(paper()), *rows)) < 0.5 < max(scores(paraf(paper())))


def test_a_signature_beside_the_stamp_and_one_under_a_letter_s_own_sentence_stay() -> None:
    pixels = framed()
    sign(pixels, (LEFT - 350, TOP + 60))
    assert max(scores(pixels, DITERIMA)) > SURE_INK
    assert max(scores(paraf(paper()), line("diterima dengan baik.", LEFT, TOP - 30))) > SURE_INK


TICK, ARROW = ((60, -20), (80, 5), (130, -75)), ((125, -110), (60, -20), (64, -60), (60, -20), (95, -26))


@pytest.mark.parametrize("strokes", [(), TICK, ARROW], ids=["alone", "with a tick", "with an arrow"])
@pytest.mark.parametrize("middle", [TOP + 75, TOP + 204], ids=["around the empty space", "around the name"])
def test_a_ring_is_no_sure_signature_and_no_sure_stamp(
    middle: int, strokes: tuple[tuple[int, int], ...]
) -> None:
    pixels, pen, x = paper(), (40, 30, 190), LEFT + 210
    cv2.putText(
        pixels, "Bagus Wicaksono", (LEFT + 105, TOP + 214), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2
    )
    cv2.ellipse(pixels, (x, middle), (195, 52), 0, 0, 360, pen, 6)
    points = [(x + 180 + right, middle + down) for right, down in strokes]
    if points:
        cv2.polylines(pixels, [np.array(points, np.int32)], False, pen, 6)
    assert all(mark.score < SURE_INK for mark in find_marks(Workspace(pixels), SIGNED))


def test_a_signature_apart_from_a_ring_stays() -> None:
    pixels = paper()
    cv2.ellipse(pixels, (LEFT - 400, TOP - 500), (195, 52), 0, 0, 360, (40, 30, 190), 6)
    assert max(scores(paraf(pixels))) > SURE_INK


@pytest.mark.parametrize("is_grey", [False, True], ids=["in colour", "copied grey"])
def test_a_stamp_that_touches_the_office_s_own_is_told_by_its_colour(is_grey: bool) -> None:
    pixels = paper()
    cv2.polylines(
        pixels,
        [np.array([(LEFT, TOP), (LEFT + 430, TOP + 20), (LEFT + 422, TOP + 180), (LEFT - 8, TOP + 160)])],
        True,
        RED,
        4,
    )
    stamp(pixels, (LEFT + 520, TOP - 20), ink=(150, 60, 90))
    cv2.putText(pixels, "DITERIMA", (LEFT + 140, TOP + 53), cv2.FONT_HERSHEY_SIMPLEX, 1.0, RED, 3)
    page = cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR) if is_grey else pixels
    marks = find_marks(Workspace(np.asarray(page, np.uint8)), [*SIGNED, DITERIMA])
    assert any(mark.kind is MarkKind.STEMPEL and mark.score >= SEEN for mark in marks) is not is_grey
