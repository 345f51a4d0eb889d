"""Another kind, or another reading, loses nothing that was read or said of a paper."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from desk import changes, mending, page_kinds
from desk.intake import leases, readings
from desk.models import CaseRow, DocumentRow, FieldRow
from models.case import Channel
from models.document import Document, Kind
from tests.desk import factory, people

DAY = date(2026, 11, 24)
FILE = "surat-1.pdf"
SAID = "081200000001"
LETTER: dict[str, str | bool] = {
    "tanggal_surat": "2026-11-20", "pelapor_nama": "SITI AMINAH", "pelapor_telepon": "081234567890",
    "materi_pengaduan": factory.MATTER, "bertanda_tangan": True, "anonim": False,
}  # fmt: skip


def letter(kind: Kind = Kind.SURAT_PENGADUAN) -> Document:
    return factory.made_document(kind, 1, FILE, dict(LETTER) if kind is Kind.SURAT_PENGADUAN else {})


def read(case_id: str, *documents: Document) -> None:
    mending.read_again(case_id, people.editor(User.objects.get(username="uji_petugas"), case_id))
    assert leases.take_case(case_id, "uji")
    assert readings.save_reading(case_id, "uji", factory.judged(list(documents), Channel.LOKET, DAY), [])


def become(case_id: str, *kinds: Kind) -> None:
    who = User.objects.get(username="uji_petugas")
    for kind in kinds:
        document = DocumentRow.objects.get(case_id=case_id)
        page_kinds.set_kind(case_id, document.id, kind, people.editor(who, case_id))


def field(case_id: str, name: str) -> FieldRow:
    return FieldRow.objects.get(document__case_id=case_id, name=name)


def values(case_id: str) -> dict[str, tuple[object, bool, bool, object]]:
    found = FieldRow.objects.filter(document__case_id=case_id)
    return {item.name: (item.value, item.is_person, item.is_doubtful, item.box) for item in found}


@pytest.fixture
def case_id(data: Path) -> str:
    """A complaint whose telephone a person corrected."""
    who = people.user("petugas")
    made = factory.admit_case(data, 1, with_images=False)
    read(made, letter())
    changes.set_field(made, field(made, "pelapor_telepon").id, SAID, people.editor(who, made))
    return made


@pytest.mark.parametrize(
    "way",
    [
        (Kind.LAMPIRAN, Kind.SURAT_PENGADUAN),
        (Kind.SURAT_PERMOHONAN, Kind.LAMPIRAN, Kind.SURAT_PENGADUAN),
        (Kind.KTP, Kind.SURAT_PENGADUAN),
    ],
)
def test_given_its_kind_back_a_paper_is_as_it_was(case_id: str, way: tuple[Kind, ...]) -> None:
    before = values(case_id)
    become(case_id, *way)
    assert values(case_id) == before
    row = CaseRow.objects.get(id=case_id)
    assert row.applicant == "SITI AMINAH"
    read(case_id, letter())
    assert field(case_id, "pelapor_telepon").value == SAID, "and a new reading keeps what a person said"


def test_what_is_set_aside_is_said_and_outlasts_a_reading(case_id: str) -> None:
    become(case_id, Kind.LAMPIRAN)
    page = people.client("pemeriksa").get(f"/perkara/{case_id}/").content.decode()
    assert "Disisihkan, kembali bila jenis dokumen dikembalikan" in page
    assert "Telepon pelapor" in page
    read(case_id, letter(Kind.LAMPIRAN))
    become(case_id, Kind.SURAT_PENGADUAN)
    assert field(case_id, "pelapor_telepon").value == SAID


def test_a_letter_read_as_of_the_other_kind_keeps_what_was_said_of_it(case_id: str) -> None:
    read(case_id, letter(Kind.SURAT_PERMOHONAN))
    assert (field(case_id, "pemohon_telepon").value, field(case_id, "pemohon_telepon").is_person) == (
        SAID,
        True,
    )


def test_a_letter_read_as_another_paper_gives_it_nothing_until_it_is_a_letter(case_id: str) -> None:
    read(case_id, letter(Kind.IDENTITAS_LEMBAGA))
    assert not FieldRow.objects.filter(document__case_id=case_id, is_person=True).exists()
    become(case_id, Kind.SURAT_PENGADUAN)
    assert field(case_id, "pelapor_telepon").value == SAID


def test_a_paper_that_only_a_person_could_read_keeps_what_they_typed(case_id: str) -> None:
    become(case_id, Kind.IDENTITAS_LEMBAGA)
    who = User.objects.get(username="uji_petugas")
    changes.set_field(case_id, field(case_id, "nomor_identitas").id, "AHU-1", people.editor(who, case_id))
    read(case_id)
    assert field(case_id, "nomor_identitas").value == "AHU-1"


def test_what_was_said_of_a_page_that_joins_a_letter_waits_for_it(data: Path) -> None:
    """The card's only page is said to be the letter's second, and then a card again."""
    made, who = factory.admit_case(data, 1, with_images=False), people.user("petugas")
    changes.set_field(made, field(made, "kelurahan_desa").id, "KEPATIHAN", people.editor(who, made))
    own = "PERMOHONAN BARU"
    changes.set_field(made, field(made, "perihal").id, own, people.editor(who, made))
    for kind in (Kind.SURAT_PERMOHONAN, Kind.KTP):
        page_kinds.set_page_kind(made, 0, 2, kind, people.editor(who, made))
        page = people.client("petugas", kind.value).get(f"/perkara/{made}/").content.decode()
        assert ("Disisihkan" in page) is (kind is Kind.SURAT_PERMOHONAN)
        assert field(made, "perihal").value == own
    assert (field(made, "kelurahan_desa").value, field(made, "kelurahan_desa").is_person) == (
        "KEPATIHAN",
        True,
    )
    assert field(made, "nama").value is None, "what only the machine read is read again"
    assert not DocumentRow.objects.get(case_id=made, kind="surat_permohonan").set_aside
