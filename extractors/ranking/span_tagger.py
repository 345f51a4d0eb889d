"""Tags the words of a letter with roles: a second reader of wording, trained on the letters of many voices.

Its vote is a feature of the ranker and its own finds are candidates; it decides nothing by itself.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from extractors.ranking.language import KnowsWords, States, packaged
from extractors.ranking.letter_kind import complaint_odds
from extractors.ranking.linear_chain import Array, Emissions, LinearChain, Posterior, load_chain
from extractors.ranking.matter import best_stretch, packaged_matter
from extractors.ranking.purpose import purpose_odds
from extractors.ranking.reading_order import Placed, words_of
from extractors.ranking.roles import OTHER, Role
from extractors.ranking.services import asked_odds
from extractors.ranking.token_features import covered, features
from extractors.ranking.word_net import Floats, WordNet, load_net
from extractors.text.letter_sections import LetterSections
from models.field import Field

DATA = Path(__file__).resolve().parent / "data"
MODEL_FILE, NET_FILE = DATA / "tagger.npz", DATA / "word_net.npz"
BEGIN, INSIDE, OUTSIDE = "B-", "I-", "O"
"""Labels: the first word of a run, a further one, none."""
PROPOSED = 0.005
"""A run is proposed from this probability on, also where another one is likelier."""
TAKEN = 0.2
"""Words that have some role with this probability count for the tagger's sureness."""
LONGEST = 40
"""Words of a run at most; a perihal over three lines has some thirty."""


CHAIN_SHARE, NET_SHARE = 0.4, 0.5
"""By which the scores of random field and net are added up. Of 480 letters that neither knew (793 to 808, 419
to 434, 893 to 908), as they were read, log-likelihood a word -.0484 so, -.0473 at .35 and .6, -.0464 at .25
and .7; what ranks by them was fitted so, and at .25 and .7 twelve more values of 7,388 pass wrong and one
point fewer is shown."""


@dataclass(frozen=True)
class Tagger:
    """A random field, and a net with the language model that was fitted with it; or the field alone."""

    chain: LinearChain
    net: WordNet | None = None
    language: KnowsWords | None = None

    def states(self, words: Sequence[str]) -> States | None:
        """What the language model makes of the words alone, if there is one."""
        return self.language.states(words) if self.net and self.language and words else None

    def inner(self, words: Sequence[str], told: Sequence[Sequence[str]]) -> Floats | None:
        """What net and language model make of each word where it stands, if there are any. `told`: the words'
        features."""
        if self.net is None or self.language is None or not words:
            return None
        described = self.net.described(told)
        return self.net.inner(described, self.language.states(words, self.net.placed(described)))

    def emissions(
        self, told: Sequence[Sequence[str]], inner: Floats | None
    ) -> tuple[Emissions, Emissions, Emissions]:
        """What both together say of each word, then each alone."""
        own = self.chain.emissions(told)
        if self.net is None or inner is None:
            return own, own, own
        other = self.net.emissions(inner)
        return own.mixed(other, CHAIN_SHARE, NET_SHARE), own, other


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
    for each word); the probability that it has a role of somebody or something else; the runs
    proposed; `each`: what random field and net say, each alone; `matter`: the log odds that each word says
    what is wrong or asked; `purpose`, `complains`: the log odds of all of them together by what they are for,
    and that they complain; `inner`: what the net makes of each word, shape (words, width)."""

    letter: LetterSections
    words: tuple[Placed, ...]
    having: Mapping[Role, Array]
    starting: Mapping[Role, Array]
    others: Array
    runs: tuple[TaggedRun, ...]
    ordinary: Ordinary
    each: tuple[Posterior, Posterior]
    matter: Array
    purpose: Mapping[str, float] = field(default_factory=dict)
    complains: float = 0.0
    asks: Mapping[str, float] = field(default_factory=dict)
    inner: Floats | None = None

    def matter_of(self, field: Field) -> float:
        """How far the words that a field was read from say what is wrong or asked: their best stretch."""
        return best_stretch(self.matter[covered([word.token for word in self.words], field)])

    def exact(self, role: Role, words: Sequence[int]) -> tuple[float, float]:
        """The probability that just these words have the role, by random field and by net; 0 where they
        are no run."""
        if not words or words[-1] - words[0] >= len(words):
            return 0.0, 0.0
        run = (words[0], words[-1] + 1)
        by_field, by_net = (one.exact(BEGIN + role, INSIDE + role, *run) for one in self.each)
        return by_field, by_net


def tagged(letter: LetterSections, found: Mapping[Role, Field], tagger: Tagger | None = None) -> Tagging:
    """The letter's words tagged. `found`: what the rules read, by role; `tagger`: the packaged one."""
    words = words_of(letter)
    model = tagger or packaged_tagger()
    texts = [word.token.text for word in words]
    states, told = model.states(texts), features(letter, words, found)
    inner = model.inner(texts, told)
    said, by_field, by_net = model.emissions(told, inner)
    posterior, path, labels = said.posterior(), said.best_path(), said.labels
    shares = posterior.shares
    starting = {role: _sum(shares, labels, [BEGIN + role]) for role in Role}
    having = {role: starting[role] + _sum(shares, labels, [INSIDE + role]) for role in Role}
    others = _sum(shares, labels, [label for label in labels if label[2:].startswith(OTHER)])
    named = dict.fromkeys(label[len(BEGIN) :] for label in labels if label.startswith(BEGIN))
    runs = tuple(run for role in named for run in _runs(role, posterior, path))
    ordinary = _ordinary(words, found, having, runs)
    each = (by_field.posterior(), by_net.posterior())
    matter = np.zeros(len(words)) if states is None else packaged_matter().scores(states)
    whole = (
        ({}, 0.0, {})
        if states is None
        else (purpose_odds(states), complaint_odds(states), asked_odds(states))
    )
    return Tagging(letter, words, having, starting, others, runs, ordinary, each, matter, *whole, inner)


def _ordinary(
    words: Sequence[Placed],
    found: Mapping[Role, Field],
    having: Mapping[Role, Array],
    runs: Sequence[TaggedRun],
) -> Ordinary:
    tokens = [word.token for word in words]
    best = {(run.role, run.start, run.stop) for run in runs if run.is_best}
    told = []
    for role, one in found.items():
        places = covered(tokens, one) if isinstance(one.value, str) else []
        if places:
            told.append((role, places[0], places[-1] + 1) in best)
    likeliest = np.max(list(having.values()), axis=0) if words else np.zeros(0)
    taken = likeliest[likeliest > TAKEN]
    return Ordinary(
        float(np.mean(told)) if told else 0.0,
        float(taken.mean()) if len(taken) else 0.0,
        float(np.mean([token.confidence for token in tokens])) if tokens else 0.0,
    )


def _sum(shares: Array, labels: Sequence[str], wanted: Sequence[str]) -> Array:
    columns = [labels.index(label) for label in wanted if label in labels]
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
def packaged_tagger() -> Tagger:
    """The one of the package."""
    return Tagger(load_chain(MODEL_FILE), load_net(NET_FILE), packaged())
