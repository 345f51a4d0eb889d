"""Sealed backups: the one door to age (pyrage). Whoever takes a backup can't open it; the keys file can.

The keys file is an age identity file (`age --decrypt --identity FILE` opens any part without this program)
whose comments also carry the keys that data was written with. It is made once and kept apart: neither the
data folder nor any backup holds it. The data folder knows only whom to seal for.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import pyrage

from desk import keys
from flows.is_complete import open_regular
from models import durable
from models.durable import sync_folder
from models.errors import StorageError, UsageError
from models.paths import DataFolder

SUFFIX = ".age"
SECRET = "AGE-SECRET-KEY-"

BROKEN_RECIPIENT = (
    "Penerima cadangan (kunci/cadangan.penerima) rusak; buat kunci baru: berkas backup --new-keys BERKAS"
)

HEAD = """# Kunci cadangan berkas, dibuat {day:%d-%m-%Y}.
# Tanpa berkas ini cadangan TIDAK dapat dibuka. Simpan di dua tempat yang terkunci, terpisah dari cadangan.
# penerima: {recipient}
"""


@dataclass(frozen=True)
class KeysFile:
    """What opens sealed backups. `kept`: key file name -> its hex, for the restored folder."""

    identity: pyrage.x25519.Identity
    kept: Mapping[str, str]

    @property
    def recipient(self) -> str:
        """For whom backups that it opens are sealed."""
        return str(self.identity.to_public())


def recipient_of(data: DataFolder) -> str:
    """For whom this folder's backups are sealed; nothing before a keys file was made. StorageError."""
    try:
        text = data.backup_recipient.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
    _recipient(text)
    return text


def make_keys_file(data: DataFolder, target: Path, now: datetime) -> None:
    """Write a new keys file and have the folder's backups sealed for it from now on; older ones are opened by
    the file of then alone. UsageError, OSError, with nothing changed."""
    if target.is_relative_to(data.root):
        raise UsageError("Berkas kunci cadangan harus di luar folder data, misalnya di diska lepas.")
    held = {name: key.hex() for name, key in keys.load(data).items() if name in keys.KEPT}
    identity = pyrage.x25519.Identity.generate()
    recipient = str(identity.to_public())
    lines = "".join(f"# {name}: {value}\n" for name, value in held.items())
    text = HEAD.format(day=now, recipient=recipient) + lines + f"{identity}\n"
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{target} sudah ada dan tidak ditimpa; pilih nama lain.") from None
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(target.parent)
        durable.write(data.backup_recipient, f"{recipient}\n".encode("ascii"))
    except OSError:
        target.unlink(missing_ok=True)
        raise


def has_recipient(data: DataFolder) -> bool:
    """Whether a keys file was made and what is known of it is whole."""
    try:
        return bool(recipient_of(data))
    except StorageError:
        return False


def read_keys_file(path: Path) -> KeysFile:
    """The keys file. UsageError when it is none."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
        secret = next(line for line in lines if line.startswith(SECRET))
        identity = pyrage.x25519.Identity.from_str(secret.strip())
    except (UnicodeDecodeError, StopIteration, pyrage.IdentityError) as error:
        raise UsageError(f"{path} bukan berkas kunci cadangan yang utuh.") from error
    pairs = (line.removeprefix("# ").partition(": ") for line in lines if line.startswith("# "))
    return KeysFile(identity, {name: value.strip() for name, _, value in pairs if name in keys.KEPT})


class _Digesting:
    """A file whose bytes are digested as they pass."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """As of a file."""
        part = self._file.read(size)
        self._digest.update(part)
        return part

    def write(self, part: bytes) -> int:
        """As of a file."""
        self._digest.update(part)
        return self._file.write(part)

    def flush(self) -> None:
        """As of a file."""
        self._file.flush()

    def hex(self) -> str:
        """SHA-256 of what has passed."""
        return self._digest.hexdigest()


def seal(source: Path, target: Path, recipient: str) -> tuple[str, str]:
    """Encrypt a regular file; SHA-256 of what was read and of what was written. OSError, StorageError."""
    with os.fdopen(open_regular(source), "rb") as origin, target.open("wb") as copy:
        plain, sealed = _Digesting(origin), _Digesting(copy)
        try:
            pyrage.encrypt_io(plain, sealed, [_recipient(recipient)])
        except pyrage.EncryptError as error:
            raise StorageError(f"Berkas tidak dapat disandikan: {error}") from error
    return plain.hex(), sealed.hex()


def unseal(source: Path, target: Path, opener: KeysFile) -> str:
    """Decrypt a file; SHA-256 of what was written. StorageError when it is not ours or not whole."""
    with source.open("rb") as origin, target.open("wb") as copy:
        plain = _Digesting(copy)
        try:
            pyrage.decrypt_io(origin, plain, [opener.identity])
        except (pyrage.DecryptError, OSError) as error:
            raise StorageError(f"{source.name} tidak dapat dibuka dengan kunci itu: {error}") from error
    return plain.hex()


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise StorageError(BROKEN_RECIPIENT) from error
