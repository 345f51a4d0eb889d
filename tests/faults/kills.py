"""Each part of a running office killed with -9 at random instants: no dropped file lost, none doubled.

    python -m tests.faults.kills --drops 3000 --kills 100 [--only sqlite|postgresql]

The real `berkas serve` really reads letters that have a text layer; in turn its reading child, intake, desk,
Prefect's server and the supervisor itself are killed, while files are dropped. At most `MOST_WAITING` lie
unread before the next ones are dropped: so work is in hand at each kill, and what is left at the last one is
what a restart has to go on with, not what the machine could not do. After the last start all must have ended
within 120 s; what other work on the machine took away (the longest that one thread of the office stood
without a core) does not count. A case that was in hand at three kills is `gagal` (an end state, with "Coba
lagi" at the desk): the intake takes it for one that ends its reader.
"""

import os
import random
import signal
import sys
import time
from collections import Counter

from tests.faults.machine import longest_wait, waits
from tests.faults.office import account, ask, chance, drop, ended, flags, on_each, row, wait_slowly
from tests.faults.papers import letter_of
from tests.faults.services import PATIENCE, Office, office

VICTIMS = ("child", "intake", "desk", "prefect", "serve")
LONGEST_WORK = 6.0
"""Seconds between the first drop of a turn (the victim is there) and its kill."""
SHARE_AT_START = 0.2
"""One kill in five hits a process as soon as it is seen."""
MOST_WAITING = 60
END_SECONDS = 120.0


def main() -> int:
    """On each kind of database."""
    parser = flags(__doc__)
    parser.add_argument("--drops", type=int, default=300)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()

    def each(kind: str, url: str) -> int:
        return run(kind, url, options.drops, options.kills, chance(options.seed))

    return on_each(each, options.only)


def run(kind: str, url: str, drops: int, kills: int, dice: random.Random) -> int:
    """Drop, kill, drop, kill ..., then let it end."""
    counts = Counter[str]()
    with office(url) as here:
        for number in range(kills):
            turn(here, VICTIMS[number % len(VICTIMS)], drops * (number + 1) // kills, dice, counts)
            if number % 10 == 9:
                done, dropped = ended(here.data, url), len(here.expected)
                print(f"{kind}: {number + 1} kills, {done} of {dropped} ended", flush=True)
        begin, left = time.monotonic(), drops - ended(here.data, url)
        here.read_all()
        took = time.monotonic() - begin
        waited = longest_wait({}, waits(here.process.pid))
        wait_slowly(lambda: all(here.pids(part) for part in VICTIMS), PATIENCE, "every part")
        facts: dict[str, object] = {**account(here.data, here.expected, url), **counts}
        facts["most attempts"] = ask(here.data, "select max(attempts) from desk_caserow", url)[0][0]
    facts |= {"to be read at the last start": left, "seconds to the end": round(took)}
    facts |= {"of them without a core": round(waited), "load": round(os.getloadavg()[0])}
    is_good = not any(facts[key] for key in ("lost", "doubled", "left")) and took - waited <= END_SECONDS
    return row(f"kill -9 of every part, {kind}", facts, is_good=is_good)


def turn(here: Office, victim: str, upto: int, dice: random.Random, counts: Counter[str]) -> None:
    """One kill: files are dropped until there are `upto`, at random moments before it."""
    wait_slowly(lambda: len(here.expected) - ended(here.data, here.url) <= MOST_WAITING, PATIENCE, "readers")
    wait_slowly(lambda: bool(here.pids(victim)), PATIENCE, victim)
    work = 0.0 if dice.random() < SHARE_AT_START else dice.uniform(0.0, LONGEST_WORK)
    new = upto - len(here.expected)
    for _ in range(new):
        here.expected.append(drop(here.data, len(here.expected), content=letter_of(len(here.expected))))
        time.sleep(dice.uniform(0.0, 2.0 * work / new))
    for pid in here.pids(victim):
        os.kill(pid, signal.SIGKILL)
        counts[victim] += 1
    if victim == "serve":
        here.process.wait()
        here.start()


if __name__ == "__main__":
    sys.exit(main())
