"""`berkas archive` as a person types it: what it refuses, what it says, what the desk learns of it."""

import json
import os
from pathlib import Path

import pytest

from flows.cli import main
from models.archive import STATUS, State, known_archives
from tests.flows.archive.stub import run
from tests.flows.archive.test_kill import letter


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "sumber"
    folder.mkdir()
    (folder / "1.pdf").write_text(json.dumps(letter(1)))
    return folder


def archive(tmp_path: Path, *options: str) -> int:
    target, data = str(tmp_path / "arsip"), str(tmp_path / "data")
    return main(["archive", *options, "--to", target, "--data", data])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--workers", "0"], "--workers"),
        (["--year", "20"], "--year"),
        (["--year", "2999"], "--year"),
        (["--sample", "banyak"], "5%"),
        (["--sample", "101%"], "antara"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    source: Path, tmp_path: Path, options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive(tmp_path, str(source), *options) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "arsip").exists()


@pytest.mark.parametrize("options", [["--status"], ["--search", "x"], []])
def test_a_place_without_an_archive_is_named(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive(tmp_path, *options) == 2
    assert "berkas archive:" in capsys.readouterr().err


def test_a_dry_run_changes_nothing(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert archive(tmp_path, str(source), "--dry-run") == 0
    assert "Akan dibaca: 1 berkas" in capsys.readouterr().out
    assert not (tmp_path / "arsip").exists()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State(1, 2, 2, 0, 0, 1.0, is_running=True, at=0.0), "Terhenti"),
        (State(1, 2, 2, 0, 0, 1.0, is_running=True, at=4e9), "Berjalan"),
        (State(1, 2, 2, 0, 0, 1.0, is_running=False, at=0.0), "Terakhir"),
    ],
)
def test_status_tells_a_killed_job_from_one_that_runs(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], state: State, words: str
) -> None:
    run(source, tmp_path / "arsip", 0.0)
    (tmp_path / "arsip" / STATUS).write_text(json.dumps(vars(state)))
    assert archive(tmp_path, "--status") == 0
    assert words in capsys.readouterr().out


def test_the_desk_learns_of_an_archive_made_with_its_data(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "arsip", 0.0)
    assert archive(tmp_path, str(source)) == 0
    assert known_archives(tmp_path / "data") == ()
    (tmp_path / "data").mkdir()
    for _ in range(2):
        assert archive(tmp_path, str(source)) == 0
    assert known_archives(tmp_path / "data") == (tmp_path / "arsip",)


def test_the_sample_stays_as_it_was_asked(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "arsip", 0.0, sample=1.0)
    assert archive(tmp_path, str(source)) == 0
    assert "1 surat diambil" in (tmp_path / "arsip" / "laporan.txt").read_text()
    assert archive(tmp_path, str(source), "--sample", "0%") == 0
    assert "0 surat diambil" in (tmp_path / "arsip" / "laporan.txt").read_text()


def test_a_name_that_is_no_text_stops_no_letter(source: Path, tmp_path: Path) -> None:
    odd = source / os.fsdecode(b"b\xff.pdf")
    odd.write_text('["Jombang, 3 Maret 2019\\nPerihal : Pengaduan"]')
    count = len(list(source.iterdir()))
    run(source, tmp_path / "arsip", 0.0)
    table = (tmp_path / "arsip" / "indeks.csv").read_text(encoding="utf-8-sig")
    assert "b\ufffd.pdf" in table
    assert f"{count} dari {count}" in (tmp_path / "arsip" / "laporan.txt").read_text()
    assert archive(tmp_path, str(source)) == 0
