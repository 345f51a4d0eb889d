"""What is looked for stands in no address: not where a search leads, not in its page's links."""

import re
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser

from desk import listing, sealed_words
from tests.desk import factory, people
from tests.desk.archives import make_archive
from tests.desk.browsing import sit_down
from tests.flows.processes import wait_until

NIK = factory.invented_nik(1)
NAME = "SITI AMINAH"
ADDRESS = re.compile(r'(?:href|src|action|hx-get|hx-post|value)="(\??[^"]*[?/][^"]*)"')
SEALED = re.compile(rf"{sealed_words.NAME}=[\w-]{{22,}}")


def is_told(text: str) -> bool:
    """Whether an address says the name or most of the NIK."""
    digits = "".join(filter(str.isdigit, text.split(sealed_words.NAME, maxsplit=1)[0]))
    return "siti" in text.lower() or "aminah" in text.lower() or NIK[:8] in digits


def addresses(page: str) -> list[str]:
    return [found for found in ADDRESS.findall(page) if is_told(found)]


@pytest.fixture
def found_id(data: Path) -> str:
    """The case that the searches find, the first of three of that name."""
    ids = [
        factory.admit_case(data, number, name=NAME if number < 4 else "BUDI", with_images=False)
        for number in (1, 2, 3, 4)
    ]
    make_archive(data)
    return ids[0]


@pytest.mark.parametrize("query", [NIK, " ".join(NIK[at : at + 4] for at in range(0, 16, 4)), "siti aminah"])
@pytest.mark.parametrize("path", ["/", "/arsip/1/", "/perkara/{}/gabung/"])
@pytest.mark.parametrize("method", ["post", "get"])
def test_a_search_leads_to_an_address_without_its_words(
    found_id: str, query: str, path: str, method: str
) -> None:
    browser, path = people.client("pemeriksa"), path.format(found_id)
    answer = getattr(browser, method)(path, {"cari": query, "tumpukan": "semua"})
    assert SEALED.search(answer["Location"])
    assert not is_told(answer["Location"])
    page = browser.get(answer["Location"]).content.decode()
    assert f'value="{query}"' in page, "the box still says it"
    assert not addresses(page)


def test_pages_orders_and_a_reload_keep_the_search(found_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    browser = people.client("pemeriksa")
    first = browser.post("/", {"cari": "siti aminah", "urut": "nomor"}, follow=True).content.decode()
    further = next(link for link in re.findall(r'href="(\?[^"]*hal=2)"', first))
    page = browser.get(f"/{further.replace('&amp;', '&')}").content.decode()
    assert page.count('<a class="nomor"') == 1, "the third of them"
    turned = next(link for link in re.findall(r'href="(\?[^"]*urut=nomor-turun[^"]*)"', first))
    assert "SITI" in browser.get(f"/{turned.replace('&amp;', '&')}").content.decode()


def test_the_list_in_place_says_its_address_sealed(found_id: str) -> None:
    browser, part = people.client("pemeriksa"), {"HX-Request": "true", "HX-Target": "daftar"}
    first = browser.post("/", {"cari": "siti"}, headers=part)
    assert SEALED.search(first["HX-Push-Url"])
    assert found_id in first.content.decode()
    here = {**part, "HX-Current-URL": f"http://localhost{first['HX-Push-Url']}"}
    assert browser.post("/", {"cari": "siti am"}, headers=here)["HX-Replace-Url"] != first["HX-Push-Url"]
    assert browser.post("/", {"cari": "siti"}, headers=here)["HX-Replace-Url"] == first["HX-Push-Url"]
    assert sealed_words.NAME not in browser.post("/", {"cari": ""}, headers=here)["HX-Replace-Url"]


@pytest.mark.parametrize("path", ["/", "/arsip/1/", "/perkara/{}/gabung/"])
def test_nobody_else_and_no_later_login_opens_it(found_id: str, path: str) -> None:
    path, who = path.format(found_id), people.user("pemeriksa")
    first = people.client_of(who)
    address = first.post(path, {"cari": "siti aminah"})["Location"]
    for browser in (people.client_of(who), people.client("petugas")):
        page = browser.get(address).content.decode()
        assert "siti aminah" not in page
        assert sealed_words.OVER in page
    for broken in (f"{path}?{sealed_words.NAME}=abc", f"{path}?{sealed_words.NAME}=%00é", address[:-3]):
        assert sealed_words.OVER in first.get(broken).content.decode(), broken


def test_a_search_sent_twice_is_no_form_sent_twice(found_id: str) -> None:
    browser = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    browser.force_login(people.user("pemeriksa"))
    page = browser.get("/arsip/1/").content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
    for _ in range(2):
        sent = {"cari": "siti", "tumpukan": "semua", "csrfmiddlewaretoken": token}
        assert "tidak diulang" not in browser.post("/arsip/1/", sent, follow=True).content.decode()


@pytest.mark.browser
def test_typing_pages_back_and_enter(
    browser: Browser, address: str, found_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    page = (reviewer := sit_down(browser, address, "pemeriksa")).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    reviewer.go("/")
    before = page.url
    page.focus("#cari")
    page.keyboard.type("siti aminah", delay=60)
    page.wait_for_url(SEALED)
    page.evaluate("document.querySelector('#daftar').dataset.dulu = 'ya'")
    page.keyboard.press("Enter")
    page.wait_for_selector("#daftar:not([data-dulu])")  # a click on a list being replaced is lost
    page.click("#daftar >> text=Berikutnya")
    wait_until(lambda: page.locator("#daftar a.nomor").count() == 1, 60, "the third")
    page.click("#daftar a.nomor")
    page.wait_for_selector("#kepala")
    page.go_back()
    wait_until(lambda: page.locator("#daftar a.nomor").count() == 1, 60, "the third again")
    assert page.input_value("#cari") == "siti aminah"
    page.go_back()
    wait_until(lambda: page.locator("#daftar a.nomor").count() == 2, 60, "the first two again")
    page.go_back()
    page.wait_for_url(before)
    wait_until(lambda: page.input_value("#cari") == "", 60, "the list before the search")
    assert len(asked) > 5
    assert not [url for url in asked if is_told(url.split("?", 1)[-1])]
