"""Keeps the parts of the system running: starts them, restarts them with back-off, ends them together."""

import contextlib
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

from flows.logs import PatientFileHandler

LOG_BYTES = 5_000_000
LOG_FILES = 5
"""25 MB a part at most."""

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
"""A part that dies at once is started again after 1, 2, 4 ... 30 s: soon back, never a busy loop."""

CALM_SECONDS = 60.0
"""A part that ran so long starts again after the first pause."""

STOP_SECONDS = 20.0
"""Time a part has to end by itself before its process group is killed."""

TICK_SECONDS = 0.3


@dataclass
class Part:
    """One process of the system, with its own process group and its own rotating log."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log_folder: Path
    handles: Sequence[int] = ()
    """Open descriptors that it gets."""
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    _pause: float = FIRST_PAUSE
    _due: float = 0.0
    _started: float = 0.0
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Start it now. Must be called in the main thread (see `with_parent`)."""
        self._started = time.monotonic()
        self.starts += 1
        self.process = subprocess.Popen(
            with_parent(self.command),
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=tuple(self.handles),
        )
        assert self.process.stdout is not None
        thread = threading.Thread(target=self._keep_log, args=(self.process.stdout,), daemon=True)
        thread.start()
        self._threads = [thread]

    def _keep_log(self, lines: IO[bytes]) -> None:
        """Copy its lines into data/log/NAME.log; warnings are shown on the terminal as well. Goes on reading
        whatever the disk says: a part whose pipe is full stands still."""
        with contextlib.suppress(OSError):
            self.log_folder.mkdir(parents=True, exist_ok=True)
        keeper = PatientFileHandler(
            self.log_folder / f"{self.name}.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8",
            delay=True,
        )  # fmt: skip
        for raw in lines:
            line = raw.decode("utf-8", "replace").rstrip()
            keeper.emit(logging.LogRecord(self.name, logging.INFO, "", 0, line, None, None))
            if " WARNING berkas" in line or " ERROR berkas" in line:
                say_on_terminal(f"[{self.name}] {line}")
        keeper.close()
        lines.close()

    def tend(self, now: float) -> None:
        """Start it again when it died and its pause is over."""
        if self.process is None or self.process.poll() is None:
            return
        if self._due == 0.0:
            has_run = now - self._started > CALM_SECONDS
            self._pause = FIRST_PAUSE if has_run else self._pause
            self._due = now + self._pause
            say_on_terminal(
                f"Bagian '{self.name}' berhenti (kode {self.process.returncode}); "
                f"dijalankan lagi dalam {self._pause:.0f} detik."
            )
            self._pause = min(LONGEST_PAUSE, self._pause * 2)
        if now >= self._due:
            self._due = 0.0
            self.start()

    def signal_group(self, number: int) -> None:
        """Send a signal to the part and all its children."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return

    def wait(self, deadline: float) -> None:
        """Wait until it ended, then kill what is left of its group."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.1, deadline - time.monotonic()))
        self.signal_group(signal.SIGKILL)
        self.process.wait()
        for thread in self._threads:
            thread.join(timeout=1.0)


def say_on_terminal(text: str) -> None:
    """A line on standard error; where that is a file on a full disk or a closed terminal, the line is lost
    and the system goes on."""
    with contextlib.suppress(OSError, ValueError):
        print(text, file=sys.stderr, flush=True)


def with_parent(command: Sequence[str]) -> list[str]:
    """The command so that the kernel ends it when the supervisor is killed with -9.

    The signal is bound to the thread that starts it, so parts are started in the main thread only.
    """
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", *command] if setpriv else list(command)


class Chore(Protocol):
    """What is started again by the clock on the wall and ends by itself (flows/nightly.py)."""

    part: Part

    def tend(self, now: datetime) -> None:
        """Called at every tick, in the main thread."""


@dataclass
class Supervisor:
    """All parts; `run` tends them until `stop` is set."""

    parts: list[Part] = field(default_factory=list)
    chores: list[Chore] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def add(self, part: Part) -> None:
        """Start a part and keep it running."""
        self.parts.append(part)
        part.start()

    def run(self) -> None:
        """Tend the parts until told to stop."""
        while not self.stop.wait(TICK_SECONDS):
            for part in self.parts:
                part.tend(time.monotonic())
            for chore in self.chores:
                chore.tend(datetime.now())

    def end(self) -> None:
        """End all parts, the last started first; none is left behind."""
        parts = [*self.parts, *(chore.part for chore in self.chores)]
        for part in reversed(parts):
            part.signal_group(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for part in reversed(parts):
            part.wait(deadline)
