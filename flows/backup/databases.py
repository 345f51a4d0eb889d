"""The database as backup, restore and doctor see it: a SQLite file, or PostgreSQL through its own programs.

The address and password of a PostgreSQL go through the environment, never through a command line that
others on the machine can read.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from models.errors import StorageError, UsageError
from models.paths import DataFolder

TABLES_OF_CASES = ("desk_caserow", "desk_perkara")
"""desk.models.CaseRow; the second: its name in a database that no `berkas serve` of today has opened yet
(desk/migrations/0020). Backup, doctor and restore come before that start, or to a backup of that time."""

TABLES_OF_ORIGINALS = ("desk_storedoriginal", "desk_berkastersimpan")
"""desk.models.StoredOriginal, what must lie in the store, likewise."""

TABLES = "select table_name from information_schema.tables where table_schema = 'public'"


@dataclass(frozen=True)
class Original:
    """A stored original that the database names; `extension` carries its dot."""

    sha256: str
    extension: str
    size: int


class Database(Protocol):
    """One kind of database; `kind` is what a manifest calls it, `copy_name` its file in a backup."""

    kind: str
    copy_name: str

    def copy(self, target: Path) -> None:
        """Write a consistent copy while others write. StorageError when there is none or it is broken."""

    def check_copy(self, copy: Path) -> None:
        """StorageError when that copy is no sound database of ours."""

    def originals(self) -> list[Original]:
        """All originals that the database names; none before its first start."""

    def put_back(self, copy: Path) -> None:
        """Make the database anew from a copy in its data folder. StorageError; UsageError if not empty."""


def database_of(data: DataFolder, url: str) -> Database:
    """The database of a data folder with that setting `database_url`."""
    return Postgres(url) if url else Sqlite(data.database)


def kind_in(backup: Path) -> str:
    """Which kind of database that backup holds. StorageError when it holds none."""
    for kind in (Sqlite, Postgres):
        if (backup / kind.copy_name).is_file():
            return kind.kind
    raise StorageError(f"Cadangan {backup.name} tidak memuat basis data; pakai cadangan lain.")


class Sqlite:
    """The file `berkas.sqlite3` of the data folder."""

    kind = "sqlite"
    copy_name = "berkas.sqlite3"

    def __init__(self, path: Path) -> None:
        self._path = path

    def copy(self, target: Path) -> None:
        """SQLite's own online backup. StorageError when the file is not there or broken."""
        if not self._path.is_file():
            raise StorageError(
                f"Basis data {self._path} tidak ada, jadi tidak dapat dicadangkan. "
                "Periksa --data dan 'database_url' di pengaturan.toml."
            )
        try:
            with closing(_read_only(self._path)) as live, closing(sqlite3.connect(target)) as copy:
                live.backup(copy)
        except sqlite3.DatabaseError as error:
            raise StorageError(
                f"Basis data tidak dapat disalin: {error}. Jalankan 'berkas doctor'."
            ) from error
        self.check_copy(target)

    def check_copy(self, copy: Path) -> None:
        """SQLite's own check, and that there is something in it."""
        try:
            with closing(_read_only(copy)) as database:
                (answer,) = database.execute("PRAGMA quick_check").fetchone()
                (tables,) = database.execute("select count(*) from sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            answer, tables = str(error), 0
        if answer != "ok":
            raise StorageError(f"Basis data rusak: {answer}. Pakai cadangan lain.")
        if not tables:
            raise StorageError("Basis data kosong. Jalankan 'berkas serve' dahulu, atau pakai cadangan lain.")

    def originals(self) -> list[Original]:
        """By reading the file."""
        if not self._path.is_file():
            return []
        try:
            with closing(_read_only(self._path)) as database:
                tables = {name for (name,) in database.execute("select name from sqlite_master")}
                query = _originals_in(tables)
                return [Original(*row) for row in database.execute(query)] if query else []
        except sqlite3.DatabaseError as error:
            raise StorageError(f"Basis data tidak terbaca: {error}. Jalankan 'berkas doctor'.") from error

    def put_back(self, copy: Path) -> None:
        """The copy in the data folder is the database."""


def _originals_in(tables: Collection[str]) -> str | None:
    """The question for all originals; None where no table holds them yet."""
    table = next((name for name in TABLES_OF_ORIGINALS if name in tables), None)
    return f"select sha256, extension, size from {table} order by sha256" if table else None


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


class Postgres:
    """A database server's database, by pg_dump, pg_restore and psql (Debian: postgresql-client)."""

    kind = "postgresql"
    copy_name = "berkas.pgdump"

    def __init__(self, url: str) -> None:
        self._access = _access(url)

    def copy(self, target: Path) -> None:
        """One snapshot by pg_dump."""
        _run(["pg_dump", "--format=custom", "--file", str(target)], self._access)
        self.check_copy(target)

    def check_copy(self, copy: Path) -> None:
        """pg_restore can list it, and the table of cases is in it."""
        held = _run(["pg_restore", "--list", str(copy)], {})
        if not any(f"TABLE DATA public {name} " in held for name in TABLES_OF_CASES):
            raise StorageError("Salinan basis data PostgreSQL tidak memuat berkas; pakai cadangan lain.")

    def originals(self) -> list[Original]:
        """By asking the server."""
        query = _originals_in(self._tables())
        lines = self._ask(query).splitlines() if query else []
        rows = (line.split("|") for line in lines if line)
        return [Original(sha256, extension, int(size)) for sha256, extension, size in rows]

    def put_back(self, copy: Path) -> None:
        """All of it or nothing, into an empty database: a restore never overwrites a live one."""
        if self._tables():
            raise UsageError(
                "Basis data PostgreSQL tujuan tidak kosong. Buat basis data baru (createdb) "
                "dan sebut alamatnya di BERKAS_DATABASE_URL."
            )

        options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        _run(["pg_restore", *options, "--dbname", self._access["PGDATABASE"], str(copy)], self._access)
        copy.unlink()

    def _tables(self) -> frozenset[str]:
        return frozenset(self._ask(TABLES).split())

    def _ask(self, query: str) -> str:
        options = ["--no-psqlrc", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"]
        return _run(["psql", *options, "--command", query], self._access)


def _access(url: str) -> dict[str, str]:
    """The address as the variables that PostgreSQL's programs read."""
    parts = urlsplit(url)
    known = {
        "PGHOST": parts.hostname or "",
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.strip("/")),
    }
    return {name: value for name, value in known.items() if value}


def _run(command: Sequence[str], access: Mapping[str, str]) -> str:
    """What the program printed. StorageError when it is not there or fails."""
    if shutil.which(command[0]) is None:
        raise StorageError(f"Perintah {command[0]} tidak ada; jalankan: apt install postgresql-client")
    environment = {**os.environ, **access}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or [""])[-1]
        raise StorageError(f"{command[0]} gagal: {said}")
    return done.stdout
