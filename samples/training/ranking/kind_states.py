"""`python -m samples.training.ranking.kind_states`: fits request or complaint by the language model's states.

    python -m samples.training.ranking.kind_states              figures out of voice, and writes the weights
    python -m samples.training.ranking.kind_states --dry-run    the figures only

From the tagged text of the tune voices; it reads no page and takes four minutes. Run it whenever the language
model has changed.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.ranking.language import packaged
from extractors.ranking.letter_kind import STATES_FILE
from extractors.ranking.matter import MatterWords, write_matter
from extractors.ranking.services import MOST_LETTERS
from models.document import Kind
from samples.splits import Split
from samples.training.ranking.asked import plain_text
from samples.training.ranking.matter import regression
from samples.voices.split import VOICES, chosen, held_out
from samples.voices.tagged import load_voices
from tests.accuracy.report import percent

PENALTY = 100.0
"""Of squared weights of mean states that are brought to one spread."""
FOLDS = 4
SEED = 1


@dataclass(frozen=True)
class Seen:
    """A letter's mean states, and whether it complains."""

    voice: str
    states: NDArray[np.float32]
    is_complaint: bool


def letters() -> Iterator[Seen]:
    """The tune voices' letters."""
    model = packaged()
    for voice in chosen(load_voices(VOICES), held_out(VOICES), Split.TUNE):
        for letter in voice.letters:
            states = model.states(plain_text(letter)[:MOST_LETTERS].split())
            yield Seen(letter.voice, states.mean(axis=0), letter.kind is Kind.SURAT_PENGADUAN)


def main(argv: Sequence[str] | None = None) -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(
        prog="python -m samples.training.ranking.kind_states", description=__doc__
    )
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args(argv)
    known = list(letters())
    order = sorted({one.voice for one in known})
    random.Random(SEED).shuffle(order)
    folds = {voice: at % FOLDS for at, voice in enumerate(order)}
    right = 0
    for fold in range(FOLDS):
        model = fit([one for one in known if folds[one.voice] != fold])
        left = [one for one in known if folds[one.voice] == fold]
        odds = model.scores(np.array([one.states for one in left]))
        right += sum((odd > 0.0) == one.is_complaint for odd, one in zip(odds, left, strict=True))
    print(f"{percent(right, len(known))} % of {len(known)} letters right out of voice, by the states alone")
    if not args.dry_run:
        write_matter(fit(known), STATES_FILE)


def fit(known: Sequence[Seen]) -> MatterWords:
    """The regression that these letters teach."""
    inputs = np.array([one.states for one in known], dtype=float)
    return regression(inputs, np.array([float(one.is_complaint) for one in known]), PENALTY)


if __name__ == "__main__":
    main()
