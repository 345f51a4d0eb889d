"""Whether somebody writes of himself: a letter, however little of its wording can be read."""

import re
from collections.abc import Sequence

from extractors.fields.lexicon import words
from extractors.text.legibility import plain_text
from models.page import Line

LEAST_WORDS, BELOW_A_CARD = 20, 12
"""Words of a page that says something, and of what stands beside a card."""
_OF_HIMSELF = re.compile(rf"\b(?:{'|'.join(words('letters', 'first_person'))})\b", re.IGNORECASE)


def tells_of_himself(lines: Sequence[Line], least: int = LEAST_WORDS) -> bool:
    """Whether a page of some length (`least`: in words) speaks in the first person."""
    text = plain_text(lines)
    return len(text.split()) >= least and _OF_HIMSELF.search(text) is not None
