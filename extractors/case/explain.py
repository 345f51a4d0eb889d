"""Why a field of a letter has its value: all its options with their sources, features and probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.case.grouping import group_pages
from extractors.case.letters import letter_kind, seen_letter, tagged_as
from extractors.ranking.option_features import FEATURES
from extractors.ranking.options import Option
from extractors.ranking.ranker import weighed
from extractors.ranking.roles import NAMES
from models.case import Channel
from models.document import Kind
from models.page import PageReading

SOURCES = {"reader": "pembaca", "on_path": "penanda kata"}
"""The features that say where an option comes from, as the command names them."""


@dataclass(frozen=True)
class Explained:
    """A value that the field may have (None: the letter does not carry it)."""

    kind: Kind
    value: str | None
    probability: float
    sources: tuple[str, ...]
    features: tuple[tuple[str, float], ...]


def explained(pages: Sequence[PageReading], name: str, channel: Channel) -> tuple[Explained, ...]:
    """The options of field `name` in each letter of these pages, the likeliest first."""
    letters = [group.pages for group in group_pages(pages, channel) if group.kind in NAMES]
    return tuple(option for letter in letters for option in _of_letter(letter, name, channel))


def _of_letter(pages: Sequence[PageReading], name: str, channel: Channel) -> list[Explained]:
    seen = seen_letter(pages)
    kind = letter_kind(seen, pages, channel).kind
    if name not in NAMES[kind]:
        return []
    found = weighed(tagged_as(kind, seen), name)
    return sorted(
        (_explained(kind, option, share) for option, share in found), key=lambda one: -one.probability
    )


def _explained(kind: Kind, option: Option | None, probability: float) -> Explained:
    if option is None:
        return Explained(kind, None, probability, (), ())
    features = tuple(zip(FEATURES, map(float, option.features), strict=True))
    return Explained(kind, option.value, probability, _sources(features), features)


def _sources(features: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    told = dict(features)
    return tuple(shown for feature, shown in SOURCES.items() if told.get(feature))
