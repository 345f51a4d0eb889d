"""A stamp without a signature, a meterai whose words are not read, loops of a pen, a code of squares."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels, as_pixels
from extractors.image.workspace import Workspace
from extractors.marks.marks import find_marks
from extractors.text.signing import SURE_INK, SURE_NONE
from models.page import SEEN, MarkKind
from tests.extractors.marks.test_marks import MIDDLE, paper, seen, sign, stamp
from tests.extractors.paper import line

INK = (120, 120, 120)


def signature_score(pixels: Pixels, *texts: tuple[str, int, int]) -> float:
    """The surest signature's score; `texts`: print and where it begins, in pixels."""
    marks = find_marks(Workspace(pixels), [line(*text) for text in texts])
    return max((mark.score for mark in marks if mark.kind is MarkKind.TANDA_TANGAN), default=0.0)


def has_stamp(pixels: Pixels) -> bool:
    return any(mark.kind is MarkKind.STEMPEL for mark in seen(pixels))


def test_the_rim_that_a_name_cuts_off_a_stamp_is_no_signature() -> None:
    pixels = paper()
    cv2.circle(pixels, MIDDLE, 135, INK, 5)
    cv2.circle(pixels, MIDDLE, 125, INK, 2)
    cv2.circle(pixels, MIDDLE, 85, INK, 3)
    for low in (60, 80, 100):
        name = ("EDY KRISTANTO, S.Pd.", MIDDLE[0] - 150, MIDDLE[1] + low)
        assert signature_score(pixels, name) < SURE_INK


def test_a_stamp_torn_by_print_at_two_sides_is_no_signature() -> None:
    pixels = paper()
    stamp(pixels)
    cv2.putText(pixels, "JOMBANG", (MIDDLE[0] - 60, MIDDLE[1] + 115), cv2.FONT_HERSHEY_SIMPLEX, 0.9, INK, 3)
    office = ("Ketua,", MIDDLE[0] - 160, MIDDLE[1] - 120)
    name = ("AGUNG PRIYO NUGROHO", MIDDLE[0] - 160, MIDDLE[1] + 95)
    assert signature_score(pixels, office, name) < SURE_INK


def test_the_middle_of_a_stamps_thick_lines_is_no_pens_stroke() -> None:
    pixels = paper()
    cv2.circle(pixels, MIDDLE, 130, INK, 3)
    cv2.circle(pixels, MIDDLE, 85, INK, 9)
    for row in (-30, 10, 50):
        cv2.putText(
            pixels, "9918/BH", (MIDDLE[0] - 60, MIDDLE[1] + row), cv2.FONT_HERSHEY_SIMPLEX, 0.9, INK, 1
        )
    assert signature_score(as_pixels(cv2.blur(pixels, (5, 5)))) < SURE_INK


def test_a_signature_that_leaves_a_stamp_is_sure() -> None:
    pixels = paper()
    stamp(pixels)
    sign(pixels, (MIDDLE[0] + 150, MIDDLE[1]))
    assert signature_score(pixels) > SEEN


def unread_meterai(pixels: Pixels, ground: int) -> None:
    """With a tinted or a white ground, printed all over, nothing of it read."""
    corner, opposite = (MIDDLE[0] - 140, MIDDLE[1] - 80), (MIDDLE[0] + 60, MIDDLE[1] + 80)
    cv2.rectangle(pixels, corner, opposite, (ground, ground, ground), -1)
    cv2.ellipse(pixels, (MIDDLE[0] - 40, MIDDLE[1]), (98, 78), 0, 0, 360, (100, 100, 100), 4)
    words = ("SEPULUH", (MIDDLE[0] - 100, MIDDLE[1]), cv2.FONT_HERSHEY_SIMPLEX, 0.8)
    cv2.putText(pixels, *words, (100, 100, 100), 2)


def test_what_has_a_ground_of_its_own_is_no_stamp() -> None:
    printed, stuck = paper(), paper()
    unread_meterai(printed, 255)
    unread_meterai(stuck, 215)
    assert has_stamp(printed) and not has_stamp(stuck)


def test_loops_of_a_pen_that_lie_on_each_other_are_a_signature() -> None:
    pixels = paper()
    for step in range(0, 160, 22):
        cv2.ellipse(pixels, (MIDDLE[0] - 80 + step, MIDDLE[1]), (34, 48), 10, 0, 360, (150, 60, 40), 4)
    cv2.line(pixels, (MIDDLE[0] - 130, MIDDLE[1] + 50), (MIDDLE[0] + 130, MIDDLE[1] + 40), (150, 60, 40), 4)
    assert signature_score(pixels) > SEEN


def looped_signature(pixels: Pixels, waves: int, height: int) -> None:
    """A wave of strokes in a loop that is open at its right end, in one ink."""
    pen, (x, y) = (140, 50, 30), MIDDLE
    turn = np.radians(np.arange(18, 345, 3))
    loop = np.column_stack([x + 125 * np.cos(turn), y - 70 * np.sin(turn)])
    tails = ([(loop[0][0] + 25, loop[0][1] + 45)], loop, [(loop[-1][0] + 20, loop[-1][1] - 15)])
    steps = np.linspace(0, 1, 160)
    wave = np.column_stack([x - 115 + 210 * steps, y + height * np.sin(steps * waves * 2 * np.pi)])
    for points in (np.concatenate(tails), wave):
        cv2.polylines(pixels, [points.astype(np.int32)], False, pen, 3)


@pytest.mark.parametrize(("waves", "height"), [(6, 62), (5, 52), (4, 70)])
def test_a_signature_in_a_loop_of_its_own_is_no_sure_stamp(waves: int, height: int) -> None:
    pixels = paper()
    looped_signature(pixels, waves, height)
    name = line("Siti Aminah", MIDDLE[0] - 90, MIDDLE[1] + 100)
    marks = find_marks(Workspace(pixels), [name])
    scores = {mark.kind: mark.score for mark in marks}
    assert scores.get(MarkKind.STEMPEL, 0.0) < SURE_INK and scores[MarkKind.TANDA_TANGAN] > SEEN


@pytest.mark.parametrize("size", [150, 230])
@pytest.mark.parametrize("read", [(), (("Tp", 90), ("Ia", 120))], ids=["bare", "parts read as words"])
def test_a_code_is_no_stamp_and_perhaps_a_signature(size: int, read: Sequence[tuple[str, int]]) -> None:
    pixels = paper()
    code = cv2.QRCodeEncoder.create().encode("SURAT 31")
    large = cv2.resize(np.asarray(code, np.uint8), (size, size), interpolation=cv2.INTER_NEAREST)
    pixels[MIDDLE[1] : MIDDLE[1] + size, MIDDLE[0] : MIDDLE[0] + size] = large[..., None]
    lines = [line(text, MIDDLE[0] + 20, MIDDLE[1] + below) for text, below in read]
    marks = find_marks(Workspace(pixels), lines)
    assert all(mark.score < SURE_INK for mark in marks)
    assert not any(mark.kind is MarkKind.STEMPEL and mark.score >= SEEN for mark in marks)


def test_the_rim_of_an_oval_torn_at_its_end_is_no_signature() -> None:
    pixels = paper()
    for grown in (0, 12):
        cv2.ellipse(pixels, MIDDLE, (150 + grown, 88 + grown), 0, 0, 360, INK, 4)
    for row in (-25, 15, 50):
        cv2.putText(
            pixels, "KSP WENING", (MIDDLE[0] - 85, MIDDLE[1] + row), cv2.FONT_HERSHEY_SIMPLEX, 0.8, INK, 3
        )
    for left in (-170, -60):
        office = ("Ketua Umum", MIDDLE[0] + left, MIDDLE[1] - 105)
        assert signature_score(pixels, office) < SURE_INK


def test_a_name_that_is_not_surely_read_is_no_stroke_that_leaves_a_stamp() -> None:
    pixels = paper()
    stamp(pixels)
    left, foot = MIDDLE[0] + 40, MIDDLE[1] + 90
    cv2.putText(pixels, "Agus Prihantoro", (left, foot), cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 1.1, (0, 0, 0), 3)
    cv2.line(pixels, (left, foot + 10), (left + 290, foot + 8), (0, 0, 0), 3)
    name = line("Agus Prihantoro", left, foot - 24, confidence=0.6)
    marks = find_marks(Workspace(pixels), [name])
    assert all(mark.score < SURE_INK for mark in marks if mark.kind is MarkKind.TANDA_TANGAN)


def inner_sign(pixels: Pixels, colour: tuple[int, int, int]) -> None:
    """A small signature wholly inside a stamp."""
    steps = np.arange(40)
    xs, ys = MIDDLE[0] - 118 + steps * 6, MIDDLE[1] + 5 + 36 * np.sin(steps * 0.7)
    cv2.polylines(pixels, [np.column_stack([xs, ys]).astype(np.int32)], False, colour, 4)


def coloured_stamp(pixels: Pixels, colour: tuple[int, int, int]) -> None:
    cv2.circle(pixels, MIDDLE, 130, colour, 5)
    cv2.circle(pixels, MIDDLE, 105, colour, 3)
    cv2.putText(pixels, "KUD", (MIDDLE[0] - 40, MIDDLE[1] + 85), cv2.FONT_HERSHEY_SIMPLEX, 1.1, colour, 3)


VIOLET, BLUE, GREY = (150, 60, 110), (150, 70, 30), (110, 110, 110)


def test_a_pen_of_another_colour_inside_a_stamp_is_a_sure_signature() -> None:
    for pad, pen, is_sure in ((VIOLET, BLUE, True), (GREY, BLUE, True), (VIOLET, VIOLET, False)):
        pixels = paper()
        coloured_stamp(pixels, pad)
        inner_sign(pixels, pen)
        assert (signature_score(pixels) > SEEN) is is_sure, (pad, pen)


def test_a_tail_that_runs_out_of_a_stamp_is_seen_and_an_underline_less() -> None:
    tail = paper()
    stamp(tail)
    cv2.line(tail, (MIDDLE[0] - 40, MIDDLE[1] + 20), (MIDDLE[0] + 190, MIDDLE[1] + 12), INK, 4)
    assert signature_score(tail) > SURE_NONE
    under = tail.copy()
    cv2.putText(under, "Sarinem", (MIDDLE[0] + 128, MIDDLE[1] + 8), cv2.FONT_HERSHEY_SIMPLEX, 0.6, INK, 2)
    assert signature_score(under) < signature_score(tail)


def test_an_oval_of_which_print_leaves_two_arcs_is_a_stamp_and_no_signature() -> None:
    pixels = paper()
    for grown in (0, 12):
        cv2.ellipse(pixels, MIDDLE, (150 + grown, 88 + grown), 0, 0, 360, INK, 4)
    over = ("KOPERASI DESA", MIDDLE[0] - 90, MIDDLE[1] - 112)
    under = ("SITI SITUMORANG", MIDDLE[0] - 80, MIDDLE[1] + 72)
    assert signature_score(pixels, over, under) < SURE_INK
    marks = find_marks(Workspace(pixels), [line(*text) for text in (over, under)])
    assert any(mark.kind is MarkKind.STEMPEL for mark in marks)


def test_a_printed_name_and_its_underline_that_nobody_read_are_no_sure_signature() -> None:
    pixels = paper()
    cv2.putText(pixels, "DIDIK ISMAIL", MIDDLE, cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2)
    for row in range(5):
        left = MIDDLE[0] + 40 * row
        cv2.line(pixels, (left, MIDDLE[1] + 3 - row), (left + 42, MIDDLE[1] + 3 - row), (0, 0, 0), 3)
    assert signature_score(pixels) < SURE_INK
