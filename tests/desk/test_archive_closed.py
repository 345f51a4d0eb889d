"""An archive that can't be opened (made by another user, or broken) is told, and hinders nothing else."""

import os
from pathlib import Path

import pytest

from desk import archive, boot
from desk.archive import Archive
from desk.personal import old_letters, subject
from models.archive import INDEX, STATUS, is_running
from tests.as_user import refused_as_user
from tests.desk import people
from tests.desk.archives import make_archive


@pytest.fixture
def target(data: Path) -> Path:
    return make_archive(data)


@pytest.mark.skipif(os.geteuid() != 0, reason="asks for another user")
@pytest.mark.parametrize("closed", [".", INDEX])
def test_one_of_another_user_is_told(data: Path, target: Path, closed: str) -> None:
    data.chmod(0o755)
    for path in (target, *target.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (target / closed).chmod(0)
    with refused_as_user():
        one = Archive(1, target)
        told = archive.summary(one)
        assert not one.has_index
    (target / closed).chmod(0o755)
    data.chmod(0o700)
    assert "chown" in told.trouble
    assert archive.summary(one).trouble == ""


@pytest.mark.skipif(os.geteuid() != 0, reason="asks for another user")
def test_it_keeps_nobody_from_starting_or_looking_for_a_person(data: Path, target: Path) -> None:
    data.chmod(0o755)
    (data / "arsip.json").chmod(0o644)
    target.chmod(0)
    with refused_as_user():
        assert old_letters.finish_all(data) == 0
        assert subject.letters_of(subject.Who(name="siti aminah"), data) == []
    target.chmod(0o755)
    data.chmod(0o700)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"lain": 1}'])
def test_a_status_that_is_not_whole_says_nothing(target: Path, content: bytes) -> None:
    (target / STATUS).write_bytes(content)
    assert not is_running(target)
    assert "Belum ada kemajuan" in people.client("arsiparis").get("/arsip/").content.decode()


def test_a_broken_index_is_told_and_the_system_starts(target: Path) -> None:
    for ending in ("-wal", "-shm"):
        Path(f"{target / INDEX}{ending}").unlink(missing_ok=True)
    (target / INDEX).write_bytes(b"SQLite format 3\0" + b"x" * 9000)
    page = people.client("arsiparis").get("/arsip/")
    assert page.status_code == 200
    assert "Indeks arsip ini rusak" in page.content.decode()
    boot.prepare()
