"""`berkas backup TARGET`: database, keys, settings and originals in one command, while the system runs."""

import argparse
from datetime import datetime
from pathlib import Path

from flows.backup.databases import database_of
from flows.backup.take import back_up
from models.paths import DataFolder
from models.settings import load_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the backups lie."""
    parser.add_argument("target", type=Path, metavar="TUJUAN", help="folder tempat semua cadangan disimpan")


def run(options: argparse.Namespace, data: Path) -> int:
    """Write a new backup below the target folder; 1 when an original could not be had whole."""
    folder = DataFolder(data)
    database = database_of(folder, load_settings(data).database_url)
    report = back_up(folder, options.target.absolute(), datetime.now().astimezone(), database)
    print(f"Cadangan lengkap dan terbaca kembali: {report.folder} (basis data {database.kind}).")
    print(f"{report.originals} berkas asli; {report.linked} berkas sudah ada di cadangan lama.")
    if report.unreadable:
        print(f"{report.unreadable} berkas di masuk/ atau gagal/ tidak boleh dibaca, jadi tidak ikut.")
    print("Folder ini memuat kunci dan data pribadi; simpan di tempat yang hanya dibuka petugas berwenang.")
    for digest in report.spoilt:
        print(f"PERHATIAN: berkas asli {digest[:12]} di simpan/ rusak; yang utuh ada di cadangan ini.")
    for digest in report.missing:
        print(f"PERHATIAN: berkas asli {digest[:12]} hilang atau rusak, dan tidak ada di cadangan mana pun.")
    return 1 if report.missing or report.spoilt else 0
