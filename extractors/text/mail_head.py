"""A printed mail's head: rows that say who wrote to whom, when and about what."""

import re
from collections.abc import Sequence

from extractors.fields.cues import cue
from extractors.text.rows import Row

_SENDER = cue("mail_head.sender", lead=r"^\W*", tail=r"\b\W{0,4}[:;]")
_LABEL = cue("mail_head.label", lead=r"^\W*", tail=r"\b\W{0,4}[:;]")
_MAILED = re.compile(r"@|\w\.(?:id|com)\b|\b\d{1,2}[.:]\d\d\b")
"""An address or the time of day: a memorandum's "Dari:" and "Kepada:" have neither."""
MOST_ROWS = 8


def mail_head(rows: Sequence[Row]) -> int:
    """How many rows a printed mail's head takes from the top, 0 without one."""
    head = [(at, row.text) for at, row in enumerate(rows[:MOST_ROWS], 1) if _LABEL.match(row.text)]
    is_mail = any(_SENDER.match(text) for _, text in head) and any(_MAILED.search(text) for _, text in head)
    return head[-1][0] if is_mail else 0
