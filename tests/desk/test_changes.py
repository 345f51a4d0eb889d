"""Changes and decisions: two people, one case; nothing is lost, everything is recorded."""

import json
import threading
from datetime import date
from pathlib import Path

import pytest
from django.db import connections

from desk import audit, changes, decisions, mending, page_kinds
from desk.decisions import Choice
from desk.intake import leases, lists, readings
from desk.models import AuditEntry, CaseRow, Decision, FieldRow
from models.case import Channel, Verdict
from models.document import Kind
from models.errors import ConflictError, UsageError
from models.field_spec import FIELD_NAMES
from tests.desk import factory, people


def field(case_id: str, name: str) -> FieldRow:
    return FieldRow.objects.get(document__case_id=case_id, name=name)


def last_entry() -> tuple[str, dict[str, object]]:
    entry = AuditEntry.objects.order_by("-seq").first()
    assert entry
    return entry.action, json.loads(entry.data)


@pytest.fixture
def case_id(data: Path) -> str:
    return factory.admit_case(data, 1, doubtful=("pemohon_nama", "nik"), with_images=False)


def test_a_correction_keeps_both_values_and_is_judged_again(case_id: str) -> None:
    row = CaseRow.objects.get(id=case_id)
    assert (row.completeness, row.doubtful) == ("perlu_diperiksa", 2)
    who = people.user("pemeriksa")
    for name in ("pemohon_nama", "nik"):
        changed = field(case_id, name)
        changes.set_field(case_id, changed.id, changed.value, people.editor(who, case_id))
    row.refresh_from_db()
    assert (row.completeness, row.doubtful, row.version) == ("lengkap", 0, 4)
    action, entry = last_entry()
    assert action == "isian_diterima"
    assert entry["mesin"] == entry["sesudah"] == field(case_id, "nik").machine_value


def test_a_wrong_nik_typed_by_a_person_is_a_finding(case_id: str) -> None:
    who = people.user("pemeriksa")
    nik = field(case_id, "nik")
    changes.set_field(case_id, nik.id, "3517081908829999", people.editor(who, case_id))
    row = CaseRow.objects.get(id=case_id)
    assert any("NIK" in finding["code"].upper() for finding in row.findings)
    assert field(case_id, "nik").machine_value == nik.machine_value


def test_the_later_of_two_savers_gets_a_conflict_and_nothing_is_lost(case_id: str) -> None:
    first, second = people.user("pemeriksa", "satu"), people.user("pemeriksa", "dua")
    seen_by_both = CaseRow.objects.get(id=case_id).version
    name = field(case_id, "pemohon_nama")
    changes.set_field(case_id, name.id, "NAMA SATU", changes.Editor(first, seen_by_both))
    changes.release(case_id, first)
    with pytest.raises(ConflictError):
        changes.set_field(case_id, name.id, "NAMA DUA", changes.Editor(second, seen_by_both))
    assert field(case_id, "pemohon_nama").value == "NAMA SATU"


def test_a_case_held_by_another_is_not_changed(case_id: str) -> None:
    first, second = people.user("pemeriksa", "satu"), people.user("pemeriksa", "dua")
    assert changes.hold(case_id, first)
    assert not changes.hold(case_id, second)
    with pytest.raises(ConflictError):
        decisions.decide(case_id, Choice("setujui"), people.editor(second, case_id))


def test_taking_over_is_recorded_and_the_former_holder_cannot_save(case_id: str) -> None:
    first, second = people.user("pemeriksa", "satu"), people.user("pemeriksa", "dua")
    changes.hold(case_id, first)
    seen = people.editor(first, case_id)
    changes.take_over(case_id, second)
    assert last_entry() == ("ambil_alih", {"dari": "satu"})
    with pytest.raises(ConflictError):
        changes.set_field(case_id, field(case_id, "nik").id, "1", seen)


def test_racing_savers_on_one_version_leave_exactly_one_winner(case_id: str) -> None:
    who = people.user("pemeriksa")
    version, target = CaseRow.objects.get(id=case_id).version, field(case_id, "pemohon_nama").id
    won: list[int] = []

    def save(number: int) -> None:
        try:
            changes.set_field(case_id, target, f"NAMA {number}", changes.Editor(who, version))
            won.append(number)
        except ConflictError:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert field(case_id, "pemohon_nama").value == f"NAMA {won[0]}"


@pytest.mark.parametrize(
    ("kind", "status"),
    [("setujui", "disetujui"), ("kembalikan", "dikembalikan"), ("tunda", "ditunda"), ("tolak", "ditolak")],
)
def test_a_decision_and_its_undoing(case_id: str, kind: str, status: str) -> None:
    who = people.user("pemeriksa")
    decisions.decide(case_id, Choice(kind, reason="Sebab.", letter="Isi."), people.editor(who, case_id))
    row = CaseRow.objects.get(id=case_id)
    assert (row.status, row.reviewer) == (status, None)
    people.undo(case_id, who)
    assert CaseRow.objects.get(id=case_id).status == "menunggu"
    assert audit.verify().problems == ()


def test_nothing_is_undone_after_a_letter_left_the_house(case_id: str) -> None:
    who = people.user("pemeriksa")
    decisions.decide(case_id, Choice("kembalikan", letter="Isi."), people.editor(who, case_id))
    decisions.letter_left(case_id, Decision.objects.get(case_id=case_id).id, who)
    with pytest.raises(ConflictError):
        people.undo(case_id, who)


@pytest.mark.parametrize("kind", ["tolak", "tunda"])
def test_rejecting_and_postponing_need_a_reason(case_id: str, kind: str) -> None:
    with pytest.raises(UsageError):
        decisions.decide(case_id, Choice(kind, reason="  "), people.editor(people.user("kepala"), case_id))
    assert CaseRow.objects.get(id=case_id).status == "menunggu"


def test_a_move_that_is_not_allowed_is_refused(case_id: str) -> None:
    with pytest.raises(UsageError):
        decisions.decide(case_id, Choice("selesaikan"), people.editor(people.user("kepala"), case_id))


def test_overruling_needs_no_document_and_can_be_withdrawn(data: Path) -> None:
    case_id = factory.admit_case(data, 2, without_ktp=True, with_images=False)
    who = people.user("pemeriksa")
    assert CaseRow.objects.get(id=case_id).completeness == "tidak_lengkap"
    changes.overrule(case_id, "identitas", Verdict.TERPENUHI, "Dikenal.", people.editor(who, case_id))
    assert CaseRow.objects.get(id=case_id).completeness == "lengkap"
    changes.withdraw_overrule(case_id, "identitas", people.editor(who, case_id))
    assert CaseRow.objects.get(id=case_id).completeness == "tidak_lengkap"


def test_a_card_shown_at_the_counter_meets_identity(data: Path) -> None:
    case_id = factory.admit_case(data, 2, without_ktp=True, with_images=False)
    who = people.user("petugas")
    changes.set_evidence(case_id, "ktp_ditunjukkan", people.editor(who, case_id))
    assert CaseRow.objects.get(id=case_id).completeness == "lengkap"


def test_another_service_changes_the_deadlines(case_id: str) -> None:
    who = people.user("pemeriksa")
    changes.set_service(case_id, "fasilitasi_konsultasi", people.editor(who, case_id))
    row = CaseRow.objects.get(id=case_id)
    assert row.response_due is None
    assert row.due_on == row.service_due
    changes.set_service(case_id, None, people.editor(who, case_id))
    assert CaseRow.objects.get(id=case_id).service == "fasilitasi_pengaduan"


def test_splitting_moves_pages_and_both_are_read_again(case_id: str) -> None:
    who = people.user("petugas")
    new_id = mending.split(case_id, [(0, 2)], people.editor(who, case_id))
    old, new = leases.take_case(case_id, "baca"), leases.take_case(new_id, "baca")
    assert old
    assert new
    assert (old.files[0].pages, new.files[0].pages) == ((1,), (2,))
    assert old.files[0].sha256 == new.files[0].sha256


@pytest.mark.parametrize("chosen", [[], [(0, 1), (0, 2)]])
def test_splitting_none_or_all_is_refused(case_id: str, chosen: list[tuple[int, int]]) -> None:
    with pytest.raises(UsageError):
        mending.split(case_id, chosen, people.editor(people.user("petugas"), case_id))


def test_merging_takes_the_files_and_leaves_a_pointer(data: Path, case_id: str) -> None:
    other = factory.admit_case(data, 2, with_images=False)
    mending.merge(case_id, other, people.editor(people.user("petugas"), case_id))
    work = leases.take_case(case_id, "baca")
    assert work
    assert len(work.files) == 2
    assert [line.id for line in lists.list_cases()] == [case_id]
    merged = CaseRow.objects.get(id=other).merged_into
    assert merged
    assert merged.id == case_id


def test_turning_a_page_asks_for_a_new_reading_with_that_turn(case_id: str) -> None:
    mending.rotate(case_id, 0, 2, people.editor(people.user("petugas"), case_id))
    work = leases.take_case(case_id, "baca")
    assert work
    assert dict(work.rotations) == {("surat-1.pdf", 2): 90}


def test_another_kind_keeps_fields_of_the_same_name(data: Path, case_id: str) -> None:
    document = CaseRow.objects.get(id=case_id).documents.get(kind="ktp")
    who = people.user("petugas")
    page_kinds.set_kind(case_id, document.id, Kind.IDENTITAS_LEMBAGA, people.editor(who, case_id))
    names = set(document.fields.values_list("name", flat=True))
    assert names == {"jenis_identitas", "koperasi_nama", "nomor_identitas", "koperasi_alamat"}


def test_loose_papers_of_one_person_are_proposed(data: Path) -> None:
    first = factory.admit_case(data, 1, with_images=False, name="SITI AMINAH")
    second = factory.admit_case(data, 1001, with_images=False, name="SITI AMINAH")
    notices = CaseRow.objects.get(id=second).notices.filter(kind="mungkin_satu")
    assert [notice.other_case_id for notice in notices] == [first]


def test_a_finding_that_a_correction_settles_is_gone(data: Path) -> None:
    """A letter dated after its receipt is a finding; with the right date it is none."""
    case_id = factory.admit_case(data, 5, received_on=date(2026, 11, 18), with_images=False)
    row = CaseRow.objects.get(id=case_id)
    assert any("Tanggal surat" in finding["message"] for finding in row.findings)
    written = field(case_id, "tanggal_surat")
    changes.set_field(case_id, written.id, "2026-11-16", people.editor(people.user("pemeriksa"), case_id))
    row.refresh_from_db()
    assert not any("Tanggal surat" in finding["message"] for finding in row.findings)


def test_corrections_are_given_out_without_case_ids(case_id: str) -> None:
    name = field(case_id, "pemohon_nama")
    changes.set_field(case_id, name.id, "NAMA BENAR", people.editor(people.user("pemeriksa"), case_id))
    (given,) = readings.corrections()
    assert (given.name, given.machine_value, given.person_value) == (
        "pemohon_nama",
        "BUDI SANTOSO",
        "NAMA BENAR",
    )
    assert case_id not in repr(given)


def test_another_kind_keeps_what_both_kinds_carry_under_its_other_name(case_id: str) -> None:
    document = CaseRow.objects.get(id=case_id).documents.get(kind="surat_permohonan")
    before = {item.name: item for item in document.fields.all()}
    who = people.user("petugas")
    changes.set_field(case_id, before["pemohon_nama"].id, "NAMA BENAR", people.editor(who, case_id))
    page_kinds.set_kind(case_id, document.id, Kind.SURAT_PENGADUAN, people.editor(who, case_id))
    after = {item.name: item for item in document.fields.all()}
    assert set(after) == set(FIELD_NAMES[Kind.SURAT_PENGADUAN])
    assert (after["pelapor_nama"].value, after["pelapor_nama"].is_person) == ("NAMA BENAR", True)
    for name, old in {
        "pelapor_nik": "pemohon_nik",
        "pelapor_alamat": "pemohon_alamat",
        "pelapor_telepon": "pemohon_telepon",
        "terlapor": "termohon_nama",
        "materi_pengaduan": "pokok_masalah",
        "tanggal_surat": "tanggal_surat",
    }.items():
        assert (after[name].value, after[name].box) == (before[old].value, before[old].box), name
        assert not after[name].is_doubtful, name
    page_kinds.set_kind(case_id, document.id, Kind.SURAT_PERMOHONAN, people.editor(who, case_id))
    assert document.fields.get(name="pemohon_nik").value == before["pemohon_nik"].value


def test_kinds_a_person_gave_survive_splitting_and_every_reading(case_id: str) -> None:
    who = people.user("petugas")
    card = CaseRow.objects.get(id=case_id).documents.get(kind="ktp")
    page_kinds.set_kind(case_id, card.id, Kind.LAMPIRAN, people.editor(who, case_id))
    page_kinds.set_page_kind(case_id, 0, 1, Kind.SURAT_PENGADUAN, people.editor(who, case_id))
    work = leases.take_case(case_id, "baca")
    assert work is None, "nothing is read anew by it"
    new_id = mending.split(case_id, [(0, 2)], people.editor(who, case_id))
    old, new = leases.take_case(case_id, "baca"), leases.take_case(new_id, "baca")
    assert old
    assert new
    assert dict(old.kinds)["surat-1.pdf", 1] == (Kind.SURAT_PENGADUAN,)
    assert dict(new.kinds) == {("surat-1.pdf", 2): (Kind.LAMPIRAN,)}


def test_what_people_said_of_a_paper_goes_with_it_when_it_is_split_off(case_id: str) -> None:
    who = people.user("petugas")
    name = field(case_id, "nama")
    changes.set_field(case_id, name.id, "NAMA BENAR", people.editor(who, case_id))
    new_id = mending.split(case_id, [(0, 2)], people.editor(who, case_id))
    assert field(new_id, "nama").value == "NAMA BENAR"


def test_a_page_of_a_kind_the_reader_makes_nothing_of_waits_for_a_person(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    who = people.user("petugas")
    page_kinds.set_page_kind(case_id, 0, 2, Kind.IDENTITAS_LEMBAGA, people.editor(who, case_id))
    mending.read_again(case_id, people.editor(who, case_id))
    assert leases.take_case(case_id, "baca")
    letter = factory.letter_values("A", factory.invented_nik(1), "KSP B")
    documents = [factory.made_document(Kind.SURAT_PERMOHONAN, 1, "surat-1.pdf", letter)]
    case = factory.judged(documents, Channel.LOKET, date(2026, 11, 24))
    assert readings.save_reading(case_id, "baca", case, [])
    kinds = list(CaseRow.objects.get(id=case_id).documents.values_list("kind", flat=True))
    assert kinds == ["surat_permohonan", "identitas_lembaga"]
