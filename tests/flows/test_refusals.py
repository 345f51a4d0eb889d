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
            refusals.copy(original, "surat.pdf", "Rusak.", "JBG-26-000001-R")
    assert list((tmp_path / "gagal").iterdir()) == []
    refusals.copy(original, "surat.pdf", "Rusak.", "JBG-26-000001-R")
    assert {path.name for path in (tmp_path / "gagal").iterdir()} == {"surat.pdf", "surat.pdf.alasan.txt"}


def test_a_case_has_one_copy_while_it_fails_and_none_once_it_is_read(tmp_path: Path) -> None:
    gagal, original = tmp_path / "gagal", tmp_path / "asli.pdf"
    original.write_bytes(b"%PDF-1.4 contoh")
    refusals = Refusals(gagal, lambda *_: None)
    for case_id in ("JBG-26-000001-R", "JBG-26-000002-T", "JBG-26-000001-R"):
        refusals.copy(original, "scan.pdf", "Rusak.", case_id)
    names = {"scan.pdf", "scan (2).pdf"}
    assert {path.name for path in gagal.glob("*.pdf")} == names
    refusals.withdraw("scan.pdf", "JBG-26-000001-R")
    (left,) = gagal.glob("*.pdf")
    assert "JBG-26-000002-T" in left.with_name(f"{left.name}.alasan.txt").read_text()
    assert len(list(gagal.iterdir())) == 2
