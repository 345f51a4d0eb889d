"""Rules are taken out of squared and ruled paper; writing, and what a form rules, stay."""

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels
from extractors.image.ruled_paper import without_rules

PAPER, RULE, INK = 250, 190, 40


def a_sheet(rows: int, columns: int) -> Pixels:
    """Rules every so many pixels (0: none), two pixels wide, and a word written over them."""
    sheet = np.full((900, 700, 3), PAPER, np.uint8)
    if rows:
        sheet[::rows] = sheet[1::rows] = RULE
    if columns:
        sheet[:, ::columns] = sheet[:, 1::columns] = RULE
    cv2.putText(sheet, "Jombang", (120, 460), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 1.6, (INK,) * 3, 2)
    return sheet


@pytest.mark.parametrize(("rows", "columns"), [(20, 20), (40, 0)], ids=["squared", "ruled"])
def test_rules_go_and_writing_stays(rows: int, columns: int) -> None:
    sheet = a_sheet(rows, columns)
    found = without_rules(sheet)
    assert found[600:].min() > PAPER - 10
    bare = a_sheet(0, 0)
    assert (found[380:500] < 120).sum() > 0.9 * (bare[380:500] < 120).sum()


def test_a_form_with_a_few_rules_stays_as_it_is() -> None:
    sheet = a_sheet(300, 0)
    assert without_rules(sheet) is sheet
