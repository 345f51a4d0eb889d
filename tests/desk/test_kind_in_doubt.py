"""What the machine was not sure of stays so after a person's change: which kind a letter is."""

from pathlib import Path

from desk import judging, page_kinds, rows
from desk.models import CaseReading, CaseRow, DocumentRow
from models.case import Case, Finding, Severity
from models.document import Kind
from models.findings import KIND_DOUBTFUL, LETTER_DOUBTFUL
from tests.desk import factory, people

OF_COMPLAINTS = {"identitas_lengkap", "materi_pengaduan"}
DOUBT = Finding(code=KIND_DOUBTFUL, severity=Severity.PERINGATAN, message="Jenis surat belum pasti.")


GUESSED = Finding(code=LETTER_DOUBTFUL, severity=Severity.PERINGATAN, message="Belum pasti suratnya.")


def in_doubt(data: Path, doubt: Finding = DOUBT) -> CaseRow:
    """A case of whose letter the machine said that it may be of the other kind, or none at all."""
    row = CaseRow.objects.get(id=factory.admit_case(data, 1))
    reading = CaseReading.objects.get(case=row)
    machine = Case.model_validate_json(rows.unpack(reading.json))
    told = machine.model_copy(update={"findings": (*machine.findings, doubt)})
    CaseReading.objects.filter(case=row).update(json=rows.pack(told.to_json()))
    return row


def asked(row: CaseRow) -> set[str]:
    """Ids of the requirements that are checked."""
    judging.judge_again(row)
    return {verdict["id"] for verdict in row.verdicts}


def test_judged_again_both_kinds_requirements_are_asked(data: Path) -> None:
    row = in_doubt(data)
    assert asked(row) >= OF_COMPLAINTS
    assert [one["code"] for one in row.findings].count(KIND_DOUBTFUL) == 1


def test_judged_again_a_letter_that_was_a_guess_stays_to_be_checked_until_a_person_says_its_kind(
    data: Path,
) -> None:
    row = in_doubt(data, GUESSED)
    judging.judge_again(row)
    assert [one["code"] for one in row.findings].count(LETTER_DOUBTFUL) == 1
    verdict = next(one for one in row.verdicts if one["id"] == "surat_permohonan")
    assert verdict["status"] == "perlu_diperiksa" and "belum pasti" in verdict["reason"]
    letter = row.documents.get(kind=Kind.SURAT_PERMOHONAN.value)
    page_kinds.set_kind(
        row.id, letter.id, Kind.SURAT_PERMOHONAN, people.editor(people.user("petugas"), row.id)
    )
    row.refresh_from_db()
    assert LETTER_DOUBTFUL not in {one["code"] for one in row.findings}


def test_a_letter_of_a_kind_that_a_person_gave_is_not_in_doubt(data: Path) -> None:
    row = in_doubt(data)
    DocumentRow.objects.filter(case=row, kind=Kind.KTP.value).update(kind=Kind.LAMPIRAN.value)
    assert not asked(row) & OF_COMPLAINTS
    assert KIND_DOUBTFUL not in {one["code"] for one in row.findings}


def test_a_kind_that_a_person_confirms_is_not_in_doubt(data: Path) -> None:
    row = in_doubt(data)
    letter = row.documents.get(kind=Kind.SURAT_PERMOHONAN.value)
    page_kinds.set_kind(
        row.id, letter.id, Kind.SURAT_PERMOHONAN, people.editor(people.user("petugas"), row.id)
    )
    row.refresh_from_db()
    assert not {verdict["id"] for verdict in row.verdicts} & OF_COMPLAINTS
    assert KIND_DOUBTFUL not in {one["code"] for one in row.findings}


def test_a_kind_said_of_another_paper_settles_nothing(data: Path) -> None:
    row = in_doubt(data)
    card = row.documents.get(kind=Kind.KTP.value)
    page_kinds.set_kind(row.id, card.id, Kind.KTP, people.editor(people.user("petugas"), row.id))
    row.refresh_from_db()
    assert KIND_DOUBTFUL in {one["code"] for one in row.findings}
