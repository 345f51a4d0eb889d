"""One handwritten line decoded from the columns of one or two readers with the character model.

Each reader proposes texts by its own beam search; every proposal is then weighed by all readers (the CTC
probability of the text in each one's columns) and by the model. A letter that no reader saw is in none.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from extractors.engines.char_model import ALPHABET, CharModel
from extractors.engines.ctc_beam import Scores, Spotted, Weights, likelihoods, search, spotted

SEARCH, WEIGHING = Weights(), Weights(language=0.35, letter=0.3)
"""How far the model is heard while a reader looks for texts, and when all readers' texts are weighed."""
PROPOSALS = 8
"""Texts that each reader brings."""
FLATTEN = 0.35
"""Logarithms of text probabilities are shrunk so far before they are compared: columns of one stroke are no
independent witnesses (fitted on the tune part)."""


@dataclass(frozen=True)
class DecodedWord:
    """A word of a line.

    `left`, `right`: 0..1 along the line. `share`: of the proposals' weight that holds the same word here.
    `ink`: mean over its letters of the readers' own probability of the letter where it stands;
    `least_ink`: that of its weakest letter.
    """

    text: str
    left: float
    right: float
    share: float
    ink: float
    least_ink: float


@dataclass(frozen=True)
class Look:
    """A reader's columns of the line and where the picture that it saw lies along the line, 0..1."""

    columns: Scores
    weight: float = 1.0
    left: float = 0.0
    right: float = 1.0


def decode(looks: Sequence[Look], language: CharModel) -> list[DecodedWord]:
    """The words of a line; empty where no reader proposes a letter."""
    texts = _proposals(looks, language)
    if not texts:
        return []
    weighed = np.array(
        [WEIGHING.language * language.text(text) + WEIGHING.letter * len(text) for text in texts]
    )
    for look in looks:
        weighed = weighed + look.weight * likelihoods(look.columns, texts, ALPHABET)
    best = int(weighed.argmax())
    shares = np.exp(FLATTEN * (weighed - weighed[best]))
    return _words(texts, best, shares / shares.sum(), looks)


def _proposals(looks: Sequence[Look], language: CharModel) -> list[str]:
    """All readers' likeliest texts, each once."""
    found: dict[str, None] = {}
    for look in looks:
        for text, _ in search(look.columns, ALPHABET, language.chance, SEARCH)[:PROPOSALS]:
            if plain := " ".join(text.split()):
                found[plain] = None
    return list(found)


def _words(
    texts: list[str], best: int, shares: NDArray[np.float64], looks: Sequence[Look]
) -> list[DecodedWord]:
    """The best text's words, each where its letters stand for the first reader that can place them."""
    text = texts[best]
    seen = [letters for look in looks if (letters := _placed(look, text))]
    if not seen:
        return []
    kept = [_kept(text, other) for other in texts]
    words: list[DecodedWord] = []
    at = 0
    for word in text.split(" "):
        span = range(at, at + len(word))
        inks = [_geometric([letters[i].ink for letters in seen]) for i in span]
        places = [seen[0][i].place for i in span]
        half = 0.5 * (places[-1] - places[0]) / max(1, len(word) - 1)
        whole = set(range(max(0, at - 1), min(len(text), at + len(word) + 1)))
        share = float(sum(shares[row] for row in range(len(texts)) if whole <= kept[row]))
        words.append(
            DecodedWord(word, places[0] - half, places[-1] + half, share, float(np.mean(inks)), min(inks))
        )
        at += len(word) + 1
    return words


def _placed(look: Look, text: str) -> list[Spotted]:
    """Each letter where this reader sees it, along the whole line."""
    width = look.right - look.left
    return [
        Spotted(look.left + letter.place * width, letter.ink)
        for letter in spotted(look.columns, text, ALPHABET)
    ]


def _kept(text: str, other: str) -> set[int]:
    """Letters of `text` that stand in `other` too, one after the other."""
    blocks = Levenshtein.opcodes(text, other)
    return {at for block in blocks if block.tag == "equal" for at in range(block.src_start, block.src_end)}


def _geometric(values: Sequence[float]) -> float:
    """The readers' mean: one that does not see the letter is heard."""
    return math.exp(sum(math.log(max(1e-6, value)) for value in values) / len(values))
