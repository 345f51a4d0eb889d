"""What an officer types is data of the case as typed: checked at entry, never read back from its print."""

import hashlib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from django.test import Client

from desk import changes, facts, mending
from desk.intake import admission, leases, readings
from desk.intake.values import Arrival, StoredFile
from desk.models import CaseRow, DocumentRow, FieldRow, PageRow, ReceiptRow
from desk.reviewed import reviewed_fields
from extractors.files.reading_children import Wishes
from flows import casework
from flows.compose import composer
from flows.refusals import Refusals
from models.case import Channel
from models.document import Kind
from models.file_reading import FileReading
from models.paths import DataFolder
from tests.desk import factory, people

GIVEN = {
    "kanal": "telepon",
    "nama": "Siti Aminah",
    "nik": "3517 0819 0882 9002",
    "alamat": "Desa Ceweng RT 003 RW 001, Kecamatan Diwek",
    "telepon": "+62 812-3456-7890",
    "terlapor": "Petugas loket 2",
    "materi": "Dicatat oleh petugas: Lina.\nSudah tiga kali ke kantor, loket kosong.",
}


class NoReader:
    """Fails when it is asked to read anything but the files it may."""

    def __init__(self, *allowed: str) -> None:
        self._allowed = allowed

    def read_file(self, path: Path, name: str | None = None, *, wishes: Wishes | None = None) -> FileReading:
        """One page of nothing for what may be read."""
        assert name in self._allowed, f"{name} was given to the reader"
        return FileReading(name or "", (factory.page_reading(name or "", 1, Kind.LAMPIRAN, {}),))

    def draw_page(self, path: Path, number: int, rotation: int, picture: Path) -> str:
        """Nothing is asked to be drawn here."""
        raise AssertionError(f"page {number} was to be drawn")


def send(browser: Client, **values: str) -> Any:
    day = f"{facts.today():%d-%m-%Y}"
    return browser.post("/terima/lisan/", {**GIVEN, "tanggal": day, **values})


def admitted(data: Path, channel: str = "telepon") -> str:
    """Stores and admits the drop like the intake; returns the case's id."""
    (drop,) = (data / "masuk" / channel).glob("JBG-*.pdf")
    content = drop.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    stored = DataFolder(data).stored(digest, ".pdf")
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes(content)
    file = StoredFile(digest, drop.name, len(content), ".pdf")
    drop.unlink()
    at = factory.at_nine(facts.today())
    return admission.admit(Arrival(f"d-{digest[:8]}", Channel(channel), at, (file,))).case_id


def read(data: Path, case_id: str, reader: NoReader) -> None:
    """The intake's steps for the case."""
    folder = DataFolder(data)
    work = leases.take_case(case_id, "uji")
    assert work
    refusals = Refusals(folder.gagal, admission.record_failure)
    run = casework.CaseRun(casework.Bench(folder, "uji", 60, reader, composer(data), refusals), work)
    for step in (casework.read, casework.check, casework.hand_to_review):
        step(run)


def values(case_id: str) -> dict[str, object]:
    return {item.name: item.value for item in FieldRow.objects.filter(document__case_id=case_id)}


def test_what_was_typed_is_the_case_and_the_print_is_read_by_nobody(data: Path) -> None:
    send(people.client("petugas"))
    case_id = admitted(data)
    expected = {
        "tanggal_surat": facts.today().isoformat(),
        "pelapor_nama": "Siti Aminah",
        "pelapor_nik": "3517081908829002",
        "pelapor_alamat": GIVEN["alamat"],
        "pelapor_telepon": "6281234567890",
        "terlapor": "Petugas loket 2",
        "materi_pengaduan": GIVEN["materi"],
        "bertanda_tangan": False,
        "anonim": False,
    }
    assert values(case_id) == expected, "the data are there before anything is read"
    assert CaseRow.objects.get(id=case_id).applicant == "Siti Aminah"
    assert ReceiptRow.objects.get().typed is None
    read(data, case_id, NoReader())
    row = CaseRow.objects.get(id=case_id)
    assert values(case_id) == expected
    assert (row.status, row.doubtful, row.service) == ("menunggu", 0, "pengaduan_layanan")
    assert row.fields_read == 0, "the machine has read nothing"
    nik = FieldRow.objects.get(document__case=row, name="pelapor_nik")
    assert (nik.raw, nik.confidence, nik.needs_review, nik.box) == (GIVEN["nik"], 1.0, False, None)
    assert PageRow.objects.get().number == 1
    page = people.client("pengelola_pengaduan").get(f"/perkara/{case_id}/").content.decode()
    assert "diketik petugas" in page


@pytest.mark.parametrize("nothing", ["-", "...", " / "])
def test_a_line_filled_with_a_dash_or_dots_is_not_given(data: Path, nothing: str) -> None:
    send(people.client("petugas"), alamat=nothing, telepon="", nik="", terlapor=nothing)
    case_id = admitted(data)
    given = values(case_id)
    assert (given["pelapor_alamat"], given["terlapor"]) == (None, None)
    read(data, case_id, NoReader())
    assert CaseRow.objects.get(id=case_id).completeness == "tidak_lengkap"


def test_reading_again_merging_and_splitting_keep_what_was_typed(data: Path) -> None:
    send(people.client("petugas"))
    case_id = admitted(data)
    read(data, case_id, NoReader())
    before, who = values(case_id), people.user("pemeriksa")
    mending.read_again(case_id, people.editor(who, case_id))
    read(data, case_id, NoReader())
    assert values(case_id) == before
    other = factory.admit_case(data, 3)
    mending.merge(other, case_id, people.editor(who, other))
    read(data, other, NoReader("surat-3.pdf"))
    typed = DocumentRow.objects.get(case_id=other, is_typed=True)
    assert {item.name: item.value for item in typed.fields.all()} == before


def test_typed_data_are_no_sample_of_how_the_machine_reads(data: Path) -> None:
    send(people.client("petugas"))
    case_id = admitted(data)
    read(data, case_id, NoReader())
    name = FieldRow.objects.get(document__case_id=case_id, name="pelapor_nama")
    who = people.user("pemeriksa")
    changes.set_field(case_id, name.id, "SITI AMINAH", people.editor(who, case_id))
    assert readings.corrections() == []
    CaseRow.objects.update(status="disetujui")
    assert list(reviewed_fields()) == []


def test_the_print_says_what_was_typed(data: Path) -> None:
    send(people.client("petugas"), materi="Baris panjang sekali. " * 220)
    (drop,) = (data / "masuk" / "telepon").glob("JBG-*.pdf")
    with pdfplumber.open(drop) as sheet:
        text, pages = sheet.pages[0].extract_text(), len(sheet.pages)
    assert "Petugas loket 2" in text
    typed = ReceiptRow.objects.get().typed
    assert typed
    assert typed["pages"] == pages > 1


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"nik": "351708190882900"}, "tidak terdiri atas 16 angka; yang diketik 15"),
        ({"nik": "35170819088290O2"}, "bukan angka"),
        ({"nik": "3517081908820000"}, "centang bahwa NIK sudah dicocokkan"),
        ({"telepon": "081-tidak tahu"}, "Nomor telepon itu tidak dikenali"),
        ({"telepon": "123"}, "Nomor telepon itu tidak dikenali"),
        ({"tanggal": "31-02-2026"}, "Tanggal itu tidak dikenali"),
        ({"tanggal": "01-01-2099"}, "belum tiba"),
        ({"tanggal": "01-01-2025"}, "hari yang lalu"),
    ],
)
def test_numbers_and_dates_are_checked_at_entry(data: Path, given: dict[str, str], why: str) -> None:
    answer = send(people.client("petugas"), **given)
    assert why in answer.content.decode()
    assert GIVEN["nama"] in answer.content.decode(), "the rest stays in the form"
    assert ReceiptRow.objects.count() == 0


def test_an_odd_nik_is_taken_once_it_was_compared_with_the_card(data: Path) -> None:
    odd = "3517081908820000"
    browser = people.client("petugas")
    assert 'name="nik_dicocokkan"' in send(browser, nik=odd).content.decode()
    send(browser, nik=odd, nik_dicocokkan="on")
    assert values(admitted(data))["pelapor_nik"] == odd


def test_deadlines_count_from_the_day_the_complaint_was_made(data: Path) -> None:
    day = facts.today() - timedelta(days=4)
    send(people.client("petugas"), tanggal=f"{day:%d-%m-%Y}", nama="", nik="", alamat="", telepon="")
    case_id = admitted(data)
    read(data, case_id, NoReader())
    row = CaseRow.objects.get(id=case_id)
    assert row.received_on == day
    assert values(case_id)["anonim"] is True
    assert row.response_due == facts.calendar().add(day, 3)


def test_a_nik_typed_at_the_desk_has_sixteen_digits(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False, received_on=date(2026, 11, 24))
    nik = FieldRow.objects.get(document__case_id=case_id, name="nik")
    browser = people.client("pemeriksa")

    def save(text: str) -> int:
        version = CaseRow.objects.get(id=case_id).version
        path = f"/perkara/{case_id}/isian/{nik.id}/"
        sent = {"nilai": text, "versi": version}
        return browser.post(path, sent, headers={"HX-Request": "true"}).status_code

    assert save("351708190882900") == 422
    assert save("3517 0819 0882 9002") == 200
    FieldRow.objects.filter(id=nik.id).update(is_person=False, machine_value="35170819")
    assert save("35170819") == 200, "what the paper shows may be taken as it stands"
