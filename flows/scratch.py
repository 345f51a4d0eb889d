"""A private temporary folder for each running command: page images and forms never lie where others look,
and what a killed process left is removed by the next one that starts.

`sementara/<command>-xxxx/` in the data folder (without one, or where it is another user's, a folder of this
user's in the system's temporary folder), closed to others. Its owner holds a lock on it while it lives,
whatever becomes of its number; so a folder whose lock is free belongs to nobody.
"""

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import StorageError
from models.paths import DataFolder

LOCK = ".dipakai"
ROOT_LOCK = ".sapu"
VARIABLE = "TMPDIR"


def root_of(data: DataFolder) -> Path:
    """Where the temporary folders lie; made and closed to others. StorageError when it is another's."""
    is_ours = data.root.is_dir() and data.root.stat().st_uid == os.geteuid()
    root = data.sementara if is_ours else Path(tempfile.gettempdir(), f"berkas-{os.geteuid()}")
    root.mkdir(mode=0o700, exist_ok=True)
    facts = root.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.geteuid():
        raise StorageError(f"{root} bukan folder milik pengguna ini; pindahkan atau hapus folder itu.")
    root.chmod(0o700)
    return root


@contextmanager
def occupied(root: Path, name: str) -> Iterator[Path]:
    """A temporary folder of this process's own, which everything below it in this process and its children
    uses; gone at the end. What dead processes left in `root` goes first."""
    before = os.environ.get(VARIABLE), tempfile.tempdir
    with _alone(root):
        sweep(root)
        folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=root))
        held = _lock(folder)
    os.environ[VARIABLE] = tempfile.tempdir = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before[1]
        if before[0] is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before[0]
        shutil.rmtree(folder, ignore_errors=True)
        if held is not None:
            os.close(held)


def sweep(root: Path) -> int:
    """Removes the folders whose owners have died; returns how many."""
    gone = 0
    for folder in root.iterdir():
        if folder.is_symlink() or not folder.is_dir():
            continue
        held = _lock(folder)
        if held is None:
            continue
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)
        gone += 1
    return gone


def _lock(folder: Path) -> int | None:
    """The open lock of the folder, now this process's; None while another holds it or has removed it."""
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Nobody sweeps while a folder is made and not locked yet."""
    handle = os.open(root / ROOT_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
