"""`python -m tests.accuracy`: how much is right, and how honest the reading is about the rest.

    python -m tests.accuracy --split test --cases 400
    python -m tests.accuracy --part ktp --cases 60 --dump salah.json
    python -m tests.accuracy --cases 200 --fill          keeps what was read, for
    python -m tests.accuracy --cases 200 --from-cache    which reads text only

Generates samples (kept in a cache), reads them with the product's reader in two child processes, scores
them by the contract and prints tables. Nobody looks at pages of the test split: `--dump` refuses it.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

from extractors.fields.calibration import IDENTITY
from samples.makers import PARTS
from samples.splits import Level, Split
from tests.accuracy import report
from tests.accuracy.dataset import generator_digest, orders, prepare
from tests.accuracy.dump import write_dump
from tests.accuracy.running import ProductReader, Result, run
from tests.accuracy.sources import CHILDREN, add_arguments, opened

EVERY = 20
"""Progress is told after so many cases."""


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """The flags; a dump of the test split is a usage error."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=list(PARTS), action="append", help="may be given several times")
    parser.add_argument("--split", type=Split, choices=list(Split), default=Split.TUNE)
    parser.add_argument("--level", type=Level, choices=list(Level))
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=CHILDREN, help="pages read at a time")
    parser.add_argument("--dump", type=Path, help="write wrong fields of the tune split here (JSON)")
    parser.add_argument("--dump-all", type=Path, help="write all fields of the tune split here (JSON)")
    parser.add_argument("--raw", action="store_true", help="readers' own scores, for berkas calibrate")
    parser.add_argument("--plot", type=Path, help="write the reliability plot here (PNG)")
    parser.add_argument("--fields", action="store_true", help="also a table of every field")
    add_arguments(parser)
    args = parser.parse_args(argv)
    if args.split is Split.TEST and (args.dump or args.dump_all):
        parser.error("nobody looks at the test split: --dump is for --split tune")
    return args


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "no commit"


def _read(args: argparse.Namespace) -> list[Result]:
    parts = args.part or list(PARTS)
    items = prepare(list(orders(parts, args.cases, split=args.split, seed=args.seed, level=args.level)))
    results: list[Result] = []
    files = [path for item in items for path in item.files()]
    with opened(args, files, args.workers) as source:
        reader = ProductReader(source, IDENTITY if args.raw else None)
        for result in run(items, reader, args.workers):
            results.append(result)
            if result.failure:
                print(f"reader broke down on {result.item.path}: {result.failure}", file=sys.stderr)
            if len(results) % EVERY == 0:
                print(f"{len(results)}/{len(items)} cases", file=sys.stderr, flush=True)
    return results


def main(argv: list[str] | None = None) -> None:
    """Generate, read, score, print."""
    args = arguments(argv)
    results = _read(args)
    stamp = time.strftime("%Y-%m-%d %H:%M")
    print(f"{stamp}, commit {_commit()}, generator {generator_digest()}, split {args.split}, "
          f"{len(results)} cases, seed {args.seed}\n")  # fmt: skip
    print(report.fields_table(results), "\n")
    print(report.cases_table(results), "\n")
    print(report.bounds(results))
    if args.fields:
        print("\n" + report.names_table(results))
    if args.plot:
        report.reliability_plot(results, args.plot)
    if args.dump:
        write_dump(results, args.dump, everything=False)
    if args.dump_all:
        write_dump(results, args.dump_all, everything=True, is_raw=args.raw)


if __name__ == "__main__":
    main()
