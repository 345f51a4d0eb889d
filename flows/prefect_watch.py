"""Whether Prefect's server answers: asked before each run, and told when it is silent for long.

Cases are read without it, so its silence stops nothing; a person is told, since runs are not recorded then.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from models.health import clear, note
from models.paths import DataFolder

log = logging.getLogger("berkas.terima")

STATE = "catatan_proses_diam"
HEALTH_SECONDS = 0.5
"""The server is on this machine: no answer within this time is no server."""
SILENT_SECONDS = 60.0
"""A server that starts, or a machine that is busy, is silent for less."""

_asker = httpx.Client(
    timeout=HEALTH_SECONDS, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
)
"""Kept, since making one reads all certificates; without connections that outlive a server."""


def server_answers(url: str) -> bool:
    """Whether Prefect's server is up at that API address."""
    try:
        return _asker.get(f"{url}/health").is_success
    except httpx.HTTPError:
        return False


@dataclass
class PrefectWatch:
    """`api_url` None: this intake works without a server, and nothing is told."""

    data: DataFolder
    api_url: str | None
    asks: Callable[[str], bool] = server_answers
    clock: Callable[[], float] = time.monotonic
    _is_visible: bool = False
    _silent_since: float | None = None

    def __post_init__(self) -> None:
        clear(self.data, STATE)

    def answers(self) -> bool:
        """Asks it now; changes are logged, and a long silence is on the desk while it lasts."""
        if self.api_url is None:
            return False
        is_visible = self.asks(self.api_url)
        if is_visible != self._is_visible:
            self._is_visible = is_visible
            if is_visible:
                log.info("server Prefect menjawab")
            else:
                log.warning("server Prefect tidak menjawab; membaca tanpa catatannya")
        if is_visible:
            self._silent_since = None
            clear(self.data, STATE)
            return True
        now = self.clock()
        if self._silent_since is None:
            self._silent_since = now
        if now - self._silent_since >= SILENT_SECONDS:
            note(self.data, STATE)
        return False
