"""Intake at the counter: what is given in becomes one drop, and its receipt's number the case's."""

import hashlib
import io
import os
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk import audit, counter, decisions, facts, mending
from desk.intake import admission
from desk.intake.values import Admitted, Arrival, StoredFile
from desk.models import AuditEntry, CaseRow, ReceiptRow
from desk.numbers import new_number
from models.case import Channel
from models.paths import DataFolder
from models.tracking import is_valid
from tests.desk import factory, people

PDF = b"%PDF-1.4 contoh satu\n"
JPEG = b"\xff\xd8\xff\xe0 contoh dua"


def upload(browser: Client, *files: tuple[str, bytes], **values: str) -> Any:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return browser.post("/terima/", {"kanal": "loket", "berkas": sent, **values})


def drops(data: Path, channel: str = "loket") -> list[Path]:
    return sorted(path for path in (data / "masuk" / channel).iterdir() if not path.name.startswith("."))


def admit(drop: Path) -> Admitted:
    """What the intake does with a drop."""
    paths = sorted(drop.iterdir()) if drop.is_dir() else [drop]
    files = tuple(
        StoredFile(hashlib.sha256(path.read_bytes()).hexdigest(), path.name, 1, path.suffix) for path in paths
    )
    at = datetime.now(factory.WIB)
    return admission.admit(Arrival(drop.name, Channel.LOKET, at, files))


def test_one_file_becomes_one_drop_whose_case_has_the_receipts_number(data: Path) -> None:
    response = upload(people.client("petugas"), ("surat permohonan.pdf", PDF), dari="Siti Aminah")
    number = ReceiptRow.objects.get().number
    assert response["Location"] == f"/terima/{number}/"
    assert is_valid(number)
    (drop,) = drops(data)
    assert drop.read_bytes() == PDF
    assert admit(drop).case_id == number
    assert list((data / "masuk" / "loket").glob(".*")) == []


def test_several_files_are_one_folder(data: Path) -> None:
    upload(people.client("petugas"), ("surat.pdf", PDF), ("ktp.jpg", JPEG))
    (drop,) = drops(data)
    assert drop.is_dir()
    assert len(list(drop.iterdir())) == 2
    assert admit(drop).case_id == ReceiptRow.objects.get().number


@pytest.mark.parametrize(
    "files",
    [[], [("surat.pdf", b"MZ bukan pdf")], [("surat.pdf", PDF), ("jahat.exe", b"MZ")], [("kosong.pdf", b"")]],
)
def test_what_is_refused_leaves_nothing_behind(data: Path, files: list[tuple[str, bytes]]) -> None:
    response = upload(people.client("petugas"), *files)
    assert response.status_code == 200
    assert ReceiptRow.objects.count() == 0
    assert not (data / "masuk" / "loket").exists() or drops(data) == []


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", 'a "b" \U0001f600.pdf', ".pdf", "x" * 300 + ".pdf"])
def test_names_are_made_safe(data: Path, name: str) -> None:
    upload(people.client("petugas"), (name, PDF))
    (drop,) = drops(data)
    assert drop.parent == data / "masuk" / "loket"
    assert len(drop.name) < 120
    assert drop.name.isascii()


def test_a_later_document_joins_its_returned_case(data: Path) -> None:
    case_id = factory.admit_case(data, 4, without_ktp=True, with_images=False)
    who = people.user("pemeriksa")
    decisions.decide(case_id, decisions.Choice("kembalikan", letter="Isi."), people.editor(who, case_id))
    upload(people.client("petugas"), ("ktp.jpg", JPEG), susulan=case_id.lower())
    (drop,) = drops(data)
    assert admit(drop).case_id == case_id
    row = CaseRow.objects.get(id=case_id)
    assert row.status == "diterima"
    assert row.files.count() == 2


def test_a_later_document_that_lies_in_another_case_too_is_attached_where_the_officer_said(
    data: Path,
) -> None:
    other = admit(_dropped(data, JPEG))
    case_id = factory.admit_case(data, 4, without_ktp=True, with_images=False)
    upload(people.client("petugas"), ("ktp.jpg", JPEG), susulan=case_id)
    (drop,) = drops(data)
    admitted = admit(drop)
    assert (admitted.case_id, admitted.is_known) == (case_id, False)
    row = CaseRow.objects.get(id=case_id)
    digest = hashlib.sha256(JPEG).hexdigest()
    assert list(row.files.values_list("file_id", flat=True))[-1] == digest
    assert row.status == "diterima", "the case is read again with it"
    notice = row.notices.get()
    assert notice.other_case_id == other.case_id
    assert other.case_id in notice.text
    assert CaseRow.objects.get(id=other.case_id).notices.count() == 0


def test_a_later_document_that_the_case_has_already_is_told_and_not_doubled(data: Path) -> None:
    first = admit(_dropped(data, JPEG))
    upload(people.client("petugas"), ("ktp.jpg", JPEG), susulan=first.case_id)
    (drop,) = drops(data)
    assert admit(drop) == Admitted(first.case_id, is_known=True)
    row = CaseRow.objects.get(id=first.case_id)
    assert row.files.count() == 1
    assert "diterima lagi" in row.notices.get().text


def test_a_later_document_of_a_case_decided_or_merged_meanwhile_is_kept(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    upload(people.client("petugas"), ("ktp.jpg", JPEG), susulan=case_id)
    who = people.user("pemeriksa")
    decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    (drop,) = drops(data)
    admit(drop)
    row = CaseRow.objects.get(id=case_id)
    assert (row.status, row.files.count()) == ("disetujui", 1), "what was decided on stays"
    assert row.documentation.get().file_id == hashlib.sha256(JPEG).hexdigest()
    assert "lihat Dokumentasi" in row.notices.get().text
    assert audit.verify().problems == ()
    drop.unlink()
    upload(people.client("petugas", "tiga"), ("ktp.jpg", JPEG + b"3"), susulan=case_id)
    (drop,) = drops(data)
    admit(drop)
    assert row.documentation.count() == 2, "an approved case takes later papers at the counter"
    drop.unlink()
    merged, target = (factory.admit_case(data, number, with_images=False) for number in (2, 3))
    upload(people.client("petugas", "dua"), ("ktp.jpg", JPEG + b"2"), susulan=merged)
    mending.merge(target, merged, people.editor(who, target))
    (drop,) = drops(data)
    assert admit(drop).case_id == target


def _dropped(data: Path, content: bytes) -> Path:
    path = data / "kartu.jpg"
    path.write_bytes(content)
    return path


def test_a_wrong_number_for_a_later_document_is_told(data: Path) -> None:
    response = upload(people.client("petugas"), ("ktp.jpg", JPEG), susulan="JBG-26-999999-A")
    assert "Nomor berkas susulan tidak ditemukan" in response.content.decode()
    assert ReceiptRow.objects.count() == 0


def test_the_receipt_says_no_nik_and_is_printed_as_pdf(data: Path) -> None:
    browser = people.client("petugas")
    browser.post(
        "/terima/lisan/",
        {
            "kanal": "loket",
            "nama": "Siti",
            "nik": "3517081908829002",
            "materi": "Rahasia.",
            "tanggal": f"{facts.today():%d-%m-%Y}",
        },
    )
    number = ReceiptRow.objects.get().number
    page = browser.get(f"/terima/{number}/").content.decode()
    assert number in page
    assert "<svg" in page
    assert " style=" not in page
    assert "3517081908829002" not in page
    with pdfplumber.open(io.BytesIO(browser.get(f"/terima/{number}/?pdf").content)) as paper:
        assert number in paper.pages[0].extract_text()
    assert AuditEntry.objects.filter(action="tanda_terima", case_id=number).count() == 1


def test_the_same_paper_given_in_twice_leads_to_the_known_case(data: Path) -> None:
    browser = people.client("petugas")
    upload(browser, ("surat.pdf", PDF))
    first = admit(drops(data)[0])
    drops(data)[0].unlink()
    upload(browser, ("surat.pdf", PDF))
    second = admit(drops(data)[0])
    assert second.is_known
    assert second.case_id == first.case_id
    assert ReceiptRow.objects.filter(adds_to_id=first.case_id, is_used=True).count() == 1
    assert "diterima lagi" in CaseRow.objects.get(id=first.case_id).notices.get().text


def test_the_receipt_for_papers_that_are_there_says_the_living_number_at_once(data: Path) -> None:
    browser = people.client("petugas")
    known = admit(_dropped(data, PDF)).case_id
    answer = upload(browser, ("surat.pdf", PDF))
    number = answer["Location"].split("/")[2]
    page = browser.get(answer["Location"]).content.decode()
    assert f'<p class="nomor">{known}</p>' in page and f"sudah ada pada berkas {known}" in page
    assert number != known and f'<p class="nomor">{number}</p>' not in page
    target = factory.admit_case(data, 1, with_images=False)
    mending.merge(target, known, people.editor(people.user("pemeriksa"), target))
    assert f'<p class="nomor">{target}</p>' in browser.get(answer["Location"]).content.decode()
    for dead in (number, known):
        assert browser.get(f"/perkara/{dead}/")["Location"] == f"/perkara/{target}/"


def test_a_receipt_names_no_case_that_the_officer_may_not_know_of(data: Path) -> None:
    known = admit(_dropped(data, PDF)).case_id
    CaseRow.objects.update(is_confidential=True)
    browser = people.client("petugas")
    answer = upload(browser, ("surat.pdf", PDF))
    assert known not in browser.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(("role", "status"), [("petugas", 200), ("arsiparis", 403), ("admin", 403)])
def test_who_may_take_papers_in(data: Path, role: str, status: int) -> None:
    browser = people.client(role)
    for path in ("/terima/", "/terima/lisan/", "/terima/pemisah/"):
        assert browser.get(path).status_code == status


def test_an_upload_cut_off_after_its_receipt_is_let_in(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter, "_let_in", lambda *_args: None)
    monkeypatch.setattr(counter, "BUSY_SECONDS", 0)
    upload(people.client("petugas"), ("surat.pdf", PDF))
    upload(people.client("petugas", "kedua"), ("surat.pdf", PDF + b"2"), ("ktp.jpg", JPEG))
    assert drops(data) == []
    monkeypatch.undo()
    folder = DataFolder(data)
    assert counter.let_in_stranded(folder) == 0  # may still be let in by its own request
    monkeypatch.setattr(counter, "BUSY_SECONDS", 0)
    assert counter.let_in_stranded(folder) == 2
    numbers = set(ReceiptRow.objects.values_list("number", flat=True))
    assert {admit(drop).case_id for drop in drops(data)} == numbers
    assert list((data / "masuk" / "loket").glob(".*")) == []
    assert counter.let_in_stranded(folder) == 0


def test_an_upload_without_a_receipt_is_removed_when_it_is_old(data: Path) -> None:
    part = data / "masuk" / "loket" / f".{new_number()}.part"
    part.mkdir(parents=True)
    (part / "1.part").write_bytes(PDF)
    assert counter.let_in_stranded(DataFolder(data)) == 0
    assert part.exists()
    old = time.time() - counter.ABANDONED_SECONDS - 1
    os.utime(part, (old, old))
    assert counter.let_in_stranded(DataFolder(data)) == 0
    assert not part.exists()


def test_an_upload_is_on_the_disk_before_its_receipt(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        if not ReceiptRow.objects.exists():
            synced.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    upload(people.client("petugas"), ("surat.pdf", PDF))
    number = ReceiptRow.objects.get().number
    assert synced[:3] == ["1.part", f".{number}.part", "loket"]
