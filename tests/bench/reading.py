"""What reading a page costs beside the bare engines: `python -m tests.bench.reading`.

    letter page / one plain tesseract psm 3 pass of the same PNG     goal <= 1.5 (issue 16)
    KTP page    / one RapidOCR pass over the whole page              goal <= 1.00

Image in memory to PageReading and fields (a reading child keeps a page for the second look at its names), one
core, medians, in the environment of such a child; both sides of a ratio are timed in turn in the same run, so
that a busy machine slows both; seconds of the processor (tesseract's with them) are disturbed less. Pages are
of the tune split at levels clean and medium.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
from rapidocr import RapidOCR

from extractors.case.reader import read_documents
from extractors.files.child_process import FREED_MEMORY, ONE_THREAD
from extractors.files.pages import PageImage, load_page
from extractors.page.name_rereading import read_places
from extractors.page.reader import read_page
from models.document import PageRef
from models.field import Box
from samples.splits import Split
from tests.accuracy.dataset import Item, orders, prepare

STOCK = {
    "Global.use_cls": False,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "error",
}
"""RapidOCR as it comes, but for one thread and no line classifier (which harms; see second_reader)."""


def _pages(part: str, count: int, seed: int) -> list[PageImage]:
    """The first page of `count` samples that are neither hard nor written by hand nor born digital."""
    wanted = list(orders([part], count * 3, split=Split.TUNE, seed=seed, level=None))
    items = [item for item in prepare(wanted) if item.level != "hard" and not item.is_handwritten]
    pages = [load_page(path, 1) for item in items for path in _files(item)]
    return [page for page in pages if not page.words][:count]


def _files(item: Item) -> Sequence[Path]:
    return item.files()[:1]


Cost = tuple[float, float]
"""Seconds by the clock, and of the processor."""


def _cost(action: Callable[[], object]) -> Cost:
    start, before = time.perf_counter(), _processor()
    action()
    return time.perf_counter() - start, _processor() - before


def _processor() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _whole_reading(page: PageImage) -> None:
    def look(ref: PageRef, boxes: Sequence[Box]) -> list[str]:
        return read_places(page, ref.rotation, boxes)

    read_documents([read_page(page)], look=look)


def _tesseract(picture: Path) -> None:
    subprocess.run(
        ["tesseract", str(picture), "stdout", "-l", "ind", "--psm", "3"],
        capture_output=True,
        check=True,
        env={name: value for name, value in os.environ.items() if name not in FREED_MEMORY},
    )


def letters(pages: Sequence[PageImage]) -> list[tuple[Cost, Cost]]:
    """(ours, tesseract) a page."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.png"
        for page in pages:
            cv2.imwrite(str(picture), page.pixels)
            ours = _cost(lambda page=page: _whole_reading(page))  # type: ignore[misc]
            times.append((ours, _cost(lambda: _tesseract(picture))))
    return times


def cards(pages: Sequence[PageImage]) -> list[tuple[Cost, Cost]]:
    """(ours, RapidOCR) a page."""
    engine = RapidOCR(params=STOCK)
    engine(pages[0].pixels)
    return [
        (
            _cost(lambda page=page: _whole_reading(page)),  # type: ignore[misc]
            _cost(lambda page=page: engine(page.pixels)),  # type: ignore[misc]
        )
        for page in pages
    ]


def _row(name: str, times: Sequence[tuple[Cost, Cost]], goal: float) -> str:
    ours, base = (statistics.median(pair[side][0] for pair in times) for side in (0, 1))
    wall, cpu = (statistics.median(mine[at] / theirs[at] for mine, theirs in times) for at in (0, 1))
    total = sum(mine for (mine, _), _ in times) / sum(theirs for _, (theirs, _) in times)
    return (
        f"| {name} | {len(times)} | {ours:.2f} | {base:.2f} | {wall:.2f} | {cpu:.2f} | {total:.2f} | "
        f"<= {goal:.2f} |"
    )


def main() -> None:
    """Time both kinds of page and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading", description="ratios of issue 3")
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if not FREED_MEMORY.keys() <= os.environ.keys():  # as a reading child is started
        again = [sys.executable, "-m", "tests.bench.reading", *sys.argv[1:]]
        os.execve(sys.executable, again, {**os.environ, **ONE_THREAD, **FREED_MEMORY})
    letter_pages, card_pages = (_pages(part, args.pages, args.seed) for part in ("letters", "ktp"))
    _whole_reading(letter_pages[0])
    _whole_reading(card_pages[0])
    print("| page / engine | pages | ours s | engine s | median ratio | of CPU | ratio of sums | goal |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    print(_row("letter / tesseract psm 3", letters(letter_pages), 1.5))
    print(_row("KTP / RapidOCR full page", cards(card_pages), 1.0))


if __name__ == "__main__":
    main()
