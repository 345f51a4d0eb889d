"""What is printed and what counts as today is the office's time, whatever the computer's zone."""

import os
import time
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest

from flows.cli import main
from models.office_time import today


def test_a_command_of_a_computer_in_another_zone_speaks_the_office_s_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    try:
        main(["calendar", "check", "--data", str(tmp_path)])
        assert time.localtime().tm_gmtoff == 7 * 3600
        assert os.environ["TZ"] == "Asia/Jakarta", "its children's, too"
    finally:
        monkeypatch.undo()
        assert os.environ.get("TZ") == before
        time.tzset()


def test_a_letter_archived_early_in_the_morning_is_of_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock:
        @staticmethod
        def now(zone: tzinfo) -> datetime:
            return datetime(2026, 11, 24, 23, 30, tzinfo=UTC).astimezone(zone)

    monkeypatch.setattr("models.office_time.datetime", Clock)
    assert today() == date(2026, 11, 25)
