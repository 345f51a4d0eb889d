"""What is no fault of a case or a file: a full disk, a database that is away, lost rights, a machine at its
limits. Work that meets one of these waits and costs no attempt (flows/gate.py)."""

import errno
from enum import StrEnum

from models.errors import DatabaseAway, SurroundingsError


class Trouble(StrEnum):
    """What is in the way; the value is how the desk tells it."""

    DISK = "Disk penuh."
    DATABASE = "Basis data tidak dapat ditulisi."
    RIGHTS = "Hak akses pada folder data hilang."
    DEVICE = "Disk tidak menjawab atau hanya dapat dibaca."
    MACHINE = "Komputer kehabisan memori atau pegangan berkas."


BY_NUMBER = {
    errno.ENOSPC: Trouble.DISK,
    errno.EDQUOT: Trouble.DISK,
    errno.EACCES: Trouble.RIGHTS,
    errno.EPERM: Trouble.RIGHTS,
    errno.EROFS: Trouble.DEVICE,
    errno.EIO: Trouble.DEVICE,
    errno.ESTALE: Trouble.DEVICE,
    errno.ENOTCONN: Trouble.DEVICE,
    errno.EMFILE: Trouble.MACHINE,
    errno.ENFILE: Trouble.MACHINE,
    errno.ENOMEM: Trouble.MACHINE,
    errno.EAGAIN: Trouble.MACHINE,
}
"""Error number of the operating system -> what it means here."""


CAUSES = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), "hak akses ditolak"),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "disk penuh"),
    **dict.fromkeys((errno.EIO, errno.ESTALE, errno.ENOTCONN), "disk tidak menjawab"),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN), "komputer kehabisan memori"),
    errno.EROFS: "disk hanya dapat dibaca",
    errno.ENOENT: "tidak ada",
    errno.EEXIST: "sudah ada",
    errno.ENOTDIR: "bukan folder",
    errno.EISDIR: "ini folder",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}
"""Error number -> the reason as the office's people read it, within a sentence."""


def cause_of(error: OSError) -> str:
    """The operating system's reason in our words; its own, and then a name for all, where we have none."""
    return CAUSES.get(error.errno or 0) or error.strerror or "galat berkas"


def is_trouble(error: OSError) -> bool:
    """Whether the operating system's refusal says nothing of the file that was worked on."""
    return error.errno in BY_NUMBER


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What in the surroundings an error comes from, looked for along its causes; None: the work itself."""
    while error is not None:
        if isinstance(error, DatabaseAway):
            return Trouble.DATABASE
        if isinstance(error, SurroundingsError):
            return BY_NUMBER.get(error.number, Trouble.DEVICE)
        if isinstance(error, OSError) and error.errno in BY_NUMBER:
            return BY_NUMBER[error.errno]
        error = error.__cause__
    return None
