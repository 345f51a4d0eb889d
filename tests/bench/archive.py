"""`python -m tests.bench.archive [--pages 40] [--with-ocrmypdf] [--one-worker]`: the archive job's ratios.

The same typed pages, rasterised beforehand, are read by: plain tesseract psm 3, two at a time; the whole job
with PDF/A; the job without PDF; and, when asked for, ocrmypdf (which extracts nothing). Seconds are of this
machine and moment, ratios are what counts. OMP_THREAD_LIMIT=1 for all.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import cv2
import pikepdf

from extractors.pages import count_pages, load_page
from flows.archive.pdfa import Facts, PdfPage, write_pdf
from flows.archive.progress import stored_state
from flows.archive.storage import FolderStorage

WORKERS = 2
FIXED = datetime(2026, 11, 24, tzinfo=UTC)
ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
GOAL_JOB, GOAL_NO_PDF, GOAL_FILES, GOAL_ONE_FILE, GOAL_WORKERS = 1.5, 1.35, 0.30, 0.60, 1.85
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT_")} | ONE_THREAD


def main() -> int:
    """Make the pages, run each reader, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.archive")
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--with-ocrmypdf", action="store_true")
    parser.add_argument("--one-worker", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        pages = make_pages(place, options.pages)
        plain = timed(lambda: plain_tesseract(sorted((place / "png").iterdir())))
        job = timed(lambda: archive(place, "arsip"))
        no_pdf = timed(lambda: archive(place, "tanpa-pdf", "--no-pdf"))
        print(f"{pages} typed pages, {WORKERS} at a time, load {os.getloadavg()[0]:.1f}\n")
        print("| what | s | pages/s | ratio | goal |\n| --- | --- | --- | --- | --- |")
        print(f"| plain tesseract psm 3 | {plain:.1f} | {pages / plain:.2f} | 1 | |")
        print(row("whole job with PDF/A / tesseract", job, pages, job / plain, f"<= {GOAL_JOB}"))
        print(row("job --no-pdf / tesseract", no_pdf, pages, no_pdf / plain, f"<= {GOAL_NO_PDF}"))
        if options.one_worker:
            one = timed(lambda: archive(place, "satu", "--workers", "1"))
            print(row("pages/s with 2 workers / with 1", one, pages, one / job, f">= {GOAL_WORKERS}"))
        if options.with_ocrmypdf:
            files = timed(lambda: ocrmypdf_each(place))
            print(row("job / ocrmypdf, one-page files", files, pages, job / files, f"<= {GOAL_FILES}"))
            whole = timed(lambda: ocrmypdf_one(place))
            print(row("job / ocrmypdf, one file", whole, pages, job / whole, f"<= {GOAL_ONE_FILE}"))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"\nlargest single process: {peak:.0f} MB")
    return 0


def row(name: str, seconds: float, pages: int, ratio: float, goal: str) -> str:
    """A line of the table."""
    return f"| {name} | {seconds:.1f} | {pages / seconds:.2f} | {ratio:.2f} | {goal} |"


def timed(work: Callable[[], None]) -> float:
    """Seconds that `work` takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def run(command: Sequence[str]) -> None:
    """Run a command quietly; it must succeed."""
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)


def make_pages(place: Path, count: int) -> int:
    """Pages of typed letters of the generator as PNG (for tesseract) and as one-page PDFs of their scans.

    Among them are the second pages of letters, which carry little more than a signature and a stamp.
    """
    made = place / "contoh"
    run([sys.executable, "-m", "samples", "--out", str(made), "--cases", str(count), "--part", "letters",
         "--level", "clean", "--seed", "77"])  # fmt: skip
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


def plain_tesseract(pages: Sequence[Path]) -> None:
    """One process a page, two at a time."""
    with ThreadPoolExecutor(WORKERS) as pool:
        commands = [["tesseract", str(page), "stdout", "-l", "ind", "--psm", "3", "tsv"] for page in pages]
        list(pool.map(run, commands))


def archive(place: Path, name: str, *options: str) -> None:
    """The command as a person runs it."""
    workers = [] if "--workers" in options else ["--workers", str(WORKERS)]
    target = place / name
    command = [sys.executable, "-m", "flows.cli", "archive", str(place / "sumber"), "--to", str(target)]
    run([*command, *workers, *options])
    state = stored_state(FolderStorage(target))
    assert state is not None
    assert state.done == state.total


def _ocrmypdf(source: Path, target: Path) -> None:
    run([sys.executable, "-m", "ocrmypdf", "--jobs", str(WORKERS), "--deskew", "--rotate-pages", "-l", "ind",
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


if __name__ == "__main__":
    raise SystemExit(main())
