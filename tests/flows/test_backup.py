"""A backup taken from a live data folder comes back whole; what is damaged, missing or empty is told."""

import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk import keys
from desk.health import active
from flows.backup.bring_back import Restored, restore
from flows.backup.contents import LIST, MANIFEST
from flows.backup.databases import Sqlite
from flows.backup.sealing import KeysFile, make_keys_file, read_keys_file, recipient_of
from flows.backup.take import Report, back_up
from flows.checkup import Health, examine
from flows.cli import main
from flows.store import Stored, store
from models.backup_note import BackupNote, has_failed, is_old, read_note
from models.errors import StorageError, UsageError
from models.paths import DataFolder
from tests.flows.files import JPEG, PDF
from tests.postgres import Postgres, own_postgres, programs

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TABLE = (
    "create table if not exists desk_berkastersimpan (sha256 text primary key, extension text, size bigint)"
)


def put(data: DataFolder, content: bytes, name: str = "x") -> Stored:
    """An original as the intake stores it, known to the database."""
    (data.root / name).write_bytes(content)
    stored = store(data.root / name, data, name)
    (data.root / name).unlink()
    with closing(sqlite3.connect(data.database)) as database, database:
        database.execute(TABLE)
        row = (stored.sha256, stored.extension, stored.size)
        database.execute("insert or ignore into desk_berkastersimpan values (?, ?, ?)", row)
    return stored


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
def opener(request: pytest.FixtureRequest, data: DataFolder, tmp_path: Path) -> KeysFile | None:
    """What opens the backups of this test; nothing for plain ones."""
    if request.param == "plain":
        return None
    make_keys_file(data, tmp_path / "kunci.txt", NOW)
    return read_keys_file(tmp_path / "kunci.txt")


def take(data: DataFolder, target: Path, now: datetime = NOW) -> Report:
    return back_up(data, target, now, Sqlite(data.database), recipient_of(data))


def bring_back(backup: Path, data: DataFolder, opener: KeysFile | None = None) -> Restored:
    return restore(backup, data, lambda folder: Sqlite(folder.database), opener)


def stored_in(backup: Path, stored: Stored) -> Path:
    """Where the backup holds an original."""
    return next(backup.joinpath("simpan").rglob(f"{stored.sha256}*"))


def flip(path: Path) -> None:
    """One bit of a byte in the middle, size and times as they were."""
    facts = path.stat()
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def original(folder: Path, stored: Stored) -> Path:
    return DataFolder(folder).stored(stored.sha256, stored.extension)


def test_it_comes_back_whole_while_a_writer_is_at_work(
    data: DataFolder, tmp_path: Path, opener: KeysFile | None
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


def test_sessions_can_not_be_made_with_a_backup(
    data: DataFolder, tmp_path: Path, opener: KeysFile | None
) -> None:
    report = take(data, tmp_path / "backups")
    assert list(report.folder.rglob(keys.SESSION)) == []
    back = DataFolder(tmp_path / "new")
    bring_back(report.folder, back, opener)
    before, after = keys.load(data), keys.load(back)
    assert before[keys.SESSION] != after[keys.SESSION]
    assert (before[keys.AUDIT], before[keys.NIK]) == (after[keys.AUDIT], after[keys.NIK])


def test_a_backup_can_be_proven_without_berkas(
    data: DataFolder, tmp_path: Path, opener: KeysFile | None
) -> None:
    (data.masuk / "loket" / "nama\\aneh\nsekali.pdf").write_bytes(PDF)
    folder = take(data, tmp_path / "backups").folder
    check = ["sha256sum", "--check", "--strict", "--quiet", LIST]
    assert subprocess.run(check, cwd=folder, check=False).returncode == 0
    bring_back(folder, DataFolder(tmp_path / "new"), opener)
    assert (tmp_path / "new" / "masuk" / "loket" / "nama\\aneh\nsekali.pdf").read_bytes() == PDF


def test_a_second_backup_shares_what_is_the_same(
    data: DataFolder, tmp_path: Path, opener: KeysFile | None
) -> None:
    take(data, tmp_path / "backups")
    second = take(data, tmp_path / "backups", NOW + HOUR)
    assert (second.originals, second.linked) == (2, 3)
    data.page_image("a" * 64, 1).write_bytes(JPEG + b"berubah")
    third = take(data, tmp_path / "backups", NOW + 2 * HOUR)
    assert third.linked == 2
    bring_back(third.folder, DataFolder(tmp_path / "new"), opener)
    assert DataFolder(tmp_path / "new").page_image("a" * 64, 1).read_bytes() == JPEG + b"berubah"


def test_a_rotten_byte_in_an_older_backup_is_not_linked_on(
    data: DataFolder, tmp_path: Path, opener: KeysFile | None
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
    assert main(["restore", str(backup), "--data", str(tmp_path / "new")]) == 1
    assert f"{stored.sha256[:12]} sudah hilang ketika cadangan dibuat" in capsys.readouterr().out
    assert (tmp_path / "new" / "berkas.sqlite3").exists()


def test_the_doctor_misses_an_original_that_the_database_names(data: DataFolder) -> None:
    def told() -> list[str]:
        return [one.what for one in examine(data) if one.health is Health.BAD and "berkas asli" in one.what]

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


def states(data: DataFolder) -> dict[str, str]:
    """What the desk tells of backups and originals now."""
    found = {item.state.id: item.detail for item in active(data)}
    return {name: text for name, text in found.items() if name.startswith(("cadangan", "berkas_asli"))}


def test_a_backup_that_is_too_old_is_told(data: DataFolder, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    assert states(data) == {}
    yesterday = (now - 27 * HOUR).timestamp()
    os.utime(data.kunci / keys.AUDIT, (yesterday, yesterday))
    assert states(data) == {"cadangan_lama": "Belum pernah ada cadangan."}
    take(data, tmp_path / "backups", now - 25 * HOUR)
    assert states(data) == {}
    take(data, tmp_path / "lain", now - 27 * HOUR)
    assert list(states(data)) == ["cadangan_lama"]
    assert is_old(read_note(data), now) == states(data)["cadangan_lama"]


def test_a_backup_that_failed_is_told_until_one_succeeds(data: DataFolder, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    take(data, tmp_path / "backups", now - 2 * HOUR)
    data.database.rename(data.root / "x")
    with pytest.raises(StorageError):
        take(data, tmp_path / "backups", now - HOUR)
    assert list(states(data)) == ["cadangan_belum_teruji"]
    (data.root / "x").rename(data.database)
    take(data, tmp_path / "backups", now)
    assert states(data) == {}


def test_a_disk_that_gives_back_other_bytes_is_told(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written is read back before it is called a backup."""
    monkeypatch.setattr("flows.backup.contents.disk_digest", lambda _path: "0" * 64)
    with pytest.raises(StorageError, match="hilang atau rusak"):
        take(data, tmp_path / "backups", datetime.now(UTC))
    assert list((tmp_path / "backups").glob("*berkas-2*")) == []
    assert list(states(data)) == ["cadangan_belum_teruji"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"made_at": 5}', '{"made_at": "kemarin"}'])
def test_a_broken_note_is_no_note(data: DataFolder, content: str) -> None:
    data.backup_note.write_text(content)
    assert read_note(data) == BackupNote()


@pytest.mark.parametrize("victim", ["simpan", "halaman", "lain", "indeks.age", LIST])
@pytest.mark.parametrize("damage", [flip, Path.unlink])
def test_a_damaged_sealed_backup_is_refused(
    data: DataFolder, tmp_path: Path, victim: str, damage: object
) -> None:
    make_keys_file(data, tmp_path / "kunci.txt", NOW)
    folder = take(data, tmp_path / "backups").folder
    place = folder / victim
    damage(place if place.is_file() else next(p for p in place.rglob("*") if p.is_file()))  # type: ignore[operator]
    with pytest.raises(StorageError):
        bring_back(folder, DataFolder(tmp_path / "new"), read_keys_file(tmp_path / "kunci.txt"))
    assert list(tmp_path.glob("*new*")) == []


def test_a_sealed_backup_says_nothing_to_who_has_no_keys(data: DataFolder, tmp_path: Path) -> None:
    """No name, no key, no content; and nothing is left where the database's copy lay meanwhile."""
    secret = "SITI AMINAH CONTOH"
    (data.masuk / "loket" / f"{secret}.pdf").write_bytes(PDF + secret.encode())
    put(data, PDF + secret.encode())
    make_keys_file(data, tmp_path / "kunci.txt", NOW)
    folder = take(data, tmp_path / "backups").folder
    held = [(data.kunci / name).read_text().strip().encode() for name in (keys.SESSION, *keys.KEPT)]
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert secret not in path.name
        assert not any(word in content for word in (secret.encode(), b"SQLite format", *held))
    assert [path.name for path in data.root.iterdir() if path.name.startswith(".")] == []
    back = DataFolder(tmp_path / "new")
    with pytest.raises(UsageError, match="--keys"):
        bring_back(folder, back)
    make_keys_file(data, tmp_path / "lain.txt", NOW)
    with pytest.raises(UsageError, match="bukan untuk cadangan ini"):
        bring_back(folder, back, read_keys_file(tmp_path / "lain.txt"))
    assert list(tmp_path.glob("*new*")) == []
    bring_back(folder, back, read_keys_file(tmp_path / "kunci.txt"))
    assert (back.masuk / "loket" / f"{secret}.pdf").read_bytes() == PDF + secret.encode()
    assert {name: keys.load(back)[name] for name in keys.KEPT} == {
        name: keys.load(data)[name] for name in keys.KEPT
    }


def test_nothing_is_shared_with_a_backup_that_other_keys_open(data: DataFolder, tmp_path: Path) -> None:
    take(data, tmp_path / "backups")
    make_keys_file(data, tmp_path / "satu.txt", NOW)
    assert take(data, tmp_path / "backups", NOW + HOUR).linked == 0
    assert take(data, tmp_path / "backups", NOW + 2 * HOUR).linked == 3
    make_keys_file(data, tmp_path / "dua.txt", NOW)
    last = take(data, tmp_path / "backups", NOW + 3 * HOUR)
    assert last.linked == 0
    opener = read_keys_file(tmp_path / "dua.txt")
    assert bring_back(last.folder, DataFolder(tmp_path / "new"), opener).originals == 2


def test_the_keys_are_made_once_and_lie_apart(
    data: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, kept = tmp_path / "backups", tmp_path / "usb" / "kunci.txt"
    kept.parent.mkdir()
    command = ["backup", str(target), "--data", str(data.root)]
    assert main(command) == 2
    assert "--new-keys" in capsys.readouterr().err
    assert not target.exists()
    for place in (data.root / "kunci.txt", target / "kunci.txt"):
        assert main([*command, "--new-keys", str(place)]) == 2
        assert not place.exists()
    assert main([*command, "--new-keys", str(kept)]) == 0
    assert kept.stat().st_mode & 0o077 == 0
    before = kept.read_text()
    assert main([*command, "--new-keys", str(kept)]) == 2
    assert kept.read_text() == before
    (backup,) = target.glob("berkas-*")
    back = ["restore", str(backup), "--data", str(tmp_path / "new")]
    assert main(back) == 2
    kept.with_name("rusak.txt").write_text(before.replace("AGE-SECRET-KEY-1", "AGE-SECRET-KEY-X"))
    assert main([*back, "--keys", str(kept.with_name("rusak.txt"))]) == 2
    assert main([*back, "--keys", str(kept)]) == 0
    assert "2 berkas asli cocok" in capsys.readouterr().out


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with own_postgres() as running:
        yield running


@pytest.mark.postgres
@pytest.mark.slow
def test_postgresql_by_the_settings_file_alone(
    data: DataFolder, tmp_path: Path, server: Postgres, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """The same settings as everything else; a restore never touches the database that is in use."""
    import psycopg

    monkeypatch.delenv("BERKAS_DATABASE_URL", raising=False)
    live, fresh = server.create("hidup"), server.create("baru")
    data.pengaturan.write_text(f'database_url = "{live}"\n')
    data.database.unlink()
    command = ["backup", str(tmp_path / "backups"), "--plain", "--data", str(data.root)]
    assert main(command) == 1
    assert "tidak memuat perkara" in capsys.readouterr().err
    with psycopg.connect(live) as connection:
        connection.execute("create table desk_perkara (id text)")
        connection.execute("insert into desk_perkara values ('B-1')")
        connection.execute(TABLE)
        connection.execute("insert into desk_berkastersimpan values (%s, '.pdf', 5)", ["f" * 64])
    assert main(command) == 1
    assert f"{'f' * 12} hilang" in capsys.readouterr().out
    (backup,) = (tmp_path / "backups").glob("berkas-*")
    back = ["restore", str(backup), "--data", str(tmp_path / "new")]
    assert main(back) == 2
    assert "tidak kosong" in capsys.readouterr().err
    monkeypatch.setenv("BERKAS_DATABASE_URL", fresh)
    assert main(back) == 1
    assert "Tulis 'database_url' yang baru" in capsys.readouterr().out
    with psycopg.connect(fresh) as connection:
        assert connection.execute("select id from desk_perkara").fetchall() == [("B-1",)]
