"""A page's time is its own computing time, up to a multiple by the wall."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from extractors.page.page_clock import LONGEST_FACTOR, PageClock, group_seconds
from tests.flows.processes import wait_until

SLEEPING = "import time; print(1, flush=True); time.sleep(60)"
BUSY = "print(1, flush=True)\nwhile True: pass"
STARVED = """
import time
print(1, flush=True)
while True:
    end = time.process_time() + 0.01
    while time.process_time() < end: pass
    time.sleep(0.07)
"""
GRANDCHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"


@contextmanager
def group(*command: str) -> Iterator[int]:
    process = subprocess.Popen(
        [sys.executable, "-c", *command], stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def lasts(pid: int, seconds: float) -> float:
    """Wall seconds until the clock says that the time is over."""
    start = time.monotonic()
    clock = PageClock(pid, seconds)
    while (left := clock.left()) > 0:
        time.sleep(left)
    return time.monotonic() - start


def test_a_child_that_hangs_is_ended_by_the_wall() -> None:
    with group(SLEEPING) as pid:
        assert lasts(pid, 0.4) < 0.8


def test_a_child_with_a_small_share_of_the_core_gets_the_rest_of_its_time() -> None:
    with group(STARVED) as pid:
        assert 0.8 < lasts(pid, 0.4) < 0.4 * LONGEST_FACTOR + 1


def test_a_child_that_never_ends_is_ended() -> None:
    with group(BUSY) as pid:
        assert 0.4 <= lasts(pid, 0.4) < 0.4 * LONGEST_FACTOR + 1


@pytest.mark.parametrize("command", [(BUSY,), (GRANDCHILD, BUSY)])
def test_the_whole_group_computes(command: tuple[str, ...]) -> None:
    with group(*command) as pid:
        before = group_seconds(pid)
        time.sleep(0.5)
        assert group_seconds(pid) > before
    # Who takes over the grandchild reaps it a moment later.
    wait_until(lambda: group_seconds(pid) == 0, 10, "the whole group gone")
