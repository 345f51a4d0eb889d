"""`python -m tests.accuracy.hand_letters`: whole handwritten complaint letters, read by the product's reader.

    python -m tests.accuracy.hand_letters --bank BANK --fonts FONTS --part tune --wrong
    python -m tests.accuracy.hand_letters --bank BANK --fonts FONTS --part test --boxed

Letters of the corpus in the strokes of writers and in typefaces of one part (tests/accuracy/hand_pages.py):
fields right, silent, lost and touched by the contract, the page's character error beside its text, and the
processor's seconds a page (this process and tesseract, no other), with a reading child's threads and memory
settings. Of the test part figures are told, never letters.
"""

import argparse
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from extractors.files.child_process import FREED_MEMORY, ONE_THREAD
from extractors.files.pages import count_pages, load_page
from extractors.page.reader import read_page
from models.case import Channel
from models.file_reading import FileReading
from models.page import PageReading
from samples.training.hand.split import Part, members
from tests.accuracy import report
from tests.accuracy.dump import write_dump
from tests.accuracy.hand_pages import Written, make_pages, typefaces, writers
from tests.accuracy.handwriting import folded
from tests.accuracy.readings import DEFAULT, Readings, open_readings
from tests.accuracy.running import Result, run
from tests.accuracy.scoring import Scored, character_error
from tests.accuracy.voices import LetterReader

HEAD = (
    "source", "letters", "fields", "right %", "silent % (n)", "lost %", "touch %", "character error %",
    "folded %", "seconds a page",
)  # fmt: skip


class TimedReader:
    """Reads files in this process and keeps the readings; the processor's seconds of those read now."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self.seconds: dict[Path, float] = {}
        self.pages: dict[Path, tuple[PageReading, ...]] = {}

    def read_file(self, path: Path, /) -> FileReading:
        """All pages of a file."""
        reading = self._readings.get(path)
        if reading is None:
            start = _used()
            pages = tuple(read_page(load_page(path, number)) for number in range(1, count_pages(path) + 1))
            self.seconds[path] = (_used() - start) / len(pages)
            reading = FileReading(path.name, pages)
            self._readings.put(path, reading)
        self.pages[path] = reading.pages
        return reading


def _used() -> float:
    """Processor seconds of this process and of the children that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def text_of(pages: Sequence[PageReading]) -> str:
    """The text of a file's pages, rows from the top, what stands on one row from the left."""
    rows: list[str] = []
    for page in pages:
        lines = sorted(page.lines, key=lambda line: (line.box[1] + line.box[3]) / 2)
        groups: list[list[tuple[float, float, float, str]]] = []
        for line in lines:
            middle, half = (line.box[1] + line.box[3]) / 2, (line.box[3] - line.box[1]) / 2
            if not groups or middle - groups[-1][0][1] > 0.6 * max(half, groups[-1][0][2]):
                groups.append([])
            groups[-1].append((line.box[0], middle, half, line.text))
        rows += [" ".join(text for *_, text in sorted(group)) for group in groups]
    return " ".join(rows)


@dataclass(frozen=True)
class Read:
    """A letter read and scored: wrong characters and how many there are, as they stand and folded."""

    result: Result
    source: str
    wrong: int
    letters: int
    wrong_folded: int
    letters_folded: int
    seconds: float | None


def read_all(written: Sequence[Written], source: str, reader: TimedReader, *, raw: bool) -> list[Read]:
    """The letters of one source, read one after the other."""
    letters = LetterReader(reader, raw)
    found: list[Read] = []
    for page, result in zip(written, run([w.item for w in written], letters, 1), strict=True):
        if result.failure:
            print(f"reader broke down on {result.item.path}: {result.failure}", file=sys.stderr)
        truth = " ".join(page.text.split())
        text = text_of(reader.pages.get(page.item.path, ()))
        bare, read = folded(truth), folded(text)
        found.append(
            Read(
                result, source, min(len(truth), Levenshtein.distance(truth, text)), len(truth),
                min(len(bare), Levenshtein.distance(bare, read)), len(bare),
                reader.seconds.get(page.item.path),
            )
        )  # fmt: skip
    return found


def from_the_box(written: Written) -> Written:
    """The letter as the archive job is given all of its letters (flows/archive/reading.py)."""
    expected = written.item.expected.model_copy(update={"channel": Channel.KOTAK_ADUAN})
    return replace(written, item=replace(written.item, expected=expected))


def row(name: str, group: Sequence[Read]) -> list[str]:
    """A line of the table; long texts are no fields here, as in the other benches."""
    counted = [f for read in group for f in read.result.score.fields if not f.is_free_text]
    carried = [f for f in counted if f.carried]
    silent = sum(f.is_silent for f in counted)
    timed = [read.seconds for read in group if read.seconds is not None]
    return [
        name, str(len(group)), str(len(carried)),
        report.percent(sum(f.is_right for f in carried), len(carried)),
        f"{report.percent(silent, len(counted))} ({silent})",
        report.percent(sum(f.is_lost for f in carried), len(carried)),
        report.percent(sum(f.needs_review for f in carried), len(carried)),
        report.percent(sum(r.wrong for r in group), sum(r.letters for r in group)),
        report.percent(sum(r.wrong_folded for r in group), sum(r.letters_folded for r in group)),
        f"{sum(timed) / len(timed):.1f}" if timed else "-",
    ]  # fmt: skip


def grouped(reads: Sequence[Read], key: Callable[[Read], str]) -> list[list[str]]:
    """Table rows by a property of the letters."""
    groups: dict[str, list[Read]] = defaultdict(list)
    for read in reads:
        groups[key(read)].append(read)
    return [row(name, group) for name, group in groups.items()]


def field_rows(reads: Sequence[Read]) -> list[list[str]]:
    """A row for each field but long texts."""
    fields: dict[str, list[Scored]] = defaultdict(list)
    for read in reads:
        for field in read.result.score.fields:
            if not field.is_free_text:
                fields[field.name].append(field)
    return [
        [
            name, str(sum(f.carried for f in group)),
            report.percent(sum(f.is_right for f in group if f.carried), sum(f.carried for f in group)),
            str(sum(f.is_silent for f in group)), str(sum(f.is_lost for f in group)),
            report.percent(sum(f.needs_review for f in group if f.carried), sum(f.carried for f in group)),
        ]
        for name, group in sorted(fields.items())
    ]  # fmt: skip


def matter_error(reads: Sequence[Read]) -> str:
    """Long texts by the contract: mean character error (%) of those carried; a lost one is wrong whole."""
    errors = [
        character_error(field.expected, field.got if isinstance(field.got, str) else "")
        for read in reads
        for field in read.result.score.fields
        if field.is_free_text and isinstance(field.expected, str)
    ]
    return f"{100 * sum(errors) / len(errors):.1f}" if errors else "-"


def print_wrong(written: Sequence[Written], reads: Sequence[Read], reader: TimedReader) -> None:
    """Both texts of each letter and its wrong fields."""
    for page, read in zip(written, reads, strict=True):
        share = report.percent(read.wrong, read.letters)
        print(f"\n== {page.item.path.name} {page.owner} {page.item.level} {share} %")
        print(page.text)
        print("--")
        pages = reader.pages[page.item.path]
        print("\n".join(f"{line.text}" for found in pages for line in found.lines))
        print([f"{p.reader} tulisan={p.is_handwritten}" for p in pages])
        for f in read.result.score.fields:
            if not f.is_right and (f.carried or f.got is not None):
                flag = "?" if f.needs_review else "!"
                print(f"   {f.name}: {f.expected!r} -> {f.got!r} {f.confidence:.2f}{flag}")


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The flags; to look into the test part is a usage error."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--bank", type=Path, required=True, help="pen strokes (docs/data-sources.md)")
    parser.add_argument("--fonts", type=Path, action="append", default=[], help="folder of typefaces")
    parser.add_argument("--part", type=Part, default=Part.TUNE)
    parser.add_argument("--letters", type=int, default=24, help="of each source")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--readings", type=Path, default=DEFAULT)
    parser.add_argument(
        "--boxed", action="store_true", help="as the archive job reads them: from the complaint box"
    )
    parser.add_argument("--raw", action="store_true", help="readers' own scores, for fitting")
    parser.add_argument("--wrong", action="store_true", help="texts and wrong fields")
    parser.add_argument("--dump-all", type=Path, help="write all fields here (JSON)")
    chosen = parser.parse_args(argv)
    if chosen.part is Part.TEST and (chosen.wrong or chosen.dump_all):
        parser.error("nobody looks at the test part's letters")
    return chosen


def main(argv: Sequence[str] | None = None) -> None:
    """Draw, read, score, print."""
    chosen = arguments(argv)
    cache = chosen.readings / "pages"
    who = members(chosen.part)
    sources = {"strokes": writers(chosen.bank, who.writers)}
    if chosen.fonts:
        sources["typefaces"] = typefaces(chosen.fonts, who.faces)
    reader = TimedReader(open_readings(chosen.readings))
    written: list[Written] = []
    reads: list[Read] = []
    for source, owners in sources.items():
        pages = make_pages(owners, chosen.part, chosen.letters, cache, seed=chosen.seed)
        pages = [from_the_box(page) for page in pages] if chosen.boxed else pages
        written += pages
        reads += read_all(pages, source, reader, raw=chosen.raw)
    rows = grouped(reads, lambda read: read.source)
    rows += grouped(reads, lambda read: f"{read.source}, {read.result.item.level}")
    print(report.table(HEAD, rows))
    for source in sources:
        shown = field_rows([read for read in reads if read.source == source])
        print("\n" + report.table((source, "carried", "right %", "silent", "lost", "touch %"), shown))
        of_source = [read for read in reads if read.source == source]
        print(f"what is complained of: {matter_error(of_source)} % of its characters wrong in the mean")
    if chosen.wrong:
        print_wrong(written, reads, reader)
    if chosen.dump_all:
        write_dump([read.result for read in reads], chosen.dump_all, everything=True, is_raw=chosen.raw)


def as_a_child() -> None:
    """Start this command anew with a reading child's settings: libraries heed them only from their start."""
    settings = ONE_THREAD | FREED_MEMORY
    if any(os.environ.get(name) != value for name, value in settings.items()):
        command = [sys.executable, "-m", "tests.accuracy.hand_letters", *sys.argv[1:]]
        os.execve(sys.executable, command, os.environ | settings)


if __name__ == "__main__":
    as_a_child()
    main()
