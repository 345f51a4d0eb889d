"""The head of a printed mail or SP4N-LAPOR report: rows that say who wrote to whom, when and about what."""

import re
from collections.abc import Sequence

from extractors.fields.cues import cue
from extractors.text.rows import Row

_SENDER = cue("mail_head.sender", lead=r"^\W*", tail=r"\b\W{0,4}[:;]")
_LABEL = cue("mail_head.label", lead=r"^\W*", tail=r"\b\W{0,4}[:;]")
_MAILED = re.compile(r"(?i)@|\w\.(?:id|com)\b|\b\d{1,2}[.:]\d\d\b|sp4n")
"""An address, the time of day or the portal's name: a memorandum's "Dari:" and "Kepada:" have none."""
MOST_ROWS = 8


def mail_head(rows: Sequence[Row]) -> int:
    """How many rows a printed mail's head takes from the top, 0 without one."""
    top = rows[:MOST_ROWS]
    head = [at for at, row in enumerate(top, 1) if _LABEL.match(row.text)]
    is_sent = any(_SENDER.match(row.text) for row in top)
    is_mail = is_sent and any(_MAILED.search(row.text) for row in top[: head[-1]])
    return head[-1] if is_mail else 0
