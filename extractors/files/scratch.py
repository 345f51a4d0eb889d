"""A reading child's own temporary folder: what a killed child leaves (page images) goes with it."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PREFIX = "berkas-baca-"
"""Within the temporary folder of the process that started the child (flows/scratch.py)."""


def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    for scratch in (Scratch(folder).pages, Scratch(folder).work):
        scratch.mkdir()
    return folder


@dataclass(frozen=True)
class Scratch:
    """One folder, closed to other users; `remove` may be called at any time and again."""

    folder: Path = field(default_factory=_made)

    @property
    def pages(self) -> Path:
        """The file that is being read, put there by the parent; the child may only read it."""
        return self.folder / "halaman"

    @property
    def work(self) -> Path:
        """Where the child may write."""
        return self.folder / "kerja"

    @property
    def picture(self) -> Path:
        """Where the child leaves a page's picture for its parent."""
        return self.work / "gambar"

    @property
    def environment(self) -> Mapping[str, str]:
        """What makes a process use it."""
        return {"TMPDIR": str(self.work), "HOME": str(self.work)}

    def remove(self) -> None:
        """The folder and all in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
