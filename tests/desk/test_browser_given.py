"""What people give, type and record is kept and shown as it is, in a real browser: later papers, oral
complaints, kinds of paper, responses, failures, doubts."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from desk import decisions
from desk.intake import admission, leases
from desk.intake.values import Arrival, StoredFile
from desk.models import CaseRow, FieldRow, ReceiptRow
from models.case import Channel
from models.status import CaseStatus
from tests.desk import factory, people
from tests.desk.browsing import sit_down
from tests.desk.test_counter import admit, drops
from tests.desk.test_typed_complaint import NoReader, admitted, read

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
JPEG = b"\xff\xd8\xff\xe0 kartu yang sama"


def shown(page: Page, label: str) -> str:
    """What stands in the field of that label."""
    return page.get_by_label(label, exact=True).first.input_value()


def test_an_oral_complaint_is_on_the_case_page_as_it_was_typed(
    browser: Browser, address: str, data: Path
) -> None:
    matter = "Dicatat oleh petugas: Lina. Sudah tiga kali ke kantor."
    officer = sit_down(browser, address, "petugas")
    page = officer.page
    officer.go("/terima/lisan/")
    page.select_option("#lisan-kanal", "telepon")
    for name, text in {"nama": "Siti Aminah", "terlapor": "Petugas loket 2", "materi": matter}.items():
        page.fill(f"#lisan-{name}", text)
    page.fill("#lisan-nik", "351708190882900")
    page.click("main button.utama")
    page.wait_for_selector("text=tidak terdiri atas 16 angka")
    assert ReceiptRow.objects.count() == 0
    page.fill("#lisan-nik", "3517 0819 0882 9002")
    page.click("main button.utama")
    page.wait_for_selector("text=TANDA TERIMA BERKAS")
    case_id = admitted(data)
    read(data, case_id, NoReader())
    reviewer = sit_down(browser, address, "pengelola_pengaduan")
    reviewer.go(f"/perkara/{case_id}/")
    assert shown(reviewer.page, "Terlapor") == "Petugas loket 2"
    assert shown(reviewer.page, "NIK pelapor") == "3517081908829002"
    assert shown(reviewer.page, "Materi pengaduan") == matter
    assert reviewer.page.locator("form.isian.ragu").count() == 0


def test_a_later_paper_that_lies_in_another_case_too_is_in_the_one_that_was_named(
    browser: Browser, address: str, data: Path, tmp_path: Path
) -> None:
    card = tmp_path / "ktp.jpg"
    card.write_bytes(JPEG)
    other = admit(card).case_id
    case_id = factory.admit_case(data, 4, without_ktp=True)
    who = people.user("pemeriksa")
    decisions.decide(case_id, decisions.Choice("kembalikan", letter="Isi."), people.editor(who, case_id))
    officer = sit_down(browser, address, "petugas")
    page = officer.page
    officer.go(f"/terima/?susulan={case_id}")
    page.set_input_files("#berkas", card)
    page.click("main button.utama")
    page.wait_for_selector("text=TANDA TERIMA BERKAS")
    assert case_id in page.inner_text("article")
    (drop,) = drops(data)
    admit(drop)
    officer.go(f"/perkara/{case_id}/")
    assert other in page.inner_text("main"), "where else it lies"
    row = CaseRow.objects.get(id=case_id)
    assert (row.files.count(), row.status) == (2, CaseStatus.DITERIMA)


def test_another_kind_keeps_what_both_kinds_carry_and_a_split_keeps_the_kind(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1)
    before = {item.name: str(item.value) for item in FieldRow.objects.filter(document__case_id=case_id)}
    officer = sit_down(browser, address, "petugas")
    page = officer.page
    letter = CaseRow.objects.get(id=case_id).documents.get(kind="surat_permohonan")
    officer.go(f"/perkara/{case_id}/jenis/{letter.id}/")
    page.select_option("#jenis", "surat_pengaduan")
    page.click("main button.utama")
    officer.leave("/jenis/")
    officer.go(f"/perkara/{case_id}/")
    for label, name in {
        "Nama pelapor": "pemohon_nama",
        "NIK pelapor": "pemohon_nik",
        "Alamat pelapor": "pemohon_alamat",
        "Telepon pelapor": "pemohon_telepon",
    }.items():
        assert shown(page, label) == before[name], label
    officer.go(f"/perkara/{case_id}/halaman/")
    named = page.locator(".kisi li").nth(1)
    named.locator("select").select_option("lampiran")
    named.locator("button:has-text('Simpan jenis')").click()
    page.wait_for_selector("text=Jenis halaman disimpan.")
    page.check("input[value='0-2']")
    page.click("#pisah button")
    page.wait_for_selector("text=menjadi berkas")
    new_id = CaseRow.objects.exclude(id=case_id).get().id
    work = leases.take_case(new_id, "baca")
    assert work
    assert list(work.kinds.values()) == [("lampiran",)]


def test_the_view_of_complaints_holds_both_services(browser: Browser, address: str, data: Path) -> None:
    services = ("fasilitasi_pengaduan", "pengaduan_layanan", "fasilitasi_konsultasi")
    ids = {}
    for number, service in enumerate(services):
        ids[service] = factory.admit_case(data, number)
        CaseRow.objects.filter(id=ids[service]).update(service=service)
    manager = sit_down(browser, address, "pengelola_pengaduan")
    manager.page.click(".pandangan a:has-text('Pengaduan') >> nth=0")
    manager.wait_path("layanan=")
    text = manager.page.inner_text("#daftar")
    assert [ids[service] in text for service in services] == [True, True, False]


def test_a_response_is_recorded_with_its_proof_and_ends_the_countdown(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1, received_on=date(2026, 1, 5))
    CaseRow.objects.filter(id=case_id).update(
        service="pengaduan_layanan", is_service_set=True, service_due=None, response_due=date(2026, 1, 8)
    )
    officer = sit_down(browser, address, "petugas")
    page = officer.page
    officer.go(f"/perkara/{case_id}/")
    assert "terlambat" in page.inner_text("#kepala").lower()
    officer.go(f"/perkara/{case_id}/tanggapan/")
    page.fill("#tanggapan-tanggal", "06-01-2026")
    page.select_option("#tanggapan-kanal", "whatsapp")
    page.fill("#tanggapan-teks", "Aduan kami teruskan kepada pengawas.")
    page.click("main button.utama")
    page.wait_for_selector("text=Sertakan buktinya")
    page.fill("#tanggapan-rujukan", "Pesan WA 06-01-2026")
    page.click("main button.utama")
    officer.leave("/tanggapan/")
    head = page.inner_text("#kepala").lower()
    assert "ditanggapi 6 jan" in head
    assert "terlambat" not in head


def test_failures_are_one_list_with_reason_retry_and_aside(
    browser: Browser, address: str, data: Path
) -> None:
    why = "Berkas meminta kata sandi; mintalah salinan tanpa sandi."
    file = StoredFile("f" * 64, "surat-bersandi.pdf", 1000, ".pdf")
    arrival = Arrival("bersandi", Channel.EMAIL, factory.at_nine(date(2026, 11, 24)), (file,))
    case_id = admission.admit(arrival).case_id
    assert leases.take_case(case_id, "uji")
    leases.fail(case_id, "uji", why, is_final=True)
    (data / "gagal").mkdir(exist_ok=True)
    (data / "gagal" / "kosong.pdf").write_bytes(b"")
    admission.record_failure("k-1", Channel.LOKET, "kosong.pdf", "Berkas ini kosong.")
    officer = sit_down(browser, address, "petugas")
    page = officer.page
    page.click("#tab-gagal")
    page.wait_for_selector("h1:has-text('Gagal dibaca')")
    text = page.inner_text("main")
    assert [words in text for words in ("surat-bersandi.pdf", why, "kosong.pdf", "Berkas ini kosong.")] == [
        True,
        True,
        True,
        True,
    ]
    page.click("tr:has-text('kosong.pdf') button:has-text('Sisihkan')")
    page.wait_for_selector("text=disisihkan")
    assert "kosong.pdf" not in page.inner_text("tbody")
    page.click("tr:has-text('surat-bersandi.pdf') button:has-text('Coba lagi')")
    page.wait_for_selector("text=Tidak ada yang gagal dibaca")
    assert CaseRow.objects.get(id=case_id).status == CaseStatus.DITERIMA


def test_a_doubt_says_what_to_compare(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("nik",))
    reviewer = sit_down(browser, address, "pemeriksa")
    reviewer.go(f"/perkara/{case_id}/")
    (words,) = reviewer.page.locator("form.isian.ragu .ragu-teks").all_inner_texts()
    assert "Bandingkan dengan NIK pemohon pada Surat permohonan." in words
    assert "%" not in words
    assert "yakin" not in words
