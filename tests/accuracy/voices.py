"""`python -m tests.accuracy.voices`: letters by voices that the reader was not made from.

    python -m tests.accuracy.voices --fill                              clean pages of the tune voices
    python -m tests.accuracy.voices --from-cache --split test           the voices that are held out
    python -m tests.accuracy.voices --from-cache --level medium --voices 01,39 --wrong
    python -m tests.accuracy.voices --fill --split test --level hard --first

Draws the letters of samples/corpus (kept beside the readings), reads them with the product's reader, scores
them by the contract: right, silent, lost and touched by level, field and voice. Of the held-out voices
figures are told, never letters: `--wrong` and `--dump-all` refuse them.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.fields.calibration import IDENTITY
from models.case import Case
from samples.splits import Level, Split
from samples.voices.split import VOICES, held_out
from samples.voices.tagged import load_voices
from tests.accuracy import report
from tests.accuracy.dataset import Item
from tests.accuracy.dump import write_dump
from tests.accuracy.readings import ReadsFiles, open_readings
from tests.accuracy.running import ProductReader, Result, run
from tests.accuracy.scoring import Scored
from tests.accuracy.sources import CHILDREN, add_arguments, opened
from tests.accuracy.voice_pages import Wanted, drawn_voices, prepare_voices

HEAD = ("", "fields", "right %", "silent % (n)", "lost %", "touch %")
EVERY = 20
"""Progress is told after so many letters."""


@dataclass(frozen=True)
class Service:
    """Whether a letter's service was told rightly, and whether a doubt was told with it."""

    is_right: bool
    is_flagged: bool


class LetterReader:
    """The product's reader, asked for documents of the letter's own kind only: what its writer enclosed is
    not told in the tags, and a letter taken for another kind has lost its fields, unless it is listed under
    both kinds (`one_kind`: only the likelier one counts). Notes the services."""

    def __init__(self, source: ReadsFiles, is_raw: bool, one_kind: bool = False) -> None:
        self._read = ProductReader(source, IDENTITY if is_raw else None)
        self._one_kind = one_kind
        self.services: dict[Path, Service] = {}

    def __call__(self, item: Item) -> Case:
        case = self._read(item)
        is_flagged = bool(getattr(case, "service_needs_review", False))
        self.services[item.path] = Service(case.service == item.expected.service, is_flagged)
        kind = item.expected.documents[0].kind
        listed = case.documents if self._one_kind else case.in_both_kinds().documents
        return case.model_copy(update={"documents": tuple(one for one in listed if one.kind is kind)})


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The flags; to look into a held-out voice is a usage error."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.accuracy.voices", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--folder", type=Path, default=VOICES, help="of tagged letters")
    parser.add_argument("--voices", default="", help="numbers, as in 01,02 (all of the split by default)")
    parser.add_argument("--split", choices=["tune", "test", "all"], default="tune")
    parser.add_argument("--level", type=Level, choices=list(Level), action="append", help="clean by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", action="store_true", help="only the very first letter of each voice")
    parser.add_argument("--workers", type=int, default=CHILDREN, help="pages read at a time")
    parser.add_argument("--raw", action="store_true", help="readers' own scores, for fitting")
    parser.add_argument(
        "--kept-only", action="store_true", help="leave out letters that are not in the cache"
    )
    parser.add_argument(
        "--one-kind", action="store_true", help="a letter in doubt counts as its likelier kind only"
    )
    parser.add_argument("--wrong", action="store_true", help="every field read wrongly or lost")
    parser.add_argument("--dump-all", type=Path, help="write all fields here (JSON)")
    add_arguments(parser)
    args = parser.parse_args(argv)
    asked = {number for number in args.voices.split(",") if number}
    is_hidden = args.split != "tune" or asked & held_out(args.folder)
    if is_hidden and (args.wrong or args.dump_all):
        parser.error("nobody looks at the held-out voices: --wrong and --dump-all are for the others")
    args.voices = tuple(sorted(asked))
    return args


def items_of(args: argparse.Namespace) -> list[Item]:
    """The letters asked for; numbers of voices choose by themselves, without the split."""
    split = None if args.split == "all" or args.voices else Split(args.split)
    cache = args.readings / "pages"
    asked = [
        Wanted(args.folder, args.voices, split, level, args.seed, args.first)
        for level in args.level or [Level.CLEAN]
    ]
    if not args.kept_only:
        return [item for wanted in asked for item in prepare_voices(wanted, cache)]
    readings = open_readings(args.readings, args.adopt)
    return [
        item for wanted in asked for item in drawn_voices(wanted, cache) if not readings.missing(item.files())
    ]


def row(name: str, fields: Iterable[Scored]) -> list[str]:
    """A line of a table: short fields only."""
    counted = [field for field in fields if not field.is_free_text]
    carried = [field for field in counted if field.carried]
    silent = sum(field.is_silent for field in counted)
    return [
        name, str(len(carried)), report.percent(sum(f.is_right for f in carried), len(carried)),
        f"{report.percent(silent, len(counted))} ({silent})",
        report.percent(sum(f.is_lost for f in carried), len(carried)),
        report.percent(sum(f.needs_review for f in carried), len(carried)),
    ]  # fmt: skip


def grouped(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, list[Scored]]:
    """Fields by a property of their letter."""
    groups: dict[str, list[Scored]] = defaultdict(list)
    for result in results:
        groups[key(result)] += result.score.fields
    return groups


def print_tables(results: Sequence[Result], services: dict[Path, Service], who: dict[str, str]) -> None:
    """By level and kind, by field, by voice; then the services."""
    fields = [field for result in results for field in result.score.fields]
    by_level = grouped(results, lambda r: f"{r.item.level} {'by hand' if r.item.is_handwritten else 'typed'}")
    by_kind = grouped(results, lambda r: r.item.expected.documents[0].kind.value)
    rows = [row(name, group) for name, group in [*sorted(by_level.items()), *sorted(by_kind.items())]]
    print(report.table(("letters", *HEAD[1:]), [*rows, row("all", fields)]))
    names = sorted({(field.kind.value, field.name) for field in fields if not field.is_free_text})
    rows = [
        [*row(f"{kind}/{name}", group), report.ece([*group])]
        for kind, name in names
        if (group := [field for field in fields if (field.kind.value, field.name) == (kind, name)])
    ]
    print("\n" + report.table(("field", *HEAD[1:], "ECE"), rows))
    by_voice = grouped(results, lambda r: r.item.family.removeprefix("suara-"))
    rows = [[*row(number, group), who.get(number, "")] for number, group in sorted(by_voice.items())]
    print("\n" + report.table(("voice", *HEAD[1:], "who"), rows))
    short = [field for field in fields if not field.is_free_text]
    print(f"\nECE of all fields: {report.ece(short)}; {service_line(results, services)}")


def service_line(results: Sequence[Result], services: dict[Path, Service]) -> str:
    """Right services, and those wrong and unflagged."""
    told = [services.get(result.item.path, Service(False, False)) for result in results]
    wrong = sum(not service.is_right and not service.is_flagged for service in told)
    return (
        f"service right {report.percent(sum(s.is_right for s in told), len(told))} %, wrong and unflagged "
        f"{report.percent(wrong, len(told))} % ({wrong} of {len(told)})"
    )


def print_wrong(results: Sequence[Result]) -> None:
    """Every value that was read wrong or lost."""
    for result in results:
        for f in result.score.fields:
            if not f.is_free_text and not f.is_right and (f.carried or f.got is not None):
                flag = "?" if f.needs_review else "!"
                print(
                    result.item.path.stem,
                    f.name,
                    repr(f.expected),
                    "->",
                    repr(f.got),
                    f"{f.confidence:.2f}{flag}",
                )


def main(argv: Sequence[str] | None = None) -> None:
    """Draw, read, score, print."""
    args = arguments(argv)
    items = items_of(args)
    results: list[Result] = []
    with opened(args, [path for item in items for path in item.files()], args.workers) as source:
        reader = LetterReader(source, args.raw, args.one_kind)
        for result in run(items, reader, args.workers):
            results.append(result)
            if result.failure:
                print(f"reader broke down on {result.item.path}: {result.failure}", file=sys.stderr)
            if len(results) % EVERY == 0:
                print(f"{len(results)}/{len(items)} letters", file=sys.stderr, flush=True)
    who = {voice.number: voice.who.partition(": ")[2][:60] for voice in load_voices(args.folder)}
    levels = ", ".join(args.level or [Level.CLEAN])
    print(f"{len(results)} letters, split {args.split}, {levels}, seed {args.seed}\n")
    print_tables(results, reader.services, who)
    if args.wrong:
        print_wrong(results)
    if args.dump_all:
        write_dump(results, args.dump_all, everything=True, is_raw=args.raw)


if __name__ == "__main__":
    main()
