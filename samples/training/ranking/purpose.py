"""`python -m samples.training.ranking.purpose`: fits whether a letter asks for anything, and says of what.

    python -m samples.training.ranking.purpose              figures out of voice, and writes the weights
    python -m samples.training.ranking.purpose --dry-run    the figures only

From samples/purposes, whose writers wrote letters that ask for nothing and letters that never come to their
matter beside such as only look so, and some of the tune voices' letters. It reads no page; run it whenever
the language model has changed.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from extractors.ranking.language import KnowsWords, packaged
from extractors.ranking.linear_chain import Array
from extractors.ranking.matter import MatterWords, write_matter
from extractors.ranking.purpose import ASKING, FILES, HOLLOW, IDLE, LEAST
from extractors.ranking.services import MOST_LETTERS
from extractors.ranking.text_classifier import TextClassifier, mixed, write_classifier
from samples.training.ranking.asked import plain_text
from samples.training.ranking.matter import regression
from samples.training.ranking.services import Text, fit_classifier
from samples.voices.split import tune_voices
from tests.accuracy.report import percent

PURPOSES = Path(__file__).parents[2] / "purposes"
EVERY = 3
"""One in so many of the voices' letters."""
PENALTY = 100.0
"""Of squared weights of mean states that are brought to one spread."""
FOLDS = 4
CUTS = {IDLE: (0.1, 0.15, 0.2, 0.3), HOLLOW: (0.01, 0.02, 0.03, 0.05)}
_BEGINS = re.compile(r"(?m)^=== ")


@dataclass(frozen=True)
class Seen:
    """A letter, its mean states, and where it comes from: `written` for this, or a voice's."""

    text: Text
    states: Array
    is_written: bool


@dataclass(frozen=True)
class Model:
    """Both halves of what tells letters of that kind."""

    kind: str
    states: MatterWords
    words: TextClassifier

    def share(self, one: Seen) -> float:
        """The probability that it is of that kind."""
        odds = self.states.of_all(one.states.astype(np.float32)[None])
        return mixed(self.words.probabilities(one.text.text)[self.kind], odds, LEAST)


def written(folder: Path = PURPOSES) -> Iterator[Text]:
    """The letters of that folder; `voice`: their writer."""
    for path in sorted(folder.glob("*.txt")):
        for block in _BEGINS.split(path.read_text(encoding="utf-8"))[1:]:
            head, _, body = block.partition("\n")
            yield Text(path.stem, " ".join(body.split())[:MOST_LETTERS], head.split()[0])


def of_voices() -> Iterator[Text]:
    """Some letters of the tune voices, all of which ask or complain."""
    letters = [one for voice in tune_voices() for one in voice.letters]
    for letter in letters[::EVERY]:
        yield Text(letter.voice, plain_text(letter)[:MOST_LETTERS], ASKING)


def main(argv: Sequence[str] | None = None) -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.ranking.purpose", description=__doc__)
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args(argv)
    model = packaged()
    known = [_seen(one, model, is_written=True) for one in written()]
    known += [_seen(one, model, is_written=False) for one in of_voices()]
    for kind, files in FILES.items():
        print(_out_of_voice(kind, known))
        if not args.dry_run:
            fitted = fit(kind, known)
            write_matter(fitted.states, files[0])
            write_classifier(fitted.words, files[1])


def _seen(text: Text, model: KnowsWords, *, is_written: bool) -> Seen:
    return Seen(text, model.states(text.text.split()).mean(axis=0).astype(np.float64), is_written)


def fit(kind: str, known: Sequence[Seen]) -> Model:
    """Both halves, by these letters: those of that kind against what asks; what never comes to its matter
    asks, too, and what asks for nothing does not come to any."""
    used = [one for one in known if kind == IDLE or one.text.label != IDLE]
    texts = [replace(one.text, label=one.text.label if one.text.label == kind else ASKING) for one in used]
    is_so = np.array([float(text.label == kind) for text in texts])
    states = regression(np.array([one.states for one in used]), is_so, PENALTY)
    return Model(kind, states, fit_classifier(texts, has_words=True))


def _out_of_voice(kind: str, known: Sequence[Seen]) -> str:
    """Each letter by a model that does not know its writer: how many are looked at from each share on."""
    order = sorted({(not one.is_written, one.text.voice) for one in known})
    folds = {voice: at % FOLDS for at, (_, voice) in enumerate(order)}
    shares: dict[str, list[float]] = defaultdict(list)
    for fold in range(FOLDS):
        model = fit(kind, [one for one in known if folds[one.text.voice] != fold])
        for one in (one for one in known if folds[one.text.voice] == fold):
            shares[one.text.label if one.is_written else "of the voices"].append(model.share(one))
    told = (
        ", ".join(f"{percent(sum(share >= cut for share in found), len(found))} of {len(found)} {name}"
        for name, found in shares.items())
        for cut in CUTS[kind]
    )  # fmt: skip
    lines = zip(CUTS[kind], told, strict=True)
    return "\n".join(f"{kind}: looked at from {cut}: % {line}" for cut, line in lines)


if __name__ == "__main__":
    main()
