"""The doctor names what is wrong and what to do."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk import keys
from extractors.files.confinement import Confinement
from flows import checkup
from flows.backup.sealing import make_keys_file
from flows.checkup import Health, examine
from flows.receive import prepare_folders
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
