"""Copies of a case's papers in `gagal/`: how the reason beside one says whose it is."""

from collections.abc import Collection
from pathlib import Path

from models.paths import REASON_SUFFIX

OF_A_CASE = "\nPerkara "
"""What stands in the reason before the case's number."""


def reason_of(path: Path) -> Path:
    """Where the reason beside a file of `gagal/` stands."""
    return path.with_name(path.name + REASON_SUFFIX)


def told(reason: str, case_id: str) -> str:
    """The reason beside a copy that was made for a case."""
    return f"{reason}{OF_A_CASE}{case_id}."


def is_copy_of(path: Path, case_ids: Collection[str]) -> bool:
    """Whether the file is a copy that was made for one of these cases."""
    try:
        text = reason_of(path).read_text("utf-8", "replace").rstrip("\n.")
    except OSError:
        return False
    return text.endswith(tuple(f"{OF_A_CASE}{case_id}" for case_id in case_ids))
