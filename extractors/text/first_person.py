"""Whether somebody tells of himself: a letter, however little of its wording can be read."""

from collections.abc import Sequence

from extractors.fields.cues import cue
from extractors.text.legibility import plain_text
from models.page import Line

TOLD_WORDS = 20
"""Words of a page that tells something."""
_OF_HIMSELF = cue("first_person.words")


def tells_of_himself(lines: Sequence[Line]) -> bool:
    """Whether a page of some length speaks in the first person."""
    text = plain_text(lines)
    return len(text.split()) >= TOLD_WORDS and _OF_HIMSELF.search(text) is not None
