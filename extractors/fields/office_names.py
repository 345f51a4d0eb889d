"""The names of the office that reads (kantor.toml, `sebutan`), for patterns that tell it from other bodies.

`read_for` says for a block of code whose letters are read; elsewhere it is the packaged office.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from models.office import load_office

_NAMES: ContextVar[tuple[str, ...] | None] = ContextVar("office_names", default=None)
OWN = "<kantor>"
"""Stands in a pattern for any of the names."""
_NOBODY = "(?!)"
"""Of an office that gives none."""


@contextmanager
def read_for(names: Sequence[str]) -> Iterator[None]:
    """Letters that are read inside are read for the office of these names."""
    token = _NAMES.set(tuple(names))
    try:
        yield
    finally:
        _NAMES.reset(token)


def office_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern with the office's names for `<kantor>`; case is free."""
    names = _NAMES.get()
    return _compiled(pattern, _packaged() if names is None else names)


@lru_cache(maxsize=1)
def _packaged() -> tuple[str, ...]:
    return load_office().known_as


@lru_cache(maxsize=64)
def _compiled(pattern: str, names: tuple[str, ...]) -> re.Pattern[str]:
    listed = sorted(names, key=lambda name: (-len(name), name))
    words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in listed) or _NOBODY
    return re.compile(pattern.replace(OWN, words), re.IGNORECASE)
