"""Hundreds of hostile files through the real watcher, then the worst of them at once while people work.

    python -m tests.faults.hostile --files 600 [--only sqlite|postgresql] [--seed 19]

The files: those of tests/flows/hostile.py, those of ../shared/hostile where they lie there, and seeded
mutations of them up to the number asked for; none is kept. Each must become a case or lie in gagal/ with
a reason, in at most 60 s and 2 GiB, the intake alive, and the next good file read. A file's seconds run from
its drop to its end with at most four on the way, so they are no less than what its reading took; what other
work on the machine took away (the longest that one thread of the office stood without a core) does not count.

Then the ten slowest at once to four reading children (each changed by a byte, so that it is read again): the
intake may grow by 50 MB, and what a reviewer waits for is p95 < 1 s.
"""

import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import httpx

from flows.ports import free_port
from models.paths import DataFolder
from tests.faults.machine import longest_wait, taken, waits
from tests.faults.office import ask, berkas, flags, on_each, row
from tests.faults.papers import letter_of
from tests.faults.soak import PREPARE
from tests.flows.files import letter_pdf
from tests.flows.hostile import MADE
from tests.flows.processes import environment, kill, start, wait_until

SHARED = [above / "shared" / "hostile" / "files" for above in Path(__file__).parents]
LARGEST_SEED = 60_000
"""Bytes of a file that is mutated: the larger, the less often a mutation meets what matters."""
ON_THE_WAY = 4
LOOK_SECONDS = 0.5
MOST_SECONDS = 60.0
MOST_KIB = 2 * 2**20
PATIENCE = 900.0
WORST = 10
AT_ONCE = 4
GROWTH_KIB = 50 * 1000**2 // 1024
P95_SECONDS = 1.0
SETTINGS = {"BERKAS_WORKERS": "2", "BERKAS_LEASE_SECONDS": "60", "BERKAS_SECOND_FACTOR": ""}
STATES = "select f.file_id, p.status, p.failure from desk_casefile f join desk_caserow p on p.id = f.case_id"
NUMBER = re.compile(rb"\d+")
EXTREMES = (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999")

SEED_LETTER = letter_pdf("benih")
"""Drawn once: a PDF carries the time."""


def mutated(content: bytes, dice: random.Random) -> bytes:
    """The content with one to four faults."""
    made = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        if not made:
            return b"\0"
        place = dice.randrange(len(made))
        match dice.choice(("flip", "cut", "drop", "repeat", "zero", "number")):
            case "flip":
                made[place] ^= 1 << dice.randrange(8)
            case "cut":
                del made[max(place, 16) :]
            case "drop":
                del made[place : place + dice.randint(1, 64)]
            case "repeat":
                made[place:place] = made[place : place + dice.randint(1, 512)] * dice.randint(1, 8)
            case "zero":
                made[place : place + 32] = bytes(min(32, len(made) - place))
            case _:
                made = bytearray(_other_number(bytes(made), dice))
    return bytes(made)


def _other_number(content: bytes, dice: random.Random) -> bytes:
    found = [match.span() for match in NUMBER.finditer(content)]
    if not found:
        return content[::-1]
    begin, end = dice.choice(found)
    return content[:begin] + dice.choice(EXTREMES) + content[end:]


def hostile_files(count: int, seed: int) -> list[tuple[str, bytes]]:
    """(name, content) of so many files, none like another."""
    dice = random.Random(seed)
    shared = [path for folder in SHARED for path in sorted(folder.glob("*"))]
    known = [*MADE, *((path.name, path.read_bytes()) for path in shared)]
    seeds = [each for each in known if 0 < len(each[1]) < LARGEST_SEED] + [("surat.pdf", SEED_LETTER)]
    found = {sha256(content).digest(): (name, content) for name, content in known[:count]}
    while len(found) < count:
        name, content = dice.choice(seeds)
        changed = mutated(content, dice)
        found.setdefault(sha256(changed).digest(), (name, changed))
    return [(f"{number:04}-{name}", content) for number, (name, content) in enumerate(found.values())]


@dataclass
class Trial:
    """A running intake and what was seen of it."""

    data: DataFolder
    url: str
    pid: int
    seconds: dict[str, float] = field(default_factory=dict)
    """Name -> from its drop to its end, but for what its processes waited for a core."""
    by_the_wall: dict[str, float] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)
    most_child: int = 0
    most_parent: int = 0

    def look(self) -> None:
        """Memory of all its processes."""
        for each in taken(self.pid):
            if each.pid == self.pid:
                self.most_parent = max(self.most_parent, each.memory)
            else:
                self.most_child = max(self.most_child, each.memory)

    def put(self, files: list[tuple[str, bytes]], on_the_way: int) -> None:
        """Drop them, so many on the way at once, until all have their end."""
        waiting: dict[str, tuple[str, float, dict[str, float]]] = {}
        left, last = list(files), time.monotonic()
        while left or waiting:
            while left and len(waiting) < on_the_way:
                name, content = left.pop(0)
                (self.data.masuk / "loket" / f".{name}").write_bytes(content)
                (self.data.masuk / "loket" / f".{name}").rename(self.data.masuk / "loket" / name)
                waiting[name] = (sha256(content).hexdigest(), time.monotonic(), waits(self.pid))
            time.sleep(LOOK_SECONDS)
            self.look()
            cases = {digest: (status, why) for digest, status, why in ask(self.data, STATES, self.url)}
            now = waits(self.pid)
            for name, (digest, begin, before) in list(waiting.items()):
                if end := self._end(name, cases.get(digest)):
                    took = time.monotonic() - begin
                    self.ends[name], self.by_the_wall[name] = end, took
                    self.seconds[name] = took - longest_wait(before, now)
                    del waiting[name]
                    last = time.monotonic()
            if time.monotonic() > last + PATIENCE:
                raise AssertionError(f"no end for {sorted(waiting)}")

    def _end(self, name: str, case: tuple[str, str] | None) -> str:
        """`kasus`, `beralasan`, `tanpa alasan`, or "" while there is no end."""
        if case and case[0] == "menunggu":
            return "kasus"
        if case and case[0] == "gagal":
            return "beralasan" if len(case[1]) > 20 else "tanpa alasan"
        if (self.data.gagal / name).exists():
            note = self.data.gagal / f"{name}.alasan.txt"
            return "beralasan" if note.is_file() and len(note.read_text(encoding="utf-8")) > 20 else ""
        return ""


@dataclass(frozen=True)
class Place:
    """An office's folder, database and settings."""

    kind: str
    url: str
    data: DataFolder
    settings: dict[str, str]

    def start(self, part: str = "intake", *words: str) -> subprocess.Popen[bytes]:
        """A part of the product there."""
        command = berkas(part, "--data", str(self.data.root), *words)
        return start(command, self.data.root / f"{part}.txt", environment(**self.settings))


def run(kind: str, url: str, count: int, seed: int) -> int:
    """Both rows."""
    files = hostile_files(count, seed)
    settings = SETTINGS | ({"BERKAS_DATABASE_URL": url} if url else {})
    with tempfile.TemporaryDirectory(prefix="berkas-uji-") as folder:
        data = DataFolder(Path(folder).resolve() / "data")
        command = [sys.executable, "-c", PREPARE, str(data.root)]
        made = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, text=True, env=environment(**settings)
        )
        cookie = made.stdout.split()[-1]
        trial, status = hostile(Place(kind, url, data, settings), files)
        names = sorted(trial.seconds, key=lambda name: -trial.seconds[name])[:WORST]
        worst = [(f"lagi-{name}", content + b"\n") for name, content in files if name in names]
        return max(status, at_once(Place(kind, url, data, settings), worst, cookie))


def hostile(place: Place, files: list[tuple[str, bytes]]) -> tuple[Trial, int]:
    """Every file, then a good one."""
    process, data = place.start(), place.data
    try:
        wait_until((data.masuk / "loket").is_dir, PATIENCE, "the intake")
        trial = Trial(data, place.url, process.pid)
        trial.put(files, ON_THE_WAY)
        trial.put([("baik.pdf", letter_of(1))], 1)
        is_alive = process.poll() is None
    finally:
        kill(process)
    ends = list(trial.ends.values())
    slow = [name for name, seconds in trial.seconds.items() if seconds > MOST_SECONDS]
    facts = {
        "files": len(files), "cases": ends.count("kasus"), "with a reason": ends.count("beralasan"),
        "neither": len(files) + 1 - ends.count("kasus") - ends.count("beralasan"),
        "slowest s": round(max(trial.seconds.values())), "over 60 s": len(slow),
        "slowest by the wall s": round(max(trial.by_the_wall.values())), "load": round(os.getloadavg()[0]),
        "most MiB of a child": trial.most_child // 1024, "intake alive": is_alive,
        "good file at last": trial.ends["baik.pdf"],
    }  # fmt: skip
    print("slowest:", [(name, round(trial.seconds[name])) for name in slow], flush=True)
    is_good = is_alive and facts["neither"] == 0 and trial.most_child <= MOST_KIB and not slow
    return trial, row(
        f"hostile files, {place.kind}", facts, is_good=is_good and trial.ends["baik.pdf"] == "kasus"
    )


def at_once(place: Place, worst: list[tuple[str, bytes]], cookie: str) -> int:
    """The worst together, while a reviewer asks for the queue."""
    port, waits, stop = free_port(0), [], threading.Event()

    def click() -> None:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", cookies={"sesi": cookie}, timeout=60,
                          trust_env=False) as browser:  # fmt: skip
            while not stop.wait(0.5):
                begin = time.monotonic()
                assert browser.get("/").status_code == 200
                waits.append(time.monotonic() - begin)

    place = replace(place, settings=place.settings | {"BERKAS_WORKERS": str(AT_ONCE)})
    desk, intake = place.start("desk", "--port", str(port)), place.start()
    person = threading.Thread(target=click)
    try:
        wait_until(lambda: _answers(port), PATIENCE, "the desk")
        trial = Trial(place.data, place.url, intake.pid)
        trial.put([("hangat.pdf", letter_of(2))], 1)
        before = trial.most_parent
        person.start()
        trial.put(worst, len(worst))
        is_alive = intake.poll() is None
    finally:
        stop.set()
        person.join() if person.is_alive() else None
        kill(intake)
        kill(desk)
    p95 = sorted(waits)[int(len(waits) * 0.95)]
    grown = trial.most_parent - before
    facts = {"files": len(worst), "ended": len(trial.ends) - 1, "intake alive": is_alive}
    facts |= {"intake grew MB": round(grown * 1024 / 1000**2), "asked": len(waits)}
    shown: dict[str, object] = facts | {"desk p95 s": round(p95, 2), "load": round(os.getloadavg()[0])}
    is_good = is_alive and grown <= GROWTH_KIB and p95 < P95_SECONDS
    return row(f"the worst at once, {AT_ONCE} children, {place.kind}", shown, is_good=is_good)


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/masuk/", timeout=5, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def main() -> int:
    """Each kind of database."""
    parser = flags(__doc__)
    parser.add_argument("--files", type=int, default=600)
    parser.add_argument("--seed", type=int, default=19)
    options = parser.parse_args()
    return on_each(lambda kind, url: run(kind, url, options.files, options.seed), options.only)


if __name__ == "__main__":
    sys.exit(main())
