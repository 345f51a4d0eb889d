"""Rows of a page: what belongs to one, and what an engine reads that is no text."""

import pytest

from extractors.text.koperasi import koperasi_names
from extractors.text.letter_sections import dissect
from extractors.text.rows import rows_of
from models.field import Box
from models.page import Line, PageReading, Word
from tests.extractors.paper import line, page

KOP = (
    line("KOPERASI PRODUSEN TEMPE TAHU", 600, 150),
    line('"KEDELAI KENCANA"', 690, 200),
    line("Badan Hukum No. AHU-0991517.AH.01.29 TAHUN 2023", 450, 250),
    line("Nomor : 021/KPTT/XI/2026", 150, 330),
    line("Yth. Kepala Dinas Koperasi", 150, 376),
    line("Dengan hormat,", 150, 450),
)


def tall(text: str, x: int, y: int, *, height: int = 150, confidence: float = 0.5) -> Line:
    """A word as high as an emblem."""
    read = line(text, x, y, confidence=confidence)
    words = tuple(
        word.model_copy(update={"box": (*word.box[:3], word.box[1] + height / 2339)}) for word in read.words
    )
    return read.model_copy(update={"words": words, "box": (*read.box[:3], words[0].box[3])})


def texts(*lines: Line) -> list[str]:
    return [row.text for row in rows_of([page((), lines=(*KOP, *lines))])]


@pytest.mark.parametrize(
    "scrap",
    [
        pytest.param(tall("LAI", 230, 140), id="the whole emblem, as tall as the letterhead"),
        pytest.param(line("OO", 230, 175, confidence=0.6), id="a row of its rings, between the lines"),
        pytest.param(tall("AI", 1460, 140), id="an emblem right of the letterhead"),
    ],
)
def test_scraps_read_into_a_letterheads_emblem_are_no_text(scrap: Line) -> None:
    assert texts(scrap) == texts()
    letter = page((), lines=(*KOP, scrap))
    first = koperasi_names(dissect([letter]))[0]
    assert first.value == 'KOPERASI PRODUSEN TEMPE TAHU "KEDELAI KENCANA"'


@pytest.mark.parametrize(("is_by_hand", "rows"), [(True, 1), (False, 2)])
def test_what_a_hand_wrote_above_a_form_s_rule_stands_beside_its_label(is_by_hand: bool, rows: int) -> None:
    filled = line("Lasiyem", 500, 917)
    words = tuple(word.model_copy(update={"is_by_hand": is_by_hand}) for word in filled.words)
    sheet = page((), lines=(line("Nama pemohon", 150, 900), filled.model_copy(update={"words": words})))
    assert len(rows_of([sheet])) == rows


@pytest.mark.parametrize(
    "word",
    [
        pytest.param(tall("KUD", 230, 140, confidence=0.95), id="large print that was surely read"),
        pytest.param(tall("PUSAKA", 230, 140), id="more letters than an engine makes of an emblem"),
        pytest.param(line("di", 560, 200, confidence=0.5), id="a weak word close to its line"),
        pytest.param(line("2", 60, 800, confidence=0.5), id="a weak number below the head"),
    ],
)
def test_words_of_a_letterhead_stay(word: Line) -> None:
    assert word.text in " ".join(texts(word)).split()


def test_a_scrap_with_print_on_both_sides_stays() -> None:
    beside: tuple[Line, ...] = (line("Pemerintah Kabupaten", 60, 150), line("Kecamatan Kudu Utara", 60, 200))
    reading: PageReading = page((), lines=(*KOP, *beside, line("di", 500, 175, confidence=0.5)))
    assert any("di" in row.text.split() for row in rows_of([reading]))


def test_pieces_of_a_line_that_a_fold_broke_are_one_row_where_they_meet() -> None:
    """Either side of the fold leans its own way: their middles are further apart than their ends."""
    left, right = (
        line("Saya pernah pinjam di KSP Tunas Artha", 150, 700),
        line("Mulia di Jalan Raya", 730, 672),
    )
    lean = [
        word.model_copy(update={"box": _lowered(word, -24 * at / 6)}) for at, word in enumerate(left.words)
    ]
    rows = texts(left.model_copy(update={"words": tuple(lean)}), right)
    assert rows[-1] == "Saya pernah pinjam di KSP Tunas Artha Mulia di Jalan Raya"
    assert texts(left, line("agenda 77", 1100, 684))[-2:] == ["agenda 77", left.text]


def _lowered(word: Word, pixels: float) -> Box:
    x0, y0, x1, y1 = word.box
    return (x0, y0 + pixels / 2339, x1, y1 + pixels / 2339)
