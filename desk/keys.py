"""The keys in `kunci/`: made once, on the disk before they have a name, never made anew in silence.

`rahasia.key` signs sessions: without it everybody logs in again. `audit.key` proves the audit log and
`nik.key` finds a person again: a new one in their place would call a whole log broken and know nobody.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from models.errors import SettingsError
from models.paths import DataFolder
from models.trouble import cause_of

SESSION = "rahasia.key"
AUDIT = "audit.key"
NIK = "nik.key"
KEPT = (AUDIT, NIK)
"""What is written with these can be read with no other key; the session key may be made anew."""

KEY_BYTES = 32


def load(data: DataFolder) -> dict[str, bytes]:
    """All keys by file name; on a folder that was never served they are made.

    SettingsError when a key is empty or broken, or when one is gone that data was written with.
    """
    data.kunci.mkdir(mode=0o700, parents=True, exist_ok=True)
    may_make = {SESSION, *(() if _was_served(data) else KEPT)}
    return {name: _key(data.kunci / name, may_make=name in may_make) for name in (SESSION, *KEPT)}


def faults(data: DataFolder) -> Iterator[str]:
    """What is wrong with the keys of a folder that was served, each a few words; makes nothing."""
    if not _was_served(data):
        return
    for name in (SESSION, *KEPT):
        path = data.kunci / name
        what = _fault(path) if path.exists() or name in KEPT else ""
        if what:
            yield f"{name} {what}"


def make_anew(path: Path) -> None:
    """A new key in that place, for a restored folder whose old one is lost for good (audit.begin_anew)."""
    path.unlink(missing_ok=True)
    _make(path)


def fingerprint(hexed: str) -> str:
    """What tells one key from another without saying it; `hexed`: as it stands in its file."""
    return sha256(hexed.strip().encode()).hexdigest()[:16]


def _was_served(data: DataFolder) -> bool:
    """Whether something may have been written with these keys: a database, an anchor, an original.

    A key alone is no sign: the power may have gone between the first key and the last.
    """
    if data.database.exists() or data.anchor.exists():
        return True
    return data.simpan.is_dir() and any(data.simpan.iterdir())


def _key(path: Path, *, may_make: bool) -> bytes:
    if not path.exists() and may_make:
        _make(path)
    return _read(path)


def _read(path: Path) -> bytes:
    """The key in that file. SettingsError when it is no key."""
    if what := _fault(path):
        raise SettingsError(f"Kunci {path} {what}. {_advice(path)}")
    return bytes.fromhex(path.read_text(encoding="ascii"))


def _fault(path: Path) -> str:
    """Why that file is no key, or nothing."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return "hilang"
    except OSError as error:
        return f"tidak terbaca ({cause_of(error)})"
    except ValueError:
        key = b""
    return "" if len(key) == KEY_BYTES else "kosong atau rusak"


def _advice(path: Path) -> str:
    if path.name == SESSION:
        return "Hapus berkas itu, lalu jalankan lagi: kunci baru dibuat dan semua orang masuk kembali."
    return f"Salin dari berkas kunci cadangan (baris '# {path.name}'); jangan membuat yang baru."


def _make(path: Path) -> None:
    """A new key (mode 0600): on the disk first, then under its name, then the name on the disk.

    Two processes may start at once: the first to give the name wins, the other reads what it wrote.
    """
    scratch = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_bytes(KEY_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)
    handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
