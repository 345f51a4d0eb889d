"""What oblong stamps say, turned or not."""

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels, as_pixels
from extractors.page.oblong_stamps import is_stamped_void, without_receipts
from models.page import SEEN, Mark, MarkKind

RED = (60, 50, 200)
STAMP = Mark(kind=MarkKind.STEMPEL, box=(0.2, 0.3, 0.7, 0.55), score=0.9)


def stamped(text: str, angle: float, colour: tuple[int, int, int] = RED) -> Pixels:
    """A page with words in a frame, turned by so many degrees, in the middle of STAMP's box."""
    paper = np.full((300, 800, 3), 255, np.uint8)
    cv2.rectangle(paper, (230, 85), (570, 215), colour, 5)
    cv2.putText(paper, text, (260, 175), cv2.FONT_HERSHEY_SIMPLEX, 2.6, colour, 9, cv2.LINE_AA)
    turn = cv2.getRotationMatrix2D((400, 150), angle, 1.0)
    turned = cv2.warpAffine(paper, turn, (800, 300), borderValue=(255, 255, 255))
    page = np.full((1200, 1600, 3), 255, np.uint8)
    page[360:660, 320:1120] = turned
    return as_pixels(page)


@pytest.mark.tesseract
@pytest.mark.parametrize("angle", [0, 17, -20])
def test_a_void_stamp_is_read_however_it_is_turned(angle: float) -> None:
    assert is_stamped_void(stamped("BATAL", angle), [STAMP])


@pytest.mark.tesseract
@pytest.mark.parametrize(("text", "colour"), [("LUNAS", RED), ("ARSIP", RED), ("BATAL", (90, 90, 90))])
def test_other_stamps_and_grey_ink_void_nothing(text: str, colour: tuple[int, int, int]) -> None:
    assert not is_stamped_void(stamped(text, 10, colour), [STAMP])


def test_a_page_without_a_stamp_is_not_looked_at() -> None:
    signature = STAMP.model_copy(update={"kind": MarkKind.TANDA_TANGAN})
    assert not is_stamped_void(stamped("BATAL", 0), [signature])


@pytest.mark.tesseract
@pytest.mark.parametrize("angle", [-6, 9])
@pytest.mark.parametrize("colour", [RED, (90, 90, 90)], ids=["red", "grey"])
@pytest.mark.parametrize(("text", "is_senders"), [("DITERIMA", False), ("UD BAROKAH", True)])
def test_a_turned_stamp_of_receipt_is_no_mark_of_the_sender(
    text: str, is_senders: bool, colour: tuple[int, int, int], angle: float
) -> None:
    page = stamped("", angle)
    paper = np.full((300, 800, 3), 255, np.uint8)
    cv2.rectangle(paper, (230, 85), (570, 215), colour, 5)
    cv2.putText(paper, text, (250, 165), cv2.FONT_HERSHEY_SIMPLEX, 1.9, colour, 6, cv2.LINE_AA)
    turn = cv2.getRotationMatrix2D((400, 150), angle, 1.0)
    page[360:660, 320:1120] = cv2.warpAffine(paper, turn, (800, 300), borderValue=(255, 255, 255))
    paraf = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.4, 0.4, 0.5, 0.45), score=0.9)
    beside = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.2, 0.8, 0.4, 0.9), score=0.9)
    found = without_receipts(page, (STAMP, paraf, beside))
    assert [mark.score >= SEEN for mark in found] == [is_senders, is_senders, True]


@pytest.mark.tesseract
@pytest.mark.parametrize(("text", "is_senders"), [("DITERIMA", False), ("UD BAROKAH", True)])
def test_on_paper_as_coloured_as_its_ink_a_stamp_is_read_as_it_is(text: str, is_senders: bool) -> None:
    page = np.full((1200, 1600, 3), (90, 150, 180), np.uint8)
    cv2.rectangle(page, (550, 445), (890, 575), (110, 40, 90), 5)
    cv2.putText(page, text, (570, 525), cv2.FONT_HERSHEY_SIMPLEX, 1.9, (110, 40, 90), 6, cv2.LINE_AA)
    box = Mark(kind=MarkKind.STEMPEL, box=(550 / 1600, 445 / 1200, 890 / 1600, 575 / 1200), score=0.9)
    (found,) = without_receipts(as_pixels(page), (box,))
    assert (found.score >= SEEN) is is_senders
