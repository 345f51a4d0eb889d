"""The scan beside the fields: full width, remembered zoom, page keys, letter against card, in a browser."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from desk.intake import admission, leases, readings
from desk.intake.values import Arrival, StoredFile
from desk.models import FieldRow
from models.case import Channel
from models.document import Kind
from models.page import CardReading
from models.paths import DataFolder
from tests.desk import factory
from tests.desk.browsing import Reviewer, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
SHOWN = "document.querySelector('svg.halaman-gambar:not([hidden])')"
TILTED = ((0.1, 0.2), (0.58, 0.24), (0.55, 0.46), (0.07, 0.42))
"""Corners of a card that lies a little turned on its page."""


def view(reviewer: Reviewer) -> dict[str, float]:
    found = reviewer.page.evaluate(f"[...{SHOWN}.getAttribute('viewBox').split(' ')].map(Number)")
    return dict(zip("xywh", found, strict=True))


def case_with_card(data: Path) -> str:
    """A letter and a card; the card's corners are known."""
    letter = factory.letter_values("SITI AMINAH", factory.invented_nik(1), "KSP MEKAR JAYA")
    card = factory.ktp_values("SITI AMINAH", factory.invented_nik(1), "DIWEK")
    sha = hashlib.sha256(b"kartu").hexdigest()
    documents, pages = [], []
    for number, (kind, values) in enumerate(((Kind.SURAT_PERMOHONAN, letter), (Kind.KTP, card)), 1):
        factory.draw_page(DataFolder(data).page_image(sha, number), kind.value, values)
        documents.append(factory.made_document(kind, number, "a.pdf", values))
        pages.append(factory.page_reading("a.pdf", number, kind, values))
    pages[1] = pages[1].model_copy(update={"cards": (CardReading(quad=TILTED, fields={}),)})
    at = factory.at_nine(date(2026, 11, 24))
    case_id = admission.admit(Arrival("d", Channel.LOKET, at, (StoredFile(sha, "a.pdf", 1, ".pdf"),))).case_id
    assert leases.take_case(case_id, "uji")
    case = factory.judged(documents, Channel.LOKET, date(2026, 11, 24))
    assert readings.save_reading(case_id, "uji", case, pages)
    return case_id


def test_a_clean_page_fills_the_width_and_keys_go_through_its_pages(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.until(f"{SHOWN}?.viewBox.baseVal.width > 0")
    canvas = page.locator("#kanvas").bounding_box()
    paper = page.locator("svg.halaman-gambar:not([hidden]) .kertas").first.bounding_box()
    assert canvas
    assert paper
    assert paper["width"] > 0.95 * canvas["width"], "the page is as wide as its place"
    start = view(reviewer)
    reviewer.press("PageDown")
    assert view(reviewer)["y"] > start["y"]
    for _ in range(4):
        reviewer.press("PageDown")
    assert "2 dari 2" in page.inner_text("#nama-halaman")
    for _ in range(6):
        reviewer.press("PageUp")
    assert "1 dari 2" in page.inner_text("#nama-halaman")
    reviewer.press("0")
    assert view(reviewer)["h"] > 1414, "the whole page"
    reviewer.press("l")
    assert view(reviewer)["w"] == pytest.approx(1024)
    assert reviewer.faults == []


def test_the_zoom_is_remembered_from_case_to_case(browser: Browser, address: str, data: Path) -> None:
    first, second = (factory.admit_case(data, number) for number in (1, 2))
    reviewer = sit_down(browser, address, "pemeriksa")
    reviewer.go(f"/perkara/{first}/")
    reviewer.until(f"{SHOWN}?.viewBox.baseVal.width > 0")
    reviewer.press("+")
    closer = view(reviewer)["w"]
    assert closer < 1000
    reviewer.go(f"/perkara/{second}/")
    reviewer.until(f"{SHOWN}?.viewBox.baseVal.width > 0")
    assert view(reviewer)["w"] == pytest.approx(closer, rel=0.01)
    reviewer.press("0")
    reviewer.go(f"/perkara/{first}/")
    reviewer.until(f"{SHOWN}?.viewBox.baseVal.height > 1414")


def test_the_letter_stands_against_the_straightened_card(browser: Browser, address: str, data: Path) -> None:
    case_id = case_with_card(data)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    assert not page.locator("#banding").is_visible()
    reviewer.press("b")
    assert page.locator("#banding").is_visible()
    assert page.locator("#banding").get_attribute("viewBox") == "0 0 856 540"
    inner = page.evaluate(
        """() => { const m = document.querySelector('#banding g').transform.baseVal[0].matrix;
        const at = (x, y) => [m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f].map(Math.round);
        return [at(100, 0.2 * 1415), at(580, 0.24 * 1415), at(70, 0.42 * 1415)]; }"""
    )
    assert inner == [[0, 0], [856, 0], [0, 540]], "the card's corners are the corners of its picture"
    reviewer.press("]")
    assert page.locator("#banding").get_attribute("viewBox") != "0 0 856 540", "beside the card the letter"
    reviewer.go(f"/perkara/{case_id}/")
    assert page.locator("#banding").is_visible(), "and it is remembered"
    reviewer.press("b")
    assert not page.locator("#banding").is_visible()
    assert reviewer.faults == []


def test_long_values_are_whole_in_sight(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, subject="Permohonan fasilitasi penyelesaian simpanan anggota " * 3)
    reviewer = sit_down(browser, address, "pemeriksa")
    reviewer.go(f"/perkara/{case_id}/")
    cut = reviewer.page.evaluate(
        """[...document.querySelectorAll("#panel :is(input:not([type=hidden]), textarea)")].filter(
        (place) => place.offsetParent
        && (place.scrollWidth > place.clientWidth + 1 || place.scrollHeight > place.clientHeight + 1)
        ).map((place) => place.value)"""
    )
    assert cut == []


def test_text_is_taken_from_the_scan_by_a_click_or_a_frame(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama",))
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.until("document.activeElement.name === 'nilai'")
    name = FieldRow.objects.get(document__case_id=case_id, name="pemohon_nama")
    other = FieldRow.objects.get(document__case_id=case_id, name="koperasi_nama")
    page.click("[data-alat=utuh]")
    page.click("[data-alat=ambil]")
    said = page.locator(".pesan-pesan [data-sekilas]")
    assert "Klik sebuah kata" in said.inner_text()
    assert said.evaluate("line => line.scrollWidth <= line.clientWidth"), "whole, where it had been cut off"
    box = page.locator(f".kotak[data-isian='{other.id}']").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    reviewer.until(f"document.getElementById('i{name.id}').value === '{other.value}'")
    assert page.evaluate("document.activeElement.id") == f"i{name.id}", (
        "the field that was worked on is filled"
    )
    mine = page.locator(f".kotak[data-isian='{name.id}']").bounding_box()
    assert mine
    page.mouse.move(mine["x"] - 3, mine["y"] - 2)
    page.mouse.down()
    page.mouse.move(mine["x"] + mine["width"] + 3, mine["y"] + mine["height"] + 2, steps=3)
    page.mouse.up()
    reviewer.until(f"document.getElementById('i{name.id}').value === 'BUDI SANTOSO'")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    reviewer.until(f"document.getElementById('i{name.id}').value === '{other.value}'")
    reviewer.press("Enter")
    reviewer.until(f"document.querySelector('#f{name.id}.dibetulkan') !== null")
    name.refresh_from_db()
    assert name.value == other.value
    assert name.box == pytest.approx(other.box, abs=0.001), "and its box is where the text was taken"
    assert reviewer.faults == []
