"""WCAG 2.2 A and AA on every page as each role: axe in a real browser and no sideways scrolling, at 1366, 683
(200 % zoom) and 390 pixels. A new address without a visit fails the first test."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from desk import changes, figures
from desk.accounts import ROLES
from tests.desk import people, scenes, visits
from tests.desk.browsing import DESKTOP, PHONE, Reviewer, axe_faults, sit_down, too_wide
from tests.desk.scenes import Scene

browser_test = pytest.mark.browser
patient = pytest.mark.timeout(400)


UNCHECKED = """() => {
  document.querySelectorAll("form").forEach((form) => { form.noValidate = true; });
  document.querySelectorAll("main [name=peran]").forEach((box) => { box.checked = false; });
}"""


def test_every_address_is_visited_or_is_no_page() -> None:
    known = set(visits.PAGES) | set(visits.NO_PAGES)
    assert scenes.page_names() == known, "give the new page a visit in tests/desk/visits.py"
    assert {visit.role for role in ROLES for visit in visits.of_role(role)} == set(ROLES)


def test_what_is_said_to_be_no_page_is_none(scene: Scene) -> None:
    browser = people.client("pemeriksa")
    admin = people.client("admin")
    values = {
        "case_id": scene.waiting, "field_id": scene.field, "position": 0, "number": 1, "drop": 1, "notice": 1,
        "user_id": scene.user, "token_id": 1, "letter_id": scene.archived, "place": 1, "name": "indeks.csv",
        "action": "setujui", "response_id": scene.response,
        "paper_id": scene.paper, "document_id": scene.photo, "slug": "contoh",
        "attachment_id": scene.attachment, "kind": "surat_jawaban", "form": "docx",
        "meeting_id": scene.meeting, "follow_up_id": scene.follow_up, "order_id": scene.order,
        "decision_id": 1,
    }  # fmt: skip
    for name, reason in visits.NO_PAGES.items():
        if name in ("login", "faktor") or reason == visits.TRACKING:
            continue
        who = admin if name in ("sandi_baru", "cabut_token", "putuskan_peran") else browser
        own = {"name": "antrean.png"} if name == "bantuan_gambar" else {}
        answer = who.get(_address(name, {**values, **own}))
        if reason == visits.POST:
            assert answer.status_code == 405 and "Kembali ke antrean" in answer.content.decode(), name
        elif name == "lambang":
            assert answer.status_code == 404, "the scene's office has no emblem of its own"
        else:
            assert answer.status_code in (200, 204), name
            assert answer.status_code == 204 or "html" not in answer["Content-Type"], name
        answer.close()


VOID = {
    "br", "hr", "img", "input", "link", "meta", "wbr", "rect", "path", "circle", "line", "image", "polyline",
}  # fmt: skip
"""Elements without an end: of HTML, and those our drawings close in themselves."""


class Balance(HTMLParser):
    """Whether every element is closed in its turn; the first that is not."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fault = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.fault = self.fault or f"</{tag}> within {self.open[-3:]}, line {self.getpos()[0]}"
        else:
            self.open.pop()


def test_markup_is_balanced(scene: Scene) -> None:
    """A browser mends a lost tag in its own way, and half a page may land elsewhere."""
    for role in ROLES:
        browser = people.client(role)
        for visit in visits.of_role(role):
            answer = browser.get(scene.path(visit.path), follow=True)
            assert answer.status_code == visit.status, visit.path
            checked = Balance()
            checked.feed(answer.content.decode())
            assert (checked.fault, checked.open) == ("", []), visit.path


def _address(name: str, values: dict[str, object]) -> str:
    """The address with as many of the values as it takes."""
    pattern = next(item for item in scenes.patterns() if item.name == name)
    wanted = pattern.pattern.converters
    return reverse(name, kwargs={key: values[key] for key in wanted})


def faults_of(reviewer: Reviewer, where: str) -> Iterator[str]:
    """Sideways scrolling at the desktop's size, at 200 % zoom and on a phone; axe at the first and the last,
    for zoomed the page is laid out by the same rules (max-width 700) as on a phone."""
    for size in (DESKTOP, (683, 384), PHONE):
        reviewer.page.set_viewport_size({"width": size[0], "height": size[1]})
        if wide := too_wide(reviewer):
            yield f"{where} at {size[0]}: {wide}"
        if size in (DESKTOP, PHONE):
            yield from axe_faults(reviewer, f"{where} at {size[0]}")
    reviewer.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})


@browser_test
@patient
@pytest.mark.parametrize("role", ROLES)
def test_pages_of_a_role(browser: Browser, address: str, scene: Scene, role: str) -> None:
    reviewer = sit_down(browser, address, role)
    found: list[str] = []
    for visit in visits.of_role(role):
        path = scene.path(visit.path)
        answer = reviewer.page.goto(address + path)
        assert answer
        assert answer.status == visit.status, path
        if visit.path != "/hitungan/":
            found.extend(faults_of(reviewer, visit.path))
    assert found == []
    assert [fault for fault in reviewer.faults if "status of 40" not in fault and "axe" not in fault] == []


@browser_test
@patient
def test_what_opens_on_a_page(browser: Browser, address: str, scene: Scene) -> None:
    """Help, menu, the raw reading, absent fields, marked rows, a message with undo."""
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    found: list[str] = []
    reviewer.go(f"/perkara/{scene.waiting}/")
    reviewer.press("F2")
    page.locator("details.tiada summary").first.click()
    found.extend(faults_of(reviewer, "case, opened"))
    page.keyboard.press("Escape")
    page.click(".akun summary")
    found.extend(faults_of(reviewer, "menu"))
    page.click(".akun summary")
    page.evaluate("document.activeElement.blur()")
    reviewer.press("?")
    found.extend(faults_of(reviewer, "help"))
    reviewer.go(f"/perkara/{scene.incomplete}/putusan/tunda/")
    page.fill("#alasan", "Menunggu.")
    reviewer.send("main button.utama")
    page.wait_for_selector(".pesan button:has-text('Urungkan')")
    found.extend(faults_of(reviewer, "after a decision"))
    assert found == []


@browser_test
@patient
def test_conflict_pages(browser: Browser, address: str, scene: Scene) -> None:
    reviewer = sit_down(browser, address, "pemeriksa", "satu")
    page = reviewer.page
    found: list[str] = []
    other = people.user("kepala", "dua")
    for action in ("field", "decision"):
        if action == "field":
            reviewer.go(f"/perkara/{scene.waiting}/")
            reviewer.until("document.activeElement.name === 'nilai'")
        else:
            reviewer.go(f"/perkara/{scene.waiting}/putusan/tolak/")
            page.fill("#alasan", "Bukan kewenangan kami.")
        reviewer.hold()
        changes.take_over(scene.waiting, other)
        if action == "field":
            reviewer.press("Enter")
        else:
            reviewer.send("main button.utama")
        page.wait_for_selector("text=Perubahan bentrok")
        found.extend(faults_of(reviewer, f"409 after a {action}"))
        changes.release(scene.waiting, other)
    assert found == []


@browser_test
@patient
def test_login_forms_and_their_errors(browser: Browser, address: str, scene: Scene) -> None:
    reviewer = sit_down(browser, address, "petugas")
    page = reviewer.page
    found: list[str] = []
    reviewer.go("/sandi/")
    page.fill("#id_old_password", "salah")
    page.fill("#id_new_password1", "pendek")
    page.fill("#id_new_password2", "lain")
    with page.expect_navigation():
        reviewer.send("main button.utama")
    found.extend(faults_of(reviewer, "password refused"))
    page.click(".akun summary")
    page.click(".laci button:has-text('Keluar')")
    page.wait_for_selector("#id_username")
    found.extend(faults_of(reviewer, "login"))
    for _ in range(9):
        page.fill("#id_username", "siapa")
        page.fill("#id_password", "salah")
        with page.expect_navigation():
            reviewer.send("button.utama")
        if page.locator("#id_username").count() == 0:
            break
        if not page.locator("[role=alert]").count():
            pytest.fail("a wrong password is not told")
    else:
        pytest.fail("guessing never ends")
    found.extend(faults_of(reviewer, "429"))
    assert found == []


@browser_test
@patient
def test_forms_sent_wrong(browser: Browser, address: str, scene: Scene) -> None:
    """What the server refuses is told beside the form (the browser's own checks are turned off)."""
    reviewer = sit_down(browser, address, "admin")
    page = reviewer.page
    found: list[str] = []
    for path in ("/pengguna/", f"/pengguna/{scene.user}/"):
        reviewer.go(path)
        page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true; })")
        page.evaluate(
            "document.querySelectorAll('main [name=peran]').forEach((box) => { box.checked = false; })"
        )
        reviewer.send("main form button.utama")
        page.wait_for_selector(".galat")
        found.extend(faults_of(reviewer, f"{path} refused"))
    reviewer.go("/pengguna/")
    page.fill("#pengguna-nama", "baru")
    page.locator("main [name=peran]").first.check()
    reviewer.send("main form button.utama")
    page.wait_for_selector(".rahasia")
    found.extend(faults_of(reviewer, "one-time password"))
    assert found == []


@browser_test
@patient
def test_the_page_for_what_broke(
    browser: Browser, address: str, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_user: object) -> None:
        raise RuntimeError("uji")

    reviewer = sit_down(browser, address, "kepala")
    monkeypatch.setattr(figures, "dashboard", broken)
    answer = reviewer.page.goto(f"{address}/dasbor/")
    assert answer
    assert answer.status == 500
    assert "Terjadi kesalahan" in reviewer.page.inner_text("main")
    assert list(faults_of(reviewer, "500")) == []


@browser_test
@patient
def test_an_empty_desk(browser: Browser, address: str, data: Path) -> None:
    reviewer = sit_down(browser, address, "kepala")
    found: list[str] = []
    for path in ("/", "/berikut/", "/gagal/", "/kabar/", "/dasbor/", "/audit/"):
        reviewer.go(path)
        found.extend(faults_of(reviewer, f"empty {path}"))
    assert found == []


def test_a_form_that_is_too_old_is_told(data: Path) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/masuk/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "Formulir kedaluwarsa" in answer.content.decode()
