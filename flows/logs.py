"""Logs of a process: one line an event, ids and digests only (file names may hold people's names)."""

import logging
import sys
import traceback
from pathlib import Path

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_to_stderr(level: int = logging.INFO) -> None:
    """Write to standard error; `berkas serve` keeps the lines in data/log/ with rotation."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format=LINE, force=True)
    logging.getLogger("berkas").setLevel(level)


def brief(error: BaseException) -> str:
    """An error's kind and where it arose; its message stays out, since it may quote a name or a file."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-4:]]
    return f"{type(error).__name__} ({' < '.join(reversed(places))})"
