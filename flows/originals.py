"""Whether every original that the database names lies whole in the store.

The doctor looks at their sizes; each night and at each start all are read (`berkas doctor --originals`), as
by each backup. Who finds one gone or rotten turns the state on; who has read all and found none, off.
"""

from collections.abc import Sequence

from flows.backup.databases import Original
from flows.store import digest_of
from models.health import clear, note
from models.paths import DataFolder

STATE = "berkas_asli_hilang"
SHOWN = 3
"""Digests that are named; the others are counted."""


def lost(data: DataFolder, named: Sequence[Original], *, is_read: bool) -> list[str]:
    """Digests of those that are gone or not whole: by their bytes when `is_read`, else by their sizes.
    PermissionError: nothing can be said."""
    return [one.sha256 for one in named if not _is_whole(data, one, is_read=is_read)]


def _is_whole(data: DataFolder, one: Original, *, is_read: bool) -> bool:
    path = data.stored(one.sha256, one.extension)
    try:
        if path.stat().st_size != one.size:
            return False
        return not is_read or digest_of(path) == one.sha256
    except PermissionError:
        raise
    except OSError:
        return False


def tell(data: DataFolder, digests: Sequence[str], *, is_read: bool, what: str = "hilang atau rusak") -> None:
    """Turn the state on for these; off when there are none and all were read."""
    if digests:
        note(data, STATE, f"{len(digests)} {what} ({named(digests)}).")
    elif is_read:
        clear(data, STATE)


def named(digests: Sequence[str]) -> str:
    """The first of them, short."""
    return ", ".join(one[:12] for one in digests[:SHOWN])
