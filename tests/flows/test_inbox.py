"""What is taken when: the sweep and the waiting, with a clock of the test's own."""

import os
from pathlib import Path

import pytest

from flows.inbox import Patience, Watch, channel_named, is_passed_over, sweep
from models.case import Channel
from tests.flows.files import JPEG, PDF, PNG, TIFF

PATIENCE = Patience(stable=10, folder_stable=30, undecodable=120)


@pytest.fixture
def masuk(tmp_path: Path) -> Path:
    for channel in Channel:
        (tmp_path / channel.value).mkdir()
    return tmp_path


def look(watch: Watch, masuk: Path, now: float) -> list[str]:
    return [drop.path.name for drop in watch.look(sweep(masuk), now)]


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("loket", Channel.LOKET),
        ("kotak-aduan", Channel.KOTAK_ADUAN),
        ("Kotak Aduan", Channel.KOTAK_ADUAN),
        ("SP4N-LAPOR", Channel.SP4N_LAPOR),
        ("media_sosial", Channel.MEDIA_SOSIAL),
        ("surat bu Siti", None),
    ],
)
def test_folders_are_channels_by_name(name: str, channel: Channel | None) -> None:
    assert channel_named(name) is channel


@pytest.mark.parametrize(
    "name", [".a", "._scan.pdf", "~$surat.docx", "scan.pdf.part", "Thumbs.db", ".DS_Store", "desktop.ini"]
)
def test_hidden_and_temporary_names_are_passed_over(masuk: Path, name: str) -> None:
    (masuk / "loket" / name).write_bytes(PDF)
    assert is_passed_over(name)
    assert sweep(masuk) == []


def test_each_drop_has_its_channel(masuk: Path) -> None:
    (masuk / "email" / "a.pdf").write_bytes(PDF)
    (masuk / "langsung.pdf").write_bytes(PDF)
    (masuk / "sp4n-lapor").mkdir()
    (masuk / "sp4n-lapor" / "b.pdf").write_bytes(PDF)
    (masuk / "bundel").mkdir()
    (masuk / "bundel" / "1.pdf").write_bytes(PDF)
    found = {drop.path.name: drop.channel for drop in sweep(masuk)}
    assert found == {
        "a.pdf": Channel.EMAIL,
        "langsung.pdf": Channel.LOKET,
        "b.pdf": Channel.SP4N_LAPOR,
        "bundel": Channel.LOKET,
    }


@pytest.mark.parametrize("content", [PDF, JPEG, PNG, TIFF])
def test_a_file_is_ready_when_unchanged_for_its_time(masuk: Path, content: bytes) -> None:
    (masuk / "loket" / "a").write_bytes(content)
    watch = Watch(PATIENCE)
    assert look(watch, masuk, 0) == []
    assert look(watch, masuk, 9.9) == []
    assert look(watch, masuk, 10) == ["a"]


def test_a_change_starts_the_waiting_anew(masuk: Path) -> None:
    path = masuk / "loket" / "a.pdf"
    path.write_bytes(PDF)
    watch = Watch(PATIENCE)
    look(watch, masuk, 0)
    path.write_bytes(PDF + PDF)
    assert look(watch, masuk, 9) == []
    assert look(watch, masuk, 18) == []
    assert look(watch, masuk, 19) == ["a.pdf"]


def test_a_touched_time_alone_starts_the_waiting_anew(masuk: Path) -> None:
    path = masuk / "loket" / "a.pdf"
    path.write_bytes(PDF)
    watch = Watch(PATIENCE)
    look(watch, masuk, 0)
    os.utime(path, ns=(1, 1))
    assert look(watch, masuk, 10) == []


def test_a_file_without_its_end_waits_and_is_then_judged_by_the_readers(masuk: Path) -> None:
    (masuk / "loket" / "half.pdf").write_bytes(PDF[:-6])
    watch = Watch(PATIENCE)
    look(watch, masuk, 0)
    assert look(watch, masuk, 119) == []
    assert look(watch, masuk, 120) == ["half.pdf"]


def test_an_empty_file_waits_and_is_then_taken_to_be_refused(masuk: Path) -> None:
    (masuk / "loket" / "kosong.pdf").touch()
    watch = Watch(PATIENCE)
    look(watch, masuk, 0)
    assert look(watch, masuk, 119) == []
    assert look(watch, masuk, 120) == ["kosong.pdf"]


def test_a_sub_folder_waits_for_its_last_change(masuk: Path) -> None:
    folder = masuk / "loket" / "bundel"
    folder.mkdir()
    watch = Watch(PATIENCE)
    assert look(watch, masuk, 0) == []
    (folder / "1.pdf").write_bytes(PDF)
    look(watch, masuk, 1)
    (folder / "2.jpg").write_bytes(JPEG)
    assert look(watch, masuk, 20) == []
    assert look(watch, masuk, 49) == []
    assert look(watch, masuk, 50) == ["bundel"]


def test_an_empty_sub_folder_is_left_alone(masuk: Path) -> None:
    (masuk / "loket" / "baru").mkdir()
    watch = Watch(PATIENCE)
    look(watch, masuk, 0)
    assert look(watch, masuk, 10_000) == []


def test_links_and_fifos_wait_for_nothing(masuk: Path) -> None:
    (masuk / "loket" / "link.pdf").symlink_to("/etc/hostname")
    os.mkfifo(masuk / "loket" / "pipa.pdf")
    assert look(Watch(PATIENCE), masuk, 0) == ["link.pdf", "pipa.pdf"]


def test_a_link_to_a_folder_is_not_entered(masuk: Path, tmp_path: Path) -> None:
    (masuk / "loket" / "bundel").mkdir()
    (masuk / "loket" / "bundel" / "etc").symlink_to("/etc")
    (drop,) = sweep(masuk)
    assert drop.files == ()
    assert [path.name for path in drop.odd] == ["etc"]


def test_the_pause_ends_when_the_next_drop_is_due(masuk: Path) -> None:
    watch = Watch(PATIENCE)
    assert watch.pause(0, 5) == 5
    (masuk / "loket" / "a.pdf").write_bytes(PDF)
    watch.look(sweep(masuk), 0)
    assert watch.pause(8, 5) == 2


def test_a_vanished_drop_is_forgotten(masuk: Path) -> None:
    path = masuk / "loket" / "a.pdf"
    path.write_bytes(PDF)
    watch = Watch(PATIENCE)
    look(watch, masuk, 0)
    path.unlink()
    look(watch, masuk, 5)
    path.write_bytes(PDF)
    assert look(watch, masuk, 11) == []


def test_a_folder_that_may_not_be_entered_is_taken_to_be_refused(
    masuk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (masuk / "loket" / "tertutup").mkdir()
    monkeypatch.setattr(os, "access", lambda path, _mode: not str(path).endswith("tertutup"))
    watch = Watch(PATIENCE)
    assert look(watch, masuk, 0) == []
    assert look(watch, masuk, 30) == ["tertutup"]


def test_a_very_deep_folder_is_not_overlooked(masuk: Path) -> None:
    deep = masuk / "loket" / Path(*"abcdefghijklm")
    deep.mkdir(parents=True)
    (deep / "1.pdf").write_bytes(PDF)
    watch = Watch(PATIENCE)
    look(watch, masuk, 0)
    assert look(watch, masuk, 30) == ["a"]
