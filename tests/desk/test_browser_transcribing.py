"""Transcribing handwriting in a real browser: keys, saving on the way, nothing lost on leaving."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from desk.models import FieldRow, LineTranscript
from tests.desk import handwriting
from tests.desk.archives import ids, make_archive, rows, write_lines
from tests.desk.browsing import DESKTOP, PHONE, Reviewer, axe_faults, sit_down, too_wide, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def opened(browser: Browser, address: str, case_id: str, size: tuple[int, int] = DESKTOP) -> Reviewer:
    reviewer = sit_down(browser, address, "pemeriksa", size=size)
    reviewer.go(f"/perkara/{case_id}/tulisan/")
    reviewer.until("document.activeElement.name === 'nilai'")
    return reviewer


def texts() -> list[str]:
    return list(LineTranscript.objects.order_by("id").values_list("text", flat=True))


def marked(reviewer: Reviewer) -> str:
    return str(reviewer.page.evaluate("getSelection().toString()"))


def test_the_doubtful_word_is_marked_and_enter_goes_on(browser: Browser, address: str, data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    reviewer = opened(browser, address, case_id)
    page = reviewer.page
    for word in ("Siti", "Krajan", "Mekar", "sejak"):
        assert marked(reviewer)
        page.keyboard.type(word)
        reviewer.press("Enter")
    reviewer.until("document.activeElement.id === 'selesai'")
    reviewer.settle()
    assert texts() == [handwriting.LETTER[row].truth for row in (1, 3, 4, 5)]
    assert "Tidak ada baris ragu lagi" in page.inner_text("#sisa")
    assert FieldRow.objects.get(document__case_id=case_id, name="pelapor_nama").value == "Siti Aminah"
    assert reviewer.faults == []


def test_tab_and_shift_tab_save_what_was_typed(browser: Browser, address: str, data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    reviewer = opened(browser, address, case_id)
    reviewer.page.keyboard.type("Siti")
    reviewer.press("Tab")
    assert marked(reviewer) == "Kraian"
    reviewer.press("Shift+Tab")
    reviewer.until("document.activeElement.value === 'Nama : Siti Aminah'")
    reviewer.settle()
    assert texts() == ["Nama : Siti Aminah"], "a line that was only passed is not accepted"


def test_leaving_waits_for_what_is_typed(browser: Browser, address: str, data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    reviewer = opened(browser, address, case_id)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    reviewer.page.route("**/tulisan/baris/", hold, times=1)
    reviewer.page.keyboard.type("Siti")
    reviewer.page.click("#selesai", no_wait_after=True)
    wait_until(lambda: bool(reviewer.page.evaluate("true")) and len(held) == 1, 10)
    assert "/tulisan/" in reviewer.page.url
    held[0].continue_()
    reviewer.leave("/tulisan/")
    assert texts() == ["Nama : Siti Aminah"]


def test_a_server_out_of_reach_keeps_the_line_on_the_page(browser: Browser, address: str, data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    reviewer = opened(browser, address, case_id)
    page = reviewer.page
    page.route("**/tulisan/baris/", lambda route: route.abort())
    page.keyboard.type("Siti")
    reviewer.press("Control+Enter")
    page.wait_for_selector("text=Server tidak dapat dihubungi")
    reviewer.settle()
    assert "/tulisan/" in page.url and page.evaluate("document.activeElement.value") == "Nama : Siti Aminah"
    page.unroute("**/tulisan/baris/")
    reviewer.press("Control+Enter")
    reviewer.leave("/tulisan/")
    assert texts() == ["Nama : Siti Aminah"]


def test_an_offer_is_taken_by_its_button(browser: Browser, address: str, data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    field = FieldRow.objects.get(document__case_id=case_id, name="pelapor_nama")
    field.is_person, field.person_value = True, "Siti A."
    field.save()
    reviewer = opened(browser, address, case_id)
    reviewer.page.keyboard.type("Siti")
    reviewer.press("Enter")
    reviewer.page.wait_for_selector("text=menurut baris ini Siti Aminah")
    field.refresh_from_db()
    assert field.value == "Siti A."
    reviewer.page.click("button:has-text('Pakai')")
    reviewer.page.wait_for_selector("text=Nama pelapor kini")
    field.refresh_from_db()
    assert field.value == "Siti Aminah"
    assert axe_faults(reviewer, "offer") == []


def test_on_a_phone_nothing_is_too_wide(browser: Browser, address: str, data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    reviewer = opened(browser, address, case_id, size=PHONE)
    assert too_wide(reviewer) == ""
    assert axe_faults(reviewer, "phone") == []


def test_ctrl_and_an_arrow_mark_the_next_word(browser: Browser, address: str, data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    reviewer = opened(browser, address, case_id)
    reviewer.press("Control+ArrowRight")
    assert marked(reviewer) == "Aminah"
    reviewer.press("Control+ArrowLeft")
    assert marked(reviewer) == "Sili"


def test_an_archived_letter_is_typed_in_the_same_way(browser: Browser, address: str, data: Path) -> None:
    archive = make_archive(data)
    letter = ids(archive, "contoh")[0]
    words = write_lines(archive, letter)[0].split()
    reviewer = sit_down(browser, address, "arsiparis")
    reviewer.go(f"/arsip/1/surat/{letter}/tulisan/")
    reviewer.until("document.activeElement.name === 'nilai'")
    assert marked(reviewer) == words[0]
    reviewer.page.keyboard.type("Diketik")
    reviewer.press("Enter")
    reviewer.settle()
    typed = rows(archive, "select diketik from baris where diketik is not null")
    assert typed == [(" ".join(["Diketik", *words[1:]]),)]
    assert reviewer.faults == []
