"""A key that was meant as a command and falls into a field changes nothing unseen: in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from desk.models import AuditEntry, CaseRow, FieldRow
from tests.desk import factory
from tests.desk.browsing import Reviewer, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
NAME = "document.activeElement.closest('form.isian')?.querySelector('label').textContent"


def value(case_id: str, name: str) -> object:
    return FieldRow.objects.get(document__case_id=case_id, name=name).value


def opened(browser: Browser, address: str, case_id: str) -> Reviewer:
    reviewer = sit_down(browser, address, "pemeriksa")
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.until("document.activeElement.name === 'nilai'")
    return reviewer


def labels(reviewer: Reviewer) -> list[str]:
    """What the keys' labels of the decisions say now."""
    shown = "[...document.querySelectorAll('.putusan kbd')].filter((each) => each.offsetParent)"
    said = "getComputedStyle(each, '::before').content.replace(/none|\"/g, '') + each.textContent"
    return [str(text) for text in reviewer.page.evaluate(f"{shown}.map((each) => {said})")]


def test_a_letter_in_a_fresh_field_is_shown_and_never_saved_unasked(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama", "pemohon_alamat"))
    factory.admit_case(data, 2)
    reviewer = opened(browser, address, case_id)
    page, before = reviewer.page, value(case_id, "pemohon_nama")
    for key in ("k", "Tab"):
        reviewer.press(key)
    assert page.evaluate(NAME) == "Alamat pemohon", "one can go on; the value waits"
    assert "belum disimpan" in page.inner_text("[data-catatan]")
    page.click(".putusan >> text=Lewati")
    reviewer.until(f"{NAME} === 'Nama pemohon'")
    assert f"/perkara/{case_id}/" in page.url
    assert value(case_id, "pemohon_nama") == before
    assert AuditEntry.objects.filter(action="isian_diubah").count() == 0
    reviewer.press("Escape")
    assert page.locator("[data-catatan]").count() == 0
    reviewer.press("n")
    reviewer.leave(case_id)
    assert value(case_id, "pemohon_nama") == before
    assert CaseRow.objects.get(id=case_id).doubtful == 2
    assert reviewer.faults == []


def test_so_short_a_value_is_saved_by_a_second_enter(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama",))
    reviewer = opened(browser, address, case_id)
    reviewer.press("a")
    reviewer.press("Enter")
    reviewer.page.wait_for_selector("text=Tekan Enter sekali lagi")
    assert value(case_id, "pemohon_nama") != "a"
    reviewer.press("Enter")
    reviewer.until("document.querySelectorAll('form.isian.ragu').length === 0")
    assert value(case_id, "pemohon_nama") == "a"


def test_a_real_correction_is_typed_at_once_and_takes_one_enter(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama", "rt"))
    reviewer = opened(browser, address, case_id)
    reviewer.page.keyboard.type("KATMINAH")
    reviewer.press("Enter")
    reviewer.until(f"{NAME} === 'RT'")
    reviewer.page.keyboard.type("7")
    reviewer.press("Enter")
    reviewer.until("document.querySelectorAll('form.isian.ragu').length === 0")
    assert (value(case_id, "pemohon_nama"), value(case_id, "rt")) == ("KATMINAH", "7")


def test_labels_say_which_key_works_where_the_cursor_is(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama",))
    reviewer = opened(browser, address, case_id)
    assert labels(reviewer) == ["Ctrl+Enter", "Esc K", "Esc T", "Esc X", "Esc N", "Esc ?"]
    reviewer.press("Escape")
    assert labels(reviewer) == ["A", "K", "T", "X", "N", "?"]
    reviewer.press("c")
    assert labels(reviewer)[1] == "Esc K"
    reviewer.press("Escape")
    reviewer.press("k")
    reviewer.wait_path("/putusan/kembalikan/")


def test_a_list_changes_by_what_is_chosen_in_it_alone(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("jenis_layanan",))
    reviewer = opened(browser, address, case_id)
    page = reviewer.page
    for key in ("k", "Home", "End", "ArrowRight"):
        reviewer.press(key)
        assert page.evaluate("document.activeElement.value") == "pengaduan"
    assert "Spasi membuka" in page.inner_text("[data-catatan]")
    reviewer.press("ArrowDown")
    assert page.evaluate(NAME) == "Nama termohon"
    reviewer.press("ArrowUp")
    assert page.evaluate(NAME) == "Jenis layanan"
    assert value(case_id, "jenis_layanan") == "pengaduan"
    reviewer.press("Space")
    reviewer.until("document.activeElement.matches(':open')")
    reviewer.press("Home")
    reviewer.press("ArrowDown")
    reviewer.press("Enter")
    reviewer.until("document.querySelectorAll('form.isian.ragu').length === 0")
    assert value(case_id, "jenis_layanan") == "konsultasi"
    assert reviewer.faults == []


def test_arrows_leave_a_long_text_at_its_ends(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pokok_masalah",))
    reviewer = opened(browser, address, case_id)
    page = reviewer.page
    field = page.evaluate("document.activeElement.id")
    reviewer.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") != field, "selected whole"
    reviewer.press("ArrowUp")
    page.evaluate("document.activeElement.setSelectionRange(3, 3)")
    reviewer.press("Shift+ArrowDown")
    assert page.evaluate("document.activeElement.id") == field
    page.evaluate("document.activeElement.setSelectionRange(0, 0)")
    reviewer.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") != field


def test_a_second_key_does_not_approve_the_case_that_just_came(
    browser: Browser, address: str, data: Path
) -> None:
    ids = [factory.admit_case(data, number) for number in range(2)]
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go("/berikut/")
    first = page.url.rstrip("/").split("/")[-1]
    reviewer.approve()
    reviewer.leave(first)
    reviewer.until("document.body.dataset.baru === 'ya'")
    reviewer.press("a")
    page.wait_for_selector("text=baru saja terbuka")
    assert page.locator(".pesan button:has-text('Urungkan')").count() == 1, "what undoes stays"
    assert sorted(CaseRow.objects.values_list("status", flat=True)) == ["disetujui", "menunggu"]
    reviewer.approve()
    reviewer.wait_path("/berikut/")
    assert CaseRow.objects.filter(id__in=ids, status="disetujui").count() == 2
