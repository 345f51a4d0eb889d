"""What reading a page costs beside the bare engines: `python -m tests.bench.reading`.

    letter page / one plain tesseract psm 3 pass of the same PNG     goal <= 1.35
    KTP page    / one RapidOCR pass over the whole page              goal <= 1.00

Image in memory to PageReading and fields (a second look at names decodes the page again), one core, medians;
both sides of a ratio are timed in turn in the same run, so that a busy machine slows both. Pages are of the
tune split at levels clean and medium.
"""

import argparse
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
from rapidocr import RapidOCR

from extractors.case.reader import read_documents
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


Paper = tuple[Path, PageImage]


def _pages(part: str, count: int, seed: int) -> list[Paper]:
    """The first page of `count` samples that are neither hard nor written by hand nor born digital."""
    wanted = list(orders([part], count * 3, split=Split.TUNE, seed=seed, level=None))
    items = [item for item in prepare(wanted) if item.level != "hard" and not item.is_handwritten]
    pages = [(path, load_page(path, 1)) for item in items for path in _files(item)]
    return [(path, page) for path, page in pages if not page.words][:count]


def _files(item: Item) -> Sequence[Path]:
    return item.files()[:1]


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _whole_reading(path: Path, page: PageImage) -> None:
    def look(ref: PageRef, boxes: Sequence[Box]) -> list[str]:
        return read_places(load_page(path, ref.page), ref.rotation, boxes)

    read_documents([read_page(page)], look=look)


def _tesseract(picture: Path) -> None:
    subprocess.run(
        ["tesseract", str(picture), "stdout", "-l", "ind", "--psm", "3"], capture_output=True, check=True
    )


def letters(pages: Sequence[Paper]) -> list[tuple[float, float]]:
    """(ours, tesseract) seconds a page."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.png"
        for path, page in pages:
            cv2.imwrite(str(picture), page.pixels)
            ours = _seconds(lambda path=path, page=page: _whole_reading(path, page))  # type: ignore[misc]
            times.append((ours, _seconds(lambda: _tesseract(picture))))
    return times


def cards(pages: Sequence[Paper]) -> list[tuple[float, float]]:
    """(ours, RapidOCR) seconds a page."""
    engine = RapidOCR(params=STOCK)
    engine(pages[0][1].pixels)
    return [
        (
            _seconds(lambda path=path, page=page: _whole_reading(path, page)),  # type: ignore[misc]
            _seconds(lambda page=page: engine(page.pixels)),  # type: ignore[misc]
        )
        for path, page in pages
    ]


def _row(name: str, times: Sequence[tuple[float, float]], goal: float) -> str:
    ours, base = (statistics.median(pair[side] for pair in times) for side in (0, 1))
    ratio = statistics.median(mine / theirs for mine, theirs in times)
    total = sum(mine for mine, _ in times) / sum(theirs for _, theirs in times)
    return f"| {name} | {len(times)} | {ours:.2f} | {base:.2f} | {ratio:.2f} | {total:.2f} | <= {goal:.2f} |"


def main() -> None:
    """Time both kinds of page and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading", description="ratios of issue 3")
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    letter_pages, card_pages = (_pages(part, args.pages, args.seed) for part in ("letters", "ktp"))
    _whole_reading(*letter_pages[0])
    _whole_reading(*card_pages[0])
    print("| page / engine | pages | ours s | engine s | median ratio | ratio of sums | goal |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    print(_row("letter / tesseract psm 3", letters(letter_pages), 1.35))
    print(_row("KTP / RapidOCR full page", cards(card_pages), 1.0))


if __name__ == "__main__":
    main()
