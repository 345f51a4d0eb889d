"""Sets Django up for one data folder: the desk's only entry point besides `desk/intake/`."""

import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import django
from django.apps import apps
from django.conf import settings as live
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from desk import keys
from desk import settings as fixed
from desk.door import door
from desk.sqlite.base import BUSY_SECONDS
from models.durable import SCRATCH, hidden_neighbour, sync_folder
from models.errors import SettingsError, UsageError
from models.paths import DataFolder
from models.settings import load_settings

Wsgi = Callable[..., Iterable[bytes]]

OVER_TLS: dict[str, object] = {
    "SESSION_COOKIE_NAME": "__Host-sesi",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "CSRF_COOKIE_SECURE": True,
    "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
}
"""Behind a TLS proxy (setting `trusted_proxy`): cookies that no other host and no plain connection sees."""

SQLITE_SETUP = ";".join(
    (
        "PRAGMA journal_mode=WAL",
        # FULL: the intake deletes its claim after our commit, so a commit must survive a power cut.
        "PRAGMA synchronous=FULL",
        # What is deleted is overwritten: personal data that was erased must not lie in free pages.
        "PRAGMA secure_delete=ON",
        "PRAGMA cache_size=-32768",
        "PRAGMA temp_store=MEMORY",
    )
)


LEFT_OVER_SECONDS = 600.0
"""After which a database in the making belongs to a start that was killed: making one takes seconds."""


def is_configured() -> bool:
    """Whether this process has a desk already."""
    return bool(live.configured)


def configure(data: Path) -> None:
    """Sets Django up for the data folder; once per process, a second call for the same one is free."""
    data = data.resolve()
    if live.configured:
        if data != live.DATA_FOLDER:
            raise UsageError(f"Meja periksa sudah disiapkan untuk {live.DATA_FOLDER}; jalankan proses baru.")
        return
    data.mkdir(parents=True, exist_ok=True)
    settings = load_settings(data)
    hosts = [host.strip() for host in settings.hosts.split(",") if host.strip()]
    key = keys.load(DataFolder(data))
    live.configure(
        **{name: getattr(fixed, name) for name in dir(fixed) if name.isupper()}
        | {
            "DATA_FOLDER": data,
            "SECRET_KEY": key[keys.SESSION].hex(),
            "AUDIT_KEY": key[keys.AUDIT],
            "NIK_KEY": key[keys.NIK],
            "DATABASES": {"default": database(data, settings.database_url)},
            "ALLOWED_HOSTS": fixed.ALLOWED_HOSTS + hosts,
            "AUDIT_FAR_ANCHOR": settings.audit_anchor,
            "SECOND_FACTOR_ROLES": settings.second_factor_roles,
            "SECOND_PERSON": settings.second_person == "wajib",
            "SESSION_IDLE_SECONDS": settings.session_idle_minutes * 60,
            "SESSION_COOKIE_AGE": settings.session_hours * 3600,
            **(OVER_TLS if settings.trusted_proxy else {}),
            "CSRF_TRUSTED_ORIGINS": [f"https://{host}" for host in hosts],
        }
    )
    django.setup()


def prepare() -> str | None:
    """Migrates, makes the roles and, on the first start, the administrator `admin`.

    Returns the administrator's one-time password when it was made now, else None.
    """
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        _create(Path(connection.settings_dict["NAME"]))
    call_command("migrate", verbosity=0, interactive=False)
    printed = StringIO()
    # A command, since the tables' classes can be imported only after configure().
    call_command("siapkan", stdout=printed)
    return printed.getvalue().strip() or None


def _create(database: Path) -> None:
    """Makes a new SQLite database through a hidden neighbour, which gets the name when all tables are there.

    Django commits a migration's tables apart from the note that they were made: a kill between the two would
    leave a database that no later start could go on with ("table ... already exists").
    """
    for left in database.parent.glob(f".{database.name}.*{SCRATCH}*"):
        if time.time() - left.stat().st_mtime > LEFT_OVER_SECONDS:
            left.unlink(missing_ok=True)
    scratch = hidden_neighbour(database)
    connection.close()
    connection.settings_dict["NAME"] = str(scratch)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()
        if not database.exists():
            scratch.rename(database)
        sync_folder(database.parent)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(database)
        for ending in ("", "-wal", "-shm"):
            Path(f"{scratch}{ending}").unlink(missing_ok=True)


@door
def is_prepared() -> bool:
    """Whether the database has all tables of this version (`prepare` has been here). StorageError when it
    can't be asked."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def wsgi() -> Wsgi:
    """The desk as a WSGI application, for a server to carry."""
    if not apps.ready:
        raise UsageError("Panggil desk.boot.configure() lebih dulu.")
    application: Wsgi = get_wsgi_application()
    return application


def database(data: Path, url: str) -> dict[str, object]:
    """Django's database entry: SQLite in the data folder, or `postgresql://user:pass@host:port/name`."""
    if not url:
        return {
            "ENGINE": "desk.sqlite",
            "NAME": str(data / "berkas.sqlite3"),
            "OPTIONS": {
                "timeout": BUSY_SECONDS,
                "transaction_mode": "IMMEDIATE",
                "init_command": SQLITE_SETUP,
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise SettingsError("Alamat basis data harus berbentuk postgresql://pengguna:rahasia@tuan:5432/nama.")
    if find_spec("psycopg") is None:
        raise SettingsError("PostgreSQL memerlukan paket tambahan: jalankan scripts/setup --server.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }
