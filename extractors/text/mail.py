"""A printed e-mail: its sender's line holds his name, his address in brackets, and when he wrote."""

import re
from collections.abc import Sequence

from extractors.fields.candidate import Candidate, text_candidate
from extractors.fields.indonesian import find_dates
from extractors.fields.span import NOTHING, TextSpan
from extractors.text.names import clean_name, looks_like_name
from extractors.text.rows import Row
from extractors.text.writer_types import Message, Sent

_SENDER = re.compile(r"^(?P<name>[^<«(\[@:]{3,50}?)\s*[<«(\[]\s*\S+@\S+")
"""'Suwarno <suwarno@contoh.test>' without a label before it, as mail programs print it."""
_OFFICES = re.compile(r"(?i)\b(?:dinkop\w*|dinas|kab|kabupaten|pemkab|admin)\b|@\S*\bgo\.?id\b")
"""Whose post box it is: the office's own line has the same form."""
HEAD_ROWS = 12
"""Rows among which a mail's head stands."""


def mail_in(rows: Sequence[Row]) -> Message | None:
    """The printed e-mail in these rows, None where they hold none: what stands below its sender's line, above
    which are post box and subject."""
    for index, row in enumerate(rows[:HEAD_ROWS]):
        for cell in row.cells:
            hit = None if _OFFICES.search(cell.text) else _SENDER.match(cell.text)
            name = _name(cell.group(hit, "name")) if hit else None
            if name is not None:
                return Message(tuple(rows[index + 1 :]), Sent(name, date=_date(row)))
    return None


def _name(where: TextSpan) -> Candidate | None:
    name = clean_name(where.text)
    return text_candidate(where, name, "name.post_box") if looks_like_name(name) else None


def _date(row: Row) -> TextSpan:
    found = find_dates(row.text)
    return row.span.slice(found[0][1], found[0][2]) if found else NOTHING
