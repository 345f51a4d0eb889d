"""`python -m tests.accuracy.recogniser`: our own line recogniser beside RapidOCR's on the same crops.

Finds the cards of generated KTP copies with the product's own code, cuts out the number and the values that
stand on one line, and lets both read them. Prints a table by level; `docs/recogniser.md` holds one.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from extractors.cards import search
from extractors.cards.pieces import Piece
from extractors.cards.row_texts import clean, cut_box
from extractors.engines import rapidocr, recogniser
from extractors.engines.lattice import Places, places
from extractors.files import pages
from extractors.image.pixels import Pixels
from extractors.image.workspace import Workspace
from models.document import Document, Kind
from samples.splits import Level, Split
from tests.accuracy.dataset import Item, orders, prepare
from tests.accuracy.report import percent, table

VALUES = ("nama", "alamat", "kelurahan_desa", "kecamatan", "pekerjaan", "agama", "status_perkawinan")
NIK_DIGITS = 16
SURE = 0.95
"""A number is `sure` when each digit and the count of digits are at least so probable."""


@dataclass(frozen=True)
class Crop:
    """One line of a card and what it says."""

    pixels: Pixels
    truth: str
    level: Level


def crops(items: Sequence[Item]) -> Iterator[tuple[str, Crop]]:
    """(field, crop) of every number and one-line value of the cards that were found."""
    for item in items:
        truth = item.expected.first(Kind.KTP)
        page = pages.load_page(item.files()[0], 1)
        found = next(
            (c for c in search.find_cards(Workspace(page.pixels), is_thorough=True) if c.layout), None
        )
        if truth is None or found is None or found.layout is None:
            continue
        for name in ("nik", *VALUES):
            pieces = found.layout.values.get(name, ())
            if len(pieces) == 1 and truth.text(name):
                yield name, _crop(found.pixels, pieces[0], truth, name, item.level)


def _crop(pixels: Pixels, piece: Piece, truth: Document, name: str, level: Level) -> Crop:
    pad = 0.12 * piece.height
    box = (piece.left - 2 * pad, piece.top - pad, piece.right + 2 * pad, piece.bottom + pad)
    return Crop(cut_box(pixels, box), truth.text(name) or "", level)


def _sure(found: Places) -> bool:
    return min(*found.sureness, found.complete) >= SURE


def number_row(lines: Sequence[Crop]) -> list[str]:
    """Right shares of the number: each alone, both averaged; wrong ones that were sure or agreed upon."""
    pictures = [line.pixels for line in lines]
    own = recogniser.read_numbers(pictures)
    rapid = [places(columns, NIK_DIGITS) for columns in rapidocr.digit_columns(pictures)]
    tally: Counter[str] = Counter()
    for line, mine, theirs in zip(lines, own, rapid, strict=True):
        both = "".join(str(digit) for digit in np.argmax(mine.digits + theirs.digits, axis=1))
        tally.update(
            own=mine.text == line.truth, rapid=theirs.text == line.truth, both=both == line.truth,
            own_sure=_sure(mine), own_sure_wrong=_sure(mine) and mine.text != line.truth,
            rapid_sure_wrong=_sure(theirs) and theirs.text != line.truth,
            agreed_wrong=mine.text == theirs.text != line.truth,
        )  # fmt: skip
    shares = [percent(tally[key], len(lines)) for key in ("rapid", "own", "both")]
    counts = [str(tally[key]) for key in ("rapid_sure_wrong", "own_sure_wrong", "agreed_wrong")]
    return [str(len(lines)), *shares, *counts]


def value_row(lines: Sequence[Crop]) -> list[str]:
    """Right shares and character errors of values; wrong ones on which both agree."""
    pictures = [line.pixels for line in lines]
    own = [clean(text) for text in recogniser.read_lines(pictures)]
    rapid = [clean(reading.text) for reading in rapidocr.read_lines(pictures)]
    tally: Counter[str] = Counter()
    for line, mine, theirs in zip(lines, own, rapid, strict=True):
        truth = clean(line.truth)
        tally.update(
            own=mine == truth, rapid=theirs == truth, agreed=mine == theirs, wrong=mine == theirs != truth,
            letters=len(truth), own_errors=_errors(truth, mine), rapid_errors=_errors(truth, theirs),
        )  # fmt: skip
    shares = [percent(tally[key], len(lines)) for key in ("rapid", "own", "agreed")]
    errors = [f"{tally[key] / max(1, tally['letters']):.3f}" for key in ("rapid_errors", "own_errors")]
    return [str(len(lines)), *shares, str(tally["wrong"]), *errors]


def _errors(truth: str, text: str) -> int:
    return min(len(truth), Levenshtein.distance(truth, text))


def main() -> None:
    """Generate, cut, read, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--split", type=Split, choices=list(Split), default=Split.TUNE)
    parser.add_argument("--cases", type=int, default=40, help="cards of each level")
    parser.add_argument("--seed", type=int, default=3)
    chosen = parser.parse_args()
    numbers: dict[str, list[Crop]] = defaultdict(list)
    values: dict[str, list[Crop]] = defaultdict(list)
    for level in Level:
        wanted = list(orders(["ktp"], chosen.cases, split=chosen.split, seed=chosen.seed, level=level))
        for name, crop in crops(prepare(wanted)):
            for key in (level.value, "all"):
                (numbers if name == "nik" else values)[key].append(crop)
    head = ["NIK", "lines", "RapidOCR %", "own %", "both %", "RapidOCR sure, wrong", "own sure, wrong",
            "both say the same, wrong"]  # fmt: skip
    print(table(head, [[key, *number_row(lines)] for key, lines in numbers.items()]), "\n")
    head = [
        "values",
        "lines",
        "RapidOCR %",
        "own %",
        "both say the same %",
        "... wrong",
        "CER RapidOCR",
        "CER own",
    ]
    print(table(head, [[key, *value_row(lines)] for key, lines in values.items()]))


if __name__ == "__main__":
    main()
