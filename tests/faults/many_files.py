"""Ten thousand files at once, the intake killed and started again midway: all accounted for, memory flat.

    python -m tests.faults.many_files --files 10000 [--only sqlite|postgresql]

The intake with a stand-in for OCR (tests/flows/stub_intake.py): the row is about accounting and the intake's
own memory, which is looked at each five seconds.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from models.paths import DataFolder
from tests.faults.machine import growth, taken
from tests.faults.office import account, ended, flags, on_each, row
from tests.flows.files import PDF
from tests.flows.processes import environment, kill, start

LOOK_SECONDS = 5.0
PATIENCE = 6 * 3600.0
FLAT = 0.10
SETTINGS = {"BERKAS_LEASE_SECONDS": "10", "BERKAS_WORKERS": "4"}


def run(kind: str, url: str, files: int) -> int:
    """All at once; killed when half of them have ended."""
    with tempfile.TemporaryDirectory(prefix="berkas-uji-") as folder:
        data, log = DataFolder(Path(folder) / "data"), Path(folder) / "log"
        home = data.masuk / "loket"
        home.mkdir(parents=True)
        expected = []
        for number in range(files):
            content = PDF + b"%d" % number
            (home / f"{number}.pdf").write_bytes(content)
            expected.append(sha256(content).hexdigest())
        env = environment(**SETTINGS, **({"BERKAS_DATABASE_URL": url} if url else {}))
        command = [sys.executable, "-m", "tests.flows.stub_intake", str(data.root), "0"]
        memory: list[list[float]] = []
        begin = time.monotonic()
        for share in (0.5, 1.0):
            process = start(command, log, env)
            try:
                goal = files * share
                memory.append(watched(process.pid, lambda goal=goal: ended(data, url) >= goal))  # type: ignore[misc]
            finally:
                kill(process)
        facts: dict[str, object] = dict(account(data, expected, url))
        seconds = time.monotonic() - begin
    grown = [growth(figures) for figures in memory]
    facts |= {
        "files a second": round(files / seconds, 1),
        "intake MiB at the end": round(memory[-1][-1]),
        "growth": ", ".join(f"{each:+.1%}" for each in grown),
    }
    is_good = not any(facts[key] for key in ("lost", "doubled", "left", "failed"))
    return row(f"{files} files at once, {kind}", facts, is_good=is_good and max(grown) <= FLAT)


def watched(pid: int, is_over: Callable[[], bool]) -> list[float]:
    """Memory of the process in MiB, look by look, until it is over."""
    figures: list[float] = []
    end = time.monotonic() + PATIENCE
    while not is_over():
        figures.append(sum(each.memory for each in taken(pid) if each.pid == pid) / 1024)
        if time.monotonic() > end or figures[-1] == 0:
            raise AssertionError("the intake did not come to its end")
        time.sleep(LOOK_SECONDS)
    return figures


def main() -> int:
    """Each kind of database."""
    parser = flags(__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    options = parser.parse_args()
    return on_each(lambda kind, url: run(kind, url, options.files), options.only)


if __name__ == "__main__":
    sys.exit(main())
