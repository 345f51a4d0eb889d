"""A curve that is brought to what strangers' letters say."""

import numpy as np

from extractors.fields.calibration import Curve
from samples.training.ranking.strangers import fitted, moved


def test_a_curve_that_says_too_little_is_raised_and_one_that_holds_stays() -> None:
    said = np.repeat([0.6, 0.8], 200)
    often = np.concatenate([np.arange(200) < 160, np.arange(200) < 190]).astype(float)
    raised = moved(Curve((0.1, 0.9), (0.6, 0.8), 0.9, 7), fitted(said, often))
    assert raised.shares[0] > 0.7
    assert raised.shares[1] > 0.9
    assert (raised.scores, raised.review_below, raised.count) == ((0.1, 0.9), 0.9, 7)
    held = np.concatenate([np.arange(200) < 120, np.arange(200) < 160]).astype(float)
    same = fitted(said, held)
    assert np.allclose((same.bias, same.slope), (0.0, 1.0), atol=0.05)


def test_a_few_letters_move_a_curve_a_little() -> None:
    few, many = (
        fitted(np.full(count, 0.8), np.concatenate([np.ones(count - 1), [0.0]])) for count in (8, 800)
    )
    assert few.bias < many.bias
