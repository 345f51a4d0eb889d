"""Papers that go out: notice of shortage, answer, receipt; as a page and as PDF."""

import io
from pathlib import Path
from typing import Any

import pdfplumber
from django.contrib.auth.models import User
from django.test import Client

from desk import changes
from desk.models import CatatanAudit, Perkara
from tests.desk import factory, people, procedures


def decide(browser: Client, case_id: str, kind: str, **values: str) -> Any:
    sent = {"versi": str(Perkara.objects.get(id=case_id).version), **values}
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
    assert Perkara.objects.get(id=case_id).status == "selesai"
    assert "Konsultasi pada 2 Desember 2026." in pdf_text(browser, f"/perkara/{case_id}/surat/")


def test_a_case_from_the_folder_has_a_receipt_too(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    browser = people.client("petugas")
    assert case_id in browser.get(f"/perkara/{case_id}/tanda-terima/").content.decode()
    assert case_id in pdf_text(browser, f"/perkara/{case_id}/tanda-terima/")
    assert CatatanAudit.objects.filter(action="tanda_terima", case_id=case_id).exists()


def test_doubts_are_asked_about_before_approving(data: Path) -> None:
    case_id = factory.admit_case(data, 4, doubtful=("pemohon_nama",), without_ktp=True, with_images=False)
    browser = people.client("pemeriksa")
    page = decide(browser, case_id, "setujui").content.decode()
    assert "Masih ada 1 isian ragu" in page
    assert "Fotokopi KTP atau identitas lembaga: tidak terpenuhi" in page
    assert Perkara.objects.get(id=case_id).status == "menunggu"
    decide(browser, case_id, "setujui", tetap="ya")
    assert Perkara.objects.get(id=case_id).status == "disetujui"
