"""The folder that is backed up, and what opens its backups."""

from pathlib import Path

import pytest

from desk import keys
from flows.backup.sealing import KeysFile, make_keys_file, read_keys_file
from models.paths import DataFolder
from tests.flows.backup.folders import NOW, put
from tests.flows.files import JPEG, PDF


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    keys.load(folder)
    (folder.masuk / "loket").mkdir(parents=True)
    (folder.masuk / "loket" / "menunggu.pdf").write_bytes(PDF)
    folder.hari_libur.write_text("# libur")
    folder.arsip.write_text("[]")
    picture = folder.page_image("a" * 64, 1)
    picture.parent.mkdir(parents=True)
    picture.write_bytes(JPEG)
    (picture.parent / f"{'a' * 64}-1-kecil.jpg").write_bytes(JPEG)
    for content in (PDF, JPEG):
        put(folder, content)
    return folder


@pytest.fixture(params=["plain", "sealed"])
def opener(request: pytest.FixtureRequest, data: DataFolder, tmp_path: Path) -> KeysFile:
    """What opens the backups of this test, and holds the audit key that plain ones lack too."""
    make_keys_file(data, tmp_path / "kunci.txt", NOW)
    if request.param == "plain":
        data.backup_recipient.unlink()
    return read_keys_file(tmp_path / "kunci.txt")
