"""flows/nightly.py: at the start and once a night, never two at a time."""

import time
from datetime import datetime
from pathlib import Path

from flows.nightly import Nightly, following, gently
from flows.supervisor import Part


def test_it_runs_at_the_start_and_then_once_a_night(tmp_path: Path) -> None:
    part = Part("audit", gently(["true"]), {}, tmp_path)
    nightly = Nightly(part)

    def at(day: int, hour: int) -> int:
        nightly.tend(datetime(2026, 11, day, hour, 5))
        assert part.process
        part.wait(time.monotonic() + 10)
        return part.starts

    assert [at(27, 9), at(27, 9), at(27, 23), at(28, 1), at(28, 2), at(28, 3), at(29, 1), at(29, 2)] == [
        1, 1, 1, 1, 2, 2, 2, 3,
    ]  # fmt: skip


def test_one_that_still_runs_is_let_run(tmp_path: Path) -> None:
    part = Part("audit", ["sleep", "60"], {"PATH": "/usr/bin:/bin"}, tmp_path)
    nightly = Nightly(part)
    nightly.tend(datetime(2026, 11, 27, 9))
    nightly.tend(datetime(2026, 11, 28, 9))
    assert part.starts == 1
    part.signal_group(9)
    part.wait(0)


def test_the_quiet_hour_comes_every_day() -> None:
    assert following(datetime(2026, 11, 30, 1, 59)) == datetime(2026, 11, 30, 2)
    assert following(datetime(2026, 11, 30, 2)) == datetime(2026, 12, 1, 2)
