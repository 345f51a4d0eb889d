"""Progress of a job: a bar on a terminal, plain lines elsewhere, and a status file for others to read."""

import json
import sys
import time
from dataclasses import asdict, replace
from typing import TextIO

from flows.archive.storage import Storage
from models.archive import STATUS, State

BAR_WIDTH = 30
TERMINAL_SECONDS = 0.5
PLAIN_SECONDS = 10.0
STATUS_SECONDS = 2.0


class Progress:
    """Shows the state; call `show` as often as you like."""

    def __init__(self, target: Storage, out: TextIO | None = None) -> None:
        self._target = target
        self._out = out or sys.stderr
        self._shown = self._stored = 0.0

    def show(self, state: State, *, is_last: bool = False) -> None:
        """Show and store it when it is time, always when it is the last."""
        now = time.monotonic()
        is_terminal = self._out.isatty()
        if is_last or now - self._shown >= (TERMINAL_SECONDS if is_terminal else PLAIN_SECONDS):
            self._shown = now
            self._out.write(f"\r\033[K{bar(state)} {state.line()}" if is_terminal else state.line() + "\n")
            if is_last and is_terminal:
                self._out.write("\n")
            self._out.flush()
        if is_last or now - self._stored >= STATUS_SECONDS:
            self._stored = now
            self._target.write(STATUS, json.dumps(asdict(replace(state, at=time.time()))).encode())


def bar(state: State) -> str:
    """[#####-----]"""
    full = BAR_WIDTH * state.done // max(1, state.total)
    return f"[{'#' * full}{'-' * (BAR_WIDTH - full)}]"


def stored_state(target: Storage) -> State | None:
    """The state as another terminal reads it; None when there is none that can be read."""
    try:
        return State(**json.loads(target.read(STATUS)))
    except (FileNotFoundError, ValueError, TypeError):
        return None
