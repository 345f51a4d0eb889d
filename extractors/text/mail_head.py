"""The head of a printed mail or SP4N-LAPOR report: rows that say who wrote to whom, when and about what."""

import re
from collections.abc import Sequence

from extractors.fields.cues import alternatives, cue
from extractors.text.rows import Row

_SENDER = cue("mail_head.sender", lead=r"^\W*", tail=r"\b\W{0,4}[:;]")
_LABEL = cue("mail_head.label", lead=r"^\W*", tail=r"\b\W{0,4}[:;]")
_MAILED = re.compile(r"(?i)@|\w\.(?:id|com)\b|\b\d{1,2}[.:]\d\d\b|sp4n")
"""An address, the time of day or the portal's name: a memorandum's "Dari:" and "Kepada:" have none."""
_BRACKETED = re.compile(r"[<«]\S+@\S+[>»]")
MOST_ROWS = 8
_PORTAL = re.compile(rf"(?i)\W*({alternatives('mail_head.portal')})")
PORTAL_LABELS = 3
"""Different labels of a portal on its report; of three strangers' ones each has four and more."""


def is_printed_mail(rows: Sequence[Row]) -> bool:
    """Whether a mail's head is on it, or one with an address in angle brackets or behind a label; or a
    portal's labels."""
    top = rows[:MOST_ROWS]
    is_mail = any(_BRACKETED.search(row.text) or (_LABEL.match(row.text) and "@" in row.text) for row in top)
    return bool(mail_head(rows)) or is_mail or _is_portals(rows)


def _is_portals(rows: Sequence[Row]) -> bool:
    """Whether it is a portal's report, by its labels: they need no colon in a table."""
    return len({hit[1].lower() for row in rows if (hit := _PORTAL.match(row.text))}) >= PORTAL_LABELS


def mail_head(rows: Sequence[Row]) -> int:
    """How many rows a printed mail's head takes from the top, 0 without one."""
    top = rows[:MOST_ROWS]
    head = [at for at, row in enumerate(top, 1) if _LABEL.match(row.text)]
    is_sent = any(_SENDER.match(row.text) for row in top)
    is_mail = is_sent and any(_MAILED.search(row.text) for row in top[: head[-1]])
    return head[-1] if is_mail else 0
