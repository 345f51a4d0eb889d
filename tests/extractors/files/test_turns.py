"""Files take turns: a thick one neither keeps thin ones waiting nor is read without end."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from functools import partial
from pathlib import Path

import pytest

from extractors.files.child_process import Answer, ChildProcess
from extractors.files.reading_children import ASIDE_CODE, ReadingChildren, ReadingTime, Wishes
from extractors.files.turns import Turns
from models.file_reading import FileReading
from models.page import PageReading
from tests.flows.processes import wait_until

PAGE_SECONDS = 0.05
THICK = 40


def _ask(_child: ChildProcess, verb: str, path: Path, number: int = 0, **_more: object) -> Answer:
    """A thick file has many pages, each of which takes its time."""
    if verb == "count":
        return Answer(pages=THICK if path.stem == "tebal" else 1)
    time.sleep(PAGE_SECONDS)
    return Answer(reading=PageReading(file=path.name, number=number), seconds=PAGE_SECONDS)


THIN = ("tipis-0", "tipis-1", "tipis-2")


def test_a_thin_file_waits_for_one_page_of_a_thick_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """From when one of its turns is asked for until it begins, at most one page of the thick one begins."""
    journal: list[str] = []
    has_thin, submit = threading.Event(), Turns.submit

    def ask(child: ChildProcess, verb: str, path: Path, number: int = 0, **_more: object) -> Answer:
        journal.append(f"begins {path.stem}")
        if number == 5:
            assert has_thin.wait(60)
        return _ask(child, verb, path, number)

    def noted(turns: Turns, caller: object, work: Callable[[], object]) -> Future[object]:
        future = submit(turns, caller, work)
        journal.append(f"waits {threading.current_thread().name}")
        if threading.current_thread().name in THIN:
            has_thin.set()
        return future

    monkeypatch.setattr(ChildProcess, "ask", ask)
    monkeypatch.setattr(Turns, "submit", noted)
    read: dict[str, FileReading] = {}
    with ReadingChildren(1) as children:

        def reading(name: str) -> None:
            read[name] = children.read_file(Path(f"{name}.pdf"))

        people = [threading.Thread(target=reading, args=(name,), name=name) for name in ("tebal", *THIN)]
        people[0].start()
        wait_until(lambda: journal.count("begins tebal") == 6, 60, "the thick file's fifth page")
        for person in people[1:]:
            person.start()
        for person in people:
            person.join(60)
    assert [page.number for page in read["tebal"].pages] == list(range(1, THICK + 1))
    for name in THIN:
        waits, begins = _places(journal, f"waits {name}"), _places(journal, f"begins {name}")
        assert len(waits) == len(begins) == 2, "counted, and one page"
        for since, until in zip(waits, begins, strict=True):
            assert journal[since:until].count("begins tebal") <= 1


def _places(journal: list[str], line: str) -> list[int]:
    return [place for place, found in enumerate(journal) if found == line]


def test_every_caller_gets_his_turn_in_order() -> None:
    turns, gate = Turns(1, "uji"), threading.Event()
    order: list[str] = []
    first = turns.submit("pintu", gate.wait)
    rest = [turns.submit(said[0], partial(order.append, said)) for said in ("a0", "a1", "a2", "b0", "c0")]
    gate.set()
    assert first.result(10)
    for future in rest:
        future.result(10)
    assert order == ["a0", "b0", "c0", "a1", "a2"]
    turns.close()
    turns.join()


def test_what_has_not_begun_is_cancelled_when_all_is_closed() -> None:
    turns, gate = Turns(1, "uji"), threading.Event()
    running, waiting = turns.submit("a", gate.wait), turns.submit("a", gate.wait)
    while not running.running():
        time.sleep(0.01)
    turns.close()
    with pytest.raises(CancelledError):
        waiting.result(10)
    gate.set()
    turns.join()
    assert running.result(10) is True
    with pytest.raises(RuntimeError):
        turns.submit("a", gate.wait)


def test_a_failure_is_the_callers() -> None:
    turns = Turns(1, "uji")

    def fail() -> None:
        raise ValueError("isi")

    with pytest.raises(ValueError, match="isi"):
        turns.submit("a", fail).result(10)
    turns.close()
    turns.join()


def test_pages_beyond_the_time_of_a_case_are_put_aside_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChildProcess, "ask", _ask)
    limit = ReadingTime(9.5 * PAGE_SECONDS)
    with ReadingChildren(1) as children:
        thick = children.read_file(Path("tebal.pdf"), "tebal.pdf", wishes=Wishes(time=limit))
        second = children.read_file(Path("tipis.pdf"), "tipis.pdf", wishes=Wishes(time=limit))
        other = children.read_file(Path("tebal.pdf"), wishes=Wishes(time=ReadingTime(1e9)))
    assert len(thick.pages) == THICK
    read = [page for page in thick.pages if page.failure is None]
    assert len(read) == 10, "as many as their own times fill it, however long they waited for a core"
    assert [finding.code for finding in thick.findings] == [ASIDE_CODE]
    assert f"Mulai halaman {len(read) + 1} tebal.pdf" in thick.findings[0].message
    assert second.pages[0].failure, "the files of a case share its time"
    assert not any(page.failure for page in other.pages)
