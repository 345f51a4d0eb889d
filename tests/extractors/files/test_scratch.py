"""A reading child that is killed in the middle of a page leaves no picture of it."""

import tempfile
import threading
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from extractors.files.child_process import ChildProcess

WAIT_SECONDS = 60.0


def page_of_text(path: Path) -> Path:
    page = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(page)
    for row in range(60):
        draw.text(
            (150, 150 + row * 54), "Permohonan fasilitasi konsultasi koperasi " * 3, fill=0, font_size=36
        )
    page.save(path)
    return path


@pytest.mark.tesseract
def test_a_killed_child_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "sementara"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    path, child = page_of_text(tmp_path / "surat.png"), ChildProcess()
    asking = threading.Thread(target=child.ask, args=("read", path, 1))
    asking.start()
    until = time.monotonic() + WAIT_SECONDS
    while not any(temporary.rglob("*.p?m")) and time.monotonic() < until:
        time.sleep(0.005)
    assert any(temporary.rglob("*.p?m")), "the page was never given to tesseract"
    child.stop()
    asking.join(WAIT_SECONDS)
    child.close()
    assert list(temporary.rglob("*")) == []
