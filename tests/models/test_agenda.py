"""When a meeting can be, and its calendar file."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.procedure.agenda import Diary, Rules, Taken, Wish, objections, proposals
from models.procedure.ics import Event, calendar_file
from tests.models.make import CALENDAR

RULES = Rules(notice_days=2, starts=(time(9), time(13)), minutes=120, rooms=("Ruang A", "Ruang B"))
NOBODY: frozenset[str] = frozenset()
RINA = frozenset({"Rina"})


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour))


def diary(today: date, *taken: Taken) -> Diary:
    return Diary(today, RULES, CALENDAR, taken)


def test_notice_days_are_hari_kerja_also_over_idul_fitri() -> None:
    """Friday 13 March 2026: two whole hari kerja (16, 17 March) and then the feast until the 24th."""
    assert diary(date(2026, 3, 13)).earliest == date(2026, 3, 25)
    assert diary(date(2026, 11, 24)).earliest == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2026, 11, 28), "bukan hari kerja"),
        (date(2026, 12, 25), "bukan hari kerja"),
        (date(2026, 11, 26), "2 hari kerja untuk undangan"),
    ],
)
def test_objections(day: date, word: str) -> None:
    wish = Wish(at(day, 9), at(day, 11), "Ruang A", NOBODY)
    assert any(word in text for text in objections(wish, diary(date(2026, 11, 24))))


def test_a_room_and_an_officer_are_in_one_place_only() -> None:
    day = date(2026, 12, 1)
    other = Taken(at(day, 9), at(day, 11), "Ruang A", RINA)
    book = diary(date(2026, 11, 24), other)
    same_room = Wish(at(day, 10), at(day, 12), "Ruang A", frozenset({"Budi"}))
    same_officer = Wish(at(day, 10), at(day, 12), "", RINA)
    after = Wish(at(day, 11), at(day, 13), "Ruang A", RINA)
    assert "Ruang A sudah dipakai" in objections(same_room, book)[0]
    assert "Rina sudah bertugas" in objections(same_officer, book)[0]
    assert objections(after, book) == ()
    assert objections(Wish(at(day, 9), at(day, 9), "", NOBODY), book)[0].startswith("Waktu selesai")


def test_agreed_times_on_site_need_no_notice() -> None:
    wish = Wish(at(date(2026, 11, 25), 9), at(date(2026, 11, 25), 11), "", NOBODY, needs_notice=False)
    assert objections(wish, diary(date(2026, 11, 24))) == ()


def test_proposals_pass_over_what_is_taken_and_name_what_is_late() -> None:
    first = date(2026, 11, 27)
    full = [
        Taken(at(first, hour), at(first, hour + 2), room, NOBODY) for hour in (9, 13) for room in RULES.rooms
    ]
    found = proposals(diary(date(2026, 11, 24), *full), date(2026, 12, 1), officers=RINA, count=3)
    assert [(slot.starts.date(), slot.is_late) for slot in found] == [
        (date(2026, 11, 30), False), (date(2026, 12, 1), False), (date(2026, 12, 2), True),
    ]  # fmt: skip
    assert found[0].room == "Ruang A"


@given(st.dates(date(2026, 1, 1), date(2027, 9, 30)))
def test_nothing_proposed_is_ever_refused(today: date) -> None:
    book = diary(today)
    slots = proposals(book, None, officers=RINA)
    assert len(slots) == 5
    for slot in slots:
        assert objections(Wish(slot.starts, slot.ends, slot.room, RINA), book) == ()


def test_the_calendar_file_is_folded_by_octets_and_escaped() -> None:
    event = Event(
        uid="JBG-26-000001-R-1@berkas",
        sequence=2,
        starts=datetime(2026, 12, 1, 2, tzinfo=UTC),
        ends=datetime(2026, 12, 1, 4, tzinfo=UTC),
        summary="Musyawarah; para pihak, lanjutan",
        place="Balai é" * 30,
        description="satu\ndua",
        made_at=datetime(2026, 11, 24, tzinfo=UTC),
        is_cancelled=True,
    )
    text = calendar_file(event)
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "DTSTART:20261201T020000Z" in lines
    assert "SUMMARY:Musyawarah\\; para pihak\\, lanjutan" in lines
    assert "DESCRIPTION:satu\\ndua" in lines
    assert {"METHOD:CANCEL", "STATUS:CANCELLED"} <= set(lines)
    assert "Balai é" * 30 in text.replace("\r\n ", "")
