"""`python -m tests.bench.archive_growth [--pages 5000] [--workers 2]`: as quick and as small at the end?

The real job with real OCR over short typed letters of the complaint box, a page a file, 150 dpi. The
generator makes ORIGINALS of them; each page is one of these, moved by some pixels, so no two files are the
same. Printed for each block of 200 pages: time a page, and the memory of all processes of the job (sum of
PSS, which counts shared pages once), median and most. The last lines compare the last block with the first.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from extractors.imaging import Pixels, as_pixels
from extractors.pages import load_page
from flows.archive.plan import RESULTS
from tests.bench.archive import ENVIRONMENT, run, typed_files
from tests.flows.archive.hosts import descendants

BLOCK = 200
DPI = 150
ORIGINALS = 60
"""So few that each occurs more than MOST_SHARED times: else the doubles are what is measured."""
LOOK_SECONDS = 2.0
MB = 1024


@dataclass(frozen=True)
class Look:
    """Memory at a moment."""

    at: float
    megabytes: float


def main() -> int:
    """Make the pages, run the job, print the blocks."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.archive_growth")
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="berkas-tumbuh-") as scratch:
        place = Path(scratch)
        begin = time.monotonic()
        make_pages(place, options.pages)
        print(f"{options.pages} pages made in {time.monotonic() - begin:.0f} s", flush=True)
        looks = watched_job(place, options.pages, options.workers)
        report(ends(place), looks)
    return 0


def make_pages(place: Path, count: int) -> None:
    """One-page JPEG files in `sumber`, a folder for each block."""
    made = place / "contoh"
    run([sys.executable, "-m", "samples", "--out", str(made), "--cases", str(2 * ORIGINALS),
         "--part", "complaints", "--level", "clean", "--seed", "77"])  # fmt: skip
    originals = [_small(path) for path in typed_files(made)[:ORIGINALS]]
    for number in range(count):
        copy, original = divmod(number, len(originals))
        folder = place / "sumber" / f"{number // BLOCK:03d}"
        folder.mkdir(parents=True, exist_ok=True)
        moved = np.roll(originals[original], (copy % 16, copy // 16), axis=(0, 1))
        Image.fromarray(moved).save(folder / f"{number:05d}.jpg", quality=85, dpi=(DPI, DPI))


def _small(path: Path) -> Pixels:
    """The scan in grey at 150 dpi."""
    page = load_page(path, 1)
    gray = cv2.cvtColor(page.pixels, cv2.COLOR_BGR2GRAY)
    scale = DPI / (page.dpi or DPI)
    return as_pixels(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def watched_job(place: Path, pages: int, workers: int) -> list[Look]:
    """Run the job to its end, looking at its memory; a line for each block of files done."""
    command = [sys.executable, "-m", "flows.cli", "archive", str(place / "sumber"), "--workers", str(workers),
               "--to", str(place / "arsip"), "--data", str(place / "data")]  # fmt: skip
    looks: list[Look] = []
    told = 0
    with (place / "job.txt").open("wb") as said:
        job = subprocess.Popen(command, env=ENVIRONMENT, stdout=said, stderr=said)
        while job.poll() is None:
            looks.append(Look(time.time(), memory(job.pid)))
            done = len(ends(place))
            if done // BLOCK > told:
                told = done // BLOCK
                load = os.getloadavg()[0]
                print(f"{done}/{pages} pages, {looks[-1].megabytes:.0f} MB, load {load:.1f}", flush=True)
            time.sleep(LOOK_SECONDS)
    if job.returncode:
        raise SystemExit((place / "job.txt").read_text()[-2000:])
    return looks


def memory(pid: int) -> float:
    """PSS of a process and all below it, in MB."""
    total = 0
    for one in (pid, *descendants(pid)):
        with suppress(OSError):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / MB


def ends(place: Path) -> list[float]:
    """When each file was done, in order."""
    folder = place / "arsip" / RESULTS
    if not folder.exists():
        return []
    return sorted(entry.stat().st_mtime for entry in os.scandir(folder) if entry.name.endswith(".json"))


def report(done: Sequence[float], looks: Sequence[Look]) -> None:
    """The blocks, and the last against the first. A block's time is that between its first and last page."""
    print("\n| pages | s a page | MB, median | MB, most |\n| --- | --- | --- | --- |")
    blocks: list[tuple[float, float]] = []
    for begin in range(0, len(done), BLOCK):
        block = done[begin : begin + BLOCK]
        if len(block) < 2:
            continue
        seconds = (block[-1] - block[0]) / (len(block) - 1)
        sizes = [look.megabytes for look in looks if block[0] <= look.at <= block[-1]] or [0.0]
        blocks.append((seconds, statistics.median(sizes)))
        print(f"| {begin + len(block)} | {seconds:.3f} | {blocks[-1][1]:.0f} | {max(sizes):.0f} |")
    (first_time, first_size), (last_time, last_size) = blocks[0], blocks[-1]
    memory_ratio = last_size / first_size if first_size else 0.0
    print(f"\nlast block / first: time {last_time / first_time:.3f} (goal <= 1.05), "
          f"memory {memory_ratio:.3f} (goal <= 1.10)")  # fmt: skip
    print(f"most memory of the whole run: {max(look.megabytes for look in looks):.0f} MB")


if __name__ == "__main__":
    raise SystemExit(main())
