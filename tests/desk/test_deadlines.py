"""What is late or near is on one page; holidays are changed at the desk; the command warns in time."""

import argparse
from datetime import date
from pathlib import Path

import pytest

from desk import facts
from desk.models import AuditEntry, CaseRow, Disposition, FollowUp
from desk.procedure.deadlines import SOON_DAYS, reminders
from flows.commands import calendar
from models.working_days import Holiday, as_toml, load_calendar
from tests.desk import factory, people, procedures
from tests.desk.clock import it_is

RECEIVED = date(2026, 3, 13)


def test_late_and_near_dates_are_listed_and_nothing_of_what_is_settled(data: Path) -> None:
    who = people.user("pengelola_pengaduan", "pengelola")
    with it_is(date(2026, 3, 16)):
        case_id = procedures.approved(data, 1, who, "fasilitasi_pengaduan", received_on=RECEIVED)
        Disposition.objects.create(
            case_id=case_id, to="Bidang A", instruction="x", due_on=date(2026, 3, 17), person=who,
            at=factory.at_nine(RECEIVED),
        )  # fmt: skip
        FollowUp.objects.create(case_id=case_id, text="Angsuran", who="KSU", due_on=date(2026, 6, 1))
        assert [item.what for item in reminders(who).items] == ["Disposisi kepada Bidang A",
            "Penjadwalan pertemuan pemohon dan termohon"]  # fmt: skip
        assert reminders(who).late == 0
    with it_is(date(2026, 3, 26)):
        assert reminders(who).late == 2
        text = people.client("pemeriksa").get("/tenggat/").content.decode()
        assert "2 terlambat" in text
        assert case_id in text
        assert "Angsuran" not in text


def test_cases_that_wait_are_listed_as_soon_as_three_days_are_left(data: Path) -> None:
    """Received on Friday 13 March 2026: the response is due on 25 March, over Nyepi and Idul Fitri."""
    who = people.user("pemeriksa")
    case_id = factory.admit_case(data, 1, received_on=RECEIVED, with_images=False)
    row = CaseRow.objects.get(id=case_id)
    assert row.response_due == date(2026, 3, 25)
    with it_is(RECEIVED):
        (item,) = reminders(who).items
    assert (item.row.id, item.what) == (case_id, "Pemeriksaan berkas dan tanggapan pertama")
    assert item.page == "perkara"
    CaseRow.objects.filter(id=case_id).update(due_on=date(2026, 11, 30))
    near = {date(2026, 11, 24): False, date(2026, 11, 25): True, date(2026, 11, 28): True}
    for day, is_listed in near.items():
        with it_is(day):
            assert bool(reminders(who).items) is is_listed, day
    CaseRow.objects.filter(id=case_id).update(status="ditolak")
    with it_is(date(2026, 11, 25)):
        assert not reminders(who).items


@pytest.mark.parametrize(("due_on", "is_near"), [(27, True), (28, True), (30, False)])
def test_near_is_what_the_queue_calls_three_days(data: Path, due_on: int, is_near: bool) -> None:
    """Tuesday 24 November: Friday is three days away, also where the day of receipt counts; a day that a
    person set on the Saturday is no farther."""
    own = Path("models/data/hari_libur.toml").read_text(encoding="utf-8")
    who, case_id = people.user("pemeriksa"), factory.admit_case(data, 1, with_images=False)
    CaseRow.objects.filter(id=case_id).update(due_on=date(2026, 11, due_on))
    with it_is(date(2026, 11, 24)):
        assert (facts.days_left(date(2026, 11, due_on)) == SOON_DAYS) is is_near
        assert bool(reminders(who).items) is is_near
        try:
            (data / "hari_libur.toml").write_text(
                own.replace('"hari_kerja_berikutnya"', '"hari_diterima"'), encoding="utf-8"
            )
            assert bool(reminders(who).items) is is_near
        finally:
            (data / "hari_libur.toml").unlink()


def test_a_holiday_is_changed_with_its_source_and_dates_follow(data: Path) -> None:
    browser = people.client("admin")
    own = data / "hari_libur.toml"
    try:
        refused = {"tanggal": "2026-11-26", "nama": "Pilkada", "jenis": "libur_nasional", "sumber": " "}
        browser.post("/hari-libur/", refused)
        assert not own.exists()
        browser.post(
            "/hari-libur/", refused | {"sumber": "SKB 3 Menteri Nomor 1 Tahun 2026", "lengkap": "2028"}
        )
        assert facts.calendar().add(date(2026, 11, 24), 2) == date(2026, 11, 27)
        assert 2028 in facts.calendar().years
        assert "SKB 3 Menteri Nomor 1" in browser.get("/hari-libur/").content.decode()
        browser.post("/hari-libur/", {"hapus": "2026-11-26", "sumber": "SKB perubahan"})
        assert facts.calendar().add(date(2026, 11, 24), 2) == date(2026, 11, 26)
        assert AuditEntry.objects.filter(action="hari_libur").count() == 2
        assert people.client("kepala").post("/hari-libur/", refused).status_code == 403
    finally:
        own.unlink(missing_ok=True)


def test_the_written_list_reads_back_the_same(tmp_path: Path) -> None:
    known = load_calendar()
    estimate = Holiday(date(2028, 1, 3), 'Hari "contoh"', "cuti_bersama", is_estimate=True)
    known.holidays[estimate.day] = estimate
    (tmp_path / "hari_libur.toml").write_text(as_toml(known, "SKB"), encoding="utf-8")
    assert load_calendar(tmp_path) == known


@pytest.mark.parametrize(
    ("on", "status", "word"),
    [("2026-03-01", 0, "cukup"), ("2027-10-01", 1, "Hari libur tahun 2028"), ("2027-01-05", 1, "perkiraan")],
)
def test_the_command_warns_before_a_year_without_data(
    capsys: pytest.CaptureFixture[str], on: str, status: int, word: str
) -> None:
    options = argparse.Namespace(verb="check", on=date.fromisoformat(on))
    assert calendar.run(options, Path("tidak ada")) == status
    assert word in capsys.readouterr().out
