"""Papers that go out: notice of shortage, answer, receipt; as a page and as PDF."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from django.contrib.auth.models import User
from django.test import Client
from openpyxl import load_workbook

from desk import changes, decisions
from desk.models import AuditEntry, CasePaper, CaseRow
from tests.desk import factory, people, procedures
from tests.desk.clock import it_is


def decide(browser: Client, case_id: str, kind: str, **values: str) -> Any:
    sent = {"versi": str(CaseRow.objects.get(id=case_id).version), **values}
    return browser.post(f"/perkara/{case_id}/putusan/{kind}/", sent)


def letter_in(browser: Client, case_id: str, kind: str) -> str:
    page = browser.get(f"/perkara/{case_id}/putusan/{kind}/").content.decode()
    return page.split('name="surat"')[1].split(">", 1)[1].split("</textarea>")[0]


def pdf_text(browser: Client, path: str) -> str:
    """The text without its line breaks."""
    answer = browser.get(f"{path}?pdf")
    assert answer["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(answer.content)) as paper:
        return " ".join(" ".join(page.extract_text().split()) for page in paper.pages)


def test_the_notice_of_shortage_is_had_as_pdf(data: Path) -> None:
    case_id = factory.admit_case(data, 4, without_ktp=True, with_images=False)
    browser = people.client("pemeriksa")
    assert decide(browser, case_id, "kembalikan", surat=letter_in(browser, case_id, "kembalikan"))["Location"]
    text = pdf_text(browser, f"/perkara/{case_id}/surat/")
    for part in ("DINAS KOPERASI", "Hal", "Pemberitahuan Kekurangan Berkas", "Yth.", "fotokopi KTP", case_id):
        assert part in text


def test_the_notice_says_until_when_and_gets_a_number_of_the_register(data: Path) -> None:
    """Sent back on Tuesday 17 March 2026: ten hari kerja over Nyepi and Idul Fitri end on 8 April."""
    with it_is(date(2026, 3, 17)):
        case_id = factory.admit_case(data, 4, without_ktp=True, with_images=False, name="SRI WAHYUNI")
        browser = people.client("pemeriksa")
        letter = letter_in(browser, case_id, "kembalikan")
        assert "paling lambat tanggal 8 April 2026" in letter
        decide(browser, case_id, "kembalikan", surat=letter)
        opened = browser.post(f"/perkara/{case_id}/surat/nomor/")
        paper = CasePaper.objects.get(case_id=case_id, kind="pemberitahuan_kekurangan")
        assert opened["Location"].endswith(f"/proses/surat/{paper.id}/")
        version = CaseRow.objects.get(id=case_id).version
        finish = {"versi": version, "nomor": "518/77/415.26/2026", "tanggal": "2026-03-17", "cocok": "ya"}
        browser.post(f"{opened['Location']}final/", finish)
        text = pdf_text(browser, f"/perkara/{case_id}/surat/")
        assert "518/77/415.26/2026" in text
        assert "Saudara/i Sri Wahyuni" in text
        sent = {"versi": version + 1, "cara": "pos", "tanggal": "2026-03-17"}
        browser.post(f"{opened['Location']}kirim/", sent)
        assert not decisions.may_undo(CaseRow.objects.get(id=case_id))
        listed = browser.get("/surat-keluar/").content.decode()
        assert "518/77/415.26/2026" in listed
        assert "Saudara/i Sri Wahyuni" in listed
    with it_is(date(2026, 4, 6)):
        page = people.client("petugas").get("/tenggat/").content.decode()
        assert "Kelengkapan berkas dari pemohon" in page


def test_an_office_may_name_no_date(data: Path) -> None:
    own = Path("models/data/kantor.toml").read_text().replace("hari_melengkapi = 10", "hari_melengkapi = 0")
    (data / "kantor.toml").write_text(own)
    try:
        case_id = factory.admit_case(data, 4, without_ktp=True, with_images=False)
        letter = letter_in(people.client("pemeriksa"), case_id, "kembalikan")
        assert "paling lambat" not in letter
    finally:
        (data / "kantor.toml").unlink()


def test_the_register_of_letters_hides_and_filters(data: Path) -> None:
    who = people.user("pengelola_pengaduan", "pengelola")
    cases = [factory.admit_case(data, number, with_images=False) for number in (1, 2)]
    CaseRow.objects.filter(id=cases[1]).update(is_confidential=True)
    for place, case_id in enumerate(cases, start=1):
        content = {
            "kind": "undangan",
            "subject": "Undangan",
            "addressee": ["Yth.", f"Saudara/i Orang{place}"],
        }
        CasePaper.objects.create(
            case_id=case_id, kind="undangan", content=content, is_final=True, number=f"518/{place}",
            dated_on=date(2026, 11, place), finalizer=who,
        )  # fmt: skip
    with it_is(date(2026, 11, 20)):
        own, other = people.client("kepala"), people.client("petugas")
        assert "518/2" not in other.get("/surat-keluar/").content.decode()
        page = own.get("/surat-keluar/").content.decode()
        assert "518/2" in page
        assert "Orang2" not in page
        assert "Orang1" in page
        assert "518/1" not in own.get("/surat-keluar/?nomor=518/2").content.decode()
        assert "518/" not in own.get("/surat-keluar/?tahun=2025").content.decode().split("<tbody>")[1]
        sheet = load_workbook(io.BytesIO(own.get("/surat-keluar/?unduh").content)).worksheets[0]
        assert [cell.value for cell in sheet["A"]] == ["Nomor", "518/2", "518/1"]
        assert sheet["B3"].is_date


def test_many_receipts_are_one_pdf_of_a5_pages(data: Path) -> None:
    cases = [factory.admit_case(data, number, with_images=False) for number in (1, 2)]
    sent = {"tindakan": "tanda_terima", "perkara": cases}
    answer = people.client("petugas").post("/borongan/", sent)
    with pdfplumber.open(io.BytesIO(answer.content)) as paper:
        texts = [page.extract_text() for page in paper.pages]
        assert {round(page.width) for page in paper.pages} == {420}
    assert len(texts) == 2
    for case_id, text in zip(cases, texts, strict=True):
        assert case_id in text
        assert "tidak dipungut biaya" in text
        assert "3517" not in text


def test_declining_answers_with_the_reason_in_the_letter(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    browser = people.client("pemeriksa")
    letter = letter_in(browser, case_id, "tolak")
    assert "[alasan]" in letter
    refused = decide(browser, case_id, "tolak", surat=letter)
    assert refused.status_code == 400
    assert decide(browser, case_id, "tolak", surat=letter, alasan="Koperasi di luar Jombang & sekitarnya.")
    text = pdf_text(browser, f"/perkara/{case_id}/surat/")
    assert "Koperasi di luar Jombang & sekitarnya." in text
    assert "[alasan]" not in text
    assert "Jawaban atas Permohonan Saudara" in text


def test_declining_without_a_letter_goes_on_to_the_next_case(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    browser = people.client("pemeriksa")
    assert decide(browser, case_id, "tolak", surat="", alasan="Salah alamat.")["Location"] == "/berikut/"
    assert browser.get(f"/perkara/{case_id}/surat/").status_code == 404


def test_what_was_approved_is_answered_with_its_result(data: Path) -> None:
    """A service without stages ends by a decision alone."""
    case_id = factory.admit_case(data, 1, with_images=False)
    procedures.give_plain_service(data, case_id, people.user("pemeriksa", "pemilih"))
    browser = people.client("pemeriksa")
    changes.release(case_id, User.objects.get(username="pemilih"))
    decide(browser, case_id, "setujui")
    letter = letter_in(browser, case_id, "selesaikan")
    assert decide(browser, case_id, "selesaikan", surat=letter).status_code == 400
    decide(browser, case_id, "selesaikan", surat=letter, alasan="Konsultasi pada 2 Desember 2026.")
    assert CaseRow.objects.get(id=case_id).status == "selesai"
    assert "Konsultasi pada 2 Desember 2026." in pdf_text(browser, f"/perkara/{case_id}/surat/")


def test_a_case_from_the_folder_has_a_receipt_too(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    browser = people.client("petugas")
    assert case_id in browser.get(f"/perkara/{case_id}/tanda-terima/").content.decode()
    assert case_id in pdf_text(browser, f"/perkara/{case_id}/tanda-terima/")
    assert AuditEntry.objects.filter(action="tanda_terima", case_id=case_id).exists()


def test_doubts_are_asked_about_before_approving(data: Path) -> None:
    case_id = factory.admit_case(data, 4, doubtful=("pemohon_nama",), without_ktp=True, with_images=False)
    browser = people.client("pemeriksa")
    page = decide(browser, case_id, "setujui").content.decode()
    assert "Masih ada 1 isian ragu" in page
    assert "Fotokopi KTP atau identitas lembaga: tidak terpenuhi" in page
    assert CaseRow.objects.get(id=case_id).status == "menunggu"
    decide(browser, case_id, "setujui", tetap="ya")
    assert CaseRow.objects.get(id=case_id).status == "disetujui"


def test_a_notice_that_names_nothing_to_be_supplied_is_refused(data: Path) -> None:
    case_id, browser = factory.admit_case(data, 1, with_images=False), people.client("pemeriksa")
    form = browser.get(f"/perkara/{case_id}/putusan/kembalikan/").content.decode()
    assert "Semua syarat berkas ini terpenuhi" in form
    letter = letter_in(browser, case_id, "kembalikan")
    for text in (letter, letter.replace("\n", "\r\n"), ""):
        refused = decide(browser, case_id, "kembalikan", surat=text)
        assert refused.status_code == 400 and "belum menyebut satu kekurangan pun" in refused.content.decode()
    assert CaseRow.objects.get(id=case_id).status == "menunggu"
    own = letter.replace("\n\n", "\n\n1. Mohon surat ditandatangani.\n\n", 1)
    assert decide(browser, case_id, "kembalikan", surat=own).status_code == 302
    assert CaseRow.objects.get(id=case_id).status == "dikembalikan"


def test_an_incomplete_case_is_returned_with_its_draft(data: Path) -> None:
    case_id = factory.admit_case(data, 4, without_ktp=True, with_images=False)
    browser = people.client("pemeriksa")
    assert "belum menyebut" not in browser.get(f"/perkara/{case_id}/putusan/kembalikan/").content.decode()


@pytest.mark.parametrize(
    ("service", "is_asked"),
    [("fasilitasi_pengaduan", False), ("fasilitasi_konsultasi", True), ("legalisasi", False)],
)
def test_a_service_that_the_request_does_not_ask_for_is_a_doubt(
    data: Path, service: str, is_asked: bool
) -> None:
    case_id, who = factory.admit_case(data, 1, with_images=False), people.user("pemeriksa", "pemilih")
    procedures.give_plain_service(data, case_id, who)
    changes.set_service(case_id, service, people.editor(who, case_id))
    changes.release(case_id, who)
    answer = decide(people.client("pemeriksa"), case_id, "setujui")
    assert ("tetapi layanan berkas ini" in answer.content.decode()) is is_asked
    assert (CaseRow.objects.get(id=case_id).status == "disetujui") is not is_asked


def test_every_paper_says_the_same_where_to_ask(data: Path) -> None:
    case_id, browser = (
        factory.admit_case(data, 4, without_ktp=True, with_images=False),
        people.client("kepala"),
    )
    phone = "telepon (0321) 861494, telepon pengaduan (0321) 8491519"
    papers_of = [letter_in(browser, case_id, kind) for kind in ("kembalikan", "tolak")]
    receipt = people.client("petugas").get(f"/perkara/{case_id}/tanda-terima/")
    papers_of.append(receipt.content.decode())
    for text in papers_of:
        assert phone in text and "WhatsApp 082139751135" in text
