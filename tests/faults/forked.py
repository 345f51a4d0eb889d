"""The intake with a stand-in for OCR as a fork of this process, which has imported everything already.

A hundred starts then cost what the product does at its start, not a hundred times the imports. Django is set
up here for one data folder; no connection is open when a fork is made.
"""

import os
import signal
import sys
from pathlib import Path

from desk import boot
from tests.flows import stub_intake
from tests.flows.processes import QUICK


def prepare(data: Path, url: str, **settings: str) -> None:
    """Sets this process up for the folder; once."""
    os.environ.update({**QUICK, **settings, **({"BERKAS_DATABASE_URL": url} if url else {})})
    boot.configure(data)
    # They import the tables, so only now.
    from flows import resident

    assert resident


class Forked:
    """One run of it."""

    def __init__(self, data: Path, log: Path, seconds: float) -> None:
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _become(data, log, seconds)
        self._is_over = False

    def is_alive(self) -> bool:
        """Whether it runs."""
        self._is_over = self._is_over or os.waitpid(self.pid, os.WNOHANG)[0] != 0
        return not self._is_over

    def kill(self) -> None:
        """Ends it with -9."""
        if self.is_alive():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self._is_over = True


def _become(data: Path, log: Path, seconds: float) -> None:
    status = 1
    try:
        os.setsid()
        with log.open("ab") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        sys.argv = ["stub_intake", str(data), str(seconds)]
        status = stub_intake.main()
    finally:
        os._exit(status)
