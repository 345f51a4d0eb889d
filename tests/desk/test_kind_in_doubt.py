"""What the machine was not sure of stays so after a person's change: which kind a letter is."""

from pathlib import Path

import pytest

from desk import judging, page_kinds
from desk.models import CaseRow
from models.document import Kind
from models.findings import KIND_DOUBTFUL, LETTER_DOUBTFUL
from tests.desk import factory, people

OF_COMPLAINTS = {"identitas_lengkap", "materi_pengaduan"}
EITHER: dict[str, object] = {"may_be": Kind.SURAT_PENGADUAN.value}
GUESSED: dict[str, object] = {"is_guess": True}


def in_doubt(data: Path, known: dict[str, object] = EITHER) -> CaseRow:
    """A case of whose letter the machine said that it may be of the other kind, or none at all."""
    row = CaseRow.objects.get(id=factory.admit_case(data, 1))
    row.documents.filter(kind=Kind.SURAT_PERMOHONAN.value).update(known=known)
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


@pytest.mark.parametrize("kind", [Kind.SURAT_PERMOHONAN, Kind.LAMPIRAN])
def test_a_kind_that_a_person_confirms_or_gives_is_not_in_doubt(data: Path, kind: Kind) -> None:
    row = in_doubt(data)
    letter = row.documents.get(kind=Kind.SURAT_PERMOHONAN.value)
    page_kinds.set_kind(row.id, letter.id, kind, people.editor(people.user("petugas"), row.id))
    row.refresh_from_db()
    assert not {verdict["id"] for verdict in row.verdicts} & OF_COMPLAINTS
    assert KIND_DOUBTFUL not in {one["code"] for one in row.findings}


@pytest.mark.parametrize("kind", [Kind.KTP, Kind.LAMPIRAN])
def test_a_kind_said_of_another_paper_settles_nothing(data: Path, kind: Kind) -> None:
    row = in_doubt(data)
    card = row.documents.get(kind=Kind.KTP.value)
    page_kinds.set_kind(row.id, card.id, kind, people.editor(people.user("petugas"), row.id))
    row.refresh_from_db()
    assert KIND_DOUBTFUL in {one["code"] for one in row.findings}
