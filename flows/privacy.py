"""Rights on the data folder: it holds personal data, so other users of the machine are kept out.

What berkas makes is made with PRIVATE_UMASK; what an older version or a restored copy left open is closed
to others at the next start. The folder itself and `masuk/` are never changed once they are there: an
office that lets scanners in as another user opens that way by hand (docs/privasi.md).
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from models.paths import DataFolder

PRIVATE_UMASK = 0o077
OTHERS = stat.S_IRWXO


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
