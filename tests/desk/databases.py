"""The desk's database as each test finds it: SQLite's file or a PostgreSQL database, copied anew."""

import os
import shutil
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection, connections

SQLITE_SIDE_FILES = ("berkas.sqlite3-wal", "berkas.sqlite3-shm")
TEMPLATE = "asal"


def is_postgres() -> bool:
    """Whether this run is on PostgreSQL (BERKAS_DATABASE_URL)."""
    return connection.vendor == "postgresql"


def keep_as_template(data: Path) -> None:
    """The prepared database as it is now becomes what `renew` starts from."""
    connections.close_all()
    if is_postgres():
        _copy(_name(), TEMPLATE)
    else:
        shutil.copy(data / "berkas.sqlite3", data / f"{TEMPLATE}.sqlite3")


def renew(data: Path) -> None:
    """The database as it was prepared."""
    connections.close_all()
    if is_postgres():
        _copy(TEMPLATE, _name())
        return
    for name in SQLITE_SIDE_FILES:
        (data / name).unlink(missing_ok=True)
    shutil.copy(data / f"{TEMPLATE}.sqlite3", data / "berkas.sqlite3")


def _name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _copy(source: str, target: str) -> None:
    address = os.environ["BERKAS_DATABASE_URL"].rsplit("/", 1)[0] + "/postgres"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
