"""What is taken away from a running office and given back: told, nothing lost, all goes on by itself.

    python -m tests.faults.services database --seconds 60      PostgreSQL stopped and started again
    python -m tests.faults.services prefect --seconds 300      its server killed as often as it comes back
    python -m tests.faults.services clock --days 1             the machine's clock set back

The real `berkas serve` with real reading. Letters are dropped before, meanwhile and afterwards. `database`
is about PostgreSQL (SQLite's part is tests.faults.locked_database); the others run with either: `--only`.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flows.ports import free_port
from models.paths import DataFolder
from tests.faults.machine import family, part_of
from tests.faults.office import (
    KINDS,
    account,
    ask,
    berkas,
    drop,
    ended,
    flags,
    healthy,
    office_database,
    row,
    wait_slowly,
)
from tests.faults.papers import letter_of
from tests.flows.processes import environment, kill, start
from tests.postgres import own_postgres

SETTINGS = {"BERKAS_STABLE_SECONDS": "0", "BERKAS_LEASE_SECONDS": "30", "BERKAS_WORKERS": "1",
            "BERKAS_SWEEP_SECONDS": "1", "BERKAS_PAGE_SECONDS": "300"}  # fmt: skip
PATIENCE = 1800.0
"""For a machine that is busy with something else."""
DROPS = 3
"""Before, meanwhile and afterwards."""
CLOCK_SECONDS = 120.0
SHIFTED = """
import datetime, os, pathlib, time

real, place = time.time, os.environ.get("BERKAS_UJI_JAM")
shift = lambda: float(open(place).read() or 0)


class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()


def touch(self, *args, plain=pathlib.Path.touch, **words):
    plain(self, *args, **words)
    os.utime(self, (time.time(), time.time()))


if place:
    time.time = lambda: real() + shift()
    pathlib.Path.touch = touch
    datetime.datetime = Shifted
"""
"""`sitecustomize` of every Python process of the office: its clock is off by what the file says, in seconds.
(Under libfaketime the intake stood still within its first minutes.)"""


class Office:
    """A running office and what was dropped into it."""

    def __init__(self, place: Path, url: str, **settings: str) -> None:
        self.data, self.url, self.port = DataFolder(place / "data"), url, free_port(0)
        self.settings = SETTINGS | settings | ({"BERKAS_DATABASE_URL": url} if url else {})
        self.expected: list[str] = []
        self.log = place / "log"
        self.start()
        wait_slowly((self.data.masuk / "loket").is_dir, PATIENCE, "the inbox")

    def start(self) -> None:
        """All its parts."""
        command = berkas("serve", "--data", str(self.data.root), "--port", str(self.port))
        self.process = start(command, self.log, environment(**self.settings))
        wait_slowly(lambda: self.health()[0] == 200, PATIENCE, "the desk")

    def health(self) -> tuple[int, str]:
        """Status and text of `/sehat/`."""
        return healthy(self.port)

    def drop(self) -> None:
        """Some letters."""
        for _ in range(DROPS):
            number = len(self.expected)
            self.expected.append(drop(self.data, number, content=letter_of(number)))

    def read_all(self) -> float:
        """Until all that was dropped has its end; seconds."""
        return wait_slowly(lambda: ended(self.data, self.url) >= len(self.expected), PATIENCE, "all cases")

    def pids(self, part: str) -> list[int]:
        """Processes of that part now."""
        found = []
        for pid in family(self.process.pid):
            try:
                words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if part_of(words) == part:
                found.append(pid)
        return found


@contextmanager
def office(url: str, **settings: str) -> Iterator[Office]:
    """It runs for the block."""
    with tempfile.TemporaryDirectory(prefix="berkas-uji-") as name:
        made = Office(Path(name).resolve(), url, **settings)
        try:
            yield made
        finally:
            kill(made.process, 15)


@dataclass(frozen=True)
class Trouble:
    """What is done to an office: `begin` once (and again each second when it `repeats`), `end` after
    `seconds`; `state` is what people must be told meanwhile."""

    name: str
    state: str
    seconds: float
    begin: Callable[[], None]
    end: Callable[[], None]
    repeats: bool = False
    goes_on: bool = True
    """Papers are read meanwhile all the same."""


def trial(here: Office, trouble: Trouble) -> int:
    """Letters, trouble, letters, relief, letters; whether it was told, and what became of all."""
    here.drop()
    here.read_all()
    begin, told = time.monotonic(), -1.0
    trouble.begin()
    here.drop()
    while time.monotonic() < begin + trouble.seconds:
        if told < 0 and trouble.state in here.health()[1]:
            told = time.monotonic() - begin
        if trouble.repeats:
            trouble.begin()
        time.sleep(1.0)
    meanwhile = ended(here.data, here.url) - DROPS
    trouble.end()
    here.drop()
    took = here.read_all()
    quiet = wait_slowly(lambda: trouble.state not in here.health()[1], PATIENCE, "health")
    facts: dict[str, object] = dict(account(here.data, here.expected, here.url))
    facts |= {"told after s": round(told), "read meanwhile": max(0, meanwhile)}
    facts |= {"seconds to the end": round(took), "told no more after s": round(quiet)}
    facts["most attempts"] = ask(here.data, "select max(attempts) from desk_caserow", here.url)[0][0]
    bad = [key for key in ("lost", "doubled", "left", "failed") if facts[key]]
    is_good = not bad and told >= 0 and facts["most attempts"] == 1 and (meanwhile > 0 or not trouble.goes_on)
    return row(trouble.name, facts, is_good=is_good)


def database(seconds: float) -> int:
    """The server stopped at once, as when its machine goes down."""
    name = f"PostgreSQL away for {seconds:.0f} s"
    with own_postgres() as server, office(server.create("berkas")) as here:
        return trial(
            here, Trouble(name, "basis_data_terkunci", seconds, server.stop, server.start, goes_on=False)
        )


def prefect(seconds: float, kind: str) -> int:
    """Killed again as soon as the supervisor has started it anew."""

    def away() -> None:
        for pid in here.pids("prefect"):
            os.kill(pid, signal.SIGKILL)

    name = f"Prefect's server away for {seconds:.0f} s, {kind}"
    with office_database(kind) as url, office(url) as here:
        return trial(here, Trouble(name, "catatan_proses_diam", seconds, away, lambda: None, repeats=True))


def clock(days: float, kind: str) -> int:
    """Every process of the office sees the clock go back at once, its files' times too."""
    with tempfile.TemporaryDirectory(prefix="berkas-jam-") as folder, office_database(kind) as url:
        offset, day = Path(folder) / "jam", 86_400
        (Path(folder) / "sitecustomize.py").write_text(SHIFTED)
        _set(offset, "0")
        fake = {"BERKAS_UJI_JAM": str(offset), "PYTHONPATH": folder}
        back, right = partial(_set, offset, f"-{days * day}"), partial(_set, offset, "0")
        with office(url, **fake) as here:
            name = f"clock set back {days:g} day(s), {kind}"
            return trial(here, Trouble(name, "jam_mundur", CLOCK_SECONDS, back, right))


def _set(offset: Path, value: str) -> None:
    fresh = offset.with_suffix(".baru")
    fresh.write_text(value + "\n")
    fresh.replace(offset)


def main() -> int:
    """One of them."""
    parser = flags(__doc__)
    parser.add_argument("what", choices=["database", "prefect", "clock"])
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--days", type=float, default=1.0)
    options = parser.parse_args()
    if options.what == "database":
        return database(options.seconds or 60.0)
    kinds = [options.only] if options.only else list(KINDS)
    if options.what == "prefect":
        return max(prefect(options.seconds or 300.0, kind) for kind in kinds)
    return max(clock(options.days, kind) for kind in kinds)


if __name__ == "__main__":
    sys.exit(main())
