"""Reviewing an archived letter in a browser: boxes, zoom, keys, the one list of topics, the PDF's name."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from desk import archive_page
from desk.archive import Letter
from models import topics
from models.case import Case
from models.document import Document
from models.field import Field
from tests.desk import people
from tests.desk.archives import ids, make_archive, rows
from tests.desk.browsing import sit_down

SHOWN = "document.querySelector('svg.halaman-gambar:not([hidden])')"


@pytest.fixture
def target(data: Path) -> Path:
    return make_archive(data)


def give_boxes(target: Path, letter: str) -> None:
    """The letter's name was read at a place of its page."""
    ((name,),) = rows(target, f"select json from surat where id = '{letter}'")
    path = target / str(name)
    case = Case.model_validate_json(path.read_bytes())
    field = Field(
        value="SITI", raw="SITI", confidence=1.0, needs_review=False, page=1, box=(0.2, 0.3, 0.6, 0.33)
    )
    read = case.documents[0]
    named = Document(kind=read.kind, pages=read.pages, fields={**read.fields, "pelapor_nama": field})
    path.write_text(case.model_copy(update={"documents": (named,)}).to_json(), encoding="utf-8")


@pytest.mark.browser
@pytest.mark.timeout(300)
def test_boxes_zoom_and_keys_of_an_archived_letter(browser: Browser, address: str, target: Path) -> None:
    letter, second = ids(target, "contoh")[:2]
    give_boxes(target, letter)
    reviewer = sit_down(browser, address, "arsiparis")
    page = reviewer.page
    reviewer.go(f"/arsip/1/surat/{letter}/?tumpukan=contoh")
    reviewer.until(f"{SHOWN}?.viewBox.baseVal.width > 0")
    page.focus("#isi-pengirim")
    box = page.locator(".kotak.menyala")
    assert box.get_attribute("data-isian") == "pengirim"
    assert float(box.get_attribute("x") or 0) == pytest.approx(196)
    reviewer.press("Escape")
    reviewer.press("l")
    wide = page.evaluate(f"{SHOWN}.viewBox.baseVal.width")
    reviewer.press("+")
    assert page.evaluate(f"{SHOWN}.viewBox.baseVal.width") < wide
    reviewer.press("0")
    assert page.evaluate(f"{SHOWN}.viewBox.baseVal.height") > 1400
    page.select_option("#isi-topik", topics.topics()[3].name)
    reviewer.press("Escape")
    page.evaluate("document.activeElement.blur()")
    reviewer.press("a")
    reviewer.wait_path(second)
    assert rows(target, f"select topik, diperiksa from surat where id = '{letter}'") == [
        (topics.topics()[3].name, "salah")
    ]
    reviewer.press("n")
    reviewer.leave(second)
    assert rows(target, f"select diperiksa from surat where id = '{second}'") == [("",)], "passed over"
    assert reviewer.faults == []


def test_topics_are_those_of_the_desk_and_an_old_one_stays(target: Path) -> None:
    (letter, *_) = ids(target, "contoh")
    page = people.client("arsiparis").get(f"/arsip/1/surat/{letter}/").content.decode()
    assert [
        topic.name
        for topic in topics.topics()
        if f"<option>{topic.name}" not in page.replace(" selected", "")
    ] == []
    assert archive_page._topics("lain-lain")[0] == "lain-lain"


def test_a_saved_pdf_is_named_after_the_letter(target: Path) -> None:
    browser = people.client("arsiparis")
    (letter, *_) = ids(target, "contoh and pdf != ''")
    values = {"tanggal": "2019-03-07", "pengirim": "SITI/ AMINAH", "koperasi": "KSP MEKAR"}
    browser.post(f"/arsip/1/surat/{letter}/", values)
    answer = browser.get(f"/arsip/1/surat/{letter}/berkas/")
    assert 'filename="2019-03-07 - SITI AMINAH - KSP MEKAR.pdf"' in answer["Content-Disposition"]
    answer.close()


def test_a_letter_without_a_word_keeps_the_scans_name() -> None:
    nothing = dict.fromkeys(("tanggal", "pengirim", "koperasi", "topik"), "")
    letter = Letter(
        "x-1", "f", "pindai 12.pdf", (1,), "", None, nothing, (), 1.0, (), "a.pdf", "", (), (), (), False, ""
    )
    assert archive_page.file_name(letter) == "pindai 12.pdf"
