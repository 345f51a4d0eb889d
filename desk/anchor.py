"""The audit log's anchors: its head as last written outside the database, so that a cut tail shows.

The near one, `kunci/audit.anchor`, is rewritten after every commit. The far one (setting `audit_anchor`, a
file on another disk) only grows, a line at most every FAR_SECONDS and with every check; so a database rolled
back together with the near anchor still misses entries that the far one names. A line can also be printed
and kept on paper (`berkas audit anchor`). All are sealed with the audit key.
"""

import fcntl
import hmac
import os
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from models.errors import UsageError
from models.health import clear, note
from models.paths import DataFolder
from models.trouble import cause_of

FAR_SECONDS = 600
"""A rollback could hide what was written since the last line; a line a minute would be 14 MB a year."""
FAR_STATE = "jangkar_luar_gagal"
SHORT = 16
"""Hex digits of a mac on paper: 64 bits, too many to hit by trying."""


@dataclass(frozen=True)
class Anchor:
    """The head of the chain: number of entries and mac of the last."""

    count: int
    mac: str

    @property
    def printed(self) -> str:
        """As it is kept on paper."""
        return f"{self.count}:{self.mac[:SHORT]}"


def path() -> Path:
    """Where the near anchor lies."""
    return DataFolder(settings.DATA_FOLDER).anchor


def read() -> Anchor | None:
    """The near anchor; None when there is none or its seal is broken."""
    try:
        return _parsed(path().read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def write(anchor: Anchor, *, is_first: bool = False) -> None:
    """Writes the near anchor durably; an older head never replaces a newer one, and a lost anchor is made
    anew only at the start of a log (`is_first`): its loss must stay visible."""
    near = path()
    with near.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = read()
        if known.count >= anchor.count if known else not is_first:
            return
        put(anchor)
    _write_far_now_and_then(anchor)


def put(anchor: Anchor) -> None:
    """Writes the near anchor whatever stood there (see audit.accept)."""
    part = path().with_suffix(".part")
    with part.open("w", encoding="ascii") as file:
        file.write(_line(anchor) + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path())


def write_far(anchor: Anchor) -> None:
    """Adds a line to the far anchor, if there is one; that it can't be written is a state of the desk."""
    if not settings.AUDIT_FAR_ANCHOR or not anchor.count:
        return
    data = DataFolder(settings.DATA_FOLDER)
    try:
        with Path(settings.AUDIT_FAR_ANCHOR).open("a", encoding="ascii") as file:
            file.write(f"{_line(anchor)} {timezone.now().isoformat(timespec='seconds')}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        note(data, FAR_STATE, cause_of(error))
    else:
        clear(data, FAR_STATE)


def read_far() -> tuple[list[Anchor], bool]:
    """All lines of the far anchor, and whether it can be read at all (an empty or absent one can)."""
    if not settings.AUDIT_FAR_ANCHOR:
        return [], True
    far = Path(settings.AUDIT_FAR_ANCHOR)
    try:
        lines = far.read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return [], far.parent.is_dir()
    except OSError:
        return [], False
    found = []
    for line in lines:
        try:
            anchor = _parsed(line)
        except ValueError:
            anchor = None
        if anchor:
            found.append(anchor)
    return found, True


def from_paper(text: str) -> Anchor:
    """An anchor as it was printed: `1234:1a2b3c4d5e6f7a8b`, with the beginning of its mac alone."""
    count, separator, mac = text.strip().lower().partition(":")
    if not separator or not count.isdecimal() or len(mac) != SHORT:
        raise UsageError("Jangkar tercetak berbentuk JUMLAH:KODE, misalnya 1234:1a2b3c4d5e6f7a8b.")
    return Anchor(int(count), mac)


_far_due = 0.0


def _write_far_now_and_then(anchor: Anchor) -> None:
    global _far_due  # noqa: PLW0603 - a clock of this process
    if settings.AUDIT_FAR_ANCHOR and time.monotonic() >= _far_due:
        _far_due = time.monotonic() + FAR_SECONDS
        write_far(anchor)


def _line(anchor: Anchor) -> str:
    return f"{anchor.count} {anchor.mac} {_seal(anchor)}"


def _parsed(line: str) -> Anchor | None:
    count, mac, seal = line.split()[:3]
    anchor = Anchor(int(count), mac)
    return anchor if hmac.compare_digest(_seal(anchor), seal) else None


def _seal(anchor: Anchor) -> str:
    text = f"jangkar {anchor.count} {anchor.mac}"
    return hmac.new(settings.AUDIT_KEY, text.encode(), sha256).hexdigest()
