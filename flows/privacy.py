"""Rights on the data folder: it holds personal data, so other users of the machine are kept out.

What berkas makes is made with PRIVATE_UMASK; what an older version or a restored copy left open is closed
to others at the next start. The folder itself and `masuk/` are never changed once they are there: an
office that lets scanners in as another user opens that way by hand (docs/privasi.md). What root makes in
another user's data folder becomes that user's, who serves it and must write it.
"""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.paths import DataFolder

PRIVATE_UMASK = 0o077
OTHERS = stat.S_IRWXO
ROOT = 0
TICK = 1.0
"""Seconds by which a file system's clock, or that of a server behind it, may lie behind ours."""


def make_private() -> None:
    """From here on whatever this process and its children create is closed to group and others."""
    os.umask(PRIVATE_UMASK)


def private_paths(data: DataFolder) -> Iterator[Path]:
    """What is there of all that others must not see: the tops only, as a closed folder closes its content.

    SQLite gives its -wal and -shm files the database's own mode.
    """
    paths = (
        data.simpan,
        data.gagal,
        data.halaman,
        data.sementara,
        data.kunci,
        data.prefect,
        data.log,
        data.database,
    )
    yield from (path for path in paths if path.exists())


def open_to_others(data: DataFolder) -> list[Path]:
    """The private paths that others may read, write or enter."""
    return [path for path in private_paths(data) if path.stat().st_mode & OTHERS]


def close_to_others(data: DataFolder) -> None:
    """Take others' rights off the private paths that are ours; `berkas doctor` names another owner's."""
    for path in open_to_others(data):
        facts = path.stat()
        if facts.st_uid == os.geteuid():
            path.chmod(stat.S_IMODE(facts.st_mode) & ~OTHERS)


@contextmanager
def handed_over(folder: Path) -> Iterator[None]:
    """What root makes there meanwhile is the folder's owner's afterwards."""
    start = time.time() - TICK
    try:
        yield
    finally:
        if os.geteuid() == ROOT and folder.is_dir():
            hand_over(folder, start)


def hand_over(folder: Path, start: float) -> None:
    """Root's files and folders made there since `start` become its owner's. Nothing is followed out of it: a
    link stays a link, and a file with a second name may be one of another folder's."""
    owner = folder.stat()
    if owner.st_uid == ROOT:
        return
    for _path, folders, files, handle in os.fwalk(folder):
        names = (*folders, *files) if os.fstat(handle).st_mtime >= start else ()
        for name in names:
            with suppress(OSError):
                facts = os.stat(name, dir_fd=handle, follow_symlinks=False)
                is_alone = stat.S_ISDIR(facts.st_mode) or facts.st_nlink == 1
                if facts.st_uid == ROOT and facts.st_ctime >= start and is_alone:
                    os.chown(name, owner.st_uid, owner.st_gid, dir_fd=handle, follow_symlinks=False)
