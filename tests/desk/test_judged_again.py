"""What the reading knows beside the values still counts where a case is judged again at the desk: the place
behind a koperasi's name, who else may ask, whether the letter says what for."""

from datetime import date
from pathlib import Path

import pytest

from desk import judging, rows
from desk.intake import admission, leases, readings
from desk.models import CaseReading, CaseRow, FieldRow
from models.case import Case, Channel, Finding, Severity
from models.document import Document, Kind, LetterKnowledge
from models.field import Field
from tests.desk.factory import judged
from tests.desk.test_intake_door import arrival
from tests.models.make import complaint, doubtful, institution, ktp, request

RECEIVED = date(2026, 11, 24)
NAME = "Kopwan Sekar"


def named(place: str) -> Field:
    """The name, with that kecamatan behind it on its paper."""
    return Field(value=NAME, raw=NAME, in_full=f"{NAME} Kecamatan {place}", confidence=0.99)


def admitted(documents: list[Document]) -> CaseRow:
    """A case on the desk of these documents."""
    case_id = admission.admit(arrival("satu")).case_id
    return read_as(judged(documents, Channel.LOKET, RECEIVED), case_id)


def read_as(case: Case, case_id: str) -> CaseRow:
    """The case on the desk, read as that one."""
    assert leases.take_case(case_id, "uji")
    assert readings.save_reading(case_id, "uji", case, ())
    return CaseRow.objects.get(id=case_id)


@pytest.mark.parametrize(("place", "is_another"), [("Gudo", False), ("Perak", True)])
def test_a_namesake_of_another_kecamatan_stays_another_until_a_person_settles_it(
    data: Path, place: str, is_another: bool
) -> None:
    row = admitted([request(koperasi_nama=named("Gudo")), institution(koperasi_nama=named(place))])
    codes = [finding.code for finding in judging.judged(row).findings]
    assert codes.count("KOPERASI_BERBEDA") == is_another
    assert rows.read_documents(row)[1].field("koperasi_nama").in_full == f"{NAME} Kecamatan {place}"
    FieldRow.objects.filter(document__case=row, document__position=1, name="koperasi_nama").update(
        is_person=True, person_value=f"{NAME} Kecamatan Gudo"
    )
    assert "KOPERASI_BERBEDA" not in [finding.code for finding in judging.judged(row).findings]


@pytest.mark.parametrize(
    ("may_ask", "says_what", "status"),
    [((), True, "lengkap"), (("Hariyanto",), True, "perlu_diperiksa"), ((), None, "perlu_diperiksa")],
    ids=["nothing is open", "another may ask", "what for is open"],
)
def test_what_was_open_when_the_letter_was_read_stays_open(
    data: Path, may_ask: tuple[str, ...], says_what: bool | None, status: str
) -> None:
    letter = request(
        pemohon_nama=doubtful("Slamet Widodo"), persons=("Slamet Widodo",), perihal=None,
        pokok_masalah=doubtful("Simpanan saya belum kembali"),
    ).knowing(may_ask=may_ask, says_what=says_what)  # fmt: skip
    assert judging.judged(admitted([letter, ktp()])).completeness.status == status


def test_all_that_is_known_of_a_letter_is_kept(data: Path) -> None:
    known = LetterKnowledge(
        persons=("Sri",), may_ask=("Budi",), says_what=False, may_be=Kind.SURAT_PENGADUAN, is_guess=True
    )
    letter = request().model_copy(update={"known": known})
    assert [one.known for one in rows.read_documents(admitted([letter, ktp()]))] == [known, LetterKnowledge()]


def test_a_letter_in_doubt_beside_a_sure_one_is_judged_as_it_was_read(data: Path) -> None:
    documents = [request().knowing(may_be=Kind.SURAT_PENGADUAN), complaint()]
    read = judged(documents, Channel.LOKET, RECEIVED)
    assert judging.judged(admitted(documents)).completeness == read.completeness


def test_what_only_the_former_reading_had_to_say_is_gone_with_it(data: Path) -> None:
    case = judged([request(), ktp()], Channel.LOKET, RECEIVED)
    dark = Finding(code="GAMBAR_GELAP", severity=Severity.PERINGATAN, message="Gambarnya gelap.")
    row = admitted([request(), ktp()])
    CaseReading.objects.filter(case=row).update(
        json=rows.pack(case.model_copy(update={"findings": (*case.findings, dark)}).to_json())
    )
    CaseRow.objects.filter(id=row.id).update(status="diterima", is_service_set=True)
    assert dark.code not in {finding["code"] for finding in read_as(case, row.id).findings}
