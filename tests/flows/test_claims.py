"""A claim can be cut off anywhere and is taken up again: nothing lost, nothing doubled."""

import os
import stat
import threading
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows import receive
from flows.claims import Claim, ClaimedFile, claims
from flows.inbox import Patience
from flows.receive import Inbox, prepare_folders
from flows.store import digest_of, store
from models.case import Channel
from models.errors import StorageError
from models.health import Part, noted, silence
from models.paths import DataFolder
from tests.flows.files import JPEG, PDF

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@dataclass
class Ledger:
    """Stands in for the database: admits by id, once."""

    admitted: dict[str, tuple[ClaimedFile, ...]] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    failures: list[tuple[str, Channel, str, str]] = field(default_factory=list)
    broken: Exception | None = None
    """Raised by whatever would write."""

    def in_cases(self, digests: Collection[str]) -> frozenset[str]:
        held = {file.sha256 for files in self.admitted.values() for file in files}
        return frozenset(held & set(digests))

    def at_work(self) -> AbstractContextManager[None]:
        return nullcontext()

    def admit_all(self, stored: Sequence[tuple[Claim, tuple[ClaimedFile, ...]]]) -> None:
        for made, files in stored:
            self.admit(made, files)

    def admit(self, made: Claim, files: tuple[ClaimedFile, ...]) -> str:
        if self.broken is not None:
            raise self.broken
        self.admitted.setdefault(made.id, files)
        self.claims.setdefault(made.id, made)
        return made.id

    def record_failure(self, drop_id: str, channel: Channel, name: str, reason: str) -> None:
        if self.broken is not None:
            raise self.broken
        self.failures.append((drop_id, channel, name, reason))


class Open:
    """A gate that is never shut."""

    def is_open(self) -> bool:
        return True

    def report(self, error: BaseException) -> bool:
        return False


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    prepare_folders(folder)
    return folder


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


def inbox(data: DataFolder, ledger: Ledger) -> Inbox:
    return Inbox(data, Patience(0, 0, 0), ledger, Open(), wall=lambda: NOW)


def left_in_masuk(data: DataFolder) -> list[str]:
    return [path.name for path in data.masuk.rglob("*") if not path.is_dir()]


@pytest.mark.parametrize(
    "name", ["surat.pdf", 'it\'s "a" scan.pdf', "😀 ktp.pdf", "x" * 250 + ".pdf", "dua\nbaris"]
)
def test_a_drop_is_stored_admitted_and_gone(data: DataFolder, ledger: Ledger, name: str) -> None:
    (data.masuk / "email" / name).write_bytes(PDF)
    inbox(data, ledger).round(0)
    ((drop_id, (file,)),) = ledger.admitted.items()
    assert ledger.claims[drop_id].channel is Channel.EMAIL
    assert ledger.claims[drop_id].received_at == NOW
    assert file.name == name.replace("\n", " ")
    stored = data.stored(file.sha256, file.extension)
    assert stored.read_bytes() == PDF
    assert stat.S_IMODE(stored.stat().st_mode) & 0o222 == 0
    assert left_in_masuk(data) == []
    assert list(data.proses.iterdir()) == []


def test_a_name_that_is_no_unicode_is_taken(data: DataFolder, ledger: Ledger) -> None:
    path = os.fsencode(data.masuk / "loket") + b"/surat\xff\xfe.pdf"
    with open(path, "wb") as scan:  # noqa: PTH123 - a bytes path
        scan.write(PDF)
    inbox(data, ledger).round(0)
    ((file,),) = ledger.admitted.values()
    assert file.name == "surat\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}.pdf"


def test_a_sub_folder_is_one_case_in_order(data: DataFolder, ledger: Ledger) -> None:
    folder = data.masuk / "loket" / "bundel"
    (folder / "dalam").mkdir(parents=True)
    for name, content in [("b.pdf", PDF), ("a.jpg", JPEG), ("Thumbs.db", b"x"), ("dalam/c.pdf", PDF + b" ")]:
        (folder / name).write_bytes(content)
    (folder / "link").symlink_to("/etc/passwd")
    inbox(data, ledger).round(0)
    (files,) = ledger.admitted.values()
    assert [(file.name, file.extension) for file in files] == [
        ("a.jpg", ".jpg"),
        ("b.pdf", ".pdf"),
        ("c.pdf", ".pdf"),
    ]
    assert [failure[2] for failure in ledger.failures] == ["link"]
    assert (data.gagal / "link").is_symlink()
    assert "tautan" in (data.gagal / "link.alasan.txt").read_text(encoding="utf-8")
    assert left_in_masuk(data) == []


class Cut(BaseException):
    """The process dies here."""


def _dies(*_: object, **__: object) -> None:
    raise Cut


@pytest.mark.parametrize("point", ["store_files", "admit", "release", "after release"])
def test_a_cut_anywhere_is_taken_up_again(
    data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    (data.masuk / "kotak_aduan" / "a.pdf").write_bytes(PDF)
    with monkeypatch.context() as patch:
        if point == "admit":
            patch.setattr(ledger, "admit", _dies)
        elif point != "after release":
            patch.setattr(receive, point, _dies)
        if point == "after release":
            inbox(data, ledger).round(0)
        else:
            with pytest.raises(Cut):
                inbox(data, ledger).round(0)
    inbox(data, ledger).round(0)
    ((drop_id, files),) = ledger.admitted.items()
    assert len(files) == 1
    assert ledger.claims[drop_id].channel is Channel.KOTAK_ADUAN
    assert list(data.proses.iterdir()) == []


def test_what_came_after_a_release_that_was_cut_off_goes_back(
    data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data.masuk / "loket" / "map").mkdir()
    (data.masuk / "loket" / "map" / "a.pdf").write_bytes(PDF)
    with monkeypatch.context() as patch:
        patch.setattr(receive, "release", _dies)
        with pytest.raises(Cut):
            inbox(data, ledger).round(0)
    (claimed,) = data.proses.glob("*/isi/map")
    (claimed / "b.pdf").write_bytes(PDF + b"% kemudian")
    inbox(data, ledger).round(0)
    assert list(data.proses.iterdir()) == []
    assert sorted(file.name for files in ledger.admitted.values() for file in files) == ["a.pdf", "b.pdf"]


def test_an_original_that_is_erased_meanwhile_is_stored_again(
    data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same scan lay in a case whose erasure came between the store and the commit."""
    (data.masuk / "loket" / "a.pdf").write_bytes(PDF)
    admit_all = ledger.admit_all

    def erased(stored: Sequence[tuple[Claim, tuple[ClaimedFile, ...]]]) -> None:
        admit_all(stored)
        for _made, files in stored:
            for file in files:
                data.stored(file.sha256, file.extension).unlink()

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "admit_all", erased)
        inbox(data, ledger).round(0)
    assert (data.masuk / "loket" / "a.pdf").read_bytes() == PDF
    inbox(data, ledger).round(0)
    assert [path.read_bytes() for path in data.simpan.rglob("*.pdf")] == [PDF]
    assert not (data.masuk / "loket" / "a.pdf").exists()


def test_a_broken_database_is_waited_for(data: DataFolder, ledger: Ledger) -> None:
    (data.masuk / "loket" / "a.pdf").write_bytes(PDF)
    ledger.broken = StorageError("Basis data menolak.")
    box = inbox(data, ledger)
    box.round(0)
    assert len(list(claims(data.proses, NOW))) == 1
    ledger.broken = None
    box.round(4)
    assert not ledger.admitted
    box.round(5)
    assert len(ledger.admitted) == 1


def test_a_full_disk_is_waited_for(data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    (data.masuk / "loket" / "a.pdf").write_bytes(PDF)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    box = inbox(data, ledger)
    with monkeypatch.context() as patch:
        patch.setattr(receive, "claim", full)
        box.round(0)
        assert left_in_masuk(data) == ["a.pdf"]
    box.round(1)
    assert len(ledger.admitted) == 1


def test_a_file_added_to_a_claimed_folder_is_not_lost(
    data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = data.masuk / "whatsapp" / "bundel"
    folder.mkdir()
    (folder / "1.pdf").write_bytes(PDF)
    admit = ledger.admit

    def late(made: Claim, files: tuple[ClaimedFile, ...]) -> str:
        (made.content / "bundel" / "2.jpg").write_bytes(JPEG)
        return admit(made, files)

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "admit", late)
        inbox(data, ledger).round(0)
    assert (data.masuk / "whatsapp" / "2.jpg").read_bytes() == JPEG
    inbox(data, ledger).round(0)
    assert sorted(files[0].name for files in ledger.admitted.values()) == ["1.pdf", "2.jpg"]


def test_the_store_refuses_a_file_that_changes_under_it(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = data.root / "a.pdf"
    source.write_bytes(PDF)
    real = os.fstat
    calls = []

    def fstat(handle: int) -> os.stat_result:
        calls.append(handle)
        if len(calls) == 3:
            source.write_bytes(PDF + PDF)
        return real(handle)

    monkeypatch.setattr(os, "fstat", fstat)
    with pytest.raises(StorageError):
        store(source, data, "x")
    assert not list(data.simpan.rglob("*.*"))


def test_a_rotten_stored_file_is_replaced(data: DataFolder) -> None:
    source = data.root / "a.pdf"
    source.write_bytes(PDF)
    kept = store(source, data, "x")
    path = data.stored(kept.sha256, kept.extension)
    path.chmod(0o600)
    path.write_bytes(b"rusak")
    store(source, data, "x")
    assert digest_of(path) == kept.sha256


def test_two_refused_drops_of_one_name_both_stay(data: DataFolder, ledger: Ledger) -> None:
    for _ in range(2):
        (data.masuk / "loket" / ("n" * 250 + ".pdf")).touch()
        inbox(data, ledger).round(0)
        assert left_in_masuk(data) == []
    assert len([path for path in data.gagal.iterdir() if path.suffix == ".pdf"]) == 2
    assert len([path for path in data.gagal.iterdir() if path.name.endswith(".alasan.txt")]) == 2


@pytest.mark.parametrize("kind", ["link", "empty"])
def test_a_refusal_waits_for_the_database_like_anything_else(
    data: DataFolder, ledger: Ledger, kind: str
) -> None:
    path = data.masuk / "loket" / "tolak.pdf"
    path.symlink_to("/etc/hostname") if kind == "link" else path.touch()
    (data.masuk / "loket" / "baik.pdf").write_bytes(PDF)
    ledger.broken = StorageError("Basis data terkunci.")
    box = inbox(data, ledger)
    box.round(0)
    assert [path for path in data.gagal.iterdir() if path.suffix == ".pdf"] == []
    assert len(list(claims(data.proses, NOW))) == 2
    ledger.broken = None
    box.round(5)
    assert [failure[2] for failure in ledger.failures] == ["tolak.pdf"]
    assert len(ledger.admitted) == 1
    assert os.path.lexists(data.gagal / "tolak.pdf")


def test_two_links_of_one_folder_are_two_refusals(data: DataFolder, ledger: Ledger) -> None:
    folder = data.masuk / "loket" / "bundel"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / name).symlink_to("/etc/hostname")
    inbox(data, ledger).round(0)
    assert sorted(failure[2] for failure in ledger.failures) == ["a", "b"]
    assert len({failure[0] for failure in ledger.failures}) == 2


def test_a_file_that_may_not_be_read_goes_to_gagal_with_its_reason(
    data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data.masuk / "loket" / "tertutup.pdf").write_bytes(PDF)
    (data.masuk / "loket" / "baik.pdf").write_bytes(PDF + b" ")
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "tertutup" not in str(path) and real(path, mode))
    inbox(data, ledger).round(0)
    ((_id, _channel, name, reason),) = ledger.failures
    assert (name, "Hak akses" in reason) == ("tertutup.pdf", True)
    assert (data.gagal / "tertutup.pdf").read_bytes() == PDF
    assert [[file.name for file in files] for files in ledger.admitted.values()] == [["baik.pdf"]]
    assert list(claims(data.proses, NOW)) == []


def test_what_programs_leave_in_a_folder_goes_with_it(data: DataFolder, ledger: Ledger) -> None:
    folder = data.masuk / "loket" / "bundel"
    folder.mkdir()
    for name in (".DS_Store", "._1.pdf", "~$surat.docx", "Thumbs.db", "1.pdf"):
        (folder / name).write_bytes(PDF)
    box = inbox(data, ledger)
    box.round(0)
    box.round(1)
    assert [[file.name for file in files] for files in ledger.admitted.values()] == [["1.pdf"]]
    assert left_in_masuk(data) == []
    assert ledger.failures == []


def test_an_unfinished_name_that_comes_back_stays_one(data: DataFolder, ledger: Ledger) -> None:
    folder = data.masuk / "loket" / "bundel"
    folder.mkdir()
    for name in (".syncing", "1.pdf"):
        (folder / name).write_bytes(PDF + name.encode())
        (data.masuk / "loket" / name).write_bytes(b"other" + PDF)
    box = inbox(data, ledger)
    box.round(0)
    box.round(1)
    assert sorted(name[0] for name in left_in_masuk(data)) == [".", "."]
    assert len(ledger.admitted) == 2


def test_what_cannot_be_taken_is_told_while_it_lasts(
    data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data.masuk / "loket" / "a.pdf").write_bytes(PDF)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    box = inbox(data, ledger)
    with monkeypatch.context() as patch:
        patch.setattr(receive, "claim", refuse)
        box.round(0)
        assert noted(data) == {}
        box.round(receive.STUCK_SECONDS)
        assert noted(data) == {"folder_masuk_macet": "1 menunggu: hak akses ditolak."}
    box.round(receive.STUCK_SECONDS + 1)
    assert noted(data) == {}
    assert len(ledger.admitted) == 1


def test_a_closed_channel_is_told(data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: "email" not in str(path))
    box = inbox(data, ledger)
    box.round(0)
    box.round(receive.STUCK_SECONDS)
    assert "folder email tidak boleh dibuka" in noted(data)["folder_masuk_macet"]


def test_the_thread_outlives_any_trouble(
    data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data.masuk / "loket" / "a.pdf").write_bytes(PDF)
    stop, rounds = threading.Event(), []
    box = Inbox(data, Patience(0, 0, 0), ledger, Open(), sweep_seconds=0.01)
    real = box.round

    def round_(now: float) -> None:
        rounds.append(now)
        if len(rounds) < 3:
            raise StorageError("Basis data terkunci.")
        real(now)
        stop.set()

    monkeypatch.setattr(box, "round", round_)
    monkeypatch.setattr(receive, "LEAST_PAUSE_SECONDS", 0.0)
    box.run(stop)
    assert len(ledger.admitted) == 1


def test_nothing_is_touched_while_the_gate_is_shut(data: DataFolder, ledger: Ledger) -> None:
    class Shut(Open):
        def is_open(self) -> bool:
            return False

    (data.masuk / "loket" / "a.pdf").write_bytes(PDF)
    box = Inbox(data, Patience(0, 0, 0), ledger, Shut())
    box.round(0)
    assert left_in_masuk(data) == ["a.pdf"]
    assert silence(data, Part.INBOX) is not None


def test_nothing_is_committed_before_it_is_on_the_disk(
    data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink())
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    admit_all, seen = ledger.admit_all, []

    def late(stored: Sequence[tuple[Claim, tuple[ClaimedFile, ...]]]) -> None:
        for made, (file,) in stored:
            target = data.stored(file.sha256, file.extension)
            needed = {
                made.content,
                data.masuk / "loket",
                target.parent,
                data.simpan,
                made.folder / "klaim.json",
            }
            assert needed <= set(synced)
        seen.append(len(stored))
        admit_all(stored)

    monkeypatch.setattr(ledger, "admit_all", late)
    for number in range(25):
        (data.masuk / "loket" / f"{number}.pdf").write_bytes(PDF + b"%d" % number)
    box = inbox(data, ledger)
    box.round(0)
    assert (seen, len(ledger.admitted)) == ([20, 5], 25)
    assert synced.count(data.simpan) == 2, "once for all that are committed together"


def test_one_drop_that_can_not_be_admitted_stops_none_beside_it(
    data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    admit = ledger.admit

    def choosy(made: Claim, files: tuple[ClaimedFile, ...]) -> str:
        if made.name == "b.pdf":
            raise StorageError("tidak boleh")
        return admit(made, files)

    monkeypatch.setattr(ledger, "admit", choosy)
    for name in "abc":
        (data.masuk / "loket" / f"{name}.pdf").write_bytes(PDF + name.encode())
    box = inbox(data, ledger)
    box.round(0)
    assert sorted(made.name for made in ledger.claims.values()) == ["a.pdf", "c.pdf"]
    assert len(list(data.proses.iterdir())) == 1
