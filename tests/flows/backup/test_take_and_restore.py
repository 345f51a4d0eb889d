"""A backup taken from a live data folder comes back whole; what is damaged, missing or empty is told."""

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from desk import keys
from extractors.fields.calibration import FILE_NAME as CURVES
from flows.backup.bring_back import Restored
from flows.backup.contents import LIST, MANIFEST
from flows.backup.sealing import KeysFile
from flows.checkup import Health, examine
from flows.cli import main
from models.backup_note import has_failed, read_note
from models.errors import StorageError, UsageError
from models.paths import DataFolder
from models.word_curve import FILE_NAME as WORDS
from tests.flows.backup.folders import HOUR, NOW, bring_back, flip, original, put, states, stored_in, take
from tests.flows.files import JPEG, PDF


def test_it_comes_back_whole_while_a_writer_is_at_work(
    data: DataFolder, tmp_path: Path, opener: KeysFile
) -> None:
    with closing(sqlite3.connect(data.database, isolation_level=None)) as writer:
        writer.execute("pragma journal_mode=wal")
        writer.execute("create table t (x)")
        writer.execute("insert into t values (1)")
        writer.execute("begin immediate")
        writer.execute("insert into t values (2)")
        report = take(data, tmp_path / "backups")
        writer.execute("rollback")
    assert (report.originals, report.linked, report.missing, report.spoilt) == (2, 0, (), ())
    back = DataFolder(tmp_path / "new")
    assert bring_back(report.folder, back, opener) == Restored(2, ())
    with closing(sqlite3.connect(back.database)) as database:
        assert database.execute("select x from t").fetchall() == [(1,)]
    assert (back.masuk / "loket" / "menunggu.pdf").read_bytes() == PDF
    assert back.hari_libur.read_text() == "# libur"
    assert back.arsip.read_text() == "[]"
    assert back.page_image("a" * 64, 1).read_bytes() == JPEG
    assert sorted(p.name for p in back.simpan.rglob("*.*")) == sorted(
        p.name for p in data.simpan.rglob("*.*")
    )
    assert [path.name for path in back.root.parent.glob(".*")] == []


def test_sessions_can_not_be_made_with_a_backup(data: DataFolder, tmp_path: Path, opener: KeysFile) -> None:
    report = take(data, tmp_path / "backups")
    assert list(report.folder.rglob(keys.SESSION)) == []
    back = DataFolder(tmp_path / "new")
    bring_back(report.folder, back, opener)
    before, after = keys.load(data), keys.load(back)
    assert before[keys.SESSION] != after[keys.SESSION]
    assert (before[keys.AUDIT], before[keys.NIK]) == (after[keys.AUDIT], after[keys.NIK])


def test_a_backup_can_be_proven_without_berkas(data: DataFolder, tmp_path: Path, opener: KeysFile) -> None:
    (data.masuk / "loket" / "nama\\aneh\nsekali.pdf").write_bytes(PDF)
    folder = take(data, tmp_path / "backups").folder
    check = ["sha256sum", "--check", "--strict", "--quiet", LIST]
    assert subprocess.run(check, cwd=folder, check=False).returncode == 0
    bring_back(folder, DataFolder(tmp_path / "new"), opener)
    assert (tmp_path / "new" / "masuk" / "loket" / "nama\\aneh\nsekali.pdf").read_bytes() == PDF


def test_what_reviewers_taught_comes_back(data: DataFolder, tmp_path: Path, opener: KeysFile) -> None:
    taught = {CURVES, "kalibrasi.sebelum.json", WORDS, "keyakinan-tulisan.sebelum.json"}
    for name in taught:
        (data.root / name).write_text(name)
    folder = take(data, tmp_path / "backups").folder
    bring_back(folder, DataFolder(tmp_path / "new"), opener)
    assert all((tmp_path / "new" / name).read_text() == name for name in taught)


def test_a_second_backup_shares_what_is_the_same(data: DataFolder, tmp_path: Path, opener: KeysFile) -> None:
    take(data, tmp_path / "backups")
    second = take(data, tmp_path / "backups", NOW + HOUR)
    assert (second.originals, second.linked) == (2, 3)
    data.page_image("a" * 64, 1).write_bytes(JPEG + b"berubah")
    third = take(data, tmp_path / "backups", NOW + 2 * HOUR)
    assert third.linked == 2
    bring_back(third.folder, DataFolder(tmp_path / "new"), opener)
    assert DataFolder(tmp_path / "new").page_image("a" * 64, 1).read_bytes() == JPEG + b"berubah"


def test_a_rotten_byte_in_an_older_backup_is_not_linked_on(
    data: DataFolder, tmp_path: Path, opener: KeysFile
) -> None:
    stored = put(data, PDF + b"lagi")
    first = take(data, tmp_path / "backups")
    flip(stored_in(first.folder, stored))
    second = take(data, tmp_path / "backups", NOW + HOUR)
    assert (second.missing, second.spoilt) == ((), ())
    assert bring_back(second.folder, DataFolder(tmp_path / "new"), opener).originals == 3


@pytest.mark.parametrize("damage", [flip, Path.unlink])
def test_a_spoilt_original_is_told_and_saved_from_the_older_backup(
    data: DataFolder, tmp_path: Path, damage: object, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = put(data, PDF + b"lagi")
    take(data, tmp_path / "backups")
    damage(original(data.root, stored))  # type: ignore[operator]
    assert main(["backup", str(tmp_path / "backups"), "--plain", "--data", str(data.root)]) == 1
    assert f"{stored.sha256[:12]} di simpan/ rusak; yang utuh ada di cadangan ini" in capsys.readouterr().out
    newest = max((tmp_path / "backups").glob("berkas-*"))
    assert original(newest, stored).read_bytes() == PDF + b"lagi"
    assert stored.sha256[:12] in states(data)["berkas_asli_hilang"]


@pytest.mark.parametrize("damage", [flip, Path.unlink])
def test_an_original_that_is_gone_is_told_by_backup_and_restore(
    data: DataFolder, tmp_path: Path, damage: object, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = put(data, PDF + b"lagi")
    damage(original(data.root, stored))  # type: ignore[operator]
    assert main(["backup", str(tmp_path / "backups"), "--plain", "--data", str(data.root)]) == 1
    assert f"{stored.sha256[:12]} hilang atau rusak" in capsys.readouterr().out
    (backup,) = (tmp_path / "backups").glob("berkas-*")
    assert main(["restore", str(backup), "--new-audit-key", "--data", str(tmp_path / "new")]) == 1
    assert f"{stored.sha256[:12]} sudah hilang ketika cadangan dibuat" in capsys.readouterr().out
    assert (tmp_path / "new" / "berkas.sqlite3").exists()


def test_the_doctor_misses_an_original_that_the_database_names(data: DataFolder) -> None:
    def told() -> list[str]:
        return [
            one.what for one in examine(data) if one.health is Health.BAD and "asli di simpan/" in one.what
        ]

    stored = put(data, PDF + b"lagi")
    assert told() == []
    original(data.root, stored).chmod(0o600)
    original(data.root, stored).write_bytes(b"")
    assert [stored.sha256[:12] in what for what in told()] == [True]
    original(data.root, stored).unlink()
    assert [stored.sha256[:12] in what for what in told()] == [True]


@pytest.mark.parametrize(
    "part", ["simpan", "kunci", "halaman", "masuk", "berkas.sqlite3", LIST, "arsip.json"]
)
@pytest.mark.parametrize("damage", [flip, Path.unlink])
def test_a_damaged_backup_is_refused(data: DataFolder, tmp_path: Path, part: str, damage: object) -> None:
    folder = take(data, tmp_path / "backups").folder
    place = folder / part
    victim = place if place.is_file() else next(path for path in place.rglob("*") if path.is_file())
    damage(victim)  # type: ignore[operator]
    with pytest.raises(StorageError):
        bring_back(folder, DataFolder(tmp_path / "new"))
    assert list(tmp_path.glob("*new*")) == []


def test_a_backup_that_was_cut_off_is_none(data: DataFolder, tmp_path: Path) -> None:
    folder = take(data, tmp_path / "backups").folder
    (folder / MANIFEST).write_text("")
    with pytest.raises(UsageError):
        bring_back(folder, DataFolder(tmp_path / "new"))


def test_what_a_killed_backup_left_is_removed_by_the_next(data: DataFolder, tmp_path: Path) -> None:
    left = tmp_path / "backups" / ".berkas-20200101-000000.tmp"
    left.mkdir(parents=True)
    (left / "besar").write_bytes(b"x")
    take(data, tmp_path / "backups")
    assert [path.name for path in (tmp_path / "backups").glob("*.tmp")] == []


def test_a_backup_without_a_database_is_an_error(data: DataFolder, tmp_path: Path) -> None:
    data.database.unlink()
    with pytest.raises(StorageError, match="tidak dapat dicadangkan"):
        take(data, tmp_path / "backups")
    assert list((tmp_path / "backups").glob("*berkas-2*")) == []
    assert "tidak dapat dicadangkan" in (has_failed(read_note(data), NOW) or "")


def test_an_older_backup_without_a_database_is_refused(data: DataFolder, tmp_path: Path) -> None:
    """As versions before the settings were asked made them."""
    old = tmp_path / "berkas-20260101-120000"
    (old / "simpan").mkdir(parents=True)
    (old / MANIFEST).write_text(json.dumps({"schema": "berkas.cadangan/1", "made_at": "x", "originals": 0}))
    with pytest.raises(StorageError, match="tidak memuat basis data"):
        bring_back(old, DataFolder(tmp_path / "new"))


def test_a_backup_of_the_first_format_is_still_restored(data: DataFolder, tmp_path: Path) -> None:
    folder = take(data, tmp_path / "backups").folder
    (folder / LIST).unlink()
    facts = {"schema": "berkas.cadangan/1", "made_at": "2026-11-24T12:00:00", "originals": 2}
    (folder / MANIFEST).write_text(json.dumps(facts))
    assert bring_back(folder, DataFolder(tmp_path / "new")).originals == 2
    flip(next(folder.joinpath("simpan").rglob("*.pdf")))
    with pytest.raises(StorageError):
        bring_back(folder, DataFolder(tmp_path / "lain"))


def test_a_data_folder_in_use_is_never_overwritten(data: DataFolder, tmp_path: Path) -> None:
    report = take(data, tmp_path / "backups")
    with pytest.raises(UsageError):
        bring_back(report.folder, data)


def test_a_backup_inside_the_data_folder_is_refused(data: DataFolder) -> None:
    with pytest.raises(UsageError):
        take(data, data.root / "cadangan")
