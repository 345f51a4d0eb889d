"""What `berkas doctor` looks at: each check says what it found and, if it is not well, what to do."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from desk.health import active
from extractors.files.confinement import SCOPE_VERSION, on_this_kernel
from flows import originals as stored_originals
from flows.backup.databases import database_of
from flows.backup.sealing import recipient_of
from flows.gate import try_to_write
from flows.locks import is_held
from flows.privacy import open_to_others
from flows.refused import RIGHTS, as_owner, is_anothers, words_of
from models.errors import BerkasError
from models.health import GIB, Severity
from models.paths import DataFolder
from models.settings import load_settings
from models.trouble import cause_of
from models.working_days import load_calendar

LANGUAGES = ("ind", "osd")
LOCK_SECONDS = 10.0
"""A writer of ours is over within milliseconds, an erasure or a migration within some seconds."""
OLDEST_YEAR = 2026
ONLY_RUNNING = frozenset({"penerima_berhenti", "catatan_proses_diam"})
"""States of a system that runs: of one that was stopped they say nothing."""
MODULES = ("cv2", "rapidocr", "onnxruntime", "pypdfium2", "pdfplumber", "pytesseract", "django", "prefect")


class Health(StrEnum):
    """How a check came out."""

    GOOD = "baik"
    WARNING = "perhatian"
    BAD = "galat"


@dataclass(frozen=True)
class Finding:
    """One check's outcome; `advice` says what to do when it is not well."""

    health: Health
    what: str
    advice: str = ""


Check = Callable[[DataFolder], Iterator[Finding]]


def examine(data: DataFolder) -> Iterator[Finding]:
    """All checks in order; of a folder whose owner somebody else is, none but what concerns the machine."""
    of_machine: tuple[tuple[str, Check], ...] = (
        ("program", programs),
        ("kurungan pembaca", reading_children),
    )
    of_folder: tuple[tuple[str, Check], ...] = (
        ("pengaturan", settings),
        ("folder", folders),
        ("hak akses", privacy),
        ("basis data", database),
        ("berkas asli", originals),
        ("kunci cadangan", keys_apart),
        ("disk", disk),
        ("keadaan", states),
        ("jam", clock),
        ("porta", ports),
    )
    for name, check in of_machine:
        yield from _guarded(name, check, data)
    if is_anothers(data.root):
        yield not_ours(data)
        return
    for name, check in of_folder:
        yield from _guarded(name, check, data)


def not_ours(data: DataFolder) -> Finding:
    """Everything in the folder is closed to us: that is no fault of it."""
    return Finding(Health.BAD, "folder data tidak diperiksa: bukan milik pengguna ini", as_owner(data.root))


def read_originals(data: DataFolder) -> Iterator[Finding]:
    """Every original, byte by byte (`berkas doctor --originals`, every night)."""
    if is_anothers(data.root):
        yield not_ours(data)
        return
    yield from _guarded("berkas asli", partial(originals, is_read=True), data)


def _guarded(name: str, check: Check, data: DataFolder) -> Iterator[Finding]:
    """A check that fails unexpectedly is a finding, not an end."""
    try:
        yield from check(data)
    except (OSError, BerkasError, ValueError) as error:
        yield Finding(Health.BAD, f"Pemeriksaan {name} gagal: {error}", "Perbaiki penyebabnya, lalu ulangi.")


def programs(_data: DataFolder) -> Iterator[Finding]:
    """Python, tesseract with its languages, and the packages."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(Health.GOOD, f"Python {version}")
    if shutil.which("tesseract") is None:
        yield Finding(
            Health.BAD, "tesseract tidak ditemukan", "Jalankan: apt install tesseract-ocr tesseract-ocr-ind"
        )
    else:
        done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
        missing = [name for name in LANGUAGES if name not in done.stdout.split()]
        for name in missing:
            yield Finding(Health.BAD, f"bahasa tesseract '{name}' tidak ada",
                          f"Jalankan: apt install tesseract-ocr-{name}")  # fmt: skip
        if not missing:
            yield Finding(Health.GOOD, f"tesseract dengan bahasa {', '.join(LANGUAGES)}")
    absent = [name for name in MODULES if find_spec(name) is None]
    if absent:
        yield Finding(Health.BAD, f"paket Python tidak ada: {', '.join(absent)}", "Jalankan: scripts/setup")
    else:
        yield Finding(Health.GOOD, "semua paket Python terpasang")


def reading_children(_data: DataFolder) -> Iterator[Finding]:
    """What a hostile file could do that takes the program reading it over."""
    held = on_this_kernel()
    lost = {
        "no_new_privs": held.no_new_privs,
        "Landlock (kernel Linux 5.13): pembaca dapat membuka berkas lain": bool(held.landlock),
        f"bagian Landlock {held.landlock} (kernel Linux 6.12): pembaca dapat memberi sinyal ke program lain":
            not held.landlock or held.landlock >= SCOPE_VERSION,
        "seccomp: pembaca dapat memakai jaringan": held.seccomp,
    }  # fmt: skip
    for what in (name for name, is_kept in lost.items() if not is_kept):
        yield Finding(Health.WARNING, f"pembaca berkas tidak dikurung oleh {what}",
                      "Pakai kernel Linux yang lebih baru dengan Landlock dan seccomp.")  # fmt: skip
    if held.is_whole:
        yield Finding(
            Health.GOOD, "pembaca berkas terkurung: tanpa jaringan, tanpa berkas selain yang dibaca"
        )


def settings(data: DataFolder) -> Iterator[Finding]:
    """pengaturan.toml and the calendar can be read and are fit for this year."""
    load_settings(data.root)
    yield Finding(Health.GOOD, "pengaturan terbaca")
    load_calendar(data.root)
    yield Finding(Health.GOOD, "kalender hari libur terbaca")


def folders(data: DataFolder) -> Iterator[Finding]:
    """Create, rename and remove a file in each folder; a claim must be a rename on one file system."""
    for folder in (data.root, data.masuk, data.proses, data.gagal, data.simpan):
        if not folder.exists():
            yield Finding(
                Health.WARNING, f"{folder} belum ada", "Dibuat oleh 'berkas serve'; jalankan itu dahulu."
            )
            continue
        try:
            try_to_write(folder)
        except OSError as error:
            yield _refused(data, folder, error)
            if error.errno not in RIGHTS:
                return  # the disk's trouble is the same in every folder
        else:
            yield Finding(Health.GOOD, f"{folder}: dapat membuat, mengganti nama, menghapus")


def _refused(data: DataFolder, folder: Path, error: OSError) -> Finding:
    what = f"{folder}: tidak dapat membuat, mengganti nama, atau menghapus berkas: {cause_of(error)}"
    if error.errno not in RIGHTS:
        return Finding(Health.BAD, what, words_of(error, data.root))
    owner = data.root.stat().st_uid
    return Finding(
        Health.BAD,
        f"{what} (pemilik {folder.stat().st_uid}, proses ini {os.geteuid()})",
        f"Jalankan: chown -R {owner} {folder} && chmod -R u+rwX {folder}",
    )


def privacy(data: DataFolder) -> Iterator[Finding]:
    """Nothing that holds personal data is open to other users of the machine."""
    is_open = open_to_others(data)
    for path in is_open:
        yield Finding(
            Health.BAD, f"{path} dapat dibuka pengguna lain di mesin ini", f"Jalankan: chmod o-rwx {path}"
        )
    if not is_open:
        yield Finding(Health.GOOD, "data pribadi tertutup bagi pengguna lain di mesin ini")


def database(data: DataFolder) -> Iterator[Finding]:
    """It answers; SQLite besides is there, sound and not locked. By the same settings as all else."""
    if url := load_settings(data.root).database_url:
        count = len(database_of(data, url).originals())
        yield Finding(Health.GOOD, f"basis data PostgreSQL menjawab ({count} berkas asli)")
        return
    if not data.database.exists():
        yield Finding(
            Health.WARNING, "basis data belum ada", "Dibuat oleh 'berkas serve'; jalankan itu dahulu."
        )
        return
    try:
        with closing(sqlite3.connect(f"file:{data.database}?mode=ro", uri=True)) as connection:
            (answer,) = connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.OperationalError as error:
        yield Finding(
            Health.BAD,
            f"basis data tidak dapat diperiksa: {error}",
            "Periksa ruang disk, kesehatan disk, dan hak akses, lalu ulangi.",
        )
        return
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer == "ok":
        yield _lock(data)
    else:
        yield Finding(
            Health.BAD,
            f"basis data rusak: {answer}",
            "Pulihkan cadangan: berkas restore CADANGAN --data BARU",
        )


def _lock(data: DataFolder) -> Finding:
    """Whether it can be written to now; a writer of ours is over within milliseconds."""
    address = f"{data.database.absolute().as_uri()}?mode=rw"
    try:
        with closing(
            sqlite3.connect(address, uri=True, timeout=LOCK_SECONDS, isolation_level=None)
        ) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        is_locked = "locked" in str(error)
        what = f"basis data tidak dapat ditulisi: {'dikunci program lain' if is_locked else error}"
        return Finding(
            Health.BAD, what, "Tutup program lain yang memakai basis data, atau betulkan hak akses."
        )
    return Finding(Health.GOOD, "basis data utuh")


def originals(data: DataFolder, *, is_read: bool = False) -> Iterator[Finding]:
    """What the database names lies in the store, in its size; whole, when all are read. The desk is told."""
    database = database_of(data, load_settings(data.root).database_url)
    named = database.originals()
    lost = stored_originals.lost(data, named, is_read=is_read)
    if lost:  # what was erased meanwhile is gone rightly
        still = {one.sha256 for one in database.originals()}
        lost = [digest for digest in lost if digest in still]
    stored_originals.tell(data, lost, is_read=is_read)
    if lost:
        which = stored_originals.named(lost)
        what = f"{len(lost)} dari {len(named)} berkas asli di simpan/ hilang atau rusak: {which}"
        yield Finding(Health.BAD, what, "Salin dari cadangan, lalu: berkas doctor --originals")
    else:
        yield Finding(Health.GOOD, f"{len(named)} berkas asli ada di simpan/{' dan utuh' if is_read else ''}")


def keys_apart(data: DataFolder) -> Iterator[Finding]:
    """No backup holds the audit key: without a keys file a lost disk takes it along."""
    if not data.database.exists() or recipient_of(data):
        return
    advice = "Jalankan sekali: berkas backup TUJUAN --new-keys BERKAS (BERKAS di diska lepas)"
    yield Finding(Health.WARNING, "kunci audit belum disimpan terpisah dari mesin ini", advice)


def disk(data: DataFolder) -> Iterator[Finding]:
    """Free space where the data lies; too little of it is one of the states."""
    place = data.root if data.root.exists() else Path.cwd()
    yield Finding(Health.GOOD, f"{shutil.disk_usage(place).free / GIB:.1f} GiB kosong di {place}")


def states(data: DataFolder) -> Iterator[Finding]:
    """What the desk tells its users of while it lasts (models/health.py)."""
    found = active(data)
    is_served = data.database.exists() or bool(load_settings(data.root).database_url)
    if is_served and not any(map(is_held, (data.serve_lock, data.intake_lock))):
        found = tuple(item for item in found if item.state.id not in ONLY_RUNNING)
        advice = f"Jalankan: berkas serve --data {data.root}"
        yield Finding(Health.WARNING, "sistem tidak berjalan: berkas baru tidak diambil", advice)
    for item in found:
        health = Health.BAD if item.state.severity is Severity.GENTING else Health.WARNING
        yield Finding(health, f"{item.state.message} {item.detail}".strip(), item.state.advice)
    if not found:
        yield Finding(
            Health.GOOD, "penerimaan, disk, basis data, kunci: tidak ada keadaan yang perlu ditangani"
        )


def clock(data: DataFolder) -> Iterator[Finding]:
    """Dates of receipt and deadlines come from this clock."""
    now = datetime.now().astimezone()
    newest = (
        max((path.stat().st_mtime for path in data.root.glob("*")), default=0.0)
        if data.root.exists()
        else 0.0
    )
    if now.year < OLDEST_YEAR or newest > now.timestamp() + 60:
        yield Finding(Health.BAD, f"jam komputer {now:%d-%m-%Y %H.%M} terlambat",
                      "Betulkan jam: timedatectl set-ntp true")  # fmt: skip
    else:
        yield Finding(Health.GOOD, f"jam komputer {now:%d-%m-%Y %H.%M %Z}")


def ports(data: DataFolder) -> Iterator[Finding]:
    """Is the desk's port free, or is the desk on it?"""
    port = load_settings(data.root).port
    with socket.socket() as probe:
        probe.settimeout(0.5)
        is_open = probe.connect_ex(("127.0.0.1", port)) == 0
    yield Finding(Health.GOOD, f"porta {port}: {'ada yang melayani' if is_open else 'bebas'}")
