"""Print under stamps and signatures: what is read again, and what the second engine's lines replace."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from extractors.engines import rapidocr
from extractors.image.pixels import Pixels
from extractors.page import occluded_text
from extractors.page.occluded_text import UNDER_INK, with_occluded_text
from extractors.text.legibility import uneven_heights
from models.field import Box
from models.page import Line, Mark, MarkKind, Word
from tests.extractors.paper import HEIGHT, WIDTH, line

PAPER = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
STAMP = Mark(kind=MarkKind.STEMPEL, box=(950 / WIDTH, 1500 / HEIGHT, 1200 / WIDTH, 1750 / HEIGHT), score=0.95)
SIGNATURE = Mark(kind=MarkKind.TANDA_TANGAN, box=STAMP.box, score=0.95)
OFFICE = line("Ketua Pengurus,", 1000, 1480)
NAME = line("Sri Chotimah, S.E.", 1000, 1755)


class Second:
    """The second engine on a page whose `found` lines are known: it gives those inside the spot cut out."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self.spot: Box = (0.0, 0.0, 1.0, 1.0)
        self.recognised: list[str] = []

    def crop(self, pixels: Pixels, spot: Box) -> Pixels:
        """Remembers which part is looked at."""
        self.spot = spot
        return pixels[:8, :8]

    def read(self, _: Pixels, longest: int, is_wanted: Callable[[Box], bool]) -> Sequence[Line]:
        """The wanted lines inside, as fractions of the spot."""
        inside = [item for item in self.found if _is_inside(item.box, self.spot)]
        wanted = [item for item in inside if is_wanted(self._part(item.box))]
        self.recognised += [item.text for item in wanted]
        return [Line(words=tuple(map(self._moved, item.words)), box=self._part(item.box)) for item in wanted]

    def _moved(self, word: Word) -> Word:
        return word.model_copy(update={"box": self._part(word.box)})

    def _part(self, box: Box) -> Box:
        x0, y0, x1, y1 = self.spot
        w, h = x1 - x0, y1 - y0
        return ((box[0] - x0) / w, (box[1] - y0) / h, (box[2] - x0) / w, (box[3] - y0) / h)


def _is_inside(box: Box, spot: Box) -> bool:
    return spot[0] <= box[0] and spot[1] <= box[1] and box[2] <= spot[2] and box[3] <= spot[3]


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Second:
    engine = Second()
    monkeypatch.setattr(occluded_text, "crop", engine.crop)
    monkeypatch.setattr(rapidocr, "read", engine.read)
    return engine


def texts(lines: Sequence[Line]) -> list[str]:
    return [item.text for item in lines]


def test_a_mark_whose_office_and_name_were_read_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapidocr, "read", lambda *_: pytest.fail("read again"))
    assert with_occluded_text(PAPER, [OFFICE, NAME], [STAMP]) == (OFFICE, NAME)


def test_a_signature_hides_no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapidocr, "read", lambda *_: pytest.fail("read again"))
    assert with_occluded_text(PAPER, [NAME], [SIGNATURE]) == (NAME,)


def test_a_name_a_little_below_a_signature_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapidocr, "read", lambda *_: pytest.fail("read again"))
    below = line("Sri Chotimah, S.E.", 1000, 1750 + HEIGHT * 35 // 1000)
    assert with_occluded_text(PAPER, [below], [SIGNATURE]) == (below,)


def test_signatures_one_below_the_other_are_a_table_and_hide_no_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rapidocr, "read", lambda *_: pytest.fail("read again"))
    x0, _, x1, y1 = SIGNATURE.box
    next_one = SIGNATURE.model_copy(update={"box": (x0, y1 + 0.01, x1, y1 + 0.06)})
    assert with_occluded_text(PAPER, [OFFICE], [SIGNATURE, next_one]) == (OFFICE,)


def test_the_name_under_a_stamp_is_added_and_doubted(second: Second) -> None:
    second.found.append(line("SRI CHOTIMAH", 1000, 1700, confidence=0.9))
    lines = with_occluded_text(PAPER, [OFFICE], [STAMP])
    assert texts(lines) == ["Ketua Pengurus,", "SRI CHOTIMAH"]
    assert [word.confidence for word in lines[-1].words] == pytest.approx([0.9 * UNDER_INK] * 2)


def test_a_line_surely_read_off_the_mark_is_not_recognised_again(second: Second) -> None:
    beside = line("Tembusan disampaikan kepada", 1420, 1600)
    second.found += [beside, line("SRI CHOTIMAH", 1000, 1700)]
    lines = with_occluded_text(PAPER, [OFFICE, beside], [STAMP])
    assert texts(lines) == ["Ketua Pengurus,", "Tembusan disampaikan kepada", "SRI CHOTIMAH"]
    assert second.recognised == ["SRI CHOTIMAH"]


def test_a_fused_name_is_two_words(second: Second) -> None:
    second.found.append(line("SriChotimah", 1000, 1700))
    assert [word.text for word in with_occluded_text(PAPER, [OFFICE], [STAMP])[-1].words] == [
        "Sri",
        "Chotimah",
    ]


@pytest.mark.parametrize("noise", [line("Sri", 1000, 1700, confidence=0.3), line("123", 1000, 1700)])
def test_what_is_unsure_or_no_word_is_left_out(second: Second, noise: Line) -> None:
    second.found.append(noise)
    assert texts(with_occluded_text(PAPER, [OFFICE], [STAMP])) == ["Ketua Pengurus,"]


def test_a_name_cut_by_the_stamp_is_made_whole(second: Second) -> None:
    cut = line("Chotimah, S.E.", 1190, 1700)
    second.found.append(line("Sri Chotimah, S.E.", 1130, 1700, confidence=0.9))
    lines = with_occluded_text(PAPER, [OFFICE, cut], [STAMP])
    assert texts(lines) == ["Ketua Pengurus,", "Sri Chotimah, S.E."]
    sure = {word.text: word.confidence for word in lines[-1].words}
    assert sure["Chotimah,"] == pytest.approx(0.95) and sure["Sri"] == pytest.approx(0.9 * UNDER_INK)


def test_another_text_at_the_place_of_surely_read_print_is_left_out(second: Second) -> None:
    cut = line("Chotimah, S.E.", 1190, 1700)
    second.found.append(line("KSP SEJAHTERA JAYA", 1130, 1700))
    assert texts(with_occluded_text(PAPER, [OFFICE, cut], [STAMP])) == ["Ketua Pengurus,", "Chotimah, S.E."]


def test_words_that_swallowed_a_ruling_do_not_make_print_uneven() -> None:
    print_ = [line("Alamat rumah pemohon tinggal sesuai kartu", 150, 100 + 50 * i) for i in range(4)]
    assert uneven_heights(print_) == pytest.approx(0.0)
    x0, y0, x1, _ = print_[0].words[0].box
    tall = Line(words=(Word(text="Alamat", box=(x0, y0, x1, y0 + 0.08), confidence=0.9),), box=print_[0].box)
    assert uneven_heights([*print_, tall]) == pytest.approx(0.0)


def test_a_stamp_s_own_capitals_are_no_office(second: Second) -> None:
    own = line("KOPERASI WANITA", 970, 1540)
    second.found = [OFFICE]
    assert "Ketua Pengurus," in texts(with_occluded_text(PAPER, [own, NAME], [STAMP]))


def test_a_sure_line_beside_the_stamp_is_not_read_anew(second: Second) -> None:
    below = line("Sri Chotimah, S.E.", 1000, 1775)
    second.found = [OFFICE, line("Sri Chotimahb, S.E.", 1000, 1775)]
    assert "Sri Chotimah, S.E." in texts(with_occluded_text(PAPER, [below], [STAMP]))


def test_what_was_read_unsurely_under_a_mark_gives_way_to_a_clear_look(second: Second) -> None:
    scrap = line("Nee, agam ANSHORI", 1000, 1700, confidence=0.6)
    second.found = [OFFICE, line("M. Luthfi Anshori", 1000, 1700)]
    found = texts(with_occluded_text(PAPER, [OFFICE, scrap], [STAMP]))
    assert "M. Luthfi Anshori" in found
    assert scrap.text not in found


def test_an_office_read_through_ink_is_as_sure_as_its_letters(second: Second) -> None:
    second.found = [OFFICE, NAME]
    found = {item.text: item for item in with_occluded_text(PAPER, [], [STAMP])}
    assert {word.confidence for word in found[OFFICE.text].words} == {0.95}
    assert max(word.confidence for word in found[NAME.text].words) < 0.7
