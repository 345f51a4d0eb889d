"""`python -m tests.bench.archive_growth [--pages 5000] [--workers 2]`: as quick and as small at the end?

The real job with real OCR over notes as people drop them into a complaint box: six lines on an A6 sheet,
100 dpi, a page a file, so that 5,000 pages take some ten minutes on two cores. Printed for each block of 200
pages: time a page, and the memory of all processes of the job (sum of PSS, which counts shared pages once),
median and most. The last lines compare the last block with the first.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from flows.archive.plan import RESULTS
from tests.bench.archive import OURS
from tests.flows.archive.hosts import descendants

BLOCK = 200
DPI = 100
SHEET = (583, 413)
"""A6 across."""
POINTS = 12
FONT = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
NAMES = ("Siti", "Budi", "Sri", "Agus", "Nur", "Slamet", "Wahyuni", "Rofiq")
KOPERASI = ("Mekar Jaya", "Tani Makmur", "Bina Warga", "Berkah Umat", "Sumber Rejeki")
MATTERS = ("Simpanan saya", "Pinjaman saya", "Tabungan ibu saya", "Jaminan BPKB saya", "Deposito kami")
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
    """One-page JPEG files in `sumber`, a folder for each block; no two say the same."""
    chance = random.Random(7)
    font = ImageFont.truetype(FONT, POINTS * DPI // 72)
    for number in range(count):
        folder = place / "sumber" / f"{number // BLOCK:03d}"
        folder.mkdir(parents=True, exist_ok=True)
        page = Image.new("L", SHEET, 250)
        pen = ImageDraw.Draw(page)
        for row, line in enumerate(note(number, chance)):
            pen.text((0.08 * SHEET[0], (0.1 + 0.12 * row) * SHEET[1]), line, font=font, fill=20)
        page.save(folder / f"{number:05d}.jpg", quality=85, dpi=(DPI, DPI))


def note(number: int, chance: random.Random) -> tuple[str, ...]:
    """What somebody wrote."""
    return (
        f"Jombang, {number % 28 + 1} Maret {2010 + number % 16}",
        "Perihal: Pengaduan",
        "Kepada Yth. Kepala Dinas",
        f"{chance.choice(MATTERS)} nomor {number} di KSP {chance.choice(KOPERASI)}",
        "belum diselesaikan. Mohon dibantu.",
        f"Hormat saya, {chance.choice(NAMES)} Contoh",
    )


def watched_job(place: Path, pages: int, workers: int) -> list[Look]:
    """Run the job to its end, looking at its memory; a line for each block of files done."""
    command = [sys.executable, "-m", "flows.cli", "archive", str(place / "sumber"), "--workers", str(workers),
               "--to", str(place / "arsip"), "--data", str(place / "data")]  # fmt: skip
    looks: list[Look] = []
    told = 0
    with (place / "job.txt").open("wb") as said:
        job = subprocess.Popen(command, env=OURS, stdout=said, stderr=said)
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
