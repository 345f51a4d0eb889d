"""`berkas restore CADANGAN --data BARU`: a backup into a new data folder, every file verified."""

import argparse
from pathlib import Path

from flows.backup.bring_back import restore
from flows.backup.databases import database_of
from models.paths import DataFolder
from models.settings import load_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup."""
    parser.add_argument("backup", type=Path, metavar="CADANGAN", help="folder satu cadangan (berkas-...)")


def run(options: argparse.Namespace, data: Path) -> int:
    """Restore by the backup's own settings, then say what came back; 1 when an original is missing."""
    backup = options.backup.absolute()
    url = load_settings(backup).database_url
    done = restore(backup, DataFolder(data), lambda folder: database_of(folder, url))
    print(f"Dipulihkan ke {data}: basis data utuh, {done.originals} berkas asli cocok dengan sidiknya.")
    for digest in done.missing:
        print(f"PERHATIAN: berkas asli {digest[:12]} sudah hilang ketika cadangan dibuat.")
    if url != load_settings(data, {}).database_url:
        print("Tulis 'database_url' yang baru ke pengaturan.toml di folder itu.")
    print("Jalankan 'berkas audit verify' lalu 'berkas serve' dengan --data yang sama.")
    return 1 if done.missing else 0
