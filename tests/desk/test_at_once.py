"""Two people at the same moment: one room, one officer, one number of a letter, numbers of cases."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connections, transaction

from desk import mending, numbers
from desk.changes import Editor, changing
from desk.models import CasePaper, CaseRow, Meeting, NumberCounter
from desk.paperwork import shelf, writer
from desk.procedure import meetings
from desk.procedure.standing import entered
from models.errors import ConflictError, UsageError
from models.procedure.stages import PaperKind
from tests.desk import factory, people, procedures
from tests.desk.clock import it_is
from tests.desk.test_meetings import FIRST, RECEIVED, SECOND, plan

LOOK_SECONDS = 1.5
"""How long who has looked waits for the other to look, too: whoever must wait for his turn does not come."""


@pytest.fixture
def who(data: Path) -> User:
    return people.user("pengelola_pengaduan", "pengelola")


@pytest.fixture
def cases(data: Path, who: User) -> list[str]:
    with it_is(date(2026, 3, 16)):
        return [
            procedures.approved(data, number, who, "fasilitasi_pengaduan", received_on=RECEIVED)
            for number in (1, 2)
        ]


def at_once(*works: Callable[[], object]) -> list[str]:
    """Does all of them in threads of their own; what was refused."""
    refused: list[str] = []

    def do(work: Callable[[], object]) -> None:
        try:
            work()
        except (ConflictError, UsageError) as error:
            refused.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return refused


def look_together(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
    """Whoever has looked whether it is free waits for the other to have looked."""
    look, both = getattr(module, name), threading.Barrier(2)

    def looked(*values: object) -> None:
        look(*values)
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(LOOK_SECONDS)

    monkeypatch.setattr(module, name, looked)


@pytest.mark.parametrize(("same", "word"), [("room", "ruang"), ("officer", "pengelola")])
def test_a_room_and_an_officer_are_taken_once(
    cases: list[str], who: User, monkeypatch: pytest.MonkeyPatch, same: str, word: str
) -> None:
    other = people.user("pengelola_pengaduan", "rekan")
    plans = [plan(FIRST, who), plan(FIRST, who)]
    if same == "room":
        plans[1] = plan(FIRST, other)
    else:
        plans[1] = replace(plans[1], room="", place="Balai Desa Ploso")
    with it_is(date(2026, 3, 16)):
        for case_id in cases:
            entered(CaseRow.objects.get(id=case_id))
        look_together(monkeypatch, meetings, "_check")
        editors = [people.editor(who, case_id) for case_id in cases]
        refused = at_once(
            *(
                lambda place=place: meetings.schedule(cases[place], "pertemuan", plans[place], editors[place])
                for place in (0, 1)
            )
        )
    assert Meeting.objects.filter(state="dijadwalkan").count() == 1
    assert len(refused) == 1
    assert word in refused[0].lower()


def test_a_number_of_the_register_is_given_once(
    cases: list[str], who: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "pdf", lambda docx: b"%PDF-1.4 contoh")
    with it_is(date(2026, 3, 16)):
        papers = []
        for case_id, day in zip(cases, (FIRST, SECOND), strict=True):
            entered(CaseRow.objects.get(id=case_id))
            meetings.schedule(case_id, "pertemuan", plan(day, who), people.editor(who, case_id))
            papers.append(CasePaper.objects.filter(case_id=case_id, kind=PaperKind.UNDANGAN.value)[0])
        look_together(monkeypatch, shelf, "_number_is_free")
        editors = [people.editor(who, case_id) for case_id in cases]
        finish = shelf.Finish("518/7", date(2026, 3, 16), has_checked=True)
        refused = at_once(
            *(
                lambda place=place: shelf.finalize(papers[place].id, finish, editors[place], cases[place])
                for place in (0, 1)
            )
        )
    assert CasePaper.objects.filter(is_final=True, number="518/7").count() == 1
    assert refused == ["Nomor 518/7 sudah dipakai surat lain tahun ini."]


def test_each_case_has_a_number_of_its_own_from_the_first_of_the_year(data: Path) -> None:
    NumberCounter.objects.all().delete()
    begin, given = threading.Barrier(8), []

    def take() -> None:
        begin.wait(10)
        for _ in range(5):
            with transaction.atomic():
                given.append(numbers.new_number())

    assert at_once(*[take] * 8) == []
    assert len(set(given)) == len(given) == 40


def test_two_cases_joined_crosswise_are_joined_once(
    data: Path, who: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [factory.admit_case(data, number, with_images=False) for number in (1, 2)]
    editors = [people.editor(who, case_id) for case_id in cases]
    both = threading.Barrier(2)

    @contextlib.contextmanager
    def held(case_id: str, editor: Editor, **how: bool) -> Iterator[CaseRow]:
        with changing(case_id, editor, **how) as row:
            with contextlib.suppress(threading.BrokenBarrierError):
                both.wait(LOOK_SECONDS)
            yield row

    monkeypatch.setattr("desk.mending.changing", held)
    refused = at_once(
        lambda: mending.merge(cases[0], cases[1], editors[0]),
        lambda: mending.merge(cases[1], cases[0], editors[1]),
    )
    assert len(refused) == 1
    assert CaseRow.objects.filter(merged_into__isnull=True).count() == 1
