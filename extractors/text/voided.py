"""Words written or stamped across a letter that say that it counts no more."""

import re

from models.similarity import edit_distance

_OVER = {"batal": 0, "dibatalkan": 1, "dicabut": 1}
"""How many letters of a word an engine may misread over print: of a short one none (`batas`, `Batak`). In a
subject a word like it says what happened (`dicatut`)."""
_LETTERS = re.compile(r"[a-z]+")


def says_void(text: str) -> bool:
    """Whether one of the words stands in the text."""
    words = _LETTERS.findall(text.lower())
    return any(edit_distance(word, over) <= most for word in words for over, most in _OVER.items())
