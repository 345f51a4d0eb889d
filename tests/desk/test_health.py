"""What is not well is told on every page, by `/sehat/` and by the doctor, while it lasts."""

import os
import re
import time
from pathlib import Path

import pytest
from django.test import Client

from desk.health import PROBES, active
from flows.checkup import Health, examine
from flows.locks import only_one
from models.health import GIB, SILENT_SECONDS, STATES, Part, Severity, beat, clear, keep_latest_time, note
from models.paths import DataFolder
from tests.desk import factory
from tests.desk.people import client as login


def ids(folder: DataFolder) -> list[str]:
    return [item.state.id for item in active(folder)]


@pytest.fixture
def folder(data: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A sound folder on a large disk."""
    with_free(monkeypatch, 100 * GIB)
    return DataFolder(data)


def with_free(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    monkeypatch.setattr("desk.health.shutil.disk_usage", lambda _path: type("Usage", (), {"free": free})())


def test_each_state_says_what_is_and_what_to_do() -> None:
    assert len({state.id for state in STATES}) == len(STATES)
    assert all(state.message.endswith(".") and state.advice.endswith(".") for state in STATES)
    assert set(PROBES) <= {state.id for state in STATES}


def test_a_sound_system_is_healthy(folder: DataFolder) -> None:
    assert ids(folder) == []
    answer = Client().get("/sehat/")
    assert (answer.status_code, answer.text) == (200, "sehat\n")


def test_a_clock_set_back_is_told_until_it_is_right_again(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    beat(folder, Part.INBOX)
    keep_latest_time(folder)
    assert ids(folder) == []
    monkeypatch.setattr("models.health.time.time", lambda: now - 86_400)
    beat(folder, Part.INBOX)
    os.utime(folder.keadaan / "masuk.detak", (now - 86_400, now - 86_400))
    keep_latest_time(folder)
    assert ids(folder) == ["jam_mundur"]
    assert "Mundur 1440 menit." in login("kepala").get("/").text
    monkeypatch.setattr("models.health.time.time", lambda: now + 60)
    os.utime(folder.keadaan / "masuk.detak", (now + 60, now + 60))
    keep_latest_time(folder)
    assert ids(folder) == []


def test_a_silent_inbox_is_an_alarm_everywhere(folder: DataFolder) -> None:
    beat(folder, Part.INBOX)
    assert ids(folder) == []
    old = time.time() - SILENT_SECONDS - 60
    os.utime(folder.keadaan / "masuk.detak", (old, old))
    answer = Client().get("/sehat/")
    assert answer.status_code == 503
    assert "penerima_berhenti" in answer.text
    page = login("petugas").get("/")
    assert 'data-keadaan="penerima_berhenti"' in page.text
    assert "jangan ditaruh ulang" in page.text
    with only_one(folder.serve_lock, ""):  # of a system that was stopped it would be no fault
        found = [finding for finding in examine(folder) if "Folder masuk tidak dilayani" in finding.what]
    assert [finding.health for finding in found] == [Health.BAD]


def test_a_sign_of_life_from_tomorrow_is_none(folder: DataFolder) -> None:
    beat(folder, Part.INBOX)
    ahead = time.time() + 86_400
    os.utime(folder.keadaan / "masuk.detak", (ahead, ahead))
    assert ids(folder) == ["penerima_berhenti"]


@pytest.mark.parametrize(("free", "expected"), [(GIB // 4, "disk_penuh"), (2 * GIB, "disk_hampir_penuh")])
def test_little_room_is_told(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, free: int, expected: str
) -> None:
    with_free(monkeypatch, free)
    assert ids(folder) == [expected]
    assert Client().get("/sehat/").status_code == (503 if expected == "disk_penuh" else 200)


def test_an_empty_key_is_told(folder: DataFolder) -> None:
    key = folder.kunci / "nik.key"
    held = key.read_bytes()
    key.write_bytes(b"")
    try:
        assert ids(folder) == ["kunci_hilang"]
        assert "nik" in Client().get("/sehat/").text
    finally:
        key.write_bytes(held)


def test_a_note_lasts_until_it_is_cleared_and_shows_on_live_counts(folder: DataFolder) -> None:
    browser = login("pemeriksa")
    note(folder, "cadangan_lama", "Terakhir 3 hari yang lalu.")
    assert "Terakhir 3 hari yang lalu." in browser.get("/hitungan/").text
    assert Client().get("/sehat/").status_code == 200
    clear(folder, "cadangan_lama")
    assert "cadangan_lama" not in browser.get("/hitungan/").text


def test_a_note_on_a_full_disk_is_still_told(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", refuse)
    note(folder, "basis_data_terkunci", "tidak muat")
    monkeypatch.undo()
    with_free(monkeypatch, 100 * GIB)
    assert ids(folder) == ["basis_data_terkunci"]
    assert next(iter(active(folder))).state.severity is Severity.GENTING


def test_metrics_are_counts_for_this_machine_alone(folder: DataFolder) -> None:
    factory.admit_case(folder.root, 1)
    note(folder, "cadangan_lama")
    answer = Client().get("/metrics")
    assert answer.status_code == 200
    lines = answer.text.splitlines()
    assert 'berkas_cases{status="menunggu"} 1' in lines
    assert 'berkas_state{state="cadangan_lama"} 1' in lines
    assert 'berkas_state{state="disk_penuh"} 0' in lines
    assert all(re.fullmatch(r'# .*|[a-z_]+(\{[a-z]+="[a-z_]+"\})? [0-9.e+-]+', line) for line in lines)
    assert Client(REMOTE_ADDR="10.0.0.7").get("/metrics").status_code == 403
    assert Client().get("/metrics", headers={"X-Forwarded-For": "10.0.0.7"}).status_code == 403
