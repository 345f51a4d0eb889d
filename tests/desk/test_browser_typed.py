"""Nothing typed is lost by leaving, by a refusal or by the end of a session: in a real browser."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Dialog, Page

from desk import changes
from desk.models import CaseRow, Disposition
from tests.desk import factory, people, procedures
from tests.desk.browsing import Reviewer, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
TEXT = "Berkas ini ditolak sebab bukan kewenangan kantor ini."


def stays(page: Page) -> list[str]:
    """What the browser asks is answered with staying; the kinds of what it asked."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return asked


def log_in_again(reviewer: Reviewer, name: str) -> None:
    page = reviewer.page
    page.fill("#id_username", name)
    page.fill("#id_password", people.PASSWORD)
    page.click("button.utama")
    page.wait_for_selector("text=Yang Anda ketik dikembalikan")


def test_who_leaves_a_search_is_not_asked(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "pemeriksa")
    reviewer.go("/")
    page, asked = reviewer.page, stays(reviewer.page)
    page.fill("#cari", "tidak ada di mana pun")  # as it is pasted: no key goes up
    page.wait_for_selector("#daftar >> text=Tidak ada berkas yang memuat")
    reviewer.go(f"/perkara/{case_id}/")
    assert asked == [] and case_id in page.url


def test_a_service_that_was_chosen_and_not_saved_is_told_before_approving(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "kepala")
    reviewer.go(f"/perkara/{case_id}/")
    page = reviewer.page
    page.select_option("#layanan-pilih", "fasilitasi_konsultasi")
    page.click("#tombol-setujui")
    page.wait_for_selector("text=sudah dipilih, tetapi belum disimpan")
    assert page.evaluate("document.activeElement.id") == "layanan-pilih"
    assert CaseRow.objects.get(id=case_id).status == "menunggu"
    page.click("form[action$='/layanan/'] button")
    page.wait_for_selector("text=Layanan disimpan")
    assert CaseRow.objects.get(id=case_id).service == "fasilitasi_konsultasi"
    page.select_option("#bukti-pilih", "ikd")
    page.click("text=Kembalikan")
    page.wait_for_selector("text=sudah dipilih, tetapi belum disimpan")
    page.click("text=Kembalikan")
    reviewer.wait_path("/putusan/kembalikan/")
    assert reviewer.faults == []


def test_who_leaves_half_typed_is_asked(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "kepala")
    reviewer.go(f"/perkara/{case_id}/putusan/tolak/")
    page, asked = reviewer.page, stays(reviewer.page)
    page.locator("#alasan").press_sequentially(TEXT)
    page.click("a.merek", no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"] and page.url.endswith("/putusan/tolak/")
    assert page.input_value("#alasan") == TEXT
    page.click("button.utama")
    reviewer.leave("/putusan/")
    assert asked == ["beforeunload"], "what is sent is not left"
    assert reviewer.faults == []


def test_a_refused_form_is_sent_again_after_the_session_ended(
    browser: Browser, address: str, data: Path
) -> None:
    reviewer = sit_down(browser, address, "pengelola_pengaduan", "sri")
    case_id = procedures.in_coordination(data, User.objects.get(username="sri"), date(2026, 3, 16))
    reviewer.go(f"/perkara/{case_id}/proses/")
    page = reviewer.page
    page.get_by_label("Diteruskan kepada").fill("Bidang A")
    page.get_by_label("Isi disposisi").fill(TEXT)
    page.get_by_label("Paling lambat").evaluate("field => field.removeAttribute('min')")
    page.get_by_label("Paling lambat").fill("2020-01-01")
    page.click("text=Disposisikan")
    page.wait_for_selector("text=Batas waktu disposisi sudah lewat.")
    assert page.get_by_label("Isi disposisi").input_value() == TEXT
    page.get_by_label("Paling lambat").fill(f"{date.today().year + 1}-12-01")
    Session.objects.all().delete()
    page.click("text=Disposisikan")
    reviewer.wait_path("/masuk/")
    log_in_again(reviewer, "sri")
    assert page.url.endswith(f"/perkara/{case_id}/proses/")
    assert page.get_by_label("Isi disposisi").input_value() == TEXT
    page.click("text=Disposisikan")
    page.wait_for_selector("text=Disposisi dicatat")
    assert Disposition.objects.get().instruction == TEXT


def test_of_two_forms_with_the_same_names_each_gets_its_own_back(
    browser: Browser, address: str, data: Path
) -> None:
    reviewer = sit_down(browser, address, "pengelola_pengaduan", "sri")
    who = User.objects.get(username="sri")
    case_id = procedures.approved(data, 1, who, "fasilitasi_pengaduan", received_on=date(2026, 3, 13))
    reviewer.go(f"/perkara/{case_id}/proses/")
    page = reviewer.page
    page.click("text=Sepakati penyelesaian di lokasi")
    for name, text in (("Tempat yang disepakati", "Balai Desa Sumobito"), ("Disepakati oleh", "Para pihak")):
        page.get_by_label(name).fill(text)
    page.fill("#lokasi-tanggal", "2027-01-05")
    page.fill("#lokasi-mulai", "09.00")
    Session.objects.all().delete()
    page.click("text=Catat kesepakatan")
    reviewer.wait_path("/masuk/")
    log_in_again(reviewer, "sri")
    assert page.input_value("#lokasi-tempat") == "Balai Desa Sumobito"
    assert page.input_value("#jadwal-tempat") == ""
    assert page.locator("#lokasi-tempat").is_visible()


def test_a_login_in_another_tab_loses_nothing_of_this_one(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "kepala", "ani")
    reviewer.go(f"/perkara/{case_id}/putusan/tolak/")
    page = reviewer.page
    page.fill("#alasan", TEXT)
    Session.objects.all().delete()
    other = page.context.new_page()
    other.goto(f"{address}/masuk/")
    other.fill("#id_username", "ani")
    other.fill("#id_password", people.PASSWORD)
    other.click("button.utama")
    other.wait_for_url(lambda url: "/masuk/" not in url)
    page.click("button.utama")
    page.wait_for_selector("text=Formulir kedaluwarsa")
    page.click("text=Buka lagi formulirnya")
    page.wait_for_selector("text=Yang Anda ketik dikembalikan")
    assert page.input_value("#alasan") == TEXT
    page.click("button.utama")
    reviewer.leave("/putusan/")


def test_a_decision_sent_to_a_case_that_was_taken_over_keeps_its_words(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "kepala", "ani")
    reviewer.go(f"/perkara/{case_id}/putusan/tolak/")
    page = reviewer.page
    page.fill("#alasan", TEXT)
    reviewer.hold()
    changes.take_over(case_id, people.user("pemeriksa", "sri"))
    page.click("main button.utama")
    page.wait_for_selector("text=Perubahan bentrok")
    page.wait_for_selector("text=Buka lagi formulirnya")
    page.click("text=Ambil alih berkas")
    page.wait_for_selector("#tombol-setujui:not([disabled])")
    page.click(".putusan >> text=Tolak")
    page.wait_for_selector("text=Yang Anda ketik dikembalikan")
    assert page.input_value("#alasan") == TEXT


def test_a_complaint_by_word_of_mouth_is_sent_by_key(browser: Browser, address: str, data: Path) -> None:
    reviewer = sit_down(browser, address, "petugas")
    reviewer.go("/terima/lisan/")
    page = reviewer.page
    page.fill("[name=nama]", "Siti Aminah")
    page.fill("[name=materi]", TEXT)
    reviewer.press("Control+Enter")
    page.wait_for_url("**/terima/JBG-**")
    assert reviewer.faults == []
