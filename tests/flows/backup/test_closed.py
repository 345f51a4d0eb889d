"""A backup by a process that may not read everything: closed drops are left out and told; else it is none."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import StorageError
from models.paths import DataFolder
from tests.as_user import USER, refused_as_user, user_folder
from tests.flows.backup.folders import take

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="asks for another user")


@pytest.fixture
def owned(data: DataFolder) -> Iterator[DataFolder]:
    """The same folder as that user's own."""
    with user_folder() as place:
        shutil.copytree(data.root, place / "data")
        for path in (place / "data", *(place / "data").rglob("*")):
            shutil.chown(path, USER)
        yield DataFolder(place / "data")


def close(path: Path) -> None:
    shutil.chown(path, "root")
    path.chmod(0)


def test_closed_drops_are_counted_and_left_out(owned: DataFolder) -> None:
    close(owned.masuk / "loket" / "menunggu.pdf")
    folder = owned.masuk / "email" / "kiriman"
    folder.mkdir(parents=True)
    close(folder)
    with refused_as_user():
        report = take(owned, owned.root.with_name("cadangan"))
    assert (report.unreadable, report.originals, report.missing) == (2, 2, ())


@pytest.mark.parametrize("what", ["simpan", "kunci"])
def test_an_original_or_key_that_is_closed_is_not_called_lost(owned: DataFolder, what: str) -> None:
    folder = owned.root / what
    closed = next(path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "audit.key")
    close(closed)
    with refused_as_user(), pytest.raises(StorageError) as caught:
        take(owned, owned.root.with_name("cadangan"))
    assert "hak akses" in str(caught.value) or "tidak terbaca" in str(caught.value)
    assert not list(owned.root.with_name("cadangan").glob("berkas-*"))
