"""No pattern takes time without end: nothing stops the reading of a case but its writer's row of signs."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator

import extractors

UNITS = (
    *("a", "A", "1", " ", ".", "-", "/", ",", "a ", "A ", "1 ", ". ", "- ", "/ ", "1/", "a/", "1.", "a."),
    *("Aa ", "Aa, ", "1 / ", "a - ", ". / ", "A. ", "(a) ", "12 ", ": "),
)
ROW = 120
"""Signs of a repetitive row: what a row of a letter holds, and far beyond where an exponential one ends."""
MOST_SECONDS = 0.5
"""Processor time of one pattern on one row; the slowest, on blanks alone, which no row holds, takes 0.1."""


class _TooLong(Exception):
    """A pattern was still at work when its time was over."""


def _raise(*_: object) -> None:
    raise _TooLong


def _endless_on(pattern: re.Pattern[str]) -> str | None:
    """The unit of a repetitive row on which the pattern takes too long; None where there is none."""
    before = signal.signal(signal.SIGVTALRM, _raise)
    try:
        for unit in UNITS:
            try:
                signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
                pattern.search(unit * (ROW // len(unit)) + "!")
            except _TooLong:
                return unit
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _patterns(held: object) -> Iterator[re.Pattern[str]]:
    if isinstance(held, re.Pattern):
        yield held
    elif isinstance(held, dict):
        yield from _patterns(tuple(held.values()))
    elif isinstance(held, tuple | list | set | frozenset):
        for one in held:
            yield from _patterns(one)


def test_no_pattern_of_the_extractors_is_endless() -> None:
    names = [one.name for one in pkgutil.walk_packages(extractors.__path__, "extractors.") if not one.ispkg]
    modules = [importlib.import_module(name) for name in names]
    found = {
        pattern: f"{module.__name__}.{name}"
        for module in modules
        for name, held in vars(module).items()
        for pattern in _patterns(held)
        if isinstance(pattern.pattern, str)
    }
    assert len(found) > 400
    assert {name: unit for pattern, name in found.items() if (unit := _endless_on(pattern))} == {}


def test_two_ways_to_read_a_blank_are_endless() -> None:
    assert _endless_on(re.compile(r"^1 ?(?:\s?/\s?[0-9 ]+)*/\s?X$")) == "1 / "
