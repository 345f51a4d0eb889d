"""Tags the words of a letter with roles: a second reader of wording, trained on the letters of many voices.

Its vote is a feature of the ranker and its own finds are candidates; it decides nothing by itself.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractors.ranking.linear_chain import Array, LinearChain, Posterior, load_chain
from extractors.ranking.roles import NAMES, OTHER, Role
from extractors.ranking.token_features import Placed, covered, features, words_of
from extractors.text.letter_sections import LetterSections
from models.field import Field

MODEL_FILE = Path(__file__).resolve().parent / "data" / "tagger.npz"
ROLES: Mapping[str, Role] = {name: role for names in NAMES.values() for name, role in names.items()}
BEGIN, INSIDE, OUTSIDE = "B-", "I-", "O"
"""Labels: the first word of a run, a further one, none."""
PROPOSED = 0.005
"""A run is proposed from this probability on, also where another one is likelier."""
TAKEN = 0.2
"""Words that have some role with this probability count for the tagger's sureness."""
LONGEST = 40
"""Words of a run at most; a perihal over three lines has some thirty."""


@dataclass(frozen=True)
class TaggedRun:
    """The words [start, stop) of a letter that have one role together, and the probability of just this run.
    `is_best`: on the likeliest path."""

    role: str
    start: int
    stop: int
    is_best: bool
    probability: float


@dataclass(frozen=True)
class Ordinary:
    """How much a letter is like those that everybody reads alike, each 0..1: the share of what readers found
    that the tagger finds just so, how sure the tagger is of the words that it takes, how legible they are."""

    agreement: float
    clarity: float
    legibility: float


@dataclass(frozen=True)
class Tagging:
    """A letter and its words; the probability that each has a role and that it begins it (arrays, a number
    for each word); the probability that it has a role of somebody or something else; the runs proposed."""

    letter: LetterSections
    words: tuple[Placed, ...]
    having: Mapping[Role, Array]
    starting: Mapping[Role, Array]
    others: Array
    runs: tuple[TaggedRun, ...]
    ordinary: Ordinary


def tagged(
    letter: LetterSections, found: Mapping[str, Mapping[str, Field]], chain: LinearChain | None = None
) -> Tagging:
    """The letter's words tagged. `found`: what readers made of it, by reader; `chain`: the packaged one."""
    model = chain or _packaged()
    words = words_of(letter)
    told = features(letter, found)
    posterior, path = model.posterior(told), model.best_path(told)
    shares = posterior.shares
    starting = {role: _sum(shares, model, [BEGIN + role]) for role in Role}
    having = {role: starting[role] + _sum(shares, model, [INSIDE + role]) for role in Role}
    others = _sum(shares, model, [label for label in model.labels if label[2:].startswith(OTHER)])
    named = dict.fromkeys(label[len(BEGIN) :] for label in model.labels if label.startswith(BEGIN))
    runs = tuple(run for role in named for run in _runs(role, posterior, path))
    ordinary = _ordinary(words, found, having, runs)
    return Tagging(letter, words, having, starting, others, runs, ordinary)


def _ordinary(
    words: Sequence[Placed],
    found: Mapping[str, Mapping[str, Field]],
    having: Mapping[Role, Array],
    runs: Sequence[TaggedRun],
) -> Ordinary:
    tokens = [word.token for word in words]
    best = {(run.role, run.start, run.stop) for run in runs if run.is_best}
    told = []
    for fields in found.values():
        for name, field in fields.items():
            places = covered(tokens, field) if name in ROLES and isinstance(field.value, str) else []
            if places:
                told.append((ROLES[name], places[0], places[-1] + 1) in best)
    likeliest = np.max(list(having.values()), axis=0) if words else np.zeros(0)
    taken = likeliest[likeliest > TAKEN]
    return Ordinary(
        float(np.mean(told)) if told else 0.0,
        float(taken.mean()) if len(taken) else 0.0,
        float(np.mean([token.confidence for token in tokens])) if tokens else 0.0,
    )


def _sum(shares: Array, model: LinearChain, labels: Sequence[str]) -> Array:
    columns = [model.labels.index(label) for label in labels if label in model.labels]
    total: Array = shares[:, columns].sum(axis=1)
    return total


def _runs(role: str, posterior: Posterior, path: Sequence[str]) -> list[TaggedRun]:
    """The runs that are likely enough, likeliest first."""
    found = posterior.runs(BEGIN + role, INSIDE + role, PROPOSED, LONGEST)
    return [
        TaggedRun(role, start, stop, _is_on(path, role, start, stop), probability)
        for start, stop, probability in sorted(found, key=lambda run: -run[2])
    ]


def _is_on(path: Sequence[str], role: str, start: int, stop: int) -> bool:
    """Whether the path gives just these words the role, as one run."""
    goes_on = stop < len(path) and path[stop] == INSIDE + role
    is_run = path[start] == BEGIN + role and all(label == INSIDE + role for label in path[start + 1 : stop])
    return is_run and not goes_on


@functools.cache
def _packaged() -> LinearChain:
    return load_chain(MODEL_FILE)
