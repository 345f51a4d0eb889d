"""Logs of a process: one line an event, ids and digests only (file names may hold people's names)."""

import logging
import sys
import time
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

MOST_ALIKE = 10
CALM_SECONDS = 60.0
"""Ten lines a minute of one kind tell what there is to tell."""
MOST_KINDS = 1000
"""Kinds of lines remembered; a program has some hundred."""

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_to_stderr(level: int = logging.INFO) -> None:
    """Write to standard error; `berkas serve` keeps the lines in data/log/ with rotation."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format=LINE, force=True)
    logging.getLogger("berkas").setLevel(level)
    for handler in logging.getLogger().handlers:
        handler.addFilter(Calm())


class Calm(logging.Filter):
    """Lets MOST_ALIKE lines of one kind through in CALM_SECONDS; the next one after that says how many were
    left out. A fault that lasts (a full disk) must not fill what is left of the disk with its own telling."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._seen: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Lines below WARNING pass; alike are lines of one logger and one message without its arguments."""
        if record.levelno < logging.WARNING:
            return True
        key, now = (record.name, str(record.msg)), self._clock()
        since, count = self._seen.get(key, (now, 0))
        if now - since >= CALM_SECONDS:
            if count > MOST_ALIKE:
                left_out = f" ({count - MOST_ALIKE} baris serupa tidak dicatat)"
                record.msg, record.args = record.getMessage() + left_out, ()
            since, count = now, 0
        if len(self._seen) >= MOST_KINDS:
            self._seen.clear()
        self._seen[key] = (since, count + 1)
        return count < MOST_ALIKE


class PatientFileHandler(RotatingFileHandler):
    """A log file whose lines are dropped while the disk refuses them, instead of a traceback for each."""

    def handleError(self, record: logging.LogRecord) -> None:
        """The full disk is told on the desk (models/health.py)."""


def brief(error: BaseException) -> str:
    """An error's kind and where it arose; its message stays out, since it may quote a name or a file."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-4:]]
    return f"{type(error).__name__} ({' < '.join(reversed(places))})"
