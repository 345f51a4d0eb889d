"""The intake killed with -9 at random instants while files are dropped: none lost, none doubled.

    python -m tests.faults.kills --drops 3000 --kills 100 [--only sqlite|postgresql]

A case that was in hand at three kills is `gagal` (an end state, with "Coba lagi" at the desk): the intake
takes it for one that ends its reader. All but the reading of pixels is the product's own (stub_intake.py).
After the last start all must be in an end state within 120 s; what other work on the machine took away (the
longest that one thread of the intake stood without a core) does not count.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from models.paths import DataFolder
from tests.faults.forked import Forked, prepare
from tests.faults.machine import longest_wait, waits
from tests.faults.office import KINDS, account, chance, drop, ended, flags, office_database, row, wait_slowly

READING_SECONDS = 0.05
LONGEST_WORK = 2.5
"""Seconds of work before a kill, counted from the process's first sign of life."""
SHARE_AT_START = 0.2
"""One kill in five hits a process that still starts."""
LONGEST_START = 1.5
LONGEST_PAUSE = 0.1
"""Seconds between two drops."""
END_SECONDS = 120.0
PATIENCE = 10
"""A machine that is busy with something else takes so many times as long."""


def main() -> int:
    """Each kind of database in a process of its own."""
    parser = flags(__doc__)
    parser.add_argument("--drops", type=int, default=300)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()
    if options.only:
        return run(options.only, options.drops, options.kills, chance(options.seed))
    command = [sys.executable, "-m", "tests.faults.kills", *sys.argv[1:], "--only"]
    return max(subprocess.run([*command, kind], check=False).returncode for kind in KINDS)


def run(kind: str, drops: int, kills: int, dice: random.Random) -> int:
    """Drop, kill, drop, kill ..., then let it end."""
    with tempfile.TemporaryDirectory(prefix="berkas-uji-") as folder, office_database(kind) as url:
        data, log = DataFolder(Path(folder).resolve() / "data"), Path(folder) / "log"
        prepare(data.root, url)
        (data.masuk / "loket").mkdir(parents=True)
        expected: list[str] = []
        for number in range(kills):
            process, begin = Forked(data.root, log, READING_SECONDS), time.time()
            while len(expected) < drops * (number + 1) // kills:
                expected.append(drop(data, len(expected)))
                time.sleep(dice.uniform(0, LONGEST_PAUSE))
            if dice.random() < SHARE_AT_START:
                time.sleep(dice.uniform(0.0, LONGEST_START))
            else:
                wait_slowly(partial(lives, data, begin), PATIENCE * END_SECONDS, "a sign of life")
                time.sleep(dice.uniform(0.0, LONGEST_WORK))
            process.kill()
            if number % 10 == 9:
                print(f"{kind}: {number + 1} kills, {ended(data, url)} of {len(expected)} ended", flush=True)
        process = Forked(data.root, log, READING_SECONDS)
        left, before = drops - ended(data, url), waits(process.pid)
        try:
            took = wait_slowly(lambda: ended(data, url) >= drops, PATIENCE * END_SECONDS, "all cases")
            waited = longest_wait(before, waits(process.pid))
        finally:
            facts: dict[str, object] = dict(account(data, expected, url))
            process.kill()
    facts |= {"kills": kills, "to be read at the last start": left, "seconds to the end": round(took)}
    facts |= {"of them without a core": round(waited), "load": round(os.getloadavg()[0])}
    is_good = not any(facts[key] for key in ("lost", "doubled", "left")) and took - waited <= END_SECONDS
    return row(f"kill -9 of the intake, {kind}", facts, is_good=is_good)


def lives(data: DataFolder, since: float) -> bool:
    """Whether the inbox gave a sign of life since that moment."""
    try:
        return (data.keadaan / "masuk.detak").stat().st_mtime > since
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main())
