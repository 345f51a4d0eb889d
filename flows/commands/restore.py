"""`berkas restore CADANGAN --data BARU`: a backup into a new data folder, every file verified."""

import argparse
from pathlib import Path

from flows.backup.bring_back import restore
from flows.backup.databases import database_of
from flows.backup.sealing import read_keys_file
from flows.privacy import ROOT
from models.paths import DataFolder
from models.settings import load_settings

NEW_KEY = (
    "PERHATIAN: kunci audit baru dibuat. Jalankan 'berkas serve', lalu 'berkas audit new-chain --reason "
    "ALASAN' dengan --data yang sama. Buat juga berkas kunci baru: berkas backup TUJUAN --new-keys BERKAS"
)

ROOTS = (
    "Folder itu kini milik root. Bila sistem dijalankan pengguna lain, serahkan dahulu kepadanya: "
    "chown -R PENGGUNA {data}"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup, and what opens it."""
    parser.add_argument("backup", type=Path, metavar="CADANGAN", help="folder satu cadangan (berkas-...)")
    parser.add_argument(
        "--keys", type=Path, metavar="BERKAS", help="berkas kunci cadangan: pembukanya, dan kunci auditnya"
    )
    parser.add_argument(
        "--new-audit-key", action="store_true",
        help="bila berkas kunci sudah tidak ada: kunci audit baru, catatan lama tidak dapat dibuktikan lagi",
    )  # fmt: skip


def run(options: argparse.Namespace, data: Path) -> int:
    """Restore by the backup's own settings, then say what came back; 1 when an original is missing."""
    opener = read_keys_file(options.keys) if options.keys else None
    done = restore(
        options.backup.absolute(),
        DataFolder(data),
        lambda folder: database_of(folder, load_settings(folder.root).database_url),
        opener,
        may_lose_audit_key=options.new_audit_key,
    )
    print(f"Dipulihkan ke {data}: basis data utuh, {done.originals} berkas asli cocok dengan sidiknya.")
    if data.stat().st_uid == ROOT:
        print(ROOTS.format(data=data))
    for digest in done.missing:
        print(f"PERHATIAN: berkas asli {digest[:12]} sudah hilang ketika cadangan dibuat.")
    if load_settings(data).database_url != load_settings(data, {}).database_url:
        print("Tulis 'database_url' yang baru ke pengaturan.toml di folder itu.")
    if done.has_new_audit_key:
        print(NEW_KEY)
    else:
        print("Jalankan 'berkas audit verify' lalu 'berkas serve' dengan --data yang sama.")
    return 1 if done.missing else 0
