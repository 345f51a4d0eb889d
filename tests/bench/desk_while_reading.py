"""`python -m tests.bench.desk_while_reading [--people 20] [--seconds 60] [--greedy]`: the desk while reading.

A real desk and a real intake on one data folder; so many people each ask for the queue or a case every few
seconds while scans are being read. Prints median and p95 of what they wait, without reading and with it.
On PostgreSQL: `python -m tests.on_postgres tests.bench.desk_while_reading`.
`--greedy`: the intake yields to nobody (flows/desk_first.py off), for comparison. Goal: p95 < 1 s.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from desk import boot
from flows.desk_first import yielding
from flows.ports import free_port
from models.paths import DataFolder
from tests.flows.processes import environment, kill, start, wait_until

GOAL_SECONDS = 1.0
THINK_SECONDS = (2.0, 6.0)
"""Between two clicks of one person."""
SCAN = Path("samples/committed/surat-dan-ktp.pdf")
CASES = 2000
Waits = dict[str, list[float]]
"""Kind of page -> seconds that people waited."""
GREEDY = (
    "import flows.desk_first as first; first.people_work = lambda _data: False;"
    "import sys; from flows.cli import main; sys.exit(main(sys.argv[1:]))"
)


def main() -> int:
    """Both measurements; 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--greedy", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="berkas-bench-") as folder:
        data, port = DataFolder(Path(folder).resolve()), free_port(0)
        cookies, cases = _prepared(data, options.people)
        address = {name: os.environ[name] for name in ("BERKAS_DATABASE_URL",) if name in os.environ}
        env = environment(BERKAS_STABLE_SECONDS="1", BERKAS_LEASE_SECONDS="60", **address)
        own = [sys.executable, "-m", "flows.cli"]
        at = ["--data", str(data.root)]
        desk = start([*own, "desk", *at, "--port", str(port)], data.root / "meja.txt", env)
        command = [sys.executable, "-c", GREEDY, "intake", *at]
        intake = command if options.greedy else yielding([*own, "intake", *at])
        reading = None
        try:
            wait_until(lambda: _answers(port), 120, "the desk")
            print("| reading | load | asked | queue p50 s | queue p95 s | case p50 s | case p95 s |")
            print("| --- | --- | --- | --- | --- | --- | --- |")
            _measure(port, cookies, cases, options.seconds, "none")
            reading = start(intake, data.root / "terima.txt", env)
            _drop(data, 200)
            wait_until(lambda: any(data.halaman.rglob("*.jpg")), 300, "the first page read")
            name = "greedy" if options.greedy else "yields"
            worst = _measure(port, cookies, cases, options.seconds, name)
            print(f"pages read meanwhile: {len(list(data.halaman.rglob('*.jpg')))}")
        finally:
            for process in filter(None, (reading, desk)):
                kill(process)
    return 0 if worst < GOAL_SECONDS else 1


def _prepared(data: DataFolder, people_count: int) -> tuple[list[str], list[str]]:
    """Session cookies of so many people, and ids of cases."""
    os.environ["BERKAS_SECOND_FACTOR"] = ""
    boot.configure(data.root)
    boot.prepare()
    # The tables' classes can be imported only now.
    from desk.models import CaseRow
    from tests.bench import desk_rows
    from tests.desk import people

    desk_rows.fill(data.root, CASES)
    found = [people.client("pemeriksa", f"orang{number}") for number in range(people_count)]
    cookies = [browser.cookies["sesi"].value for browser in found]
    cases = CaseRow.objects.filter(status="menunggu").values_list("id", flat=True)[:200]
    return cookies, list(cases)


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/masuk/", timeout=5, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def _drop(data: DataFolder, count: int) -> None:
    """Scans, each with bytes of its own."""
    home = data.masuk / "loket"
    home.mkdir(parents=True, exist_ok=True)
    content = SCAN.read_bytes()
    for number in range(count):
        (home / f"surat-{number:04}.pdf").write_bytes(content + b"\n%% %d\n" % number)


def _measure(port: int, cookies: list[str], cases: list[str], seconds: float, name: str) -> float:
    """One row of the table; the worse p95."""
    waits: Waits = {"queue": [], "case": []}
    end = time.monotonic() + seconds
    people = [
        threading.Thread(
            target=_person, args=(port, cookie, cases, number), kwargs={"end": end, "waits": waits}
        )
        for number, cookie in enumerate(cookies)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    figures = {kind: (statistics.median(found), _p95(found)) for kind, found in waits.items()}
    cells = " | ".join(f"{figure:.2f}" for kind in waits for figure in figures[kind])
    print(f"| {name} | {os.getloadavg()[0]:.0f} | {sum(map(len, waits.values()))} | {cells} |", flush=True)
    return max(p95 for _median, p95 in figures.values())


def _person(port: int, cookie: str, cases: list[str], seed: int, *, end: float, waits: Waits) -> None:
    dice = random.Random(seed)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", cookies={"sesi": cookie}, timeout=60) as browser:
        time.sleep(dice.uniform(0, THINK_SECONDS[1]))
        while time.monotonic() < end:
            kind = dice.choice(["queue", "case"])
            path = "/" if kind == "queue" else f"/perkara/{dice.choice(cases)}/"
            began = time.monotonic()
            assert browser.get(path).status_code == 200, path
            waits[kind].append(time.monotonic() - began)
            time.sleep(dice.uniform(*THINK_SECONDS))


def _p95(found: list[float]) -> float:
    return sorted(found)[min(len(found) - 1, int(len(found) * 0.95))]


if __name__ == "__main__":
    raise SystemExit(main())
