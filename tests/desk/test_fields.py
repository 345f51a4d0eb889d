"""What stands beside a field and what may be typed into it."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from desk import typed
from desk.intake import admission, leases, readings
from desk.intake.values import Arrival, StoredFile
from desk.models import CaseRow, FieldRow
from models.case import Channel
from models.document import Kind
from models.errors import UsageError
from tests.desk import factory, people

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("tanggal_surat", "20-11-2026", "2026-11-20"),
        ("tanggal_surat", "5/3/2026", "2026-03-05"),
        ("tanggal_surat", "5 Mar 2026", "2026-03-05"),
        ("tanggal_surat", " 20  NOPEMBER 2026 ", "2026-11-20"),
        ("tanggal_surat", "17 agustus 2026", "2026-08-17"),
        ("tanggal_lahir", "19-08-1982", "1982-08-19"),
        ("tanggal_lahir", "1982-08-19", "1982-08-19"),
        ("tanggal_lahir", "", None),
        ("berlaku_hingga", "seumur hidup", "SEUMUR HIDUP"),
        ("berlaku_hingga", "01.02.2017", "2017-02-01"),
        ("nik", "3517 0819 0882 9002", "3517081908829002"),
        ("nama", "  SITI   AMINAH ", "SITI AMINAH"),
        ("bertanda_tangan", "ya", True),
        ("bertanda_tangan", "", None),
    ],
)
def test_what_people_type_becomes_the_contract_s_value(name: str, text: str, value: object) -> None:
    assert typed.read_value(name, text) == value


@pytest.mark.parametrize("text", ["35170819O8829002", "351708190882900"])
def test_a_nik_has_sixteen_digits(text: str) -> None:
    with pytest.raises(UsageError, match="NIK"):
        typed.read_value("nik", text)


@pytest.mark.parametrize("text", ["31-02-2026", "20-13-2026", "20-11-26", "kemarin", "20 Foobar 2026"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="misalnya"):
        typed.read_value("tanggal_surat", text)


@pytest.mark.parametrize(
    ("name", "value"),
    [("tanggal_lahir", "1982-08-19"), ("berlaku_hingga", "SEUMUR HIDUP"), ("anonim", False), ("nik", None)],
)
def test_what_the_input_shows_is_read_back_as_the_same(name: str, value: str | bool | None) -> None:
    assert typed.read_value(name, typed.as_text(name, value)) == value


@pytest.mark.parametrize("name", ["pemohon_telepon", "pelapor_telepon"])
@pytest.mark.parametrize("text", ["a", "tidak ada", "0812", "08123456789012345678", "0x12345678"])
def test_what_is_no_telephone_number_is_refused(name: str, text: str) -> None:
    with pytest.raises(UsageError, match="Nomor telepon itu tidak dikenali"):
        typed.read_value(name, text)


@pytest.mark.parametrize(
    "text", ["0812-3456-7890 (WA)", "(0321) 861494", "861494", "0321 861494 / +62 812 3456 7890", ""]
)
def test_telephone_numbers_are_taken_as_people_write_them(text: str) -> None:
    assert typed.read_value("pemohon_telepon", text) == (text or None)


def test_under_a_refused_nik_stands_nothing_of_the_one_that_is_stored(data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("nik",), with_images=False)
    nik = FieldRow.objects.get(document__case_id=case_id, name="nik")
    sent = {"versi": str(CaseRow.objects.get(id=case_id).version), "nilai": "a"}
    path, browser = f"/perkara/{case_id}/isian/{nik.id}/", people.client("pemeriksa")
    answer = browser.post(path, sent, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "NIK " in text and 'value="a"' in text
    assert "lahir 19 Agu 1982" not in text and "Perlu diperiksa" not in text
    page = browser.get(f"/perkara/{case_id}/").content.decode()
    assert "lahir 19 Agu 1982" in page and "Perlu diperiksa" in page


def test_a_date_that_is_none_comes_back_as_it_was_typed(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    target = FieldRow.objects.get(document__case_id=case_id, name="tanggal_surat")
    row = CaseRow.objects.get(id=case_id)
    sent = {"nilai": "31-02-2026", "versi": row.version}
    path = f"/perkara/{case_id}/isian/{target.id}/"
    answer = people.client("pemeriksa").post(path, sent, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="31-02-2026"' in text
    assert "Tanggal itu tidak dikenali" in text
    plain = people.client("pemeriksa", "tanpa_skrip").post(path, sent, follow=True)
    assert "Tanggal itu tidak dikenali" in plain.content.decode()
    row.refresh_from_db()
    assert FieldRow.objects.get(id=target.id).value == "2026-11-20"


def test_the_nik_is_read_out_beside_its_field_with_what_disagrees(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    browser = people.client("pemeriksa")
    page = browser.get(f"/perkara/{case_id}/").content.decode()
    assert page.count("Diwek, Kabupaten Jombang, Jawa Timur; lahir 19 Agu 1982; laki-laki") == 2
    nik = FieldRow.objects.get(document__case_id=case_id, name="nik")
    sent = {"nilai": "3517085908839002", "versi": CaseRow.objects.get(id=case_id).version}
    answer = browser.post(f"/perkara/{case_id}/isian/{nik.id}/", sent, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "Tanggal lahir pada kartu 19 Agu 1982, menurut NIK 19 Agu 1983." in text
    assert "Jenis kelamin pada kartu LAKI-LAKI, menurut NIK PEREMPUAN." in text
    assert 'class="temuan"' in text


def admit_card(data: Path, name: str, nik: str, minute: int) -> str:
    """A KTP that was scanned by itself."""
    values = factory.ktp_values(name, nik, "DIWEK")
    sha = hashlib.sha256(f"kartu {name} {minute}".encode()).hexdigest()
    at = factory.at_nine(DAY, minute)
    file = StoredFile(sha, "ktp.jpg", 1000, ".jpg")
    case_id = admission.admit(Arrival(f"kartu-{minute}", Channel.LOKET, at, (file,))).case_id
    assert leases.take_case(case_id, "uji")
    card = factory.made_document(Kind.KTP, 1, "ktp.jpg", values)
    assert readings.save_reading(case_id, "uji", factory.judged([card], Channel.LOKET, DAY), [])
    return case_id


def test_a_letter_and_a_card_scanned_apart_are_proposed_by_nik_or_name(data: Path) -> None:
    letter = factory.admit_case(data, 1, without_ktp=True, name="SITI AMINAH", with_images=False)
    by_nik = admit_card(data, "S1TI AMNAH", factory.invented_nik(1), 5)
    by_name = admit_card(data, "SITI AMINAH", factory.invented_nik(77), 6)
    stranger = admit_card(data, "BUDI SANTOSO", factory.invented_nik(78), 7)
    browser = people.client("petugas")
    page = browser.get(f"/perkara/{by_nik}/").content.decode()
    assert f"Mungkin satu berkas dengan {letter}: NIK pemohon sama" in page
    page = browser.get(f"/perkara/{by_name}/").content.decode()
    assert f"Mungkin satu berkas dengan {letter}: nama pemohon sama" in page
    assert "Mungkin satu" not in browser.get(f"/perkara/{stranger}/").content.decode()


def test_cards_of_the_same_name_hours_apart_are_not_proposed(data: Path) -> None:
    factory.admit_case(data, 1, without_ktp=True, name="SITI AMINAH", with_images=False)
    values = factory.ktp_values("SITI AMINAH", factory.invented_nik(5), "DIWEK")
    at = factory.at_nine(date(2026, 11, 25))
    admitted = admission.admit(
        Arrival("lusa", Channel.LOKET, at, (StoredFile("a" * 64, "k.jpg", 1, ".jpg"),))
    )
    assert leases.take_case(admitted.case_id, "uji")
    card = factory.made_document(Kind.KTP, 1, "k.jpg", values)
    assert readings.save_reading(admitted.case_id, "uji", factory.judged([card], Channel.LOKET, DAY), [])
    assert not CaseRow.objects.get(id=admitted.case_id).notices.exists()
