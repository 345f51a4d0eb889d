"""Signatures and stamps on drawn pages: grey images, so that copies are covered too."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels
from extractors.image.workspace import Workspace
from extractors.marks.marks import find_marks
from extractors.text.signing import SURE_INK
from models.page import SEEN, Line, Mark, MarkKind
from tests.extractors.paper import line

Bgr = tuple[int, int, int]
MIDDLE = (1150, 1500)


def paper() -> Pixels:
    return np.full((2339, 1654, 3), 255, np.uint8)


def sign(pixels: Pixels, at: tuple[int, int] = MIDDLE) -> None:
    steps = np.arange(60)
    xs = at[0] - 130 + steps * 4.5
    ys = at[1] + 42 * np.sin(steps * 0.55) * np.cos(steps * 0.13)
    cv2.polylines(pixels, [np.column_stack([xs, ys]).astype(np.int32)], False, (40, 40, 40), 4)


GREY: Bgr = (120, 120, 120)


def stamp(pixels: Pixels, at: tuple[int, int] = MIDDLE, ink: Bgr = GREY) -> None:
    cv2.circle(pixels, at, 130, ink, 5)
    cv2.circle(pixels, at, 85, ink, 3)
    cv2.putText(pixels, "KSP", (at[0] - 45, at[1] + 15), cv2.FONT_HERSHEY_SIMPLEX, 1.5, ink, 4)


def meterai(pixels: Pixels, at: tuple[int, int] = MIDDLE) -> None:
    corner, opposite = (at[0] - 70, at[1] - 80), (at[0] + 70, at[1] + 80)
    cv2.rectangle(pixels, corner, opposite, (150, 150, 150), -1)
    cv2.rectangle(pixels, corner, opposite, (60, 60, 60), 4)
    cv2.putText(pixels, "10000", (at[0] - 60, at[1]), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (50, 50, 50), 4)


def seen(pixels: Pixels, lines: Sequence[Line] = ()) -> tuple[Mark, ...]:
    """The marks that are rather there than not."""
    return tuple(mark for mark in find_marks(Workspace(pixels), lines) if mark.score >= SEEN)


def kinds(pixels: Pixels) -> set[MarkKind]:
    return {mark.kind for mark in seen(pixels)}


def test_nothing_is_found_on_an_empty_page() -> None:
    assert find_marks(Workspace(paper()), ()) == ()


def test_a_signature() -> None:
    pixels = paper()
    sign(pixels)
    (mark,) = seen(pixels, ())
    assert mark.kind is MarkKind.TANDA_TANGAN
    assert mark.box[0] < MIDDLE[0] / 1654 < mark.box[2] and mark.box[1] < MIDDLE[1] / 2339 < mark.box[3]


@pytest.mark.parametrize(("foot", "confidence"), [("xx", 0.1), ("i", 0.9)])
def test_a_short_letter_is_signed_high_up_whatever_texture_reads_below(foot: str, confidence: float) -> None:
    pixels = paper()
    sign(pixels, (500, 420))
    text = [line("kalau motor tidak kembali anak saya makan apa", 150, 100 + 40 * at) for at in range(6)]
    texture = line(foot, 600, 2100, confidence=confidence)
    assert [mark.kind for mark in seen(pixels, (*text, texture))] == [MarkKind.TANDA_TANGAN]


def test_a_stamp_with_a_signature_across_it_gives_both() -> None:
    pixels = paper()
    stamp(pixels)
    sign(pixels, (MIDDLE[0] + 120, MIDDLE[1]))
    assert kinds(pixels) == {MarkKind.STEMPEL, MarkKind.TANDA_TANGAN}


def test_a_stamp_alone_leaves_the_signature_in_doubt() -> None:
    pixels = paper()
    stamp(pixels)
    scores = {mark.kind: mark.score for mark in sorted(seen(pixels, ()), key=lambda mark: mark.score)}
    assert scores[MarkKind.STEMPEL] > 0.9
    assert scores.get(MarkKind.TANDA_TANGAN, 0.0) < 0.7


def test_a_meterai_is_neither() -> None:
    pixels = paper()
    meterai(pixels)
    assert kinds(pixels) == set()


def test_a_meterai_with_the_loops_of_a_signature_across_it_is_no_sure_stamp() -> None:
    pixels = paper()
    cv2.rectangle(pixels, (MIDDLE[0] - 80, MIDDLE[1] - 85), (MIDDLE[0] + 70, MIDDLE[1] + 80), (60, 60, 60), 4)
    cv2.ellipse(pixels, (MIDDLE[0] + 120, MIDDLE[1]), (90, 60), 20, 0, 360, (40, 40, 40), 5)
    cv2.ellipse(pixels, (MIDDLE[0] + 210, MIDDLE[1] + 10), (50, 75), -20, 0, 360, (40, 40, 40), 5)
    assert all(mark.score < SURE_INK for mark in seen(pixels) if mark.kind is MarkKind.STEMPEL)


@pytest.mark.parametrize("axes", [(170, 75), (150, 95)])
def test_long_and_oval_stamps(axes: tuple[int, int]) -> None:
    pixels = paper()
    cv2.ellipse(pixels, MIDDLE, axes, 0, 0, 360, (120, 120, 120), 5)
    cv2.putText(
        pixels, "KSP", (MIDDLE[0] - 45, MIDDLE[1] + 15), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (120, 120, 120), 4
    )
    assert MarkKind.STEMPEL in kinds(pixels)


def test_tables_and_toner_streaks_are_no_marks() -> None:
    pixels = paper()
    cv2.rectangle(pixels, (200, 1000), (1400, 1400), (0, 0, 0), 3)
    cv2.line(pixels, (200, 1200), (1400, 1200), (0, 0, 0), 3)
    cv2.line(pixels, (900, 0), (905, 2339), (90, 90, 90), 4)
    assert kinds(pixels) == set()


@pytest.mark.parametrize("confidence", [0.95, 0.1])
def test_print_is_taken_away_and_ink_misread_as_letters_is_not(confidence: float) -> None:
    pixels = paper()
    sign(pixels)
    over = line("SSSSSSSSSSSSSSSSSS", MIDDLE[0] - 135, MIDDLE[1] - 50, confidence=confidence)
    box = (over.box[0], over.box[1], over.box[2], (MIDDLE[1] + 50) / 2339)
    word = over.words[0].model_copy(update={"box": box})
    found = seen(pixels, (over.model_copy(update={"words": (word,), "box": box}),))
    assert bool(found) is (confidence < 0.5)


def name_across(pixels: Pixels, y: int) -> Line:
    """A printed name that a mark lies on, and its line as it was read."""
    origin = (MIDDLE[0] - 60, y)
    cv2.putText(pixels, "BAMBANG SUGENG", origin, cv2.FONT_HERSHEY_SIMPLEX, 0.75, (0, 0, 0), 2)
    return line("BAMBANG SUGENG", origin[0], y - 22)


def test_a_ring_cut_by_the_name_that_it_lies_on_is_a_stamp_and_no_signature() -> None:
    pixels = paper()
    stamp(pixels)
    marks = seen(pixels, [name_across(pixels, MIDDLE[1] + 90)])
    assert MarkKind.STEMPEL in {mark.kind for mark in marks}
    assert all(mark.score < SURE_INK for mark in marks if mark.kind is MarkKind.TANDA_TANGAN)


COFFEE: Bgr = (90, 130, 165)


@pytest.mark.parametrize(
    ("ink", "is_sure"),
    [(COFFEE, False), ((60, 60, 190), True), ((150, 70, 110), True), ((90, 140, 70), True)],
    ids=["coffee", "red", "violet", "green"],
)
def test_what_is_as_brown_as_a_cup_s_mark_is_no_sure_stamp(ink: Bgr, is_sure: bool) -> None:
    pixels = paper()
    pixels[:] = (226, 244, 248)
    stamp(pixels, ink=ink)
    score = max(mark.score for mark in seen(pixels) if mark.kind is MarkKind.STEMPEL)
    assert (score > 0.9) is is_sure


def test_what_a_cup_left_is_none() -> None:
    pixels = paper()
    cv2.circle(pixels, MIDDLE, 130, COFFEE, 9)
    assert MarkKind.STEMPEL not in kinds(pixels)


def test_an_open_round_stroke_across_a_name_is_no_sure_stamp() -> None:
    pixels = paper()
    cv2.ellipse(pixels, MIDDLE, (120, 120), 0, 40, 300, (40, 40, 40), 4)
    marks = seen(pixels, [name_across(pixels, MIDDLE[1] + 90)])
    assert all(mark.score < SURE_INK for mark in marks if mark.kind is MarkKind.STEMPEL)


def test_an_oval_stamp_cut_by_the_office_it_lies_on() -> None:
    pixels = paper()
    cv2.ellipse(pixels, MIDDLE, (170, 95), 0, 0, 360, (120, 120, 120), 5)
    cv2.putText(
        pixels, "KSP", (MIDDLE[0] - 45, MIDDLE[1] + 15), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (90, 90, 90), 4
    )
    printed = name_across(pixels, MIDDLE[1] - 65)
    assert MarkKind.STEMPEL in {mark.kind for mark in seen(pixels, [printed])}


def lettered_oval(pixels: Pixels) -> None:
    cv2.ellipse(pixels, MIDDLE, (170, 80), 0, 0, 360, (60, 60, 60), 5)
    at = (MIDDLE[0] - 70, MIDDLE[1] + 45)
    cv2.putText(pixels, "10 KUD 26", at, cv2.FONT_HERSHEY_SIMPLEX, 0.8, (60, 60, 60), 2)


def test_a_meterai_that_says_what_it_is_makes_no_stamp_with_the_signature_across_it() -> None:
    pixels = paper()
    lettered_oval(pixels)
    assert MarkKind.STEMPEL in {mark.kind for mark in seen(pixels, ())}
    words = [line("METERAI TEMPEL", MIDDLE[0] - 100, MIDDLE[1] - 20)]
    assert MarkKind.STEMPEL not in {mark.kind for mark in seen(pixels, words)}


def test_the_underline_and_brackets_of_a_name_are_no_signature() -> None:
    pixels = paper()
    left, right, foot = MIDDLE[0] - 130, MIDDLE[0] + 70, MIDDLE[1]
    cv2.putText(pixels, "SITI AMINAH", (left + 18, foot), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2)
    cv2.line(pixels, (left, foot + 12), (right, foot + 4), (0, 0, 0), 3)
    for x in (left + 8, right - 8):
        cv2.line(pixels, (x, foot - 26), (x, foot + 10), (0, 0, 0), 3)
    name = line("SITI AMINAH", left + 18, foot - 24)
    assert seen(pixels, [name]) == ()


def test_a_staple_is_no_signature() -> None:
    pixels = paper()
    cv2.line(pixels, MIDDLE, (MIDDLE[0] + 110, MIDDLE[1] - 36), (90, 90, 90), 12)
    assert seen(pixels, ()) == ()


def test_a_doubtful_word_of_a_slanting_underlined_name_is_no_signature() -> None:
    pixels = paper()
    left, foot = MIDDLE[0] - 130, MIDDLE[1]
    cv2.putText(pixels, "Sutrisno Yulianto", (left, foot), cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 1.2, (0, 0, 0), 3)
    cv2.line(pixels, (left, foot + 9), (left + 330, foot - 2), (0, 0, 0), 3)
    usual = line("Hormat kami yang memohon bantuan Dinas", 200, foot - 300)
    box = (left / 1654, (foot - 36) / 2339, (left + 340) / 1654, (foot + 26) / 2339)
    middle = (left + 165) / 1654
    words = [
        word.model_copy(update={"box": sides, "confidence": confidence})
        for word, sides, confidence in zip(
            line("Sutrisno Yulianto", 0, 0).words,
            ((box[0], box[1], middle, box[3]), (middle, box[1], box[2], box[3])),
            (0.7, 0.96),
            strict=True,
        )
    ]
    name = usual.model_copy(update={"words": tuple(words), "box": box})
    assert seen(pixels, [usual, name]) == ()


def test_a_meterai_whose_words_were_read_is_no_signature() -> None:
    pixels = paper()
    meterai(pixels)
    words = [line(text, MIDDLE[0] - 60, MIDDLE[1] + dy) for text, dy in (("METERAI", -60), ("10000", -24))]
    assert seen(pixels, words) == ()


def test_the_offices_own_stamp_of_receipt_is_no_mark_of_the_sender() -> None:
    pixels = paper()
    lettered_oval(pixels)
    words = [line("DITERIMA TGL 29 OKT 2026", MIDDLE[0] - 160, MIDDLE[1] - 20)]
    assert seen(pixels, words) == ()
    told = [line("DITERIMA oleh petugas loket pada hari itu juga", MIDDLE[0] - 160, MIDDLE[1] - 20)]
    assert seen(pixels, told) != ()


def inner_score(shade: int) -> float:
    """How likely a stroke of that shade inside a stamp is a signature."""
    pixels = paper()
    stamp(pixels)
    steps = np.arange(40)
    points = np.column_stack([MIDDLE[0] - 60 + steps * 3, MIDDLE[1] - 40 + 25 * np.sin(steps * 0.6)])
    cv2.polylines(pixels, [points.astype(np.int32)], False, (shade,) * 3, 4)
    marks = find_marks(Workspace(pixels), ())
    return max((mark.score for mark in marks if mark.kind is MarkKind.TANDA_TANGAN), default=0.0)


def test_a_pens_darker_stroke_inside_a_stamp_is_seen() -> None:
    assert inner_score(40) >= SEEN > inner_score(120)


def test_a_name_in_black_under_a_stamp_is_no_signature() -> None:
    pixels = paper()
    stamp(pixels)
    at = (MIDDLE[0] - 100, MIDDLE[1] + 60)
    cv2.putText(pixels, "SUGENG yg", at, cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 3)
    cv2.line(pixels, (at[0], at[1] + 6), (at[0] + 170, at[1] + 6), (0, 0, 0), 3)
    marks = seen(pixels, ())
    assert all(mark.score < SURE_INK for mark in marks if mark.kind is MarkKind.TANDA_TANGAN)


def small_ring(pixels: Pixels, at: tuple[int, int] = MIDDLE) -> None:
    """A round stamp of 18 mm with a word in it."""
    cv2.circle(pixels, at, 72, (110, 110, 110), 5)
    cv2.putText(pixels, "KUD", (at[0] - 45, at[1] + 5), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (110, 110, 110), 6)
    cv2.putText(pixels, "TANI", (at[0] - 48, at[1] + 42), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (110, 110, 110), 6)


def test_a_small_round_stamp_beside_and_under_a_signature() -> None:
    apart, across = paper(), paper()
    small_ring(apart, (MIDDLE[0] - 400, MIDDLE[1]))
    sign(apart)
    small_ring(across, (MIDDLE[0] - 90, MIDDLE[1]))
    sign(across)
    assert kinds(apart) == kinds(across) == {MarkKind.STEMPEL, MarkKind.TANDA_TANGAN}


def test_a_pen_s_empty_loop_of_that_size_is_no_stamp() -> None:
    pixels = paper()
    cv2.circle(pixels, (MIDDLE[0] - 200, MIDDLE[1]), 72, (40, 40, 40), 5)
    sign(pixels)
    assert kinds(pixels) == {MarkKind.TANDA_TANGAN}
