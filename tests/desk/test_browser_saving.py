"""What a reviewer typed is saved before anything is decided, or the decision waits: in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from desk.models import AuditEntry, CaseRow, FieldRow
from tests.desk import factory
from tests.desk.browsing import Reviewer, sit_down, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def value(case_id: str, name: str) -> object:
    return FieldRow.objects.get(document__case_id=case_id, name=name).value


def status(case_id: str) -> str:
    return CaseRow.objects.get(id=case_id).status


def opened(browser: Browser, address: str, case_id: str) -> Reviewer:
    reviewer = sit_down(browser, address, "pemeriksa")
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.until("document.activeElement.name === 'nilai'")
    return reviewer


def retype(reviewer: Reviewer, text: str) -> None:
    reviewer.page.keyboard.press("Control+A")
    reviewer.page.keyboard.type(text)


def test_approving_from_within_a_field_saves_it_first(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama",))
    reviewer = opened(browser, address, case_id)
    retype(reviewer, "BUDI SANTOSO, S.E.")
    reviewer.until("!document.body.dataset.baru")
    reviewer.press("Control+Enter")
    reviewer.leave(case_id)
    assert value(case_id, "pemohon_nama") == "BUDI SANTOSO, S.E."
    assert status(case_id) == "disetujui"
    assert reviewer.faults == []


def test_a_value_that_can_not_be_saved_holds_the_approval(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("tanggal_surat",))
    reviewer = opened(browser, address, case_id)
    page = reviewer.page
    retype(reviewer, "31-02-2026")
    for _ in range(2):
        reviewer.until("!document.body.dataset.baru")
        reviewer.press("Control+Enter")
        page.wait_for_selector("form.isian.galat >> text=Tanggal itu tidak dikenali")
        reviewer.settle()
        reviewer.until("document.activeElement.value === '31-02-2026'")
    page.click(".putusan >> text=Kembalikan")
    reviewer.settle()
    assert "/putusan/" not in page.url, "nor does the page go on to another decision"
    assert status(case_id) == "menunggu"
    reviewer.until("document.activeElement.value === '31-02-2026'")
    reviewer.press("Escape")
    assert page.locator("form.isian.galat").count() == 0, "Escape gives up what was typed"
    page.click(".putusan >> text=Kembalikan")
    reviewer.wait_path("/putusan/kembalikan/")


def test_enter_after_the_last_doubt_approves_nothing(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama",))
    reviewer = opened(browser, address, case_id)
    retype(reviewer, "BUDI SANTOSO, S.E.")
    for _ in range(3):
        reviewer.press("Enter")
    reviewer.settle()
    assert "Lengkap" in reviewer.page.inner_text("#kepala")
    assert status(case_id) == "menunggu"
    assert AuditEntry.objects.filter(action="setujui").count() == 0
    reviewer.approve()
    reviewer.leave(case_id)
    assert status(case_id) == "disetujui"


def test_a_doubt_takes_two_keys(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama",))
    reviewer = opened(browser, address, case_id)
    reviewer.press("Enter")
    reviewer.approve()
    reviewer.leave(case_id)
    assert reviewer.keys == 2
    assert status(case_id) == "disetujui"


def test_typing_goes_on_while_the_answer_is_on_its_way(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama", "pemohon_nik"))
    reviewer = opened(browser, address, case_id)
    page = reviewer.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/isian/**", hold, times=1)
    retype(reviewer, "BUDI SANTOSO")
    reviewer.press("Enter")
    wait_until(lambda: bool(page.evaluate("true")) and len(held) == 1, 10)
    page.focus(f"#i{FieldRow.objects.get(document__case_id=case_id, name='pemohon_nama').id}")
    retype(reviewer, "BUDI SANTOSO, S.E.")
    held[0].continue_()
    reviewer.until("document.querySelectorAll('form.isian.ragu').length === 1")
    assert page.evaluate("document.activeElement.value") == "BUDI SANTOSO, S.E."
    reviewer.until("!document.body.dataset.baru")
    reviewer.press("Control+Enter")
    page.wait_for_selector("text=Belum semuanya jelas")
    assert value(case_id, "pemohon_nama") == "BUDI SANTOSO, S.E."


def test_a_server_out_of_reach_holds_the_approval(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama",))
    reviewer = opened(browser, address, case_id)
    page = reviewer.page
    page.route("**/isian/**", lambda route: route.abort())
    retype(reviewer, "BUDI SANTOSO, S.E.")
    reviewer.until("!document.body.dataset.baru")
    reviewer.press("Control+Enter")
    page.wait_for_selector("text=Server tidak dapat dihubungi")
    reviewer.settle()
    assert page.evaluate("document.activeElement.value") == "BUDI SANTOSO, S.E."
    assert status(case_id) == "menunggu"


def test_a_choice_of_the_case_waits_for_the_field_and_knows_its_version(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama",))
    reviewer = opened(browser, address, case_id)
    page = reviewer.page
    retype(reviewer, "BUDI SANTOSO, S.E.")
    page.select_option("#layanan-pilih", "fasilitasi_konsultasi")
    page.locator("form:has(#layanan-pilih) button").click()
    page.wait_for_selector("text=Layanan disimpan")
    assert value(case_id, "pemohon_nama") == "BUDI SANTOSO, S.E."
    assert CaseRow.objects.get(id=case_id).service == "fasilitasi_konsultasi"
