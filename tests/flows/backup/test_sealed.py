"""Sealed backups: nothing shows without the keys file, all comes back with it."""

import json
from pathlib import Path

import pytest

from desk import keys
from flows.backup.contents import LIST, MANIFEST
from flows.backup.sealing import KeysFile, make_keys_file, read_keys_file
from flows.cli import main
from flows.store import digest_of
from models.errors import StorageError, UsageError
from models.paths import DataFolder
from tests.flows.backup.folders import HOUR, NOW, bring_back, flip, put, take
from tests.flows.files import PDF


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


def test_no_backup_holds_the_audit_key_and_a_restore_asks_for_it(
    data: DataFolder, tmp_path: Path, opener: KeysFile, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who has a backup and writes the database could else forge the whole log."""
    folder = take(data, tmp_path / "backups").folder
    held = (data.kunci / keys.AUDIT).read_bytes().strip()
    for path in (path for path in folder.rglob("*") if path.is_file()):
        assert held not in path.read_bytes(), path
    restored = bring_back(folder, DataFolder(tmp_path / "new"), opener)
    assert not restored.has_new_audit_key
    assert (tmp_path / "new" / "kunci" / keys.AUDIT).read_bytes().strip() == held
    make_other = DataFolder(tmp_path / "lain")
    keys.load(make_other)
    make_keys_file(make_other, tmp_path / "lain.txt", NOW)
    command = ["restore", str(folder), "--data", str(tmp_path / "lagi"), "--keys", str(tmp_path / "lain.txt")]
    assert main(command) == 2
    assert ("bukan" in capsys.readouterr().err) and not (tmp_path / "lagi").exists()


def test_a_plain_backup_without_the_keys_file_needs_a_word_and_a_new_key(
    data: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(tmp_path / "backups"), "--plain", "--data", str(data.root)]) == 0
    assert "kunci audit tidak ikut" in capsys.readouterr().out
    (backup,) = (tmp_path / "backups").glob("berkas-*")
    command = ["restore", str(backup), "--data", str(tmp_path / "new")]
    assert main(command) == 2
    assert "--new-audit-key" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
    assert main([*command, "--new-audit-key"]) == 0
    assert "berkas audit new-chain" in capsys.readouterr().out
    before, after = keys.load(data), keys.load(DataFolder(tmp_path / "new"))
    assert before[keys.AUDIT] != after[keys.AUDIT]
    assert before[keys.NIK] == after[keys.NIK]


def test_a_backup_of_before_still_brings_its_audit_key(data: DataFolder, tmp_path: Path) -> None:
    folder = take(data, tmp_path / "backups").folder
    lines = (folder / LIST).read_text()
    (folder / "kunci" / keys.AUDIT).write_bytes((data.kunci / keys.AUDIT).read_bytes())
    digest = digest_of(folder / "kunci" / keys.AUDIT)
    (folder / LIST).write_text(f"{lines}{digest}  kunci/{keys.AUDIT}\n")
    manifest = json.loads((folder / MANIFEST).read_text())
    del manifest["audit_key"]
    manifest["list_digest"] = digest_of(folder / LIST)
    (folder / MANIFEST).write_text(json.dumps(manifest))
    new = DataFolder(tmp_path / "new")
    assert not bring_back(folder, new).has_new_audit_key
    assert keys.load(new)[keys.AUDIT] == keys.load(data)[keys.AUDIT]


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
    other = kept.with_name("lain.txt")
    for again in (kept, other):
        assert main([*command, "--new-keys", str(again)]) == 2
    assert "sudah pernah dibuat" in capsys.readouterr().err
    assert kept.read_text() == before
    assert not other.exists()
    (backup,) = target.glob("berkas-*")
    back = ["restore", str(backup), "--data", str(tmp_path / "new")]
    assert main(back) == 2
    kept.with_name("rusak.txt").write_text(before.replace("AGE-SECRET-KEY-1", "AGE-SECRET-KEY-X"))
    assert main([*back, "--keys", str(kept.with_name("rusak.txt"))]) == 2
    assert main([*back, "--keys", str(kept)]) == 0
    assert "2 berkas asli cocok" in capsys.readouterr().out
