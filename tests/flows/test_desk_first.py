"""Reading leaves a core to the people at the desk while they work, and takes it back."""

import os
import subprocess
import threading
import time
from pathlib import Path

from flows import desk_first
from flows.desk_first import NICE, DeskFirst, yielding
from models.health import AT_WORK, AT_WORK_SECONDS, people_work, person_works
from models.paths import DataFolder


def most_at_once(first: DeskFirst, threads: int = 6) -> int:
    """How many pages are read at once when many want to be."""
    now, most, lock = 0, 0, threading.Lock()

    def read() -> None:
        nonlocal now, most
        with first.slot():
            with lock:
                now, most = now + 1, max(most, now + 1)
            time.sleep(0.05)
            with lock:
                now -= 1

    hands = [threading.Thread(target=read) for _ in range(threads)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(20)
    return most


def test_one_core_less_while_people_work(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    data.keadaan.mkdir()
    assert most_at_once(DeskFirst(data, 3)) == 3
    person_works(data)
    assert people_work(data)
    assert most_at_once(DeskFirst(data, 3)) == 2
    assert most_at_once(DeskFirst(data, 1)) == 1, "somebody reads all the same"
    long_ago = time.time() - AT_WORK_SECONDS - 1
    os.utime(data.keadaan / AT_WORK, (long_ago, long_ago))
    assert most_at_once(DeskFirst(data, 3)) == 3


def test_a_page_that_waits_goes_on_when_they_have_gone(tmp_path: Path) -> None:
    data, done = DataFolder(tmp_path), threading.Event()
    data.keadaan.mkdir()
    person_works(data)
    first = DeskFirst(data, 2)

    def read() -> None:
        with first.slot():
            done.set()

    with first.slot():
        waiting = threading.Thread(target=read)
        waiting.start()
        assert not done.wait(0.2)
        (data.keadaan / AT_WORK).unlink()
        assert done.wait(3 * desk_first.LOOK_SECONDS)
    waiting.join(5)


def test_the_intake_runs_at_a_lower_priority() -> None:
    command = yielding(["python3", "-c", "import os; print(os.nice(0))"])
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) == min(19, os.nice(0) + NICE)
    assert yielding(["x"], Path("/tidak/ada")) == ["x"]
