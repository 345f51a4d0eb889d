"""Who may read on this host: one batch after another, and never more pages at a time than slots.

A worker with `--limit 2` keeps the process of the next batch loaded while one reads. What they hold of the
host are lock files in a folder of its own, which the kernel frees when their holder dies, however it dies:

giliran        the batch whose files begin. It passes it on when its last file has begun, so that the next
               batch's files take the slots that fall free, and no slot stands empty between two batches
tempat-<n>     a page being read
"""

import fcntl
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

FOLDER = "giliran-arsip"
TURN = "giliran"
LOOK_SECONDS = 0.01
"""Between two looks for a free slot. Only the last pages of one batch and the first of the next wait for
one, about ten a batch: 0.1 s of 100 s."""

PassOn = Callable[[], None]


class Slots:
    """The reading slots of this host for all processes that name the same folder."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self._count = count
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def turn(self) -> Iterator[PassOn]:
        """Wait until this batch may begin; call what is given, once or more, when the next one may."""
        with ExitStack() as held:
            handle = _opened(self.folder / TURN)
            held.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield held.close

    @contextmanager
    def one(self) -> Iterator[None]:
        """A free slot for the length of a page."""
        handle = self._taken()
        while handle is None:
            time.sleep(LOOK_SECONDS)
            handle = self._taken()
        try:
            yield
        finally:
            os.close(handle)

    def _taken(self) -> int | None:
        for number in range(self._count):
            handle = _opened(self.folder / f"tempat-{number}")
            with suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return handle
            os.close(handle)
        return None


def slots_of(data: Path, count: int) -> Slots:
    """Those of this host. Its name is in the path, should hosts share a data folder after all.

    A relative data folder would be another one for each run, as Prefect starts each in a folder of its own.
    """
    root = data if data.is_absolute() else Path(tempfile.gettempdir())
    return Slots(root / FOLDER / (platform.node() or "tuan"), count)


def _opened(path: Path) -> int:
    """A lock file that no child inherits: the lock must die with this process, not with its last child."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
