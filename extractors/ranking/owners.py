"""Whose a value is: the names around it, how likely each is the writer's own, what else stands beside them.

Fields are chosen one by one; this is what binds the values of one person: to which of the letter's names a
number, an address or a post stands nearest, and which values stand beside a name.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.ranking.roles import OTHER, Role
from extractors.ranking.span_tagger import TaggedRun, Tagging
from extractors.ranking.token_features import folded

BODIES = (Role.KOPERASI, f"{OTHER}{Role.KOPERASI}")
PERSONS = (Role.NAMA, Role.PIHAK_LAIN, f"{OTHER}{Role.NAMA}")
BESIDE = (Role.NIK, Role.ALAMAT, Role.TELEPON, Role.JABATAN)
"""What stands beside the name of its owner."""
OWNED: Mapping[Role, tuple[Role, tuple[str, ...]]] = {
    **dict.fromkeys(BESIDE, (Role.NAMA, PERSONS)), Role.ALAMAT_KOPERASI: (Role.KOPERASI, BODIES),
}  # fmt: skip
"""Whose name is asked for beside a value of that role, and among which."""
FEATURES = (
    "before_own", "before_other", "before_near", "after_own", "after_other", "after_near",
    "between", "nearest", "with_own", "with_others",
)  # fmt: skip
"""Of an option: how likely the nearest name before and behind it is the owner's and another's, and how near
(-1..1, below 0 another's); names between it and the likeliest one before it, and whether no rival is nearer
to that; the person's other values, own and another's by the tagger. All but `near` 0..1."""
NAMED = 0.15
"""Probability from which a run is a name."""
NEAR = 12.0
"""Words after which a name is a third as near."""
REACH = 40
"""Words behind a name that still tell of it."""
MOST_BETWEEN = 3


@dataclass(frozen=True)
class Mention:
    """A name in the words [start, stop): probability that it is the owner's, and that it is another's."""

    start: int
    stop: int
    own: float
    other: float


class Owners:
    """The names of a tagged letter that values of one role may belong to."""

    def __init__(self, tagging: Tagging, role: Role) -> None:
        self._words = tagging.words
        own, names = OWNED[role]
        self._role = role
        self._shares = {
            name: cover(tagging, (run for run in tagging.runs if run.role == name))
            for beside in BESIDE
            for name in (beside, f"{OTHER}{beside}")
        }
        runs = [run for run in tagging.runs if run.role in names]
        self._mentions = self._as_persons(mentions(runs, own))

    def features(self, words: Sequence[int], rivals: Iterable[Sequence[int]]) -> dict[str, float]:
        """FEATURES of an option in these words; `rivals`: those of the other options."""
        if not words or not self._mentions:
            return {}
        first, stop = words[0], words[-1] + 1
        before = next((one for one in reversed(self._mentions) if one.stop <= first), None)
        after = next((one for one in self._mentions if one.start >= stop), None)
        return {
            **_beside("before", before, first - before.stop if before else 0),
            **_beside("after", after, after.start - stop if after else 0),
            **self._to_best(first, rivals),
            **self._company(first, before),
        }

    def _to_best(self, first: int, rivals: Iterable[Sequence[int]]) -> dict[str, float]:
        """Names between the likeliest name before and the option; whether no rival stands nearer to it."""
        earlier = [one for one in self._mentions if one.stop <= first]
        if not earlier:
            return {}
        best = max(reversed(earlier), key=lambda one: one.own)
        between = sum(one.start >= best.stop for one in earlier)
        nearer = any(other and best.stop <= other[0] < first for other in rivals)
        return {
            "between": min(MOST_BETWEEN, between) / MOST_BETWEEN,
            "nearest": 0.0 if nearer else best.own,
        }

    def _company(self, first: int, before: Mention | None) -> dict[str, float]:
        """What the tagger says of other values of the same person: own or somebody else's."""
        start = before.start if before and first - before.stop < REACH else first
        end = min(
            [len(self._words), start + REACH, *(one.start for one in self._mentions if one.start > first)]
        )
        told = {}
        for name, prefix in (("with_own", ""), ("with_others", OTHER)):
            found = [
                max((self._shares[f"{prefix}{role}"][at] for at in range(start, end)), default=0.0)
                for role in BESIDE
                if role is not self._role
            ]
            told[name] = sum(found) / len(BESIDE)
        return told

    def _as_persons(self, found: Sequence[Mention]) -> list[Mention]:
        """Each mention as likely as the likeliest of the same name."""
        names = [self._name(one) for one in found]
        own: dict[str, float] = {}
        other: dict[str, float] = {}
        for name, one in zip(names, found, strict=True):
            own[name] = max(own.get(name, 0.0), one.own)
            other[name] = max(other.get(name, 0.0), one.other)
        return [
            replace(one, own=own[name], other=other[name]) for name, one in zip(names, found, strict=True)
        ]

    def _name(self, one: Mention) -> str:
        return " ".join(folded(word.token.text) for word in self._words[one.start : one.stop])


def _beside(side: str, one: Mention | None, distance: int) -> dict[str, float]:
    if one is None:
        return {}
    near = math.exp(-distance / NEAR)
    return {f"{side}_own": one.own, f"{side}_other": one.other, f"{side}_near": near * (one.own - one.other)}


def cover(tagging: Tagging, runs: Iterable[TaggedRun]) -> list[float]:
    """For each word the probability that it is in one of these runs."""
    shares = [0.0] * len(tagging.words)
    for run in runs:
        for at in range(run.start, run.stop):
            shares[at] = min(1.0, shares[at] + run.probability)
    return shares


def mentions(runs: Iterable[TaggedRun], owner: Role) -> list[Mention]:
    """The likeliest runs that do not overlap, in reading order; what overlaps one counts with it."""
    found: list[Mention] = []
    for run in sorted(runs, key=lambda run: -run.probability):
        own = run.probability if run.role == owner else 0.0
        other = run.probability - own
        at = next((at for at, one in enumerate(found) if run.start < one.stop and one.start < run.stop), None)
        if at is not None:
            one = found[at]
            found[at] = replace(one, own=min(1.0, one.own + own), other=min(1.0, one.other + other))
        elif run.probability >= NAMED:
            found.append(Mention(run.start, run.stop, own, other))
    return sorted(found, key=lambda one: one.start)
