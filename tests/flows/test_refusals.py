"""gagal/: nothing lies there half, or without its reason."""

import errno
import shutil
from pathlib import Path

import pytest

from flows.refusals import Refusals


def test_a_full_disk_leaves_no_part_of_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The case is tried again when there is room; each try would leave another stray file on the desk."""

    def full(_source: Path, target: Path) -> None:
        target.write_bytes(b"%PDF")
        raise OSError(errno.ENOSPC, "No space left on device")

    original = tmp_path / "asli.pdf"
    original.write_bytes(b"%PDF-1.4 contoh")
    refusals = Refusals(tmp_path / "gagal", lambda *_: None)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", full)
        with pytest.raises(OSError, match="No space"):
            refusals.copy(original, "surat.pdf", "Rusak.")
    assert list((tmp_path / "gagal").iterdir()) == []
    refusals.copy(original, "surat.pdf", "Rusak.")
    assert {path.name for path in (tmp_path / "gagal").iterdir()} == {"surat.pdf", "surat.pdf.alasan.txt"}
