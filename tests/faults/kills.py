"""The intake killed with -9 at random instants while files are dropped: none lost, none doubled.

Everything but the reading of pixels is the product's own (tests/flows/stub_intake.py).
"""

import argparse
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from models.paths import DataFolder
from tests.faults.office import account, chance, drop, ended, row
from tests.flows.processes import kill, start_stub, wait_until

READING_SECONDS = 0.1
LONGEST_WORK = 2.5
"""Seconds of work before a kill, counted from the process's first sign of life."""
SHARE_AT_START = 0.2
"""One kill in five hits a process that still starts."""
END_SECONDS = 120.0


def main() -> int:
    """Drop, kill, drop, kill ..., then let it end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drops", type=int, default=300)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()
    dice = chance(options.seed)
    with tempfile.TemporaryDirectory(prefix="berkas-uji-") as folder:
        data, log = DataFolder(Path(folder) / "data"), Path(folder) / "log"
        (data.masuk / "loket").mkdir(parents=True)
        expected: list[str] = []
        for number in range(options.kills):
            process = start_stub(data.root, log, READING_SECONDS)
            begin = time.time()
            while len(expected) < options.drops * (number + 1) // options.kills:
                expected.append(drop(data, len(expected)))
                time.sleep(dice.uniform(0, 0.2))
            if dice.random() >= SHARE_AT_START:
                wait_until(partial(lives, data, begin), END_SECONDS, "a sign of life")
            time.sleep(dice.uniform(0.0, LONGEST_WORK))
            kill(process)
        process = start_stub(data.root, log, READING_SECONDS)
        begin = time.monotonic()
        try:
            wait_until(lambda: ended(data) >= options.drops, 10 * END_SECONDS, "all cases")
        finally:
            took = time.monotonic() - begin
            facts = account(data, expected)
            kill(process)
    facts |= {"kills": options.kills, "seconds to the end": round(took)}
    return row(
        "kill -9 of the intake", facts, is_good=not any(facts[key] for key in ("lost", "doubled", "left"))
    )


def lives(data: DataFolder, since: float) -> bool:
    """Whether the inbox gave a sign of life since that moment."""
    try:
        return (data.keadaan / "masuk.detak").stat().st_mtime > since
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main())
