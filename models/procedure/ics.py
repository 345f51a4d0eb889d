"""A meeting as iCalendar (RFC 5545), for the parties' and officers' telephones. It names no complainant."""

from dataclasses import dataclass
from datetime import UTC, datetime

LINE_OCTETS = 73
"""RFC 5545 3.1 folds after 75 octets; the fold's own blank and a margin are kept free."""


@dataclass(frozen=True)
class Event:
    """`uid` stays the same when the meeting is moved; `sequence` grows."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    summary: str
    place: str
    description: str
    made_at: datetime
    is_cancelled: bool = False


def calendar_file(event: Event) -> str:
    """The file's text, lines ended as the standard asks."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//berkas//ID",
        f"METHOD:{'CANCEL' if event.is_cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_moment(event.made_at)}",
        f"DTSTART:{_moment(event.starts)}",
        f"DTEND:{_moment(event.ends)}",
        f"SUMMARY:{_text(event.summary)}",
        f"LOCATION:{_text(event.place)}",
        f"DESCRIPTION:{_text(event.description)}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """RFC 5545 3.3.11."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """The line cut by octets, never within a character; further parts open with a blank."""
    parts, current = [], ""
    for char in line:
        if len((current + char).encode()) > LINE_OCTETS:
            parts.append(current)
            current = " "
        current += char
    return [*parts, current]
