"""A fault that lasts does not fill the disk with its own telling."""

import logging
from pathlib import Path

import pytest

from flows.logs import CALM_SECONDS, MOST_ALIKE, Calm, PatientFileHandler


def record(message: str = "klaim %s belum selesai", *args: object) -> logging.LogRecord:
    return logging.LogRecord("berkas.masuk", logging.WARNING, "", 0, message, args, None)


def test_alike_lines_are_counted_instead_of_written() -> None:
    now = [0.0]
    calm = Calm(lambda: now[0])
    passed = [calm.filter(record("klaim %s belum selesai", number)) for number in range(30_000)]
    assert sum(passed) == MOST_ALIKE
    assert calm.filter(record("lain %s", 1))
    now[0] = CALM_SECONDS
    later = record("klaim %s belum selesai", 7)
    assert calm.filter(later)
    assert later.getMessage() == f"klaim 7 belum selesai ({30_000 - MOST_ALIKE} baris serupa tidak dicatat)"


def test_news_are_never_left_out() -> None:
    calm = Calm()
    news = logging.LogRecord("berkas.masuk", logging.INFO, "", 0, "diterima", (), None)
    assert all(calm.filter(news) for _ in range(100))


def test_a_disk_that_refuses_a_log_line_is_borne(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keeper = PatientFileHandler(tmp_path / "tidak" / "ada" / "terima.log", delay=True)
    keeper.emit(record("satu %s", 1))
    keeper.close()
    assert capsys.readouterr().err == ""
