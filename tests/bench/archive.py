"""`python -m tests.bench.archive [--pages 40] [--rounds 1] [--what job,no-pdf]`: the archive job's ratios.

The same typed pages, rasterised beforehand, of our own generator or of the corpus (`--voices 97,101`), are
read by: plain tesseract psm 3, two at a time; the whole job with PDF/A; the job without PDF; the job and
tesseract with one child (`one`, `plain-one`); and ocrmypdf (`files`, `file`), which extracts nothing
(OCRMYPDF names the command, with its own needs on PATH). In each round all of them run in turn; last come
the medians of the rounds' ratios. Seconds are of this machine and moment, ratios are what counts; on a busy
machine the ratio of CPU seconds is the truer one. OMP_THREAD_LIMIT=1 for all but the job, as by a person.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import cv2
import pikepdf

from extractors.files.pages import count_pages, load_page
from flows.archive.pdfa import Facts, PdfPage, write_pdf
from flows.archive.progress import stored_state
from flows.archive.storage import FolderStorage

CORPUS = Path("samples/corpus/voices")
WORKERS = 2
FIXED = datetime(2026, 11, 24, tzinfo=UTC)
ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
OCRMYPDF = os.environ.get("OCRMYPDF") or "ocrmypdf"
OURS = {key: value for key, value in os.environ.items() if key not in ONE_THREAD and key[:8] != "PREFECT_"}
OTHERS = OURS | ONE_THREAD


@dataclass(frozen=True)
class Cost:
    """What a reader took: seconds by the clock, and of CPU in all its processes."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Reader:
    """A way to read the pages, its goal as a share of `against`."""

    name: str
    work: Callable[[Path], None]
    against: str
    goal: str
    is_inverse: bool = False


PLAIN, JOB = "plain tesseract psm 3", "whole job with PDF/A"


def main() -> int:
    """Make the pages, run each reader, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.archive")
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--voices", default="", help="numbers of the corpus's; else our own letters")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--what", default="job,no-pdf", help=f"of {', '.join(ASKED)}")
    options = parser.parse_args()
    readers = [ASKED[name] for name in options.what.split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        pages = make_pages(place, options.pages, options.voices)
        print(f"{pages} typed pages, {WORKERS} at a time, load before {os.getloadavg()[0]:.1f}\n")
        print("| what | s | CPU-s | pages/s | of | ratio | ratio of CPU | goal |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
        rounds = [one_round(place, readers, pages) for _ in range(options.rounds)]
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"\nlargest single process: {peak:.0f} MB, load after {os.getloadavg()[0]:.1f}")
    if options.rounds > 1:
        print_medians(readers, rounds)
    return 0


def one_round(place: Path, readers: Sequence[Reader], pages: int) -> dict[str, Cost]:
    """All readers in turn; a line of the table for each as it is done."""
    costs = {PLAIN: timed(lambda: plain_tesseract(place))}
    first = costs[PLAIN]
    print(
        f"| {PLAIN} | {first.wall:.1f} | {first.cpu:.1f} | {pages / first.wall:.2f} | | 1 | 1 | |", flush=True
    )
    for reader in readers:
        costs[reader.name] = timed(lambda reader=reader: reader.work(place))  # type: ignore[misc]
        print(row(reader, costs, pages), flush=True)
    return costs


def row(reader: Reader, costs: dict[str, Cost], pages: int) -> str:
    """A line of the table."""
    mine, (wall, cpu) = costs[reader.name], ratios(reader, costs)
    return (
        f"| {reader.name} | {mine.wall:.1f} | {mine.cpu:.1f} | {pages / mine.wall:.2f} | {reader.against} | "
        f"{wall:.2f} | {cpu:.2f} | {reader.goal} |"
    )


def ratios(reader: Reader, costs: dict[str, Cost]) -> tuple[float, float]:
    """By the clock and by CPU; an inverse ratio is that of `against` to this reader."""
    one, other = costs[reader.name], costs[reader.against]
    if reader.is_inverse:
        one, other = other, one
    return one.wall / other.wall, one.cpu / other.cpu


def print_medians(readers: Sequence[Reader], rounds: Sequence[dict[str, Cost]]) -> None:
    """Each reader's median ratio, and all of them, by the clock."""
    print(f"\n| what, {len(rounds)} rounds | median ratio | of CPU | each | goal |")
    print("| --- | --- | --- | --- | --- |")
    for reader in readers:
        walls, cpus = zip(*(ratios(reader, costs) for costs in rounds), strict=True)
        each = ", ".join(f"{wall:.2f}" for wall in sorted(walls))
        print(f"| {reader.name} | {statistics.median(walls):.2f} | {statistics.median(cpus):.2f} | {each} | "
              f"{reader.goal} |")  # fmt: skip


def timed(work: Callable[[], None]) -> Cost:
    """What `work` takes, in its child processes."""
    begin, before = time.perf_counter(), _children()
    work()
    return Cost(time.perf_counter() - begin, _children() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(command: Sequence[str], environment: Mapping[str, str] = OTHERS) -> None:
    """Run a command quietly; it must succeed."""
    subprocess.run(command, check=True, capture_output=True, env=environment)


def make_pages(place: Path, count: int, voices: str = "") -> int:
    """Typed pages as PNG (for tesseract) and as one-page PDFs of their scans; how many, at most `count`.

    Of our own generator, or of those voices of the corpus; among them are second pages of letters, which
    carry little more than a signature and a stamp.
    """
    made = place / "contoh"
    ours = ["samples", "--cases", str(count), "--part", "letters"]
    theirs = ["samples.voices", str(CORPUS), "--voices", voices]
    run([sys.executable, "-m", *(theirs if voices else ours), "--out", str(made), "--level", "clean",
         "--seed", "77"])  # fmt: skip
    (place / "png").mkdir()
    (place / "sumber").mkdir()
    number = 0
    for path in typed_files(made):
        for page in range(1, count_pages(path) + 1):
            if number < count:
                number += 1
                _write_page(place, path, page, number)
    return number


def typed_files(made: Path) -> list[Path]:
    """The scans of the letters that are not written by hand."""
    files: list[Path] = []
    for truth in sorted(made.glob("*.expected.json")):
        if not json.loads(truth.read_text())["sample"]["handwritten"]:
            name = truth.name.removesuffix(".expected.json")
            files += sorted(path for path in made.glob(f"{name}.*") if path != truth)
    return files


def _write_page(place: Path, path: Path, page: int, number: int) -> None:
    image = load_page(path, page)
    cv2.imwrite(str(place / "png" / f"{number:04d}.png"), image.pixels)
    is_made, jpeg = cv2.imencode(".jpg", image.pixels, [cv2.IMWRITE_JPEG_QUALITY, 85])
    assert is_made
    facts = Facts("contoh", "kotak_aduan", str(number), FIXED)
    scan = write_pdf([PdfPage(jpeg.tobytes(), image.dpi, ())], facts)
    (place / "sumber" / f"{number:04d}.pdf").write_bytes(scan)


def plain_tesseract(place: Path, workers: int = WORKERS) -> None:
    """One process a page, two at a time."""
    pages = sorted((place / "png").iterdir())
    with ThreadPoolExecutor(workers) as pool:
        commands = [["tesseract", str(page), "stdout", "-l", "ind", "--psm", "3", "tsv"] for page in pages]
        list(pool.map(run, commands))


def archive(place: Path, name: str, *options: str) -> None:
    """The command as a person runs it."""
    workers = [] if "--workers" in options else ["--workers", str(WORKERS)]
    target = place / name
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, "-m", "flows.cli", "archive", str(place / "sumber"), "--to", str(target)]
    run([*command, *workers, *options], OURS)
    state = stored_state(FolderStorage(target))
    assert state is not None
    assert state.done == state.total


def _ocrmypdf(source: Path, target: Path) -> None:
    run([OCRMYPDF, "--jobs", str(WORKERS), "--deskew", "--rotate-pages", "-l", "ind",
         "--output-type", "pdf", str(source), str(target)])  # fmt: skip


def ocrmypdf_each(place: Path) -> None:
    """As one-page files, one after the other (each may use both cores)."""
    for path in sorted((place / "sumber").iterdir()):
        _ocrmypdf(path, place / "keluar.pdf")


def ocrmypdf_one(place: Path) -> None:
    """As one file."""
    with pikepdf.Pdf.new() as joined:
        for path in sorted((place / "sumber").iterdir()):
            with pikepdf.open(path) as single:
                joined.pages.extend(single.pages)
        joined.save(place / "semua.pdf")
    _ocrmypdf(place / "semua.pdf", place / "keluar.pdf")


ASKED = {
    "job": Reader(JOB, lambda place: archive(place, "arsip"), PLAIN, "<= 1.5"),
    "no-pdf": Reader("job --no-pdf", lambda place: archive(place, "tanpa-pdf", "--no-pdf"), PLAIN, "<= 1.35"),
    "one": Reader(
        "job with 1 worker", lambda place: archive(place, "satu", "--workers", "1"), JOB, ">= 1.85"
    ),
    "plain-one": Reader(
        "plain tesseract, one at a time", lambda place: plain_tesseract(place, 1), PLAIN, "(1.99)"
    ),
    "files": Reader("ocrmypdf, one-page files", ocrmypdf_each, JOB, "<= 0.30", True),
    "file": Reader("ocrmypdf, one file", ocrmypdf_one, JOB, "<= 0.60", True),
}  # fmt: skip

if __name__ == "__main__":
    raise SystemExit(main())
