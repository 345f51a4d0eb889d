"""`berkas audit`: is the audit log whole, what is its head, and going on after a cut or a lost key."""

import argparse
from datetime import datetime
from pathlib import Path

from desk import anchor, audit, people

VERBS = ("verify", "anchor", "accept", "new-chain")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A verb and what it needs."""
    parser.add_argument(
        "verb", choices=VERBS,
        help="verify: periksa seluruh catatan dan berkas yang diputus; anchor: cetak jangkar untuk disimpan "
        "di luar mesin; accept: lanjutkan catatan setelah basis data memang dipulihkan dari cadangan; "
        "new-chain: lanjutkan dengan kunci baru setelah kunci audit hilang (restore --new-audit-key)",
    )  # fmt: skip
    parser.add_argument("--anchor", metavar="JUMLAH:KODE", help="jangkar tercetak, untuk verify")
    parser.add_argument("--reason", default="", metavar="ALASAN", help="alasan, untuk accept dan new-chain")


def run(options: argparse.Namespace, data: Path) -> int:
    """Do it; `verify` gives 0 when the log is whole, else 1."""
    if options.verb == "anchor":
        return _print_anchor()
    if options.verb == "accept":
        audit.accept(options.reason, people.COMMAND_LINE)
        print("Jangkar diganti; yang lama dan alasannya tercatat. Jalankan: berkas audit verify")
        return 0
    if options.verb == "new-chain":
        count = audit.begin_anew(options.reason, people.COMMAND_LINE)
        print(
            f"Rantai baru dimulai; {count} catatan lama dijaga dengan sidiknya. Jalankan: berkas audit verify"
        )
        return 0
    report = audit.watch(anchor.from_paper(options.anchor) if options.anchor else None)
    print(f"{report.count} catatan diperiksa, {report.anchored} tercatat di jangkar.")
    for problem in report.problems:
        print(f"- {problem}")
    print("Catatan audit TIDAK utuh." if report.problems else "Catatan audit utuh.")
    return 1 if report.problems else 0


def _print_anchor() -> int:
    head = anchor.read()
    if not head:
        print("Belum ada jangkar.")
        return 1
    print(f"Jangkar audit {datetime.now():%d-%m-%Y %H:%M}: {head.printed}")
    print("Simpan baris ini di luar mesin; periksa kelak dengan: berkas audit verify --anchor JUMLAH:KODE")
    return 0
