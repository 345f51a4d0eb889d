"""`berkas backup TARGET`: database, settings, originals and pictures, while the system runs."""

import argparse
from datetime import datetime
from pathlib import Path

from flows.backup.databases import database_of
from flows.backup.sealing import has_recipient, make_keys_file, recipient_of
from flows.backup.take import Report, back_up
from flows.privacy import handed_over
from models.errors import UsageError
from models.paths import DataFolder
from models.settings import load_settings

NO_KEYS = (
    "Cadangan disandikan, dan kuncinya belum ada. Sekali saja: berkas backup TUJUAN --new-keys BERKAS "
    "(di diska lepas, terpisah dari cadangan). Tanpa enkripsi: --plain."
)

MADE_BEFORE = (
    "Berkas kunci cadangan sudah pernah dibuat; cadangan berikutnya cukup: berkas backup TUJUAN. Bila berkas "
    "kunci itu hilang, singkirkan dahulu {path}; cadangan lama tetap hanya dibuka dengan kunci lama."
)

NOT_APART = (
    "PERHATIAN: kunci audit tidak ikut di dalam cadangan dan belum disimpan terpisah. Sekali saja: berkas "
    "backup TUJUAN --plain --new-keys BERKAS; tanpa itu catatan audit tak terbukti lagi bila disk ini rusak."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the backups lie, and who can open them."""
    parser.add_argument("target", type=Path, metavar="TUJUAN", help="folder tempat semua cadangan disimpan")
    parser.add_argument(
        "--new-keys", type=Path, metavar="BERKAS", help="membuat berkas kunci pembuka cadangan (sekali saja)"
    )
    parser.add_argument(
        "--plain", action="store_true", help="tanpa enkripsi; kunci audit tetap tidak ikut di dalamnya"
    )


def run(options: argparse.Namespace, data: Path) -> int:
    """Write a new backup below the target folder; 1 when an original could not be had whole."""
    folder, target, now = DataFolder(data), options.target.absolute(), datetime.now().astimezone()
    database = database_of(folder, load_settings(data).database_url)
    if options.new_keys:
        make_new_keys(folder, options.new_keys.absolute(), target, now)
    recipient = "" if options.plain else recipient_of(folder)
    if not recipient and not options.plain:
        raise UsageError(NO_KEYS)
    with handed_over(target):
        report = back_up(folder, target, now, database, recipient)
    print(f"Cadangan lengkap dan terbaca kembali: {report.folder} (basis data {database.kind}).")
    if recipient:
        print("Cadangan disandikan; hanya berkas kunci cadangan yang dapat membukanya.")
    else:
        print("PERHATIAN: cadangan ini tidak disandikan; isinya data pribadi.")
    if not recipient_of(folder):
        print(NOT_APART)
    tell(report)
    return 1 if report.missing or report.spoilt else 0


def make_new_keys(folder: DataFolder, path: Path, target: Path, now: datetime) -> None:
    """The keys file, once, and apart from the backups that it opens."""
    if has_recipient(folder):
        raise UsageError(MADE_BEFORE.format(path=folder.backup_recipient))
    if path.is_relative_to(target):
        raise UsageError("Berkas kunci cadangan harus terpisah dari cadangannya; pilih tempat lain.")
    make_keys_file(folder, path, now)
    print(f"Kunci cadangan: {path}. Tanpa berkas itu cadangan tidak dapat dibuka; simpan di dua tempat.")


def tell(report: Report) -> None:
    """What is in it, and what a person must look at."""
    print(f"{report.originals} berkas asli; {report.linked} berkas sudah ada di cadangan lama.")
    if report.unreadable:
        print(f"{report.unreadable} berkas atau folder di masuk/ dan gagal/ tertutup, jadi tidak ikut.")
    for digest in report.spoilt:
        print(f"PERHATIAN: berkas asli {digest[:12]} di simpan/ rusak; yang utuh ada di cadangan ini.")
    for digest in report.missing:
        print(f"PERHATIAN: berkas asli {digest[:12]} hilang atau rusak, dan tidak ada di cadangan mana pun.")
