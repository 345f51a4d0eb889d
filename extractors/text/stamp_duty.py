"""A meterai by its words: what the sticker, or the place for one, says."""

import re
from collections.abc import Sequence

from models.page import Line

STAMP_DUTY = re.compile(r"(?i)\bmeter[a-z]{1,2}\b|\btempel|sepuluh ribu|\bribu rupiah|^\W*10[.\s]?000\W*$")
"""What a meterai, or the place for one, says."""
STAMP_WORDS = 5
"""Words of a line of a meterai or stamp; a letter's sentence that speaks of one has more."""


def names_meterai(lines: Sequence[Line]) -> bool:
    """Whether a meterai, or a place for one, can be read on the page."""
    return any(says(line, STAMP_DUTY) for line in lines)


def says(line: Line, pattern: re.Pattern[str]) -> bool:
    """Whether a short line, as stamps and stickers have them, says it."""
    return len(line.words) <= STAMP_WORDS and pattern.search(line.text) is not None
