"""Whether a letter asks for anything or complains: one that takes back, disowns, reports, answers or only
sends papers does not.

Told half by what the language model makes of its words on the average, half by its words and groups of
letters (docs/ranking.md, "What a letter is for").
"""

import functools

from extractors.ranking.language import DATA, States
from extractors.ranking.matter import MatterWords, load_matter
from extractors.ranking.text_classifier import TextClassifier, load_classifier, mixed

STATES_FILE, WORDS_FILE = DATA / "purpose.npz", DATA / "purpose_words.npz"
IDLE, ASKING = "bukan", "minta"
LEAST = 1e-6
"""The nearest to 0 or 1 that the words' share counts as."""


def idle_odds(states: States) -> float:
    """The log odds by the language model that a letter asks for nothing."""
    return _states_model().of_all(states)


def idle_share(text: str, odds: float) -> float:
    """The probability that a letter asks for nothing; `odds`: what `idle_odds` says of its words."""
    return mixed(_words_model().probabilities(text)[IDLE], odds, LEAST)


@functools.cache
def _states_model() -> MatterWords:
    return load_matter(STATES_FILE)


@functools.cache
def _words_model() -> TextClassifier:
    return load_classifier(WORDS_FILE)
