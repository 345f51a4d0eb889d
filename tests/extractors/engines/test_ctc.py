"""Greedy CTC: runs of columns become characters."""

import numpy as np
import pytest

from extractors.engines.ctc import Peak, greedy

A, B, BLANK = (0.1, 0.8, 0.1), (0.1, 0.2, 0.7), (0.9, 0.05, 0.05)


@pytest.mark.parametrize(
    ("columns", "labels"),
    [([A, A, BLANK, B], [1, 2]), ([A, BLANK, A], [1, 1]), ([BLANK], []), ([], []), ([A, B], [1, 2])],
)
def test_a_run_is_one_character_and_a_blank_parts_two(
    columns: list[tuple[float, ...]], labels: list[int]
) -> None:
    assert [peak.label for peak in greedy(np.array(columns, np.float32).reshape(-1, 3))] == labels


def test_a_character_has_its_best_score_and_its_first_column() -> None:
    columns = np.array([BLANK, (0.1, 0.6, 0.3), (0.05, 0.9, 0.05), (0.2, 0.7, 0.1)], np.float32)
    assert greedy(columns) == [Peak(1, float(columns[2, 1]), 1)]
