"""`berkas personal-data`: a person's data found, exported and erased; what is past its retention.

Names and NIKs are asked on the terminal, never taken from the command line: other users of the machine see
command lines, and shells keep them.
"""

import argparse
import shutil
from pathlib import Path

from desk.personal import door
from models.durable import new_file
from models.errors import UsageError

VERBS = ("find", "export", "due", "erase", "record", "tidy")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A verb and what it needs."""
    parser.add_argument(
        "verb", choices=VERBS,
        help="find: cari berkas seseorang; export: ekspor datanya sebagai ZIP; due: yang lewat masa simpan; "
        "erase: hapus data pribadi satu berkas atau satu surat arsip; record: catatan kegiatan pemrosesan; "
        "tidy: selesaikan penghapusan yang terputus",
    )  # fmt: skip
    parser.add_argument(
        "--case",
        action="append",
        default=[],
        metavar="NOMOR",
        help="nomor berkas; boleh diulang (untuk export)",
    )
    parser.add_argument("--to", type=Path, metavar="BERKAS", help="berkas ZIP yang dibuat (untuk export)")
    parser.add_argument("--letter", default="", metavar="SURAT", help="surat arsip, dari find (untuk erase)")
    parser.add_argument(
        "--images", action="store_true", help="hanya pindaian dan gambar halaman (untuk erase)"
    )
    parser.add_argument(
        "--reason", default="", metavar="ALASAN", help="alasan, tanpa nama orang (untuk erase)"
    )


def run(options: argparse.Namespace, data: Path) -> int:
    """Do it."""
    if options.verb == "find":
        return _find()
    if options.verb == "export":
        return _export(options.case, options.to)
    if options.verb == "erase" and options.letter and options.reason and not options.case:
        print(door.erase_letter(options.letter, options.reason, input))
        return 0
    if options.verb == "erase":
        return _erase(options.case, options.reason, images_only=options.images)
    lines = {"due": door.due, "record": door.record, "tidy": door.tidy}[options.verb]()
    print("\n".join(lines))
    return 0


def _find() -> int:
    name, nik = input("Nama (boleh kosong): "), input("NIK (boleh kosong): ")
    found = door.find(name, nik)
    for line in found:
        print(line)
    print(f"{len(found)} berkas atau surat arsip")
    return 0


def _export(cases: list[str], target: Path | None) -> int:
    if not cases or target is None:
        raise UsageError("Sebutkan: berkas personal-data export --case NOMOR --to BERKAS.zip")
    if target.exists():
        raise UsageError(f"{target} sudah ada; pilih nama lain.")
    with door.export(cases) as packed, new_file(target) as out:
        shutil.copyfileobj(packed, out)
    print(f"{target} dibuat. Periksa isinya sebelum diserahkan: mungkin ada data orang lain.")
    return 0


def _erase(cases: list[str], reason: str, *, images_only: bool) -> int:
    if len(cases) != 1 or not reason:
        raise UsageError(
            "Sebutkan: berkas personal-data erase (--case NOMOR | --letter SURAT) --reason 'alasan'"
        )
    what = "pindaian dan gambar" if images_only else "SELURUH data pribadi"
    typed = input(f"Menghapus {what} berkas {cases[0]}; tidak dapat diurungkan. Ketik nomornya lagi: ")
    print(door.erase(cases[0], typed, reason, images_only=images_only))
    return 0
