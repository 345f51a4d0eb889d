"""`python -m tests.accuracy.decoys`: what is handed in where a KTP is asked for, and what it is taken for.

    python -m tests.accuracy.decoys --fill --split tune
    python -m tests.accuracy.decoys --from-cache --split tune --wrong

Papers of samples/dossiers/decoys.py: alone, or beside a KTP on one page; a layout belongs to one split, and
nobody looks at pages of the test part.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.case.reader import read_documents
from models.case import Channel
from models.document import Document, Kind
from models.field_spec import FIELD_NAMES
from samples.dossiers.decoys import CASES, FOREIGN, make_decoy
from samples.splits import Level, Split
from samples.truth import Value
from samples.writer import encode
from tests.accuracy import report
from tests.accuracy.dossier_pages import LEVELS, dossier_digest
from tests.accuracy.readings import ReadsFiles
from tests.accuracy.scoring import is_right
from tests.accuracy.sources import opened, split_arguments

HEAD = (
    "paper",
    "pages",
    "kinds right",
    "said KTP",
    "KTP missed",
    "named",
    "fields",
    "right %",
    "silent",
    "flagged",
)
ROUNDS, SEED = 4, 1


@dataclass(frozen=True)
class Seen:
    """What was made of one page: `kinds` of its papers, what a KTP on it says, as drawn and as read."""

    what: str
    name: str
    true_kinds: frozenset[Kind]
    documents: tuple[Document, ...]
    values: dict[str, Value]

    @property
    def kinds(self) -> frozenset[Kind]:
        """Of the documents."""
        return frozenset(document.kind for document in self.documents)

    @property
    def is_named(self) -> bool:
        """Whether a person is told what the other paper is."""
        return any(document.jenis for document in self.documents)

    def outcomes(self) -> Iterator[str]:
        """Of each field of a KTP, drawn or read: right, silent, flagged, lost."""
        cards = [document for document in self.documents if document.kind is Kind.KTP]
        for card in cards[:1] if self.values else cards:
            for name in FIELD_NAMES[Kind.KTP]:
                field = card.field(name)
                if self.what == FOREIGN and name not in self.values:
                    continue
                true = self.values.get(name)
                if is_right(name, true, field.value):
                    yield "right" if true is not None else "nothing"
                elif field.needs_review:
                    yield "flagged"
                else:
                    yield "silent"


def look(path: Path, what: str, truth: dict[Kind, dict[str, Value]], source: ReadsFiles) -> Seen:
    """Read one page."""
    documents = read_documents(source.read_file(path).pages, channel=Channel.LOKET)
    return Seen(what, path.name, frozenset(truth), documents, truth.get(Kind.KTP, {}))


def drawn(cache: Path, split: Split, rounds: int) -> Iterator[tuple[Path, str, dict[Kind, dict[str, Value]]]]:
    """Files, what they are, and the documents with the values of a KTP on them."""
    home = cache / f"bukan-ktp-{split}-{dossier_digest()}"
    home.mkdir(parents=True, exist_ok=True)
    for number in range(rounds * len(CASES)):
        level = LEVELS[(number + number // len(CASES)) % len(LEVELS)]
        sample = make_decoy(number, seed=SEED, split=split, level=Level(level))
        path = home / sample.files[0].name
        if not path.is_file():
            path.write_bytes(encode(sample.files[0]))
        documents = sample.expected.documents
        truth: dict[Kind, dict[str, Value]] = {
            document.kind: {name: field.value for name, field in document.fields.items() if field.value}
            for document in documents
        }
        yield path, CASES[number % len(CASES)], truth


def _row(what: str, seen: Sequence[Seen]) -> list[str]:
    outcomes = [outcome for one in seen for outcome in one.outcomes()]
    fields = sum(len(one.values) for one in seen)
    others = [one for one in seen if one.what != FOREIGN]
    return [
        what, str(len(seen)), str(sum(one.kinds == one.true_kinds for one in seen)),
        str(sum(Kind.KTP in one.kinds and Kind.KTP not in one.true_kinds for one in seen)),
        str(sum(Kind.KTP not in one.kinds and Kind.KTP in one.true_kinds for one in seen)),
        f"{sum(one.is_named for one in others)} of {len(others)}", str(fields),
        report.percent(outcomes.count("right"), fields) if fields else "-",
        str(outcomes.count("silent")), str(outcomes.count("flagged")),
    ]  # fmt: skip


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The flags; to look into pages of the test split is a usage error."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.decoys")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="pages of each kind")
    return split_arguments(parser, argv, wrong="every page taken for what it is not")


def main(argv: Sequence[str] | None = None) -> None:
    """Draw, read, print."""
    args = arguments(argv)
    pages = list(drawn(args.readings / "pages", args.split, args.rounds))
    with opened(args, [path for path, _, _ in pages], args.workers) as source:
        seen = [look(path, what, truth, source) for path, what, truth in pages]
    rows = [_row(what, [one for one in seen if one.what == what]) for what in CASES]
    print(report.table(HEAD, [*rows, _row("all", seen)]))
    if args.wrong:
        for one in seen:
            if one.kinds != one.true_kinds or "silent" in one.outcomes():
                said = ", ".join(f"{d.kind}:{d.jenis or ''}" for d in one.documents)
                print(one.name, said, *_silent(one), sep=" | ")


def _silent(one: Seen) -> Iterator[str]:
    for card in one.documents:
        for name, field in card.fields.items():
            is_said = card.kind is Kind.KTP and field.value is not None and not field.needs_review
            if is_said and not is_right(name, one.values.get(name), field.value):
                yield f"{name}={field.value}"


if __name__ == "__main__":
    main()
