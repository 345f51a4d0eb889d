"""The work of each role in a real browser: counter, pages, complaints, figures, archive, users."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from desk import decisions
from desk.intake import leases
from desk.models import CaseRow, ReceiptRow
from models.status import CaseStatus
from tests.desk import factory, people, procedures
from tests.desk.browsing import PHONE, check_with_axe, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_petugas_takes_papers_in_by_phone_and_by_word_of_mouth(
    browser: Browser, address: str, data: Path, tmp_path: Path
) -> None:
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(b"%PDF-1.4 contoh\n")
    reviewer = sit_down(browser, address, "petugas", size=PHONE)
    page = reviewer.page
    reviewer.go("/terima/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.set_input_files("#berkas", scan)
    assert "surat.pdf" in page.inner_text("#terpilih")
    page.fill("#terima-dari", "Siti Aminah")
    page.click("main button.utama")
    page.wait_for_selector("text=TANDA TERIMA BERKAS")
    assert ReceiptRow.objects.get().number in page.inner_text("article")
    reviewer.go("/terima/lisan/")
    page.fill("#lisan-nama", "Budi")
    page.fill("#lisan-materi", "Simpanan belum dapat diambil.")
    page.click("main button.utama")
    page.wait_for_selector("text=TANDA TERIMA BERKAS")
    assert ReceiptRow.objects.count() == 2
    paths = [
        "/terima/",
        "/terima/lisan/",
        "/terima/pemisah/",
        f"/terima/{ReceiptRow.objects.all()[0].number}/",
    ]
    assert [fault for path in paths for fault in check_with_axe(reviewer, path)] == []
    assert [fault for fault in reviewer.faults if "axe" not in fault] == []


def test_petugas_splits_by_thumbnails_with_the_keyboard(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "petugas")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/halaman/")
    page.focus("input[value='0-2']")
    reviewer.press("Space")
    page.focus("#pisah button")
    reviewer.press("Enter")
    page.wait_for_selector("text=menjadi berkas")
    assert CaseRow.objects.count() == 2
    work = leases.take_case(case_id, "baca")
    assert work
    assert work.files[0].pages == (1,)


def test_petugas_merges_what_is_proposed(browser: Browser, address: str, data: Path) -> None:
    first = factory.admit_case(data, 1, name="SITI AMINAH")
    second = factory.admit_case(data, 1001, name="SITI AMINAH")
    reviewer = sit_down(browser, address, "petugas")
    page = reviewer.page
    reviewer.go(f"/perkara/{second}/")
    page.click("a:has-text('Gabungkan')")
    page.click("form.pesan button:has-text('Gabungkan')")
    page.wait_for_selector(f"text=Berkas {first} digabungkan ke sini")
    assert CaseRow.objects.get(id=first).merged_into_id == second


def test_pengelola_pengaduan_overrules_and_keeps_a_complainant_secret(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 4, without_ktp=True)
    reviewer = sit_down(browser, address, "pengelola_pengaduan")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    page.locator("#periksa li:has-text('Fotokopi KTP') >> text=nilai sendiri").click()
    page.check("input[value=terpenuhi]")
    page.fill("#alasan", "KTP-el sudah diperlihatkan.")
    page.click("main button.utama")
    page.wait_for_selector("text=dinilai petugas")
    page.click("button:has-text('Rahasiakan pelapor')")
    page.wait_for_selector("text=Pelapor dirahasiakan")
    row = CaseRow.objects.get(id=case_id)
    assert (row.completeness, row.is_confidential) == ("lengkap", True)


def test_kepala_sees_figures_and_checks_the_log(browser: Browser, address: str, data: Path) -> None:
    factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "kepala")
    page = reviewer.page
    assert check_with_axe(reviewer, "/dasbor/") == []
    assert check_with_axe(reviewer, "/audit/") == []
    page.click("button:has-text('Periksa keutuhan')")
    page.wait_for_selector("text=catatan utuh")
    reviewer.go("/")
    with page.expect_download() as download:
        page.click("button:has-text('Excel')")
    assert download.value.suggested_filename.endswith(".xlsx")


def test_arsiparis_archives_what_is_finished(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    who = people.user("pemeriksa")
    procedures.give_plain_service(data, case_id, who)
    for kind in ("setujui", "selesaikan"):
        decisions.decide(case_id, decisions.Choice(kind), people.editor(who, case_id))
    reviewer = sit_down(browser, address, "arsiparis")
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.page.click("button:has-text('Arsipkan')")
    reviewer.page.wait_for_selector("text=diarsipkan")
    assert CaseRow.objects.get(id=case_id).status == CaseStatus.DIARSIPKAN


def test_admin_makes_a_user_who_then_works(browser: Browser, address: str, data: Path) -> None:
    reviewer = sit_down(browser, address, "admin")
    page = reviewer.page
    assert page.url.endswith("/pengguna/")
    page.fill("#pengguna-nama", "rina")
    page.fill("#pengguna-nama_lengkap", "Rina Wati")
    page.check("text=Pemeriksa -")
    page.click("section.kartu button.utama")
    page.wait_for_selector("text=Kata sandi sekali pakai untuk rina")
    password = page.inner_text(".rahasia")
    assert reviewer.faults == []
    fresh = browser.new_context(locale="id-ID").new_page()
    fresh.goto(f"{address}/masuk/")
    fresh.fill("#id_username", "rina")
    fresh.fill("#id_password", password)
    fresh.click("button.utama")
    fresh.fill("#id_old_password", password)
    for place in ("#id_new_password1", "#id_new_password2"):
        fresh.fill(place, "mangga-muda-tiga")
    fresh.click("main button.utama")
    fresh.wait_for_selector("text=Peran Anda menunggu penegasan")
    head = sit_down(browser, address, "kepala")
    head.go("/pengguna/peran/")
    head.page.click("button:has-text('Tegaskan')")
    head.page.wait_for_selector("text=Tidak ada peran yang menunggu")
    assert head.faults == []
    fresh.goto(f"{address}/")
    fresh.wait_for_selector("text=Antrean berkas")
    assert "Rina Wati" in fresh.inner_text(".akun summary")


def test_several_cases_are_taken_with_the_keyboard(browser: Browser, address: str, data: Path) -> None:
    ids = [factory.admit_case(data, number) for number in range(3)]
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go("/")
    for key in ("j", "s", "j", "s"):
        reviewer.press(key)
    assert page.inner_text("#terpilih-jumlah") == "2 berkas bertanda"
    page.click("#borongan button:has-text('Pegang')")
    page.wait_for_selector("text=2 berkas Anda pegang")
    held = [case_id for case_id in ids if CaseRow.objects.get(id=case_id).reviewer_id]
    assert len(held) == 2
    page.check("#semua-baris")
    with page.expect_download() as download:
        page.click("#borongan button:has-text('Tanda terima')")
    assert download.value.suggested_filename.startswith("tanda-terima-")
    assert reviewer.faults == []


def test_petugas_clears_doubts_and_hands_on_with_the_keyboard(
    browser: Browser, address: str, data: Path
) -> None:
    ids = [factory.admit_case(data, number, doubtful=("nik",)) for number in range(2)]
    reviewer = sit_down(browser, address, "petugas")
    page = reviewer.page
    reviewer.go("/berikut/")
    for _ in ids:
        case_id = page.url.rstrip("/").split("/")[-1]
        reviewer.until("document.activeElement.name === 'nilai'")
        reviewer.press("Enter")
        reviewer.until("document.activeElement.name !== 'nilai'")
        reviewer.settle()
        reviewer.press("a")
        reviewer.leave(case_id)
    assert set(CaseRow.objects.values_list("id", "status", "doubtful")) == {
        (case_id, "menunggu", 0) for case_id in ids
    }
    assert reviewer.faults == []
