"""What a letter is for: whether it asks for anything or complains, and whether it ever says of what.

One that takes back, disowns, reports, answers or only sends papers asks for nothing; one that urges and says
"as I told your clerk" asks, and never comes to its matter. Each told half by what the language model makes of
its words on the average, half by its words and groups of letters (docs/ranking.md, "What a letter is for").
"""

import functools
from pathlib import Path

from extractors.ranking.language import DATA, States
from extractors.ranking.matter import MatterWords, load_matter
from extractors.ranking.text_classifier import TextClassifier, load_classifier, mixed

IDLE, HOLLOW, ASKING = "bukan", "kosong", "minta"
FILES = {
    IDLE: (DATA / "purpose.npz", DATA / "purpose_words.npz"),
    HOLLOW: (DATA / "hollow.npz", DATA / "hollow_words.npz"),
}
"""The weights by states and by words that tell the first two from the last."""
LEAST = 1e-6
"""The nearest to 0 or 1 that the words' share counts as."""


def purpose_odds(states: States) -> dict[str, float]:
    """The log odds by the language model that a letter is of each of these kinds."""
    return {kind: _states_model(path).of_all(states) for kind, (path, _) in FILES.items()}


def purpose_share(kind: str, text: str, odds: float) -> float:
    """The probability that a letter is of that kind; `odds`: what `purpose_odds` says of its words."""
    return mixed(_words_model(FILES[kind][1]).probabilities(text)[kind], odds, LEAST)


@functools.cache
def _states_model(path: Path) -> MatterWords:
    return load_matter(path)


@functools.cache
def _words_model(path: Path) -> TextClassifier:
    return load_classifier(path)
