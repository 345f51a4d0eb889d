"""`python -m samples.training.ranking.kind`: fits request or complaint, by words and by the language model.

    python -m samples.training.ranking.kind --readings DIR    figures out of voice, and writes the weights
    python -m samples.training.ranking.kind --dry-run         the figures only

From the tune voices' letters where their sheets have them, without reading a page, in a quarter of an hour;
and from letters of our own tune families, as they were read (OWN; `python -m tests.accuracy --split tune
--part complaints --part letters --cases 130 --seed 21 --fill --readings DIR` reads them).
Run it whenever the language model has changed. Ten voices in a row are left out together: a writer's voices
stand beside each other.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.ranking.language import packaged
from extractors.ranking.letter_kind import (
    STATES_FILE,
    WORDS_FILE,
    decided_kind,
    letter_text,
    marks,
    mixed_share,
)
from extractors.ranking.matter import MatterWords, write_matter
from extractors.ranking.services import MOST_LETTERS
from extractors.ranking.text_classifier import TextClassifier, write_classifier
from extractors.text.letter_sections import dissect
from models.case import Channel
from models.document import Kind
from samples.training.ranking.asked import plain_text
from samples.training.ranking.drawn import drawn_pages
from samples.training.ranking.material import own_examples
from samples.training.ranking.matter import regression
from samples.training.ranking.services import COMPLAINT, Text, fit_classifier, text_of
from samples.voices.split import tune_voices
from tests.accuracy.readings import DEFAULT, open_readings
from tests.accuracy.report import percent

PENALTY = 100.0
"""Of squared weights of mean states that are brought to one spread."""
LEAST_VOICES = 12
"""Voices in which a group of letters must stand. Out of voice, 4,190 letters of voices 323 and later, log
loss with the states .087 (5: .088, 20: .087; a penalty three times as high .086, a third as high .090)."""
OWN, OWN_SEED, OWN_TIMES = 130, 21, 8
"""Letters of our own tune families, their seed, and how often each counts in the states' regression. Without
them the language model of 2026-11-30 took ten of forty others of these complaints for requests, with them
five; log loss of 640 letters by looked-at voices .0521 and .0509."""
FOLDS, BLOCK = 4, 10
SEED = 1


@dataclass(frozen=True)
class Seen:
    """A letter's words, and its mean states; `is_open`: it did not come by the box (complaints only)."""

    text: Text
    states: NDArray[np.float32]
    is_open: bool

    @property
    def is_complaint(self) -> bool:
        """Its kind."""
        return self.text.label == COMPLAINT


@dataclass(frozen=True)
class Model:
    """Both halves."""

    words: TextClassifier
    states: MatterWords

    def share(self, one: Seen) -> float:
        """The probability that it complains."""
        words = self.words.probabilities(one.text.text, one.text.marks)[COMPLAINT]
        return mixed_share(words, self.states.of_all(one.states[None]))


def letters() -> Iterator[Seen]:
    """The tune voices' letters."""
    model = packaged()
    for voice in tune_voices():
        for letter in voice.letters:
            sections, channel = dissect(drawn_pages(voice, letter)), Channel(letter.channel)
            states = model.states(plain_text(letter)[:MOST_LETTERS].split())
            text = Text(letter.voice, letter_text(sections), str(letter.kind), None, marks(sections, channel))
            yield Seen(text, states.mean(axis=0), channel is not Channel.KOTAK_ADUAN)


def main(argv: Sequence[str] | None = None) -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.ranking.kind", description=__doc__)
    parser.add_argument("--readings", type=Path, default=DEFAULT)
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args(argv)
    known = list(letters())
    print(f"{len(known)} letters", file=sys.stderr, flush=True)
    print(_out_of_voice(known), flush=True)
    if not args.dry_run:
        model = fit(known, list(own_letters(args.readings)) * OWN_TIMES)
        write_classifier(model.words, WORDS_FILE)
        write_matter(model.states, STATES_FILE)


def own_letters(readings: Path) -> Iterator[Seen]:
    """Those of our own tune families whose readings are kept."""
    for one in own_examples(open_readings(readings), OWN, OWN_SEED):
        text = text_of(one.voice, str(one.kind), one.seen)
        if text.states is not None:
            yield Seen(text, text.states, is_open=True)


def fit(known: Sequence[Seen], own: Sequence[Seen] = ()) -> Model:
    """What these letters teach; `own`: further ones that teach the states' half."""
    both = (*known, *own)
    inputs = np.array([one.states for one in both], dtype=float)
    rights = np.array([float(one.is_complaint) for one in both])
    words = fit_classifier([one.text for one in known], has_words=True, least_voices=LEAST_VOICES)
    return Model(words, regression(inputs, rights, PENALTY))


def _out_of_voice(known: Sequence[Seen]) -> str:
    """How many letters that did not come by the box are taken for the other kind, and stay in doubt."""
    order = sorted({_block(one) for one in known})
    random.Random(SEED).shuffle(order)
    folds = {block: at % FOLDS for at, block in enumerate(order)}
    taken = []
    for fold in range(FOLDS):
        model = fit([one for one in known if folds[_block(one)] != fold])
        own = [one for one in known if folds[_block(one)] == fold and one.is_open]
        taken += [(decided_kind(model.share(one), office=0.0), one) for one in own]
        print(f"fold {fold + 1} of {FOLDS}", file=sys.stderr, flush=True)
    wrong = [read for read, one in taken if (read.kind is Kind.SURAT_PENGADUAN) != one.is_complaint]
    sure = sum(read.may_be is None for read in wrong)
    doubted = sum(read.may_be is not None for read, _ in taken)
    return (
        f"{len(taken)} letters: {percent(len(wrong), len(taken))} % taken for the other kind, {sure} of them "
        f"surely; {percent(doubted, len(taken))} % in doubt"
    )


def _block(one: Seen) -> int:
    return int(one.text.voice) // BLOCK


if __name__ == "__main__":
    main()
