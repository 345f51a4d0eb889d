"""What the words alone say of a page: how legible it is, how many there are, and its bare letters."""

import re
from collections.abc import Sequence

import numpy as np

from models.page import Line

GOOD_LEGIBILITY = 0.62
"""Upright print stays above, upside-down print below, also on poor copies."""
MIN_HEIGHTS = 6
LEGIBLE_LETTERS = 25
"""Fewer letters say nothing of legibility."""
SENTENCE_WORDS = 5
"""Words of a line of a sentence, most of them begun small."""
_SQUEEZE = re.compile(r"[^a-z0-9]+")


def legibility(lines: Sequence[Line]) -> float:
    """0..1: mean confidence of words with letters, by length; 0 where there are too few to tell."""
    words = [word for line in lines for word in line.words if sum(c.isalpha() for c in word.text) >= 3]
    letters = sum(len(word.text) for word in words)
    if letters < LEGIBLE_LETTERS:
        return 0.0
    return sum(word.confidence * len(word.text) for word in words) / letters


def uneven_heights(lines: Sequence[Line]) -> float:
    """Spread of the heights of words over three letters: standard deviation over mean; 0 for few words.

    Words half or twice as high as usual are left out: a frame's lines make print look uneven.
    """
    heights = np.array(
        [word.box[3] - word.box[1] for line in lines for word in line.words if len(word.text) > 3]
    )
    usual = float(np.median(heights)) if len(heights) else 0.0
    near = heights[(heights > usual / 2) & (heights < usual * 2)]
    return float(np.std(near) / np.mean(near)) if len(near) >= MIN_HEIGHTS else 0.0


def count_words(lines: Sequence[Line]) -> int:
    """Words of three letters and more."""
    return sum(1 for line in lines for word in line.words if sum(c.isalpha() for c in word.text) >= 3)


def squeezed_text(lines: Sequence[Line]) -> str:
    """The lines' text, lower case, letters and digits only: OCR's broken words still match."""
    return squeezed(" ".join(line.text for line in lines))


def without_sentences(lines: Sequence[Line]) -> list[Line]:
    """The lines that may be titles or labels: "Kartu tani dicekel pengurus wiwit taun kepungkur" is none."""
    return [line for line in lines if not _is_sentence(line.text.split())]


def _is_sentence(words: Sequence[str]) -> bool:
    return len(words) >= SENTENCE_WORDS and 2 * sum(word[0].islower() for word in words) > len(words)


def figures_in(text: str) -> int:
    """How many figures it has."""
    return sum(map(str.isdigit, text))


def squeezed(text: str) -> str:
    """Lower case, letters and digits only."""
    return _SQUEEZE.sub("", text.lower())


def plain_text(lines: Sequence[Line]) -> str:
    """The lines' text in lower case, a line each."""
    return "\n".join(line.text for line in lines).lower()
