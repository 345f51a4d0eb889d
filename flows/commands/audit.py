"""`berkas audit verify`: is the audit log whole?"""

import argparse
from pathlib import Path

from desk import audit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One verb so far."""
    parser.add_argument("verb", choices=["verify"], help="verify: periksa seluruh rantai catatan")


def run(options: argparse.Namespace, data: Path) -> int:
    """Print what was found; 0 when the log is whole, else 1."""
    report = audit.verify()
    print(f"{report.count} catatan diperiksa, {report.anchored} tercatat di jangkar.")
    for problem in report.problems:
        print(f"- {problem}")
    print("Catatan audit TIDAK utuh." if report.problems else "Catatan audit utuh.")
    return 1 if report.problems else 0
