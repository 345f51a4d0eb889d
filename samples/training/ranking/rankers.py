"""Fits the rankers of roles and their "none", on taggings by taggers that did not know the voice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from extractors.ranking.linear_chain import Array
from extractors.ranking.logistic import Logistic
from extractors.ranking.options import Letter, Option, options
from extractors.ranking.ranker import Ranked, RoleModel, none_features, ranked
from extractors.ranking.roles import NAMES, Role, by_role
from extractors.ranking.span_tagger import Tagger, tagged
from samples.training.ranking.material import Example

PENALTY = 3.0
"""Of squared weights (features of mean 0, deviation 1); from 0.3 to 20 out-of-voice figures hardly move."""
STEPS = 30
"""Newton steps at most; six to ten are enough."""
TOLERANCE = 1e-6
LEAST = 12
"""Examples of either outcome without which nothing is fitted."""


@dataclass(frozen=True)
class Question:
    """A field of a letter: its options, which of them are right, and whether "none" is."""

    voice: str
    name: str
    letter: Letter
    options: tuple[Option, ...]
    rights: tuple[bool, ...]
    none_is_right: bool
    is_carried: bool

    @property
    def role(self) -> Role:
        """What the field is to the letter."""
        return NAMES[self.letter.kind][self.name]


def questions(example: Example, tagger: Tagger, advice: float) -> Iterable[Question]:
    """The fields of a letter, tagged by a tagger that has not seen its voice; nor has who says `advice`."""
    seen = example.seen
    tagging = tagged(seen.sections, by_role(seen.read), tagger)
    letter = Letter(example.kind, seen.read, tagging, seen.is_written, advice, seen.others)
    for name in NAMES[example.kind]:
        found = options(letter, name)
        yield Question(
            example.voice, name, letter, found,
            tuple(example.is_right(name, option.value) for option in found),
            example.is_right(name, None), example.values.get(name) is not None,
        )  # fmt: skip


def logistic(features: Array, rights: Array, penalty_of_weights: float = PENALTY) -> Logistic | None:
    """L2-penalised logistic regression by Newton's method; None where one outcome is too rare to learn."""
    if min(rights.sum(), len(rights) - rights.sum()) < LEAST:
        return None
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    inputs = np.column_stack([np.ones(len(features)), (features - mean) / spread])
    penalty = penalty_of_weights * np.eye(inputs.shape[1])
    penalty[0, 0] = 0.0
    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        shares = 1.0 / (1.0 + np.exp(-np.clip(inputs @ weights, -30.0, 30.0)))
        slope = inputs.T @ (shares - rights) + penalty @ weights
        curve = (inputs * (shares * (1.0 - shares))[:, None]).T @ inputs + penalty
        step = np.linalg.solve(curve + TOLERANCE * np.eye(len(curve)), slope)
        weights = weights - step
        if np.abs(step).max() < TOLERANCE:
            break
    scaled: Array = weights[1:] / spread
    return Logistic(float(weights[0] - scaled @ mean), scaled)


def fit_rankers(asked: Sequence[Question], review_none_below: float) -> dict[Role, RoleModel]:
    """A model for each role of which there are enough examples."""
    by_role: Mapping[Role, list[Question]] = defaultdict(list)
    for question in asked:
        by_role[question.role].append(question)
    found = {}
    for role, group in by_role.items():
        pairs = [
            (option.features, right) for q in group for option, right in zip(q.options, q.rights, strict=True)
        ]
        option = logistic(
            np.array([features for features, _ in pairs]), np.array([r for _, r in pairs], dtype=float)
        )
        if option is not None:
            found[role] = RoleModel(option, _none(group, option), review_none_below)
    return found


def _none(group: Sequence[Question], option: Logistic) -> Logistic | None:
    told = [
        none_features(q.letter, q.name, [option.probability(one.features) for one in q.options])
        for q in group
    ]
    return logistic(np.array(told), np.array([q.none_is_right for q in group], dtype=float))


@dataclass(frozen=True)
class Outcome:
    """A question as the models answer it."""

    question: Question
    value: str | None
    probability: float
    is_right: bool


def outcome(question: Question, models: Mapping[Role, RoleModel]) -> Outcome | None:
    """The answer to a question; None where there is no model for its role."""
    model = models.get(question.role)
    if model is None:
        return None
    return outcome_of(question, ranked(model, question.letter, question.name, question.options))


def outcome_of(question: Question, best: Ranked) -> Outcome:
    """What was chosen, and whether it is right."""
    if best.option is None:
        return Outcome(question, None, best.probability, question.none_is_right)
    right = question.rights[question.options.index(best.option)]
    return Outcome(question, best.option.value, best.probability, right)
