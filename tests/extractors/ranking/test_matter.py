"""Whether a letter's words say what for: by the stretch of them that says most."""

import numpy as np
import pytest

from extractors.ranking.matter import is_told


@pytest.mark.parametrize(
    ("said", "others", "told"),
    [
        pytest.param(20, 200, True, id="a sentence of twenty words"),
        pytest.param(12, 40, True, id="a dozen words in a short letter"),
        pytest.param(12, 100, None, id="a dozen words in a long letter"),
        pytest.param(6, 40, None, id="half a dozen words in a short letter"),
        pytest.param(0, 40, False, id="names and closings alone"),
    ],
)
def test_a_letter_tells_its_matter_in_a_stretch_of_its_words(
    said: int, others: int, told: bool | None
) -> None:
    scores = np.concatenate([np.full(others // 2, -3.0), np.full(said, 1.2), np.full(others // 2, -3.0)])
    assert is_told(scores) is told


@pytest.mark.parametrize(
    ("said", "others", "told"),
    [
        pytest.param(8, 60, True, id="a question in a short letter"),
        pytest.param(8, 90, False, id="a question in a long letter"),
        pytest.param(4, 60, False, id="four words"),
    ],
)
def test_a_short_letter_to_the_point_tells_it_in_eight_words(said: int, others: int, told: bool) -> None:
    scores = np.concatenate([np.full(others // 2, -5.0), np.full(said, 1.2), np.full(others // 2, -5.0)])
    assert is_told(scores, is_to_the_point=True) is told
    assert is_told(scores) is False
