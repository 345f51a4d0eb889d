"""Whether somebody writes of himself: a letter, however little of its wording can be read."""

import re
from collections.abc import Sequence

from extractors.fields.lexicon import words
from extractors.text.legibility import plain_text
from models.page import Line

LEAST_WORDS = 20
"""Words of a page that says something."""
_OF_HIMSELF = re.compile(rf"\b(?:{'|'.join(words('letters', 'first_person'))})\b", re.IGNORECASE)


def tells_of_himself(lines: Sequence[Line]) -> bool:
    """Whether a page of some length speaks in the first person."""
    text = plain_text(lines)
    return len(text.split()) >= LEAST_WORDS and _OF_HIMSELF.search(text) is not None
