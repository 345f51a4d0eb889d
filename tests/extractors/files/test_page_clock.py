"""A page's time is its own computing time; waiting for a core costs it none, and hanging all of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extractors.files.page_clock import LOOKS, TICKS, PageClock
from tests.flows.processes import wait_until

SLEEPING = "import time; print(1, flush=True); time.sleep(60)"
BUSY = "print(1, flush=True)\nwhile True: pass"
GRANDCHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"

GROUP, TESSERACT = 70, 71
PAGE = 60.0
LOOK = PAGE / LOOKS
LONG = 12 * PAGE


@contextmanager
def group(*command: str) -> Iterator[int]:
    """Of our own session: a new one's share of a core is the kernel's, whatever it weighs (autogroup)."""
    process = subprocess.Popen([sys.executable, "-c", *command], stdout=subprocess.PIPE, process_group=0)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def _state(pid: int) -> str:
    """The process's state as the kernel names it: R runnable, S asleep."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]


def test_a_child_that_hangs_is_ended_by_the_wall() -> None:
    """A real one, under a clock that is turned by hand."""
    with group(SLEEPING) as pid:
        # The clock below takes no time: a child not yet asleep would seem to wait for a core.
        wait_until(lambda: _state(pid) == "S", 10, "the child asleep")
        now = 1000.0
        clock = PageClock(pid, PAGE, now=lambda: now)
        while clock.left() > 0 and now < 1000 + LONG:
            now += LOOK
        assert now - 1000 == pytest.approx(PAGE, abs=LOOK)


def test_a_child_that_gets_no_core_loses_no_time() -> None:
    """On one core with a process of 300 times its weight it only waits, ten times as long as it has."""
    core = {min(os.sched_getaffinity(0))}
    with group(BUSY) as crowd, group(BUSY) as pid:
        for each in (crowd, pid):
            os.sched_setaffinity(each, core)
        os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))
        clock, end = PageClock(pid, 0.4), time.monotonic() + 4
        while time.monotonic() < end:
            assert clock.left() > 0
            time.sleep(0.02)


TICK = 0.01
"""Seconds that the clock of a process counts at once."""


@pytest.mark.parametrize("command", [(BUSY,), (GRANDCHILD, BUSY)])
def test_a_child_that_never_ends_is_ended_with_all_its_own(command: tuple[str, ...]) -> None:
    with group(*command) as pid:
        start, clock = time.monotonic(), PageClock(pid, 0.4)
        while (left := clock.left()) > 0:
            time.sleep(left)
        assert time.monotonic() - start >= 0.4 - TICK, "it was ended before its time"


class Machine:
    """A /proc of one group whose processes do what a test says, and its time."""

    def __init__(self, proc: Path) -> None:
        self.proc, self.time = proc, 1000.0
        self._done: dict[int, tuple[float, float]] = {}
        self.does(GROUP)

    def does(self, pid: int, computes: float = 0.0, waits: float = 0.0, state: str = "S") -> None:
        """The process has computed and waited so many seconds more, and is now in that state."""
        computed, waited = self._done.get(pid, (0.0, 0.0))
        self._done[pid] = computed, waited = computed + computes, waited + waits
        ticks = round(computed * TICKS)
        stat = f"{pid} (python 3) {state} 1 {GROUP} {GROUP} 0 -1 0 0 0 0 0 {ticks} 0 0 0 20 0 1 0\n"
        thread = self.proc / str(pid) / "task" / str(pid)
        thread.mkdir(parents=True, exist_ok=True)
        for path in (thread / "stat", self.proc / str(pid) / "stat"):
            path.write_text(stat, encoding="ascii")
        (thread / "schedstat").write_text(f"{computed * 1e9:.0f} {waited * 1e9:.0f} 1\n", encoding="ascii")

    def ends_after(self, does: Callable[[float], None], patience: float = 100 * PAGE) -> float:
        """When a page's clock is over, if `does` says what is done until each look, by its seconds."""
        clock, begin = PageClock(GROUP, PAGE, proc=self.proc, now=lambda: self.time), self.time
        while clock.left() > 0 and self.time - begin < patience:
            does(self.time - begin)
            self.time += LOOK
        return self.time - begin


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_hang_ends_after_the_page_s_time(machine: Machine) -> None:
    assert machine.ends_after(lambda _: None) == pytest.approx(PAGE, abs=LOOK)


def test_a_hang_ends_as_soon_after_some_work(machine: Machine) -> None:
    ended = machine.ends_after(lambda passed: machine.does(GROUP, computes=LOOK if passed < 42 else 0.0))
    assert ended == pytest.approx(42 + PAGE, abs=LOOK)


def test_who_waits_for_a_core_has_all_the_time_it_needs(machine: Machine) -> None:
    waits = LOOK * 0.99
    assert machine.ends_after(lambda _: machine.does(GROUP, LOOK - waits, waits, "R"), LONG) == LONG


def test_who_has_computed_its_time_is_ended_however_long_it_waited(machine: Machine) -> None:
    waits = LOOK * 0.8
    ended = machine.ends_after(lambda _: machine.does(GROUP, LOOK - waits, waits, "R"))
    assert ended == pytest.approx(5 * PAGE, abs=LOOK)


def test_a_wait_that_lasts_is_seen_before_the_kernel_counts_it(machine: Machine) -> None:
    """Two minutes in the queue at a time, which schedstat gives only when they are over."""

    def does(passed: float) -> None:
        is_its_turn = passed % 120 == 0
        machine.does(GROUP, 0.1 if is_its_turn else 0.0, 120.0 if is_its_turn else 0.0, "R")

    assert machine.ends_after(does, LONG) == LONG


def test_a_wait_counts_once(machine: Machine) -> None:
    """What was seen while it lasted is not taken for another wait when the kernel counts it."""

    def does(passed: float) -> None:
        machine.does(GROUP, waits=48.0 if passed == 48 else 0.0, state="R" if passed < 48 else "S")

    assert machine.ends_after(does) == pytest.approx(48 + PAGE, abs=LOOK)


def test_tesseract_s_waiting_counts_as_the_child_s(machine: Machine) -> None:
    assert machine.ends_after(lambda _: machine.does(TESSERACT, 0.01, LOOK - 0.01, "R"), LONG) == LONG


def test_a_slow_disk_has_its_end(machine: Machine) -> None:
    assert machine.ends_after(lambda _: machine.does(GROUP, LOOK * 0.05)) == pytest.approx(6 * PAGE, abs=LOOK)


def test_a_parent_that_comes_late_condemns_nothing(machine: Machine) -> None:
    """A parent without a core for five minutes: the child's answer may lie there."""
    clock = PageClock(GROUP, PAGE, proc=machine.proc, now=lambda: machine.time)
    machine.time += 300
    assert clock.left() > 0


def test_what_a_page_took_is_told_without_its_waiting(machine: Machine) -> None:
    """So a case on a crowded machine is not put aside for what other programs took (ReadingTime)."""
    clock = PageClock(GROUP, PAGE, proc=machine.proc, now=lambda: machine.time)
    for _ in range(10):
        machine.does(GROUP, computes=0.2 * LOOK, waits=0.7 * LOOK)
        machine.time += LOOK
        assert clock.left() > 0
    machine.does(GROUP, computes=1.0, waits=1.5)
    machine.time += 2.5
    assert clock.spent() == pytest.approx(3.0 * LOOK + 1.0)
    machine.time += 0.5
    assert clock.spent() == pytest.approx(3.0 * LOOK + 1.5)
