"""`python -m tests.accuracy.closings`: signed by hand or not, by hands and stamps that nothing was fitted to.

    python -m tests.accuracy.closings --fill
    python -m tests.accuracy.closings --from-cache --split tune --wrong

Short letters that differ in their ends (samples/dossiers/closings.py); 24 of each kind. Hands, pens, thumbs
and stamps of `--split test` are drawn nowhere else, and nobody looks at pages of them.
"""

import argparse
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from extractors.case.reader import read_documents
from models.case import Channel
from models.document import Kind
from models.field import ABSENT, Field
from samples.dossiers.closings import CLOSINGS
from samples.splits import Split
from tests.accuracy import report
from tests.accuracy.dossier_pages import CLOSING, closing_files
from tests.accuracy.readings import ReadsFiles
from tests.accuracy.sources import opened, split_arguments
from tests.accuracy.statistics import upper_bound

HEAD = ("closing", "letters", "true", "right %", "said signed", "said unsigned", "flagged", "lost")


@dataclass(frozen=True)
class Seen:
    """What was said of one letter."""

    kind: str
    path: Path
    signed: Field
    stamped: Field


def look(kind: str, path: Path, source: ReadsFiles) -> Seen:
    """Read a letter for its signature and stamp."""
    documents = read_documents(source.read_file(path).pages, channel=Channel.LOKET)
    letter = next((d for d in documents if d.kind in (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN)), None)
    if letter is None:
        return Seen(kind, path, ABSENT, ABSENT)
    return Seen(kind, path, letter.field("bertanda_tangan"), letter.field("berstempel"))


def _row(kind: str, seen: Sequence[Seen]) -> list[str]:
    true = CLOSINGS[kind].signed
    sure = [one.signed.value for one in seen if not one.signed.needs_review]
    right = sum(one.signed.value is true for one in seen)
    return [
        kind, str(len(seen)), "signed" if true else "unsigned", report.percent(right, len(seen)),
        str(sure.count(True)), str(sure.count(False)), str(len(seen) - len(sure)), str(sure.count(None)),
    ]  # fmt: skip


def _sum(seen: Sequence[Seen], *, is_signed: bool) -> str:
    """How many letters of one truth were surely called the other."""
    those = [one.signed for one in seen if CLOSINGS[one.kind].signed is is_signed]
    wrong = sum(field.value is (not is_signed) and not field.needs_review for field in those)
    names = ("signed", "unsigned") if is_signed else ("unsigned", "signed")
    return (
        f"{names[0]} letters surely called {names[1]}: {wrong} of {len(those)} "
        f"(upper 95 % bound {100 * upper_bound(wrong, len(those)):.1f} %)"
    )


def _stamps(seen: Sequence[Seen]) -> str:
    """Only a request has the field; a letter taken for a complaint has none."""
    requests = [one for one in seen if one.stamped.value is not None]
    right = sum(one.stamped.value is CLOSINGS[one.kind].stamped for one in requests)
    return (
        f"stamped or not: right {report.percent(right, len(requests))} % of {len(requests)} read as requests"
    )


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The flags; to look into letters of the test split is a usage error."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.closings")
    parser.add_argument("--kind", action="append", choices=list(CLOSINGS))
    parser.add_argument("--each", type=int, default=CLOSING, help="letters of each kind")
    return split_arguments(
        parser, argv, wrong="every letter of which the contrary was said", split=Split.TEST
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Draw, read, print."""
    args = arguments(argv)
    files = list(closing_files(args.readings / "pages", args.kind or (), args.each, args.split))
    with (
        opened(args, [path for _, path in files], args.workers) as source,
        ThreadPoolExecutor(args.workers) as threads,
    ):
        seen = list(threads.map(lambda pair: look(pair[0], pair[1], source), files))
    kinds = dict.fromkeys(one.kind for one in seen)
    print(report.table(HEAD, [_row(kind, [one for one in seen if one.kind == kind]) for kind in kinds]))
    print(f"\n{_sum(seen, is_signed=False)}\n{_sum(seen, is_signed=True)}\n{_stamps(seen)}")
    if args.wrong:
        for one in seen:
            if one.signed.value is not CLOSINGS[one.kind].signed:
                flag = "?" if one.signed.needs_review else "!"
                print(one.path.name, one.signed.value, f"{one.signed.confidence:.2f}{flag}")


if __name__ == "__main__":
    main()
