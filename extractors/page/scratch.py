"""A reading child's own temporary folder: what a killed child leaves (page images) goes with it."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PREFIX = "berkas-baca-"
"""Within the temporary folder of the process that started the child (flows/scratch.py)."""


@dataclass(frozen=True)
class Scratch:
    """One folder, closed to other users; `remove` may be called at any time and again."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix=PREFIX)))

    @property
    def environment(self) -> Mapping[str, str]:
        """What makes a process use it."""
        return {"TMPDIR": str(self.folder)}

    def remove(self) -> None:
        """The folder and all in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
