"""Counts the character model that handwriting is decoded with (extractors/engines/char_model.py).

    python -m samples.training.hand.language \\
        --out extractors/engines/data/handwriting_language.npz

Texts: letters of the corpus's voices not held out, villages and districts of the country (the home
regency's more often), names, jobs and streets of the tune split. Seeded.
"""

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from extractors.engines.char_model import ALPHABET, BITS, ORDER, STEP, classed, key_of
from models.region import Level, regions
from samples import names
from samples.people import make_name, title_case
from samples.places import HOME
from samples.splits import Dice, Split, half
from samples.training.hand.texts import Texts, voice_lines

LETTER_WEIGHT, CAPITALS_WEIGHT = 4, 1
"""How often a line of a letter counts as written, and in capitals."""
HOME_WEIGHT, PLACE_WEIGHT = 3, 1
NAMES, MIXED = 12_000, 12_000
"""Invented names, and invented lines of numbers, dates and addresses."""
RARE_ORDER, RARE = 5, 2
"""N-grams of this order and longer must have been counted so often: single ones are chance."""


def weighted_texts(without: frozenset[str] = frozenset()) -> Iterator[tuple[str, int]]:
    """(text, how often it counts); nothing of the voices `without`."""
    for line in voice_lines(of_test=False, without=without):
        yield line, LETTER_WEIGHT
        yield line.upper(), CAPITALS_WEIGHT
    for level in (Level.KECAMATAN, Level.DESA):
        for region in regions().within("", level):
            is_home = region.code.startswith(HOME)
            yield title_case(region.name), HOME_WEIGHT * 4 if is_home else PLACE_WEIGHT
    dice = Dice("language", Split.TUNE)
    for at in range(NAMES):
        name = make_name(dice, "LP"[at % 2])
        yield (name if at % 4 == 0 else title_case(name)), 1
    for pool in (names.JOBS, names.STREETS, names.HAMLETS):
        yield from ((title_case(text), HOME_WEIGHT) for text in half(pool, Split.TUNE))
    texts = Texts()
    for _ in range(MIXED):
        yield texts.invented(dice), 1


Counts = dict[str, Counter[str]]
"""Context -> letters after it."""


def counted(texts: Iterator[tuple[str, int]]) -> Counts:
    """Counts of every order, the empty context first."""
    counts: Counts = defaultdict(Counter)
    for text, weight in texts:
        line = " " + classed("".join(char for char in text if char in ALPHABET))
        for at in range(1, len(line)):
            for length in range(min(ORDER - 1, at) + 1):
                counts[line[at - length : at]][line[at]] += weight
    return counts


def pruned(counts: Counts) -> Counts:
    """Without long n-grams that were seen once."""
    kept: Counts = {}
    for context, after in counts.items():
        least = RARE * LETTER_WEIGHT if len(context) + 1 >= RARE_ORDER else 1
        if found := Counter({char: n for char, n in after.items() if n >= least}):
            kept[context] = found
    return kept


def smoothed(counts: Counts) -> tuple[dict[str, float], dict[str, float]]:
    """Witten-Bell: probability of each n-gram; what a context leaves to letters never seen after it."""
    chances: dict[str, float] = {}
    rests: dict[str, float] = {}
    letters = len(set(classed(ALPHABET)))
    for context in sorted(counts, key=len):
        after = counts[context]
        total, kinds = sum(after.values()) / LETTER_WEIGHT, len(after)
        rests[context] = kinds / (total + kinds)
        for char, n in after.items():
            shorter = chances.get(context[1:] + char, 1 / letters) if context else 1 / letters
            chances[context + char] = (n / LETTER_WEIGHT + kinds * shorter) / (total + kinds)
    return chances, rests


def _stored(values: list[float]) -> np.ndarray:
    return np.array([min(255, round(-math.log(value) / STEP)) for value in values], np.uint8)


def write(chances: dict[str, float], rests: dict[str, float], path: Path) -> int:
    """The model's file; its size in bytes."""
    assert len(ALPHABET) < 1 << BITS
    codes = {char: at + 1 for at, char in enumerate(ALPHABET)}
    grams = sorted(chances, key=lambda gram: key_of(gram, codes))
    keys = np.array([key_of(gram, codes) for gram in grams], np.uint64)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(
            file, alphabet=np.frombuffer(ALPHABET.encode(), np.uint8),
            steps=np.diff(keys, prepend=np.uint64(0)), chances=_stored([chances[gram] for gram in grams]),
            rests=_stored([rests.get(gram, 1.0) for gram in grams]),
        )  # fmt: skip
    return path.stat().st_size


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, smooth, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    chances, rests = smoothed(pruned(counted(weighted_texts())))
    print(f"{len(chances):,} n-grams, {write(chances, rests, chosen.out):,} bytes written to {chosen.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
