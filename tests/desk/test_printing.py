"""The queue and a case on paper: what is printed, and what of the screen is not."""

import io
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Browser

from tests.desk import factory
from tests.desk.browsing import Reviewer, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def on_paper(reviewer: Reviewer, *, landscape: bool = False) -> list[tuple[str, int]]:
    """The printed pages: their text and how many pictures stand on them."""
    body = reviewer.page.pdf(format="A4", landscape=landscape, prefer_css_page_size=True)
    with pdfplumber.open(io.BytesIO(body)) as paper:
        return [(page.extract_text(), len(page.images)) for page in paper.pages]


def test_the_queue_is_printed_as_a_table_without_the_screens_tools(
    browser: Browser, address: str, data: Path
) -> None:
    ids = [factory.admit_case(data, number, with_images=False) for number in range(30)]
    reviewer = sit_down(browser, address, "pemeriksa")
    reviewer.go("/")
    pages = on_paper(reviewer)
    text = "\n".join(text for text, _ in pages)
    assert [case_id for case_id in ids if case_id not in text] == []
    assert "Dinas Koperasi dan Usaha Mikro" in pages[0][0]
    assert all("Pemohon" in page for page, _ in pages), "the heading stands on each page"
    assert "Perihal" in text, "what a narrow screen leaves out is on paper"
    for tool in ("Terima berkas", "Pandangan", "Excel", "Pegang", "Periksa yang paling"):
        assert tool not in text


def test_a_case_is_printed_with_its_fields_and_every_page_whole(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    page.evaluate("window.print = () => { document.body.dataset.cetak = 'ya'; }")
    page.locator("[data-cetak-perkara]").click()
    reviewer.until("document.body.dataset.cetak === 'ya'")
    pages = on_paper(reviewer)
    text = "\n".join(text for text, _ in pages)
    assert case_id in pages[0][0]
    for words in ("Kelengkapan", "Nama pemohon", "Riwayat", "081234567890"):
        assert words in text
    for tool in ("Setujui", "Selebar layar", "Rahasiakan", "Kirim komentar"):
        assert tool not in text
    assert [count for _, count in pages if count] == [1, 1], "letter and card, a sheet each"
    assert reviewer.faults == []
