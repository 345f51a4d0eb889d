"""A PostgreSQL of a test's own: Debian's package, a temporary folder, a free port, gone afterwards."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from flows.ports import HOST, free_port

DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian's packages keep the programs, a folder a version."""

OWNER = "postgres"
"""The user that Debian's package makes; PostgreSQL refuses to run as root."""

CAREFUL = ("max_connections=100",)
"""Its own defaults for the rest: what is committed is on the disk."""

SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
"""What a database that is thrown away may do without."""


MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""Bytes that must be free there: a container's is often 64 MB."""


@dataclass(frozen=True)
class Postgres:
    """A running server; `url(name)` is the address of one of its databases."""

    port: int
    password: str
    place: Path
    settings: tuple[str, ...] = SPEED

    def url(self, database: str) -> str:
        """The address of a database, as BERKAS_DATABASE_URL and BERKAS_PREFECT_DATABASE_URL take it."""
        return f"postgresql://{OWNER}:{self.password}@{HOST}:{self.port}/{database}"

    def create(self, database: str) -> str:
        """A new empty database; returns its address."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}"')
        return self.url(database)

    def start(self) -> None:
        """Starts it; returns when it answers."""
        options = ("-o", _options(self.place, self), "-l", self.place / "log")
        _as_owner(_pg_ctl(), *_control(self.place), *options, "start")

    def stop(self) -> None:
        """Ends it as a lost power does."""
        _as_owner(_pg_ctl(), *_control(self.place), "-m", "immediate", "stop")


def programs() -> Path | None:
    """The folder of the newest version's programs; None when the package is not installed."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def memory() -> Path | None:
    """A folder in memory, if there is one with room. A copy of the desk's database is a thousand new files:
    half a second on a disk, a thirtieth there."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM else None


@contextmanager
def own_postgres(*, in_memory: bool = False) -> Iterator[Postgres]:
    """A new cluster for the block, reached with a password of its own; in memory for tests that make many
    databases, on the disk for what is measured."""
    # Not pytest's folder: that one is closed to other users.
    place = Path(tempfile.mkdtemp(prefix="berkas-pg-", dir=memory() if in_memory else None))
    try:
        server = new_postgres(place)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def new_postgres(place: Path, settings: tuple[str, ...] = SPEED) -> Postgres:
    """A new cluster in an empty folder whose parents others may enter; not started."""
    folder = programs()
    if folder is None:
        raise FileNotFoundError("PostgreSQL is missing: apt-get install postgresql")
    server = Postgres(free_port(0), secrets.token_hex(16), place, settings)
    _init(folder, place, server)
    return server


def _pg_ctl() -> Path:
    folder = programs()
    assert folder
    return folder / "pg_ctl"


def _init(folder: Path, place: Path, server: Postgres) -> None:
    secret = place / "password"
    secret.write_text(server.password)
    if os.geteuid() == 0:
        owner = pwd.getpwnam(OWNER)
        os.chown(place, owner.pw_uid, owner.pw_gid)
        os.chown(secret, owner.pw_uid, owner.pw_gid)
    options = (
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
        "--username",
        OWNER,
    )
    _as_owner(folder / "initdb", "-D", place / "data", "--pwfile", secret, *options)


def _control(place: Path) -> tuple[object, ...]:
    return ("-D", place / "data", "-w", "-t", "60")


def _options(place: Path, server: Postgres) -> str:
    settings = " ".join(f"-c {setting}" for setting in server.settings)
    return f"-h {HOST} -p {server.port} -k {place} {settings}"


def _as_owner(*command: object) -> None:
    """Run a command as PostgreSQL's owner when this is root, else as the user this is."""
    before = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*before, *map(str, command)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")
