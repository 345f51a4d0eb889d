"""desk/intake/: the door of flows into the database."""

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import DataError, OperationalError
from django.utils import timezone

from desk import changes, door, rows
from desk.intake import admission, leases, lists, readings, requests
from desk.intake.values import Arrival, StoredFile
from desk.models import AuditEntry, CaseRow, DropRow, FieldRow, NoticeRow, PageRow, ReceiptRow, RequestRow
from models.case import Case, Channel
from models.document import Kind
from models.errors import DatabaseAway, StorageError
from models.page import PageReading
from tests.desk import factory, people

pytestmark = pytest.mark.usefixtures("data")
Found = TypeVar("Found")


def arrival(drop: str = "k1", *digests: str) -> Arrival:
    files = tuple(StoredFile(digest * 64, f"{digest}.pdf", 10, ".pdf") for digest in digests or ("a",))
    return Arrival(drop, Channel.LOKET, datetime.now(factory.WIB), files)


def reading(case_id: str, file: str = "a.pdf") -> tuple[Case, list[PageReading]]:
    values = factory.ktp_values("SITI AMINAH", factory.invented_nik(1), "DIWEK")
    document = factory.made_document(Kind.KTP, 1, file, values, ("nama",))
    page = factory.page_reading(file, 1, Kind.KTP, values)
    return factory.judged([document], Channel.LOKET, date(2026, 11, 24)), [page]


def there(found: Found | None) -> Found:
    """What was looked for; the test fails when it is not there."""
    assert found is not None
    return found


def test_a_drop_admitted_twice_is_one_case() -> None:
    first, again = admission.admit(arrival()), admission.admit(arrival())
    assert first == again
    assert len(lists.list_cases()) == 1
    held = arrival().files[0].sha256
    assert admission.in_cases([held, "f" * 64]) == {held}


def test_the_same_bytes_are_linked_and_told() -> None:
    first = admission.admit(arrival("k1", "a", "b"))
    second = admission.admit(arrival("k2", "b"))
    assert second.is_known
    assert second.case_id == first.case_id
    assert NoticeRow.objects.get().case_id == first.case_id


def test_a_known_ktp_in_a_new_folder_belongs_to_the_new_case_too() -> None:
    first = admission.admit(arrival("k1", "a"))
    second = admission.admit(arrival("k2", "a", "c"))
    assert not second.is_known
    assert second.case_id != first.case_id


def test_two_files_of_one_name_stay_two() -> None:
    made = arrival("k1", "a", "b")
    admission.admit(replace(made, files=tuple(replace(file, name="scan.pdf") for file in made.files)))
    work = leases.take("saya")
    assert work
    assert len({file.name for file in work.files}) == 2


def test_the_oldest_is_taken_once_and_again_when_its_lease_ran_out() -> None:
    case_id = admission.admit(arrival()).case_id
    assert there(leases.take("satu", lease_seconds=60)).case_id == case_id
    assert leases.take("dua") is None
    assert leases.take_case(case_id, "dua") is None
    assert there(leases.take_case(case_id, "satu")).attempt == 1
    CaseRow.objects.update(intake_until=timezone.now() - timedelta(seconds=1))
    work = leases.take("dua")
    assert work
    assert work.attempt == 2
    assert not leases.renew(case_id, "satu")
    assert leases.renew(case_id, "dua")


def test_three_deaths_make_a_case_gagal() -> None:
    case_id = admission.admit(arrival()).case_id
    for _ in range(3):
        assert leases.take("satu", lease_seconds=-1)
    assert leases.take("satu") is None
    assert CaseRow.objects.get(id=case_id).status == "gagal"


def test_a_failure_is_tried_again_unless_final() -> None:
    case_id = admission.admit(arrival()).case_id
    leases.take("satu")
    leases.fail(case_id, "satu", "Sementara.", is_final=False)
    assert CaseRow.objects.get(id=case_id).status == "diterima"
    leases.take("satu")
    leases.fail(case_id, "satu", "Tidak terbaca.", is_final=True)
    assert CaseRow.objects.get(id=case_id).status == "gagal"


def test_a_reading_is_saved_once_and_only_by_its_holder() -> None:
    case_id = admission.admit(arrival()).case_id
    case, pages = reading(case_id)
    assert not readings.save_reading(case_id, "satu", case, pages)
    leases.take("satu")
    assert readings.save_reading(case_id, "satu", case, pages)
    assert not readings.save_reading(case_id, "satu", case, pages)
    row = CaseRow.objects.get()
    assert (row.status, row.applicant, row.doubtful) == ("menunggu", "SITI AMINAH", 1)
    assert rows.unpack(PageRow.objects.get().reading) == pages[0].model_dump_json()


def test_a_new_reading_keeps_what_a_person_said(data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("nama",), with_images=False)
    who = people.user("pemeriksa")
    field = FieldRow.objects.get(name="nama")
    changes.set_field(case_id, field.id, "SITI AMINAH BARU", people.editor(who, case_id))
    row = CaseRow.objects.get(id=case_id)
    admission.requeue(row)
    work = there(leases.take("satu"))
    values = factory.ktp_values("SALAH BACA", factory.invented_nik(1), "DIWEK")
    document = factory.made_document(Kind.KTP, 2, work.files[0].name, values)
    readings.save_reading(case_id, "satu", factory.judged([document], Channel.LOKET, date(2026, 11, 24)), [])
    kept = FieldRow.objects.get(name="nama")
    assert (kept.value, kept.machine_value) == ("SITI AMINAH BARU", "SALAH BACA")


def test_many_threads_share_the_work_without_doubling() -> None:
    for number in range(12):
        admission.admit(arrival(f"k{number}", "0123456789ab"[number]))
    taken: list[str] = []

    def work(owner: str) -> None:
        while found := leases.take(owner):
            taken.append(found.case_id)

    threads = [threading.Thread(target=work, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 12


def test_admitting_from_many_threads_gives_each_its_number() -> None:
    threads = [
        threading.Thread(target=admission.admit, args=(arrival(f"k{number}", "0123456789ab"[number]),))
        for number in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({line.id for line in lists.list_cases()}) == 12


def test_requests_are_taken_in_order_and_finished() -> None:
    RequestRow.objects.create(kind="coba_lagi", payload={"name": "a.pdf"})
    RequestRow.objects.create(kind="coba_lagi", payload={"name": "b.pdf"})
    first = there(requests.take_request("satu"))
    assert first.payload == {"name": "a.pdf"}
    assert there(requests.take_request("dua")).payload == {"name": "b.pdf"}
    assert requests.take_request("dua") is None
    requests.finish_request(first.id, "Berkas itu tidak ada lagi.")
    assert RequestRow.objects.get(id=first.id).error == "Berkas itu tidak ada lagi."


def given_in(digest: str, at: datetime, adds_to: str | None = None) -> ReceiptRow:
    """A receipt for one file."""
    receipt = ReceiptRow.objects.create(
        number="JBG-26-000998-X", channel="loket", digests=[digest * 64], first_digest=digest * 64,
        person=people.user("petugas"), adds_to_id=adds_to,
    )  # fmt: skip
    ReceiptRow.objects.filter(pk=receipt.pk).update(at=at)
    return receipt


def test_a_paper_is_received_when_its_receipt_says() -> None:
    given_in("d", datetime(2026, 11, 27, 15, 59, tzinfo=factory.WIB))
    late = replace(arrival("k1", "d"), received_at=datetime(2026, 11, 30, 7, 30, tzinfo=factory.WIB))
    row = CaseRow.objects.get(id=admission.admit(late).case_id)
    assert row.received_on == date(2026, 11, 27)


def test_late_papers_of_a_merged_and_approved_case_document_it(data: Path) -> None:
    first, second = (factory.admit_case(data, n, with_images=False) for n in (20, 21))
    receipt = given_in("9", timezone.now(), first)
    CaseRow.objects.filter(id=first).update(merged_into=second)
    CaseRow.objects.filter(id=second).update(status="disetujui")
    assert admission.admit(arrival("k-susulan", "9")).case_id == second
    assert CaseRow.objects.get(id=second).documentation.get().person == receipt.person


def test_a_failed_drop_is_shown_until_dealt_with() -> None:
    admission.record_failure("k9", Channel.LOKET, "rusak.pdf", "Rusak.")
    admission.record_failure("k9", Channel.LOKET, "rusak.pdf", "Rusak.")
    assert DropRow.objects.get().is_open
    assert AuditEntry.objects.filter(action="masukan_gagal").count() == 1


def test_a_reading_after_the_lease_ran_out_but_nobody_else_took_it_counts() -> None:
    case_id = admission.admit(arrival()).case_id
    leases.take("satu")
    CaseRow.objects.update(intake_until=datetime.now(factory.WIB) - timedelta(hours=1))
    case, pages = reading(case_id)
    assert readings.save_reading(case_id, "satu", case, pages)


def test_an_attempt_that_met_trouble_does_not_count() -> None:
    case_id = admission.admit(arrival()).case_id
    for _ in range(5):
        assert there(leases.take("saya")).attempt == 1
        leases.give_back(case_id, "orang lain")
        assert leases.take("dua") is None
        leases.give_back(case_id, "saya")
    assert CaseRow.objects.get(id=case_id).status == "diterima"


def test_a_lease_from_before_the_clock_was_set_back_is_over() -> None:
    case_id = admission.admit(arrival()).case_id
    leases.take("mati")
    CaseRow.objects.filter(id=case_id).update(intake_until=timezone.now() + timedelta(days=1))
    assert there(leases.take("baru")).case_id == case_id


def test_a_locked_database_is_told_from_a_refused_row(monkeypatch: pytest.MonkeyPatch) -> None:
    door.probe()

    def locked(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(admission, "case_with", locked)
    with pytest.raises(DatabaseAway):
        admission.admit(arrival())

    def refused(*_args: object, **_kwargs: object) -> None:
        raise DataError("value too long")

    monkeypatch.setattr(admission, "case_with", refused)
    with pytest.raises(StorageError) as told:
        admission.admit(arrival())
    assert not isinstance(told.value, DatabaseAway)


def test_a_case_in_hand_is_not_taken_twice_when_its_lease_ran_out() -> None:
    case_id = admission.admit(arrival()).case_id
    assert there(leases.take("saya", lease_seconds=1))
    CaseRow.objects.filter(id=case_id).update(intake_until=timezone.now() - timedelta(seconds=1))
    assert leases.take("saya", held=(case_id,)) is None
    assert leases.renew(case_id, "saya")
