"""The frame of every page: the office's name and emblem, the guide, messages, the size of rows and labels."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser

from models.toml_file import PACKAGED
from tests.desk import factory, people
from tests.desk.browsing import DESKTOP, PHONE, sit_down

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
WIDE = (1920, 1080)


def own_office(data: Path, emblem: str) -> None:
    text = (PACKAGED / "data" / "kantor.toml").read_text(encoding="utf-8")
    (data / "kantor.toml").write_text(text.replace('lambang = ""', f'lambang = "{emblem}"'), encoding="utf-8")


def test_the_offices_name_and_emblem_stand_on_every_page(data: Path) -> None:
    page = people.client("petugas").get("/").content.decode()
    assert "Dinas Koperasi dan Usaha Mikro" in page
    assert "/lambang/" not in page, "without a picture a neutral drawing"
    assert Client().get("/lambang/").status_code == 404
    own_office(data, "lambang.png")
    (data / "lambang.png").write_bytes(PICTURE)
    try:
        assert 'src="/lambang/"' in Client(SERVER_NAME="localhost").get("/masuk/").content.decode()
        answer = Client().get("/lambang/")
        assert answer.content == PICTURE
        own_office(data, "../berkas.sqlite3")
        assert Client().get("/lambang/").status_code == 404, "no file of another kind or place"
    finally:
        (data / "kantor.toml").unlink()


def test_the_guide_is_one_click_away_with_its_pictures(data: Path) -> None:
    browser = people.client("arsiparis")
    assert 'href="/bantuan/"' in browser.get("/arsip/").content.decode()
    page = browser.get("/bantuan/").content.decode()
    assert "Panduan petugas" in page
    assert 'href="#bab-3"' in page
    assert 'src="gambar/antrean.png"' in page
    assert browser.get("/bantuan/gambar/antrean.png")["Content-Type"] == "image/png"
    assert browser.get("/bantuan/gambar/tidak.png").status_code == 404


@pytest.mark.browser
@pytest.mark.timeout(300)
def test_rows_header_and_labels_have_their_sizes(browser: Browser, address: str, data: Path) -> None:
    """Rows of 36 to 40 px over the full width at 1920; a case header of 80 px; labels of 12 to 13 px."""
    ids = [factory.admit_case(data, number, doubtful=("nik",) * (number % 2)) for number in range(4)]
    reviewer = sit_down(browser, address, "kepala")
    page = reviewer.page
    for size in (DESKTOP, WIDE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        reviewer.go("/")
        rows = [box for row in page.locator("#daftar tbody tr").all() if (box := row.bounding_box())]
        assert {36 <= box["height"] <= 40 for box in rows} == {True}, [box["height"] for box in rows]
        assert rows[0]["width"] > size[0] - 60
        reviewer.go(f"/perkara/{ids[1]}/")
        header = page.locator("#kepala").bounding_box()
        assert header
        assert header["height"] <= 80, size
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        reviewer.go("/dasbor/")
        texts = page.locator(".kisi-bagan svg text, .kisi-bagan .label").all()
        sizes = {
            page.evaluate("(item) => parseFloat(getComputedStyle(item).fontSize)", text.element_handle())
            for text in texts
        }
        assert sizes
        assert all(12 <= each <= 13.2 for each in sizes), sizes
        drawn = page.locator(".kisi-bagan svg:has(text)").first
        assert drawn.get_attribute("viewBox") is None, "nothing scales the labels"


@pytest.mark.browser
@pytest.mark.timeout(300)
def test_a_phone_shows_the_first_case_on_its_first_screen(browser: Browser, address: str, data: Path) -> None:
    factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "pemeriksa", size=PHONE)
    reviewer.go("/")
    box = reviewer.page.locator("#daftar tbody tr").first.bounding_box()
    assert box
    assert box["y"] + box["height"] < PHONE[1] / 2 + 40


@pytest.mark.browser
@pytest.mark.timeout(300)
def test_a_message_leaves_the_scan_where_it_is_and_can_be_closed(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    before = page.locator("#penampil").bounding_box()
    page.locator("form:has(#bukti-pilih) button").click()
    message = page.locator(".pesan-pesan .pesan")
    message.wait_for()
    assert page.locator("#penampil").bounding_box() == before
    message.locator("button.tutup").click()
    assert message.count() == 0


@pytest.mark.browser
@pytest.mark.timeout(300)
def test_the_dark_scheme_is_dark_and_the_scan_stays_white(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    page.emulate_media(color_scheme="dark")
    reviewer.go(f"/perkara/{case_id}/")
    colour = "(item) => getComputedStyle(item).%s"
    dark = page.locator("#panel").evaluate(colour % "backgroundColor")
    assert sum(int(part) for part in dark[4:-1].split(",")) < 150, dark
    paper = page.locator(".halaman-gambar:not([hidden]) rect.kertas").evaluate(colour % "fill")
    assert paper == "rgb(255, 255, 255)"
    reviewer.go(f"/perkara/{case_id}/tanda-terima/")
    ink = page.locator("article.kertas p").first.evaluate(colour % "color")
    assert sum(int(part) for part in ink[4:-1].split(",")) < 150, "dark on the white paper"
