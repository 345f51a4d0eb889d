"""The writer of a complaint: what is known of him, and when he is nameless."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.complaint.wording import is_like
from extractors.found import Found
from extractors.passage import Passage, Token
from models.complaint_check import NO_NAMES, is_a_name

MIN_LETTERS = 3
"""A shorter word is no name."""


@dataclass(frozen=True)
class Writer:
    """What the letter says of its writer. `unread`: what may be a name and can't be read as one."""

    name: Found | None = None
    nik: Found | None = None
    address: Found | None = None
    phone: Found | None = None
    unread: Passage | None = None


def is_nameless(text: str) -> bool:
    """Signed by no name: 'warga', 'hamba Allah'; misread ones too."""
    words = [word.upper() for word in re.findall(r"[^\W\d_]+", text)]
    if not words or not is_a_name(text):
        return True
    return len(words) > 1 and all(is_like(word, NO_NAMES, 0.75) or len(word) < MIN_LETTERS for word in words)


def tokens_of(writer: Writer) -> Iterator[Token]:
    """The words that say who writes."""
    for found in (writer.name, writer.nik, writer.address, writer.phone):
        if found:
            yield from found.where.tokens
