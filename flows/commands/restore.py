"""`berkas restore CADANGAN --data BARU`: a backup into a new data folder, every original verified."""

import argparse
import os
from pathlib import Path

from flows.backup import restore
from models.paths import DataFolder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup."""
    parser.add_argument("backup", type=Path, metavar="CADANGAN", help="folder satu cadangan (berkas-...)")


def run(options: argparse.Namespace, data: Path) -> int:
    """Restore, then say how many originals were verified."""
    count = restore(options.backup.absolute(), DataFolder(data), os.environ.get("BERKAS_DATABASE_URL", ""))
    print(f"Dipulihkan ke {data}: basis data utuh, {count} berkas asli cocok dengan sidiknya.")
    print("Jalankan 'berkas audit verify' lalu 'berkas serve' dengan --data yang sama.")
    return 0
