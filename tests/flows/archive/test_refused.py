"""Files of SOURCE that can't be read, or change, while the job runs: told under Kegagalan, read next time."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from flows.archive import index, local_run, work
from flows.archive.filework import Job
from flows.archive.plan import Plan, done_ids, load_plan, make_plan
from flows.archive.progress import stored_state
from flows.archive.runner import JobSettings
from flows.archive.storage import FolderStorage, Storage
from flows.cli import main
from flows.store import digest_of
from tests.flows.archive.stub import StubReader, compose, run

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
    ("happens", "why"), [(changed, "isinya berubah"), (gone, "tidak ada lagi"), (unreadable, "disk")]
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


def test_a_failure_goes_when_the_file_was_scanned_anew(place: Path) -> None:
    (place / "sumber" / OTHER).write_text("[]")
    archive(place)
    with index.opened(place / "arsip" / index.FILE_NAME) as connection:
        connection.execute("update berkas set kegagalan = 'tak terbuka' where nama = ?", (OTHER,))
    assert f"{OTHER}: tak terbuka" in archive(place)
    write(place, OTHER, "surat yang dipindai ulang")
    assert "tak terbuka" not in archive(place)


def test_a_full_disk_ends_the_job_and_its_state_says_so(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A status that said "Berjalan" for another minute would keep everybody waiting."""
    target, write = FolderStorage(place / "arsip"), FolderStorage.write

    @contextmanager
    def reading(
        _url: str, kept: JobSettings, _data: Path, _settings: object, scratch: Path
    ) -> Iterator[tuple[Job, object]]:
        reader = StubReader(0.0, place / "dibaca.txt")
        job = Job(FolderStorage(place / "sumber"), target, scratch, reader, compose)
        yield job, SimpleNamespace(close=lambda: None)

    def full(self: FolderStorage, name: str, content: bytes) -> None:
        if name.startswith("surat/"):
            raise OSError(errno.ENOSPC, "No space left on device", name)
        write(self, name, content)

    monkeypatch.setattr(local_run, "reading_job", reading)
    monkeypatch.setattr(FolderStorage, "write", full)
    words = ["archive", str(place / "sumber"), "--to", str(place / "arsip"), "--data", str(place / "data")]
    assert main(words) == 1
    assert "Disk penuh (surat/" in capsys.readouterr().err
    state = stored_state(target)
    assert state is not None
    assert not state.is_running
    assert not target.path(local_run.SCRATCH_FOLDER).exists()


def test_nothing_in_source_is_cleaned_up_though_it_lies_in_the_archive(place: Path) -> None:
    source = place / "arsip" / "pindaian"
    source.parent.mkdir()
    (place / "sumber").rename(source)
    theirs = source / ".surat.pdf.tmp"
    theirs.write_bytes(b"milik pemindai")
    run(source, place / "arsip", 0.0)
    assert theirs.read_bytes() == b"milik pemindai"
