"""Files of SOURCE that can't be read, or change, while the job runs: told under Kegagalan, read next time."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.archive import work
from flows.archive.plan import Plan, done_ids, load_plan, make_plan
from flows.archive.storage import FolderStorage, Storage
from flows.store import digest_of
from tests.flows.archive.stub import run

GOOD, OTHER = "a-baik.pdf", "b-lain.pdf"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """SOURCE with two files of a letter each."""
    (tmp_path / "sumber").mkdir()
    write(tmp_path, GOOD, "surat pertama yang cukup panjang")
    write(tmp_path, OTHER, "surat kedua yang lain sekali")
    return tmp_path


def write(place: Path, name: str, text: str) -> None:
    (place / "sumber" / name).write_text(json.dumps([text]))


def archive(place: Path) -> str:
    """Runs the job; the report."""
    run(place / "sumber", place / "arsip", 0.0)
    return (place / "arsip" / "laporan.txt").read_text()


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Happens between the plan and the reading."""

    def planned(source: Storage, target: Storage) -> Plan:
        found = make_plan(source, target)
        happens()
        return found

    monkeypatch.setattr(work, "make_plan", planned)


def changed(place: Path) -> None:
    """As long as before, with the time of before: only its bytes tell."""
    path = place / "sumber" / OTHER
    facts = path.stat()
    path.write_text(path.read_text().replace("kedua", "ganti"))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def gone(place: Path) -> None:
    (place / "sumber" / OTHER).unlink()


def unreadable(_place: Path) -> None:
    """Nothing: the disk refuses later."""


@pytest.mark.parametrize(
    ("happens", "why"), [(changed, "isinya berubah"), (gone, "tidak ada lagi"), (unreadable, "cakram")]
)
def test_a_file_that_is_not_what_was_planned_is_told_and_read_next_time(
    place: Path, monkeypatch: pytest.MonkeyPatch, happens: Callable[[Path], None], why: str
) -> None:

    def digest(path: Path) -> str:
        if happens is unreadable and path.name == OTHER:
            raise OSError(errno.EIO, "Input/output error")
        return digest_of(path)

    with monkeypatch.context() as patch:
        meanwhile(patch, lambda: happens(place))
        patch.setattr("flows.archive.filework.digest_of", digest)
        report = archive(place)
    assert f"{OTHER}: " in report.split("Kegagalan")[1]
    assert why in report
    target = FolderStorage(place / "arsip")
    assert len(done_ids(target)) == 1
    assert [name for name, _why in load_plan(target).closed] == [OTHER]
    write(place, OTHER, "surat ketiga")
    report = archive(place)
    assert "Kegagalan\n" not in report
    assert len(done_ids(target)) == 2


def test_the_bytes_tell_a_change_that_size_and_time_hide(place: Path) -> None:
    archive(place)
    changed(place)
    archive(place)
    read = (place / "dibaca.txt").read_text().splitlines()
    assert read.count(f"{OTHER} 1") == 2


def test_a_file_that_was_moved_is_found_under_its_new_name(place: Path) -> None:
    archive(place)
    (place / "sumber" / "2019").mkdir()
    (place / "sumber" / OTHER).rename(place / "sumber" / "2019" / "baru.pdf")
    report = archive(place)
    assert len((place / "dibaca.txt").read_text().splitlines()) == 2, "nothing is read again"
    assert "Berkas terbaca               2 dari 2" in report
    table = (place / "arsip" / "indeks.csv").read_text("utf-8-sig")
    assert "2019/baru.pdf" in table
    assert OTHER not in table


def test_a_file_that_left_source_is_counted_apart(place: Path) -> None:
    archive(place)
    gone(place)
    report = archive(place)
    assert "Berkas terbaca               1 dari 1" in report
    assert "Tidak ada lagi di SUMBER     1" in report
