"""Writing by hand and damaged print: both go to the other engine, and are told apart."""

from dataclasses import replace

import numpy as np
import pytest

from extractors.engines import rapidocr
from extractors.files.pages import PageImage
from extractors.image.workspace import Workspace
from extractors.page import standing
from extractors.page.page_text import PageText
from extractors.page.standing import as_scanned, with_hard_text
from extractors.page.text_reading import read_hard_text
from models.page import Line
from tests.extractors.paper import line

PAPER = np.full((400, 300, 3), 255, np.uint8)


WORDS = ("Kepada", "Bapak", "Kepala", "Dinas", "Koperasi", "Jombang", "tempat", "hormat")


def uneven() -> tuple[Line, ...]:
    """Words whose heights differ as handwriting's do, and as tesseract measures those of damaged print."""
    grown = []
    for at, text in enumerate(
        ("Kepada", "Bapak", "Kepala", "Dinas", "Koperasi", "Jombang", "tempat", "hormat")
    ):
        first = line(text, 150, 120 + 60 * at)
        box = (*first.box[:3], first.box[1] + (0.010 if at % 2 else 0.018))
        grown.append(first.model_copy(update={"words": (first.words[0].model_copy(update={"box": box}),)}))
    return tuple(grown)


@pytest.mark.parametrize(
    ("by_tesseract", "by_rapid", "is_handwritten"),
    [(0.86, 0.99, False), (0.7, 0.99, True), (0.86, 0.95, True)],
)
def test_damaged_print_is_no_handwriting(
    monkeypatch: pytest.MonkeyPatch, by_tesseract: float, by_rapid: float, is_handwritten: bool
) -> None:
    easy = PageText(uneven(), "tesseract", by_tesseract)
    monkeypatch.setattr(
        standing,
        "read_hard_text",
        lambda _pixels, text: replace(text, reader="rapidocr", legibility=by_rapid),
    )
    page = with_hard_text(replace(as_scanned(PageImage("a.pdf", 1, PAPER, 150)), text=easy))
    assert page.is_handwritten is is_handwritten


@pytest.mark.parametrize("is_unread", [True, False])
def test_where_much_more_is_written_than_was_read_the_other_engine_looks(
    monkeypatch: pytest.MonkeyPatch, is_unread: bool
) -> None:
    asked: list[PageText] = []

    def other_engine(_page: Workspace, text: PageText) -> PageText:
        asked.append(text)
        return text

    monkeypatch.setattr(standing, "read_hard_text", other_engine)
    words = tuple(line("Surat permohonan yang jelas terbaca semua", 150, 300 + 40 * row) for row in range(9))
    easy = PageText(words, "tesseract", 0.95, is_unread=is_unread)
    with_hard_text(replace(as_scanned(PageImage("a.pdf", 1, PAPER, 150)), text=easy))
    assert bool(asked) is is_unread


@pytest.mark.parametrize(("is_by_pen", "reader"), [(True, "rapidocr"), (False, "tesseract")])
def test_a_tidy_hand_that_tesseract_reads_well_goes_to_the_other_engine(
    monkeypatch: pytest.MonkeyPatch, is_by_pen: bool, reader: str
) -> None:
    monkeypatch.setattr(rapidocr, "see_part", lambda *_: ())
    monkeypatch.setattr(rapidocr, "read_seen", lambda _: uneven())  # surer of no word than tesseract
    easy = PageText(uneven(), "tesseract", 0.95, is_by_pen=is_by_pen)
    assert read_hard_text(Workspace(PAPER), easy).reader == reader
