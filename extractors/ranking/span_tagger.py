"""Tags the words of a letter with roles: a second reader of wording, trained on the letters of many voices.

Its vote is a feature of the ranker and its own finds are candidates; it decides nothing by itself.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.ranking.linear_chain import Array, LinearChain, load_chain
from extractors.ranking.roles import OTHER, Role
from extractors.ranking.token_features import Placed, features, words_of
from extractors.text.letter_sections import LetterSections
from models.field import Field

MODEL_FILE = Path(__file__).resolve().parent / "data" / "tagger.npz"
BEGIN, INSIDE, OUTSIDE = "B-", "I-", "O"
"""Labels: the first word of a run, a further one, none."""
PROPOSED = 0.15
"""A run is proposed from this mean probability of its role on, also where another label is likelier."""


@dataclass(frozen=True)
class TaggedRun:
    """The words [start, stop) of a letter that have one role together; `is_best`: on the likeliest path."""

    role: Role
    start: int
    stop: int
    is_best: bool


@dataclass(frozen=True)
class Tagging:
    """A letter's words; the probability that each has a role and that it begins it (arrays of one number a
    word); the probability that it has a role of somebody or something else; the runs proposed."""

    words: tuple[Placed, ...]
    having: Mapping[Role, Array]
    starting: Mapping[Role, Array]
    others: Array
    runs: tuple[TaggedRun, ...]


def tagged(
    letter: LetterSections, found: Mapping[str, Mapping[str, Field]], chain: LinearChain | None = None
) -> Tagging:
    """The letter's words tagged. `found`: what readers made of it, by reader; `chain`: the packaged one."""
    model = chain or _packaged()
    words = words_of(letter)
    told = features(letter, found)
    shares, path = model.marginals(told), model.best_path(told)
    starting = {role: _sum(shares, model, [BEGIN + role]) for role in Role}
    having = {role: starting[role] + _sum(shares, model, [INSIDE + role]) for role in Role}
    others = _sum(shares, model, [label for label in model.labels if label[2:].startswith(OTHER)])
    runs = tuple(run for role in Role for run in _runs(role, having[role], starting[role], path))
    return Tagging(words, having, starting, others, runs)


def _sum(shares: Array, model: LinearChain, labels: Sequence[str]) -> Array:
    columns = [model.labels.index(label) for label in labels if label in model.labels]
    total: Array = shares[:, columns].sum(axis=1)
    return total


def _runs(role: Role, having: Array, starting: Array, path: Sequence[str]) -> list[TaggedRun]:
    """The runs on the likeliest path, and those that are likely enough without lying on it."""
    on_path = [label[2:] == role for label in path]
    begins = [label == BEGIN + role for label in path]
    found = [TaggedRun(role, *bounds, True) for bounds in _stretches(on_path, begins)]
    likely = [bool(share >= PROPOSED) and not on for share, on in zip(having, on_path, strict=True)]
    starts = [bool(start > share / 2) for start, share in zip(starting, having, strict=True)]
    return found + [TaggedRun(role, *bounds, False) for bounds in _stretches(likely, starts)]


def _stretches(members: Sequence[bool], starts: Sequence[bool]) -> list[tuple[int, int]]:
    """(start, stop) of each unbroken stretch of members; a start inside one begins another."""
    found: list[tuple[int, int]] = []
    for at, is_member in enumerate(members):
        if not is_member:
            continue
        if found and found[-1][1] == at and not starts[at]:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


@functools.cache
def _packaged() -> LinearChain:
    return load_chain(MODEL_FILE)
