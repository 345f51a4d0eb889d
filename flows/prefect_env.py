"""How Prefect runs here: its environment, for the server and for the intake alike. Imports no Prefect.

The server listens on the loopback address only, asks for a password that is made anew at each start, keeps
its database in the data folder, sends nothing out, and forgets runs and events after `keep_runs_days` (names:
Prefect 3.9, prefect/settings/models).
"""

import os
import secrets
import sys
from pathlib import Path

from flows.ports import HOST
from models.errors import SettingsError
from models.paths import DataFolder
from models.settings import Settings

EVENT_DAYS = 2
"""Events are only a run's timeline in Prefect's own pages; they are the larger part of its database."""

DAY_SECONDS = 24 * 3600

DATABASE_VARIABLE = "BERKAS_PREFECT_DATABASE_URL"
"""`postgresql://user:password@host/name` behind Prefect where several hosts work (docs/scale.md)."""


PASSWORD_BYTES = 24
USER = "berkas"


def api_url(port: int) -> str:
    """Where the server's API is."""
    return f"http://{HOST}:{port}/api"


def without_prefect() -> dict[str, str]:
    """The environment of a process that has nothing to do with Prefect."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PREFECT_")}


def environment(data: DataFolder, settings: Settings, port: int) -> dict[str, str]:
    """The whole environment of a process that speaks with Prefect: ours, cleaned, plus its settings."""
    return without_prefect() | prefect_settings(data, settings, port) | credentials(data)


def new_password(data: DataFolder) -> None:
    """Makes the password of Prefect's API anew, in a file of mode 0600: for the parts, and for who wants to
    see the runs in a browser."""
    data.kunci.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.prefect_password.unlink(missing_ok=True)
    with os.fdopen(os.open(data.prefect_password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"{USER}:{secrets.token_urlsafe(PASSWORD_BYTES)}\n")


def credentials(data: DataFolder) -> dict[str, str]:
    """The password for the server and for who asks it; in the environment, which only this user sees, and on
    no command line. Nothing where none was made."""
    if not data.prefect_password.exists():
        return {}
    password = data.prefect_password.read_text(encoding="ascii").strip()
    return {"PREFECT_SERVER_API_AUTH_STRING": password, "PREFECT_API_AUTH_STRING": password}


def prefect_settings(data: DataFolder, settings: Settings, port: int) -> dict[str, str]:
    """Prefect's settings only."""
    keep_runs = settings.keep_runs_days * DAY_SECONDS
    return {
        "PREFECT_HOME": str(data.prefect),
        "PREFECT_PROFILES_PATH": str(data.prefect / "profiles.toml"),
        "PREFECT_API_URL": api_url(port),
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": database_url(data, os.environ.get(DATABASE_VARIABLE, "")),
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
        # no other site's page asks
        "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": "",
        # nothing goes out
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "DO_NOT_TRACK": "1",
        # it does not grow without end
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": f"P{EVENT_DAYS}D",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(keep_runs),
        # fewer writes, so that a new run seldom finds the database busy
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "50",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "2",
        "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "100",
        "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
        # our own words in our own log; no parameter or result but ids
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_CLI_PROMPT": "false",
    }


def database_url(data: DataFolder, address: str) -> str:
    """The database as Prefect names it: SQLite in the data folder, or the PostgreSQL at `address`."""
    if not address:
        return f"sqlite+aiosqlite:///{data.prefect / 'prefect.db'}"
    scheme, separator, rest = address.partition("://")
    if scheme not in {"postgresql", "postgres"} or not separator:
        raise SettingsError(
            f"{DATABASE_VARIABLE} harus berbentuk postgresql://pengguna:rahasia@tuan:5432/nama."
        )
    return f"postgresql+asyncpg://{rest}"


def server_command(handle: int | None = None) -> list[str]:
    """The server as a command; run it in `environment`. `handle`: of the socket to serve on, else the port
    in the environment."""
    return [sys.executable, "-m", "flows.prefect_server", *([str(handle)] if handle is not None else [])]


def prepare_home(data: DataFolder) -> Path:
    """Make Prefect's folder."""
    data.prefect.mkdir(parents=True, exist_ok=True)
    return data.prefect
