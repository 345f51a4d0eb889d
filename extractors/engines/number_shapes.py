"""Long numbers of a handwritten line: a NIK has sixteen figures.

To the character model all figures are one, so it cannot say that a reading has lost or doubled one. Among the
readings for which there is ink, one with sixteen figures in a row is likelier than one with fifteen.
"""

import re

from models.nik import NIK_LENGTH

LONG_NUMBER = re.compile(r"\d(?:[ .\-]{0,2}\d){6,}")
"""Seven figures and more, with blanks, dots and hyphens between them."""
LENGTH_BONUS = 3.0
"""Natural logarithm; 2, 3 and 5 were tried (docs/recogniser.md)."""


def shape_bonus(text: str) -> float:
    """How much likelier numbers of sixteen figures make a reading, as a natural logarithm; 0 without any."""
    numbers = (re.sub(r"\D", "", found.group()) for found in LONG_NUMBER.finditer(text))
    return LENGTH_BONUS * sum(len(figures) == NIK_LENGTH for figures in numbers)
