"""`berkas backup TARGET`: database, keys, settings and originals in one command, while the system runs."""

import argparse
import os
from datetime import datetime
from pathlib import Path

from flows.backup import back_up
from models.paths import DataFolder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the backups lie."""
    parser.add_argument("target", type=Path, metavar="TUJUAN", help="folder tempat semua cadangan disimpan")


def run(options: argparse.Namespace, data: Path) -> int:
    """Write a new backup below the target folder."""
    url = os.environ.get("BERKAS_DATABASE_URL", "")
    report = back_up(DataFolder(data), options.target.absolute(), datetime.now(), url)
    print(f"Cadangan lengkap: {report.folder}")
    print(f"{report.originals} berkas asli ({report.linked} sudah ada di cadangan lama).")
    print("Folder ini memuat kunci dan data pribadi; simpan di tempat yang hanya dibuka petugas berwenang.")
    return 0
