"""Where an archive lies: a folder (also a mounted one), or any place fsspec knows, such as s3://box/arsip.

Names are relative, with `/` between parts. A write appears whole or not at all, also after a power cut.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import fsspec

from flows.inbox import is_passed_over
from models import durable
from models.archive import WORK
from models.errors import UsageError

LETTERS = "surat"
OWN_FOLDERS = (WORK, LETTERS)


class Storage(Protocol):
    """What the job needs of a place."""

    url: str

    def read(self, name: str) -> bytes:
        """The whole content; FileNotFoundError when it is not there."""

    def write(self, name: str, content: bytes) -> None:
        """Write whole or not at all."""

    def exists(self, name: str) -> bool:
        """Whether it is there."""

    def names(self, folder: str) -> list[str]:
        """Names directly in a folder, sorted; empty when there is no such folder."""

    def files(self, closed: list[str]) -> Iterator[tuple[str, int, str]]:
        """(name, size, stamp) of all files below, in order; hidden and temporary ones passed over. Names of
        files and folders that can't be looked into are added to `closed`."""

    def remove(self, name: str) -> None:
        """Remove a file of our own; nothing when it is not there."""

    def remove_folder(self, folder: str) -> None:
        """Remove a folder of our own with all that is in it."""

    def clean_up(self) -> None:
        """Remove what writers that were killed left behind; nobody writes meanwhile."""

    def local(self, name: str) -> Any:
        """Context manager: a local path with the content, for programs that need a file."""


class FolderStorage:
    """A folder of this machine or a mounted one."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.url = str(self.root)

    def path(self, name: str) -> Path:
        """The file of that name."""
        return self.root / name

    def read(self, name: str) -> bytes:
        """The whole content."""
        return self.path(name).read_bytes()

    def write(self, name: str, content: bytes) -> None:
        """On the disk before it has its name (models/durable.py)."""
        durable.write(self.path(name), content)

    def exists(self, name: str) -> bool:
        """Whether it is there."""
        return self.path(name).exists()

    def names(self, folder: str) -> list[str]:
        """Names directly in a folder."""
        try:
            return sorted(path.name for path in self.path(folder).iterdir() if not path.name.startswith("."))
        except FileNotFoundError:
            return []

    def files(self, closed: list[str]) -> Iterator[tuple[str, int, str]]:
        """All regular files below; links are not followed. One that is gone meanwhile is passed over."""

        def refused(error: OSError) -> None:
            if not isinstance(error, FileNotFoundError):
                closed.append(self._name(Path(error.filename)))

        for folder, folders, names in os.walk(self.root, onerror=refused):
            folders[:] = sorted(name for name in folders if not is_passed_over(name))
            for path in (Path(folder, name) for name in sorted(names) if not is_passed_over(name)):
                try:
                    facts = path.lstat()
                except OSError as error:
                    refused(error)
                    continue
                if stat.S_ISREG(facts.st_mode):
                    yield self._name(path), facts.st_size, f"{facts.st_mtime_ns} {facts.st_ctime_ns}"

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def remove(self, name: str) -> None:
        """One file."""
        self.path(name).unlink(missing_ok=True)

    def remove_folder(self, folder: str) -> None:
        """Files first, then the folder itself."""
        place = self.path(folder)
        if not place.is_dir():
            return
        for path in place.iterdir():
            path.unlink(missing_ok=True)
        place.rmdir()

    def clean_up(self) -> None:
        """Unfinished writes are hidden neighbours of their targets, in our folders: SOURCE may lie below."""
        hidden = f".*{durable.SCRATCH}"
        for left in (self.root.glob(hidden), *(self.path(name).rglob(hidden) for name in OWN_FOLDERS)):
            for path in left:
                path.unlink(missing_ok=True)

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        """The file itself."""
        yield self.path(name)


class ObjectStorage:
    """Any fsspec file system whose writes are whole (S3's are)."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._system, self._root = fsspec.core.url_to_fs(self.url)

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}" if name else str(self._root)

    def read(self, name: str) -> bytes:
        """The whole content."""
        content: bytes = self._system.cat_file(self._at(name))
        return content

    def write(self, name: str, content: bytes) -> None:
        """One put."""
        self._system.pipe_file(self._at(name), content)

    def exists(self, name: str) -> bool:
        """Whether it is there, asked anew (another host may just have written it)."""
        self._system.invalidate_cache()
        return bool(self._system.exists(self._at(name)))

    def names(self, folder: str) -> list[str]:
        """Names directly in a folder."""
        self._system.invalidate_cache()
        try:
            found = self._system.ls(self._at(folder), detail=False)
        except FileNotFoundError:
            return []
        return sorted(str(name).rsplit("/", 1)[-1] for name in found)

    def files(self, closed: list[str]) -> Iterator[tuple[str, int, str]]:
        """All objects below; none is closed by itself."""
        self._system.invalidate_cache()
        for path, facts in sorted(self._system.find(self._root, detail=True).items()):
            name = str(path).removeprefix(str(self._root)).lstrip("/")
            if not any(is_passed_over(part) for part in name.split("/")):
                yield name, int(facts["size"]), str(facts.get("ETag") or facts.get("mtime") or "")

    def remove(self, name: str) -> None:
        """One object."""
        if self._system.exists(self._at(name)):
            self._system.rm_file(self._at(name))

    def remove_folder(self, folder: str) -> None:
        """All objects below a prefix of our own."""
        if self._system.exists(self._at(folder)):
            self._system.rm(self._at(folder), recursive=True)

    def clean_up(self) -> None:
        """A put that was cut off leaves nothing."""

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        """A copy for as long as it is needed."""
        with tempfile.TemporaryDirectory(prefix="berkas-arsip-") as scratch:
            path = Path(scratch) / Path(name).name
            self._system.get_file(self._at(name), str(path))
            yield path


def open_storage(url: str) -> Storage:
    """A folder for a plain path, else what fsspec makes of the address. UsageError when it can't."""
    if "://" not in url:
        return FolderStorage(Path(url))
    try:
        return ObjectStorage(url)
    except (ImportError, ValueError) as error:
        raise UsageError(f"Tempat '{url.split('://', maxsplit=1)[0]}://' tidak dikenal: {error}") from error
