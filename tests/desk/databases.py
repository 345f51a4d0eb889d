"""The desk's database as each test finds it: SQLite's file or a PostgreSQL database, copied anew."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection, connections

TEMPLATE = "asal"
BUSY_SECONDS = 30


def is_postgres() -> bool:
    """Whether this run is on PostgreSQL (BERKAS_DATABASE_URL)."""
    return connection.vendor == "postgresql"


def keep_as_template(data: Path, template: str = TEMPLATE) -> None:
    """The database as it is now becomes what `renew` starts from."""
    connections.close_all()
    if is_postgres():
        copy_postgres(_name(), template)
    else:
        _copy_sqlite(data / "berkas.sqlite3", data / f"{template}.sqlite3")


def renew(data: Path, template: str = TEMPLATE) -> None:
    """The database as it was kept: as it was prepared, if no other template is named."""
    connections.close_all()
    if is_postgres():
        copy_postgres(template, _name())
    else:
        _copy_sqlite(data / f"{template}.sqlite3", data / "berkas.sqlite3")


def _copy_sqlite(source: Path, target: Path) -> None:
    """Through SQLite's own locks: a server's thread of the test before may still have the file open. Where
    its log was taken away under it, the next test's first write ended with "disk I/O error"."""
    with (
        closing(sqlite3.connect(source)) as template,
        closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as used,
    ):
        used.execute("PRAGMA synchronous = OFF")
        template.backup(used)


def _name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def copy_postgres(source: str, target: str) -> None:
    """A database of the server as another one, which it replaces."""
    address = os.environ["BERKAS_DATABASE_URL"].rsplit("/", 1)[0] + "/postgres"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
