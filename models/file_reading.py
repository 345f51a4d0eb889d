"""A file as it was read: what the reading children give, and all that the readers of text need."""

from dataclasses import dataclass, field
from pathlib import Path

from models.case import Finding
from models.page import PageReading


@dataclass(frozen=True)
class FileReading:
    """One file, read: its pages in order, and what went wrong. `path`: where its bytes lie now, for reading
    names on it again."""

    file: str
    pages: tuple[PageReading, ...]
    findings: tuple[Finding, ...] = ()
    path: Path | None = field(default=None, compare=False)
