"""What the operating system refused a command, in words that say what to do."""

import errno
import os
import pwd
from pathlib import Path

from models.errors import StorageError
from models.trouble import Trouble, trouble_of

RIGHTS = frozenset({errno.EACCES, errno.EPERM})
AGAIN = "lalu jalankan perintah yang sama."
WORDS = {
    errno.ENOENT: "tidak ada; periksa tulisannya.",
    errno.ENOTDIR: "melewati sesuatu yang bukan folder; periksa tulisannya.",
    errno.EISDIR: "adalah folder, padahal harus berkas.",
    errno.EEXIST: "sudah ada; pilih nama lain.",
    errno.ENAMETOOLONG: "terlalu panjang namanya.",
    errno.EROFS: f"ada di disk yang hanya dapat dibaca; pilih tempat lain atau pasang ulang disknya, {AGAIN}",
}
"""What of a path that a person named is wrong."""
ADVICE = {
    Trouble.DISK: f"Kosongkan ruang, {AGAIN}",
    Trouble.DEVICE: f"Periksa disk dan sambungannya, {AGAIN}",
    Trouble.MACHINE: f"Tutup program lain, {AGAIN}",
}


def owner_of(folder: Path) -> str:
    """The name of the user whose folder it is, its number without one; "" when it can't be asked."""
    try:
        number = folder.stat().st_uid
    except OSError:
        return ""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"#{number}"


def is_anothers(folder: Path) -> bool:
    """Whether the folder belongs to another user, whose rights this process has not, or can't be reached."""
    try:
        return os.geteuid() not in {0, folder.stat().st_uid}
    except PermissionError:
        return True
    except OSError:
        return False


def as_owner(data: Path) -> str:
    """What to do where the data folder is another's."""
    if owner := owner_of(data):
        return (
            f"Folder data {data} milik pengguna '{owner}'. Jalankan sebagai dia: sudo -u '{owner}' berkas ..."
        )
    return f"Folder data {data} tidak dapat dicapai pengguna ini; jalankan sebagai pemiliknya."


def refusal(error: OSError, data: Path) -> StorageError:
    """The error as one for people; raised again when it is no refusal that we know."""
    if told := words_of(error, data):
        return StorageError(told)
    raise error


def words_of(error: OSError, data: Path) -> str:
    """What was refused and what to do; "" for an error that is none of these. `data`: the data folder."""
    trouble, path = trouble_of(error), os.fsdecode(error.filename) if error.filename else ""
    if error.errno in RIGHTS:
        return _rights(path, data)
    if error.errno in WORDS and path:
        return f"'{path}' {WORDS[error.errno]}"
    if trouble in ADVICE:
        where = f" ({path})" if path else ""
        return f"{trouble.rstrip('.')}{where}. {ADVICE[trouble]}"
    return ""


def _rights(path: str, data: Path) -> str:
    if is_anothers(data) and Path(path or data).is_relative_to(data):
        return as_owner(data)
    what = f"'{path}'" if path else "Berkas atau folder yang diperlukan"
    return f"{what} tidak boleh dibuka atau ditulisi pengguna ini. Betulkan hak aksesnya, {AGAIN}"
