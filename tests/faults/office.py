"""What the fault tests share: drops as a scanner makes them, what became of them, disks of their own."""

import argparse
import fcntl
import os
import random
import sqlite3
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from models.durable import sync_folder
from models.paths import DataFolder
from tests.flows.files import PDF
from tests.postgres import own_postgres

EXT4_SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN of the kernel's fs/ext4/ext4.h: the file system stops at once, as when the power goes."""
NO_LOG_FLUSH = 2
"""EXT4_GOING_FLAGS_NOLOGFLUSH: not even the journal is written out."""

END_STATES = ("menunggu", "gagal")


def drop(data: DataFolder, number: int, channel: str = "loket", content: bytes | None = None) -> str:
    """One file as a scanner's program leaves it, on the disk before its name; returns its digest."""
    content = PDF + b"%d" % number if content is None else content
    home = data.masuk / channel
    part = home / f"{number}.part"
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(home / f"surat {number}.pdf")
    sync_folder(home)
    return sha256(content).hexdigest()


FILES = "select f.file_id, p.status from desk_casefile f join desk_caserow p on p.id = f.case_id"
ENDED = "select count(*) from desk_casefile f join desk_caserow p on p.id = f.case_id"
Row = tuple[Any, ...]


def ask(data: DataFolder, query: str, url: str = "") -> list[Row]:
    """Rows of the office's database: SQLite in its folder, or the PostgreSQL at `url`. Nothing before the
    tables are made or while it is away."""
    try:
        if url:
            with psycopg.connect(url, autocommit=True) as server:
                return list(server.execute(query.encode()))
        with closing(sqlite3.connect(f"file:{data.database}?mode=ro", uri=True, timeout=30)) as database:
            return list(database.execute(query))
    except (sqlite3.OperationalError, psycopg.Error):
        return []


def ended(data: DataFolder, url: str = "") -> int:
    """How many files have come to an end state."""
    found = ask(data, f"{ENDED} where p.status in {END_STATES}", url)
    return int(found[0][0]) if found else 0


def account(data: DataFolder, expected: list[str], url: str = "") -> dict[str, int]:
    """What became of the drops."""
    rows = ask(data, FILES, url)
    found = Counter(digest for digest, _status in rows)
    kept = {path.stem for path in data.simpan.glob("??/*")}
    return {
        "drops": len(expected),
        "lost": sum(digest not in found or digest not in kept for digest in expected),
        "doubled": sum(count > 1 for count in found.values()),
        "left": sum(1 for path in data.masuk.rglob("*") if path.is_file()),
        "failed": sum(status == "gagal" for _digest, status in rows),
    }


def rotten(data: DataFolder) -> int:
    """Stored originals that are not what their names say."""
    paths = (path for path in data.simpan.glob("??/*"))
    return sum(sha256(path.read_bytes()).hexdigest() != path.stem for path in paths)


def healthy(port: int) -> tuple[int, str]:
    """Status and text of `/sehat/`; (0, "") when nothing answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat/", timeout=40) as answer:
            return int(answer.status), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def berkas(*words: str) -> list[str]:
    """The command line of `berkas`."""
    return [sys.executable, "-m", "flows.cli", *words]


@contextmanager
def memory_disk(place: Path, mebibytes: int) -> Iterator[Path]:
    """A small disk in memory."""
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m", "berkas-uji", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


class Disk:
    """An ext4 file system in a file, whose power can be cut."""

    def __init__(self, folder: Path, mebibytes: int) -> None:
        self.image, self.place = folder / "disk.img", folder / "disk"
        self.place.mkdir(parents=True)
        with self.image.open("wb") as file:
            file.truncate(mebibytes * 2**20)
        subprocess.run(["mkfs.ext4", "-q", self.image], check=True)
        self.mount()

    def mount(self) -> None:
        """Mount it; the journal is replayed as after a lost power."""
        subprocess.run(["mount", "-o", "loop", self.image, self.place], check=True)

    def cut_power(self) -> None:
        """From here on nothing reaches the disk, not even what was written and not synced."""
        handle = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, EXT4_SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(handle)

    def unmount(self) -> None:
        """Take it away, once nobody holds it."""
        for _ in range(50):
            if subprocess.run(["umount", self.place], check=False, capture_output=True).returncode == 0:
                return
            time.sleep(0.2)
        raise AssertionError(f"{self.place} is still in use")

    def check(self) -> bool:
        """Whether e2fsck finds it sound after the replay."""
        done = subprocess.run(["e2fsck", "-fp", self.image], check=False, capture_output=True)
        return done.returncode in (0, 1)


def chance(seed: int | None) -> random.Random:
    """A seeded source of instants; the seed is printed, so that a run can be had again."""
    seed = random.randrange(1_000_000) if seed is None else seed
    print(f"seed {seed}", flush=True)
    return random.Random(seed)


def row(name: str, facts: Mapping[str, object], *, is_good: bool) -> int:
    """Print a row of the table; the exit status."""
    shown = ", ".join(f"{key} {value}" for key, value in facts.items())
    print(f"| {name} | {shown} | {'holds' if is_good else 'FAILS'} |", flush=True)
    return 0 if is_good else 1


KINDS = ("sqlite", "postgresql")


@contextmanager
def office_database(kind: str) -> Iterator[str]:
    """A new database for an office: its address, empty for SQLite in the data folder."""
    if kind == "sqlite":
        yield ""
        return
    with own_postgres() as server:
        yield server.create("berkas")


def flags(described: str | None) -> argparse.ArgumentParser:
    """A command's flags, described as its module is; `--only`: one kind of database."""
    parser = argparse.ArgumentParser(
        description=described, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=KINDS)
    return parser


def on_each(run: Callable[[str, str], int], only: str | None) -> int:
    """`run` with the name and the address of each kind of database, or of one kind; the worst status."""
    status = 0
    for kind in KINDS if only is None else (only,):
        with office_database(kind) as url:
            status = max(status, run(kind, url))
    return status


def wait_slowly(is_so: Callable[[], bool], seconds: float, what: str) -> float:
    """Looks once a second; how long it took. AssertionError when it does not come."""
    begin = time.monotonic()
    while not is_so():
        if time.monotonic() > begin + seconds:
            raise AssertionError(f"{what} did not come within {seconds} s")
        time.sleep(1.0)
    return time.monotonic() - begin
