"""What is known of ink, and what the fitted trees make of it: thumbs, initials, hands, stamps."""

import json
from pathlib import Path

import numpy as np
import pytest

from extractors.image.pixels import Pixels
from extractors.image.workspace import Workspace
from extractors.marks.ink_evidence import FEATURES, place_evidence, shape_evidence, vector
from extractors.marks.ink_model import Boosted, Tree, load_models
from extractors.marks.marks import find_marks
from extractors.text.signing import SURE_INK, best_mark
from models.page import Line, Mark, MarkKind, Word
from samples.dossiers import tune_ink
from samples.ink import draw_strokes
from samples.pixels import Colour, multiply, to_array, to_image
from samples.splits import Dice, Split
from tests.extractors.paper import line

WIDTH, HEIGHT = 1654, 2339
AT = (1000, 1180)
POINT = WIDTH / 595
PRINT = ("Demikian permohonan kami, atas perhatiannya kami ucapkan terima kasih.", 200, 1000)


def blank() -> Pixels:
    return np.full((HEIGHT, WIDTH, 3), 250, np.uint8)


def closing() -> list[Line]:
    """A sentence, the words over a signature, and the name below it."""
    return [line(*PRINT), line("Hormat saya,", AT[0], 1120), line("Siti Aminah", AT[0], 1330)]


def signature_score(pixels: Pixels) -> float:
    marks = find_marks(Workspace(np.ascontiguousarray(pixels[..., ::-1])), closing())
    return max((mark.score for mark in marks if mark.kind is MarkKind.TANDA_TANGAN), default=0.0)


def with_strokes(
    strokes: list[list[tuple[float, float]]], at: tuple[int, int] = AT, colour: Colour = (28, 48, 140)
) -> Pixels:
    image = to_image(blank())
    scaled = [[(x * POINT, y * POINT) for x, y in stroke] for stroke in strokes]
    draw_strokes(image, scaled, at, 1.2 * POINT, colour)
    return to_array(image)


def test_most_hands_are_seen_and_hardly_one_is_surely_none() -> None:
    scores = [
        signature_score(with_strokes(hand(Dice(f"tangan/{number}", Split.TUNE), 100, 42)))
        for hand in tune_ink.HANDS
        for number in range(3)
    ]
    assert np.mean([score >= SURE_INK for score in scores]) > 0.8
    assert sum(score < 0.15 for score in scores) <= 1


def test_a_thumb_is_surely_no_signature_of_a_hand() -> None:
    for number in range(12):
        dice = Dice(f"jempol/{number}", Split.TUNE)
        pixels = blank()
        thumb = to_image(tune_ink.thumb(dice, dice.choice(tune_ink.STAMP_INKS)))
        size = (round(30 * POINT), round(40 * POINT))
        multiply(pixels, to_array(thumb.resize(size)), *AT)
        assert signature_score(pixels) < SURE_INK


def test_initials_beside_a_line_are_no_sure_signature() -> None:
    for number in range(8):
        strokes = tune_ink.initials(Dice(f"paraf/{number}", Split.TUNE), 20, 13)
        assert signature_score(with_strokes(strokes, (1320, 1005))) < SURE_INK


CLERKS_MARKS = {
    "tick": [[(0.0, 12.0), (8.0, 24.0), (26.0, 0.0)]],
    "cross": [[(0.0, 0.0), (18.0, 17.0)], [(18.0, 0.0), (0.0, 17.0)]],
    "arrow": [[(0.0, 0.0), (58.0, 17.0)], [(44.0, 6.0), (58.0, 17.0), (42.0, 23.0)]],
    "line": [[(0.0, 0.0), (18.0, 17.0)], [(18.0, 0.0), (0.0, 17.0)], [(22.0, 19.0), (90.0, 20.0)]],
}


@pytest.mark.parametrize("colour", [(185, 25, 35), (28, 48, 140), (30, 30, 34)])
@pytest.mark.parametrize("mark", CLERKS_MARKS)
def test_a_clerks_mark_is_no_sure_signature(mark: str, colour: Colour) -> None:
    assert signature_score(with_strokes(CLERKS_MARKS[mark], colour=colour)) < SURE_INK


def test_a_signature_that_was_read_keeps_its_ink() -> None:
    drawn = tune_ink.HANDS[0](Dice("terbaca", Split.TUNE), 100, 42)
    pixels = np.ascontiguousarray(with_strokes(drawn)[..., ::-1])
    left, top, right, foot = (AT[0] / WIDTH, AT[1] / HEIGHT, (AT[0] + 230) / WIDTH, (AT[1] + 100) / HEIGHT)
    word = Word(text="Fadhil", box=(left, top, right, foot), confidence=0.97)
    marks = find_marks(Workspace(pixels), [*closing(), Line(words=(word,), box=word.box)])
    assert max(mark.score for mark in marks if mark.kind is MarkKind.TANDA_TANGAN) >= SURE_INK


def test_known_is_what_is_drawn() -> None:
    mask = np.zeros((60, 120), np.uint8)
    mask[20:24, 10:110] = 255
    known = shape_evidence(mask, mask, 1000, 15.0)
    assert known["wide"] == pytest.approx(0.1) and known["runs"] == 1.0 and known["density"] == 1.0
    assert known["pieces"] == pytest.approx(np.log(2)) and known["whole_wide"] == pytest.approx(0.12)
    nothing = shape_evidence(np.zeros_like(mask), mask, 1000, 15.0)
    assert "wide" not in nothing and vector(nothing).shape == (len(FEATURES),)
    beside = place_evidence((0.75, 0.43, 0.8, 0.44), [line(*PRINT)])
    below = place_evidence((0.2, 0.5, 0.3, 0.52), [line(*PRINT)])
    assert beside["beside_left"] > 0.2 > below["beside_left"] and below["under_text"] == 1.0


def test_trees_add_up_to_odds() -> None:
    tree = Tree([0, -1, -1], [0.5, 0.0, 0.0], [1, -1, -1], [2, -1, -1], [0.0, -2.0, 2.0])
    model = Boosted(0.0, (tree, tree))
    assert model.probability(np.array([0.4])) == pytest.approx(1 - model.probability(np.array([0.6])))
    assert model.probability(np.array([0.6])) == pytest.approx(1 / (1 + np.exp(-4.0)))


def test_weights_for_other_features_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ink.json"
    path.write_text(json.dumps({"features": ["wide"], "models": {}}), encoding="utf-8")
    with pytest.raises(ValueError, match="other features"):
        load_models(path)


@pytest.mark.parametrize(
    ("score", "value", "is_doubtful"),
    [(0.99, True, False), (0.7, True, True), (0.4, False, True), (0.06, False, False)],
)
def test_a_letter_is_signed_where_its_likeliest_ink_is(score: float, value: bool, is_doubtful: bool) -> None:
    box = (0.6, 0.6, 0.8, 0.65)
    faint = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.1, 0.1, 0.2, 0.2), score=0.05)
    found = best_mark([(faint, 1), (Mark(kind=MarkKind.TANDA_TANGAN, box=box, score=score), 1)])
    assert (found.value, found.is_doubtful) == (value, is_doubtful)
    assert found.box == box and found.prior == pytest.approx(max(score, 1 - score), abs=0.05)
    assert best_mark([]).value is False
