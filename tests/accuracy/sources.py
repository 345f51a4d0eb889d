"""Where a bench's readings come from: reading children, the cache, or both; the flags that choose."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extractors.case.name_rereading import LooksAgain
from extractors.files.reading_children import ReadingChildren
from samples.splits import Split
from tests.accuracy.readings import (
    CODE_FILE,
    DEFAULT,
    FromCache,
    NotCachedError,
    Readings,
    ReadsFiles,
    differences,
    open_readings,
)

CHILDREN = 2
"""Pages read at a time."""
NEWEST_FIRST = 3
"""Older codes that are offered where the cache has nothing for the code as it is."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--from-cache, --fill, --readings, --no-second-look, --adopt."""
    group = parser.add_argument_group("readings")
    group.add_argument("--from-cache", action="store_true", help="read no page; every reading must be kept")
    group.add_argument("--fill", action="store_true", help="read what the cache lacks, and keep it")
    group.add_argument("--readings", type=Path, default=DEFAULT, help="the cache's folder")
    group.add_argument("--no-second-look", action="store_true", help="names as one engine reads them")
    group.add_argument("--adopt", default="", metavar="CODE", help="take an older code's readings as own")


def split_arguments(
    parser: argparse.ArgumentParser, argv: Sequence[str] | None, *, wrong: str, split: Split = Split.TUNE
) -> argparse.Namespace:
    """The flags with --split, --workers and --wrong (`wrong`: what it shows); to look into what is held out
    is a usage error."""
    parser.add_argument("--split", type=Split, choices=list(Split), default=split)
    parser.add_argument("--workers", type=int, default=CHILDREN, help="pages read at a time")
    parser.add_argument("--wrong", action="store_true", help=wrong)
    add_arguments(parser)
    args = parser.parse_args(argv)
    if args.wrong and args.split is Split.TEST:
        parser.error("nobody looks at the test split and the held-out voices: --wrong is for --split tune")
    return args


def cache_of(args: argparse.Namespace) -> Readings | None:
    """The cache that the flags ask for, if any."""
    if not (args.from_cache or args.fill):
        return None
    readings = open_readings(args.readings, args.adopt)
    print(f"readings: {args.readings}, {readings.told()}", file=sys.stderr)
    return readings


@contextmanager
def opened(args: argparse.Namespace, files: Sequence[Path], workers: int) -> Iterator[ReadsFiles]:
    """What reads the files, warm; ends the program where `--from-cache` lacks some of them."""
    with _reading(args, files, workers) as source:
        yield _ReadOnce(source) if args.no_second_look else source


class _ReadOnce:
    """Reads files and looks at nothing a second time."""

    def __init__(self, source: ReadsFiles) -> None:
        self.read_file = source.read_file


def looking(source: ReadsFiles) -> LooksAgain | None:
    """Who looks at names a second time, if the source can."""
    return source if isinstance(source, LooksAgain) else None


@contextmanager
def _reading(args: argparse.Namespace, files: Sequence[Path], workers: int) -> Iterator[ReadsFiles]:
    readings = cache_of(args)
    missing = readings.missing(files) if readings else list(files)
    if readings and (args.from_cache or not missing):
        if missing:
            raise SystemExit(_lacking(readings, missing, len(files)))
        yield FromCache(readings)
        return
    with ReadingChildren(workers) as children:
        children.warm()
        yield FromCache(readings, children) if readings else children


def _lacking(readings: Readings, missing: Sequence[Path], total: int) -> str:
    older = sorted(
        (path for path in readings.root.glob(f"*/{CODE_FILE}") if path.parent.name not in readings.codes),
        key=lambda path: path.stat().st_mtime,
    )
    lines = [f"{len(missing)} of {total} files are not in the cache ({missing[0].name}, ...): use --fill"]
    for path in older[-NEWEST_FIRST:]:
        changed = differences(readings.root, path.parent.name)
        lines.append(f"or --adopt {path.parent.name}, read by code that differs in: {', '.join(changed)}")
    return "\n".join(lines)


__all__ = ["NotCachedError", "add_arguments", "cache_of", "looking", "opened", "split_arguments"]
