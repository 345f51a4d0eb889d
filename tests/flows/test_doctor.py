"""The doctor names what is wrong and what to do."""

import argparse
import errno
import os
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk import keys
from extractors.files.confinement import Confinement
from flows import checkup
from flows.backup.databases import Original
from flows.backup.sealing import make_keys_file
from flows.checkup import Health, examine
from flows.commands import doctor
from flows.locks import only_one
from flows.receive import prepare_folders
from models.health import Part, beat, noted
from models.paths import DataFolder


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    prepare_folders(folder)
    return folder


def bad(data: DataFolder) -> list[str]:
    return [finding.what for finding in examine(data) if finding.health is Health.BAD]


def test_a_sound_folder_has_nothing_bad(data: DataFolder) -> None:
    assert bad(data) == []


def test_a_broken_database_is_found(data: DataFolder) -> None:
    data.database.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert any("basis data" in what for what in bad(data))


def test_a_locked_database_is_found_while_it_lasts(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.checkup.LOCK_SECONDS", 0.1)
    keys.load(data)
    with closing(sqlite3.connect(data.database, isolation_level=None)) as other:
        other.execute("create table t (x)")
        data.database.chmod(0o600)
        other.execute("begin immediate")
        assert any("dikunci program lain" in what for what in bad(data))
        other.execute("rollback")
    assert bad(data) == []


def test_the_database_is_the_one_of_the_settings(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """As everything else: a PostgreSQL that is away is told, though a SQLite lies there."""
    monkeypatch.delenv("BERKAS_DATABASE_URL", raising=False)
    keys.load(data)
    with closing(sqlite3.connect(data.database)) as database:
        database.execute("create table t (x)")
    data.database.chmod(0o600)
    assert bad(data) == []
    data.pengaturan.write_text('database_url = "postgresql://x:y@127.0.0.1:1/tiada"\n')
    data.pengaturan.chmod(0o600)
    assert any("Pemeriksaan basis data gagal" in what for what in bad(data))


def test_a_key_that_lies_nowhere_else_is_told(data: DataFolder, tmp_path: Path) -> None:
    keys.load(data)
    with closing(sqlite3.connect(data.database)) as database:
        database.execute("create table t (x)")

    def told() -> bool:
        return any("kunci audit belum disimpan" in finding.what for finding in examine(data))

    assert told()
    make_keys_file(data, tmp_path.with_name("kunci.txt"), datetime.now(UTC))
    assert not told()


def test_a_wrong_setting_is_found(data: DataFolder) -> None:
    data.pengaturan.write_text("stable_secondz = 3\n")
    assert any("stable_secondz" in what for what in bad(data))


def served(data: DataFolder) -> None:
    """As after its first start."""
    keys.load(data)
    with closing(sqlite3.connect(data.database)) as database:
        database.execute("create table t (x)")
    data.database.chmod(0o600)


def test_a_system_that_was_stopped_is_no_fault(data: DataFolder) -> None:
    served(data)
    beat(data, Part.INBOX)
    pulse = next(data.keadaan.iterdir())
    os.utime(pulse, (time.time() - 3600,) * 2)
    assert bad(data) == []
    assert any("tidak berjalan" in finding.what for finding in examine(data))
    with only_one(data.serve_lock, ""):
        assert any("60 menit" in what for what in bad(data))
        assert not any("tidak berjalan" in finding.what for finding in examine(data))


@pytest.mark.parametrize("said", ["disk I/O error", "unable to open database file", "database is locked"])
def test_a_database_that_can_not_be_looked_at_is_not_called_broken(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    """Whoever believed it would go back to yesterday's backup."""
    served(data)

    def refuse(*_args: object, **_values: object) -> object:
        raise sqlite3.OperationalError(said)

    monkeypatch.setattr("flows.checkup.sqlite3.connect", refuse)
    (told,) = (finding for finding in checkup.database(data) if finding.health is Health.BAD)
    assert said in told.what
    assert "rusak" not in told.what
    assert "restore" not in told.advice


def test_a_full_disk_is_not_told_as_a_want_of_rights(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("flows.checkup.try_to_write", full)
    (told,) = checkup.folders(data)
    assert "Kosongkan ruang" in told.advice
    assert "chown" not in told.advice


def test_lost_rights_are_given_back_to_the_folder_s_owner(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("flows.checkup.try_to_write", refuse)
    if os.geteuid() == 0:
        shutil.chown(data.root, 1234)
    owner = data.root.stat().st_uid
    assert all(f"chown -R {owner} " in finding.advice for finding in checkup.folders(data))


def test_an_original_that_is_erased_meanwhile_is_not_lost(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = [[Original("ab" * 32, ".pdf", 1)], []]
    monkeypatch.setattr("flows.backup.databases.Sqlite.originals", lambda _self: looks.pop(0))
    assert [finding.health for finding in checkup.originals(data)] == [Health.GOOD]
    assert "berkas_asli_hilang" not in noted(data)


def test_the_report_counts_what_is_bad_and_what_to_look_at(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def found(*health: Health) -> str:
        monkeypatch.setattr(doctor, "examine", lambda _data: [checkup.Finding(one, "x") for one in health])
        doctor.run(argparse.Namespace(originals=False), data.root)
        return capsys.readouterr().out.splitlines()[-1]

    assert found(Health.GOOD) == "Semua yang diperlukan ada."
    assert found(Health.GOOD, Health.WARNING) == "Semua yang diperlukan ada, 1 perlu perhatian."
    assert found(Health.BAD, Health.BAD, Health.WARNING) == "2 hal harus diperbaiki, 1 perlu perhatian."


def test_a_missing_tesseract_is_found(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert any("tesseract" in what for what in bad(data))


def test_an_open_key_folder_is_found(data: DataFolder) -> None:
    data.kunci.mkdir(mode=0o755)
    data.kunci.chmod(0o755)
    assert any("kunci" in what for what in bad(data))


def test_a_folder_without_rights_is_found(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "rename", refuse)
    assert any("mengganti nama" in what for what in bad(data))


def test_a_full_disk_is_found(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("U", (), {"free": 1000})())
    assert any("GiB" in what for what in bad(data))


@pytest.mark.parametrize("content", [None, ""])
def test_a_lost_or_empty_key_is_found(data: DataFolder, content: str | None) -> None:
    keys.load(data)
    with closing(sqlite3.connect(data.database)) as database:
        database.execute("create table t (x)")
    data.database.chmod(0o600)
    assert bad(data) == []
    (data.kunci / keys.NIK).unlink()
    if content is not None:
        (data.kunci / keys.NIK).write_text(content)
    assert any("nik.key" in what for what in bad(data))


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (Confinement(7, True, True), []),
        (Confinement(0, True, True), ["Landlock (kernel Linux 5.13)"]),
        (Confinement(5, False, True), ["bagian Landlock 5", "seccomp"]),
        (Confinement(), ["no_new_privs", "Landlock (kernel Linux 5.13)", "seccomp"]),
    ],
)
def test_what_a_reading_child_keeps_is_told(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch, held: Confinement, words: list[str]
) -> None:
    monkeypatch.setattr(checkup, "on_this_kernel", lambda: held)
    told = [finding for finding in checkup.reading_children(data) if finding.health is Health.WARNING]
    assert len(told) == len(words)
    assert all(word in finding.what for word, finding in zip(words, told, strict=True))
    assert all(finding.advice for finding in told)
