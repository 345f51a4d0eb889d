"""A NIK that is looked for stands in no address: not where the search goes, not in its answer's links."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from desk import listing, trace
from tests.desk import factory, people
from tests.desk.archives import make_archive
from tests.desk.browsing import sit_down
from tests.flows.processes import wait_until

NIK = factory.invented_nik(1)
SPACED = " ".join(NIK[at : at + 4] for at in range(0, 16, 4))
ADDRESS = re.compile(r'(?:href|src|action|hx-get|hx-post)="([^"]*)"')


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


@pytest.mark.parametrize("query", [NIK, SPACED, "0812 3456 7890", f"siti {NIK}", "nik 3517081908"])
def test_numbers_of_people_are_known(query: str) -> None:
    assert trace.is_personal_number(query)


@pytest.mark.parametrize(
    "query", ["siti aminah", "JBG-26-000001-R", "jbg 26 000001 r", "2026", "005/12/2026"]
)
def test_other_words_are_none(query: str) -> None:
    assert not trace.is_personal_number(query)


@pytest.mark.parametrize("query", [NIK, SPACED])
def test_a_nik_is_looked_for_without_standing_in_an_address(data: Path, query: str) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    browser = people.client("pemeriksa")
    asked = browser.get("/", {"cari": query, "status": "semua"})
    assert asked["Location"] == "/?status=semua&urut=tenggat"
    for headers in ({}, {"HX-Request": "true", "HX-Target": "daftar"}):
        answer = browser.post("/", {"cari": query, "status": "semua"}, headers=headers)
        text = answer.content.decode()
        assert case_id in text or query == SPACED
        assert not [found for found in ADDRESS.findall(text) if NIK[:8] in digits(found)]
        assert answer["HX-Push-Url"] == "/?status=semua&urut=tenggat"
    assert case_id in browser.post("/", {"cari": NIK}).content.decode()
    assert browser.post("/", {"cari": "siti"})["HX-Push-Url"] == "/?status=menunggu&cari=siti&urut=tenggat"


@pytest.mark.parametrize("path", ["/arsip/1/", "/perkara/{}/gabung/"])
def test_nor_when_looking_in_an_archive_or_for_a_case_to_join(data: Path, path: str) -> None:
    make_archive(data)
    case_id = factory.admit_case(data, 2, with_images=False)
    browser, path = people.client("petugas"), path.format(case_id)
    factory.admit_case(data, 1, with_images=False)
    assert NIK not in browser.get(path, {"cari": NIK})["Location"]
    answer = browser.post(path, {"cari": NIK})
    assert answer.status_code == 200
    assert not [found for found in ADDRESS.findall(answer.content.decode()) if NIK[:8] in digits(found)]


@pytest.mark.browser
def test_the_next_page_of_such_a_search_is_asked_for_without_it(
    browser: Browser, address: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        factory.admit_case(data, number, with_images=False)
    monkeypatch.setattr(listing, "PAGE_SIZE", 1)
    page = (reviewer := sit_down(browser, address, "pemeriksa")).page
    reviewer.go("/")
    page.fill("#cari", NIK[:10])
    page.keyboard.press("Enter")
    page.click("#daftar button:has-text('Berikutnya')")
    page.wait_for_selector("#daftar >> text=Halaman 2")
    assert NIK[:8] not in digits(page.url.split("?", 1)[-1])


@pytest.mark.browser
def test_nor_in_the_browsers_address_or_requests(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    other = factory.admit_case(data, 2, with_images=False)
    page = (reviewer := sit_down(browser, address, "pemeriksa")).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    reviewer.go("/")
    page.fill("#cari", "")
    page.focus("#cari")
    page.keyboard.type(NIK, delay=60)
    wait_until(lambda: page.locator("#daftar a.nomor").all_inner_texts() == [case_id], 60, "the case")
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert other not in page.inner_text("#daftar")
    assert len(asked) > 2
    assert not [url for url in [page.url, *asked] if NIK[:8] in digits(url.split("?", 1)[-1])]
