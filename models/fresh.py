"""When a file of the office last changed: a program at work reads it anew then, without a restart."""

from collections.abc import Iterator
from pathlib import Path

Stamp = tuple[tuple[str, int], ...]
"""Paths and times of change (nanoseconds)."""


def stamp(*paths: Path) -> Stamp:
    """What changes whenever one of these files does, or a file right in one of these folders, or comes or
    goes."""
    return tuple(sorted(_times(paths)))


def _times(paths: tuple[Path, ...]) -> Iterator[tuple[str, int]]:
    for path in paths:
        for one in (path, *(path.iterdir() if path.is_dir() else ())):
            if one.exists():
                yield str(one), one.stat().st_mtime_ns
