"""What the processes of a running system take: memory and open descriptors, from /proc."""

import os
import statistics
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024
PARTS = {
    "flows.cli serve": "serve", "flows.cli desk": "desk", "flows.cli intake": "intake",
    "tests.flows.stub_intake": "intake", "extractors.page.child": "child", "prefect": "prefect",
}  # fmt: skip
"""What a command line holds -> the part it is."""


@dataclass(frozen=True)
class Taken:
    """One process at one moment; memory is what is resident, in KiB."""

    pid: int
    part: str
    memory: int
    descriptors: int


def family(root: int) -> list[int]:
    """The process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(entry.parent.name))
    found, new = [root], [root]
    while new:
        new = [child for pid in new for child in parents.get(pid, [])]
        found += new
    return found


def taken(root: int) -> list[Taken]:
    """What each process of the family takes now; those that end meanwhile are left out."""
    return list(_looks(family(root)))


def _looks(pids: Sequence[int]) -> Iterator[Taken]:
    for pid in pids:
        place = Path("/proc", str(pid))
        try:
            words = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            pages = int((place / "statm").read_text().split()[1])
            count = sum(1 for _ in (place / "fd").iterdir())
        except OSError:
            continue
        yield Taken(pid, part_of(words), pages * PAGE_KIB, count)


def waits(root: int) -> dict[str, float]:
    """Seconds that each thread of the family stood in the run queue, ready and without a core (schedstat)."""
    found = {}
    for pid in family(root):
        for task in Path("/proc", str(pid), "task").glob("*/schedstat"):
            with suppress(OSError):
                found[str(task)] = int(task.read_text().split()[1]) / 1e9
    return found


def longest_wait(before: dict[str, float], after: dict[str, float]) -> float:
    """What the thread that waited longest for a core waited in between: no less was lost to other work."""
    return max((seconds - before.get(name, 0.0) for name, seconds in after.items()), default=0.0)


def part_of(command: str) -> str:
    """The part that runs with that command line."""
    return next((name for mark, name in PARTS.items() if mark in command), "other")


def growth(figures: Sequence[float]) -> float:
    """The last quarter's median over the second quarter's, less one: what start-up took is not growth."""
    quarter = len(figures) // 4
    if quarter == 0:
        return 0.0
    early = statistics.median(figures[quarter : 2 * quarter])
    return statistics.median(figures[-quarter:]) / early - 1.0 if early else 0.0
