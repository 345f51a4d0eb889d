"""A server of Prefect's that is silent for long is told, and no more when it answers again."""

from pathlib import Path

from flows.prefect_watch import SILENT_SECONDS, STATE, PrefectWatch
from models.health import noted
from models.paths import DataFolder


class Server:
    """One that answers or not."""

    def __init__(self) -> None:
        self.is_there, self.now = True, 0.0

    def asks(self, _url: str) -> bool:
        return self.is_there


def test_a_long_silence_is_told_while_it_lasts(tmp_path: Path) -> None:
    data, server = DataFolder(tmp_path), Server()
    watch = PrefectWatch(data, "http://uji", asks=server.asks, clock=lambda: server.now)
    assert watch.answers()
    server.is_there = False
    assert not watch.answers()
    server.now = SILENT_SECONDS - 1
    assert not watch.answers()
    assert noted(data) == {}, "a busy machine's server is silent for a moment"
    server.now = SILENT_SECONDS
    assert not watch.answers()
    assert set(noted(data)) == {STATE}
    server.is_there = True
    assert watch.answers()
    assert noted(data) == {}


def test_who_has_no_server_is_told_nothing(tmp_path: Path) -> None:
    watch = PrefectWatch(DataFolder(tmp_path), None, asks=lambda _url: True)
    assert not watch.answers()
    assert noted(DataFolder(tmp_path)) == {}
