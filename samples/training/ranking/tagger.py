"""Fits the tagger: a linear-chain CRF by python-crfsuite (L-BFGS), turned into a file of weights."""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pycrfsuite

from extractors.ranking.linear_chain import LinearChain
from extractors.ranking.reading_order import words_of
from extractors.ranking.span_tagger import Tagger
from samples.training.ranking.labels import runs
from samples.training.ranking.material import Example

SETTINGS = {"c1": 0.2, "c2": 0.05, "max_iterations": 50, "feature.minfreq": 4}
"""Penalties on the weights' size and square; features seen in fewer than four words are left out."""


def fit_tagger(examples: Iterable[Example]) -> LinearChain:
    """The tagger that these letters teach."""
    started = time.process_time()
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for example in examples:
        trainer.append(example.told, example.labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info, labels = tagger.info(), tuple(tagger.labels())
        tagger.close()
    print(f"tagger: {time.process_time() - started:.0f} s of a core", file=sys.stderr, flush=True)
    return _chain(labels, info.state_features, info.transitions)


def _chain(
    labels: tuple[str, ...], states: dict[tuple[str, str], float], steps: dict[tuple[str, str], float]
) -> LinearChain:
    column = {label: at for at, label in enumerate(labels)}
    names = tuple(sorted({feature for feature, _ in states}))
    row = {name: at for at, name in enumerate(names)}
    weights = np.zeros((len(names), len(labels)), dtype=np.float32)
    for (feature, label), weight in states.items():
        weights[row[feature], column[label]] = weight
    transitions = np.zeros((len(labels), len(labels)))
    for (before, after), weight in steps.items():
        transitions[column[before], column[after]] = weight
    return LinearChain(labels, names, weights, transitions)


def scores(tagger: Tagger, examples: Iterable[Example]) -> Counter[tuple[str, str]]:
    """(role, hit | invented | missed) -> how many runs, exact to the word."""
    counted: Counter[tuple[str, str]] = Counter()
    for example in examples:
        words = [word.token.text for word in words_of(example.seen.sections)]
        said, *_ = tagger.emissions(example.told, tagger.inner(words, example.told))
        true, got = runs(example.labels), runs(said.best_path())
        counted.update((run[2], "hit") for run in true & got)
        counted.update((run[2], "invented") for run in got - true)
        counted.update((run[2], "missed") for run in true - got)
    return counted
