"""`berkas doctor`: is everything here that the system needs, and if not, what is to be done?"""

import argparse
from pathlib import Path

from flows.checkup import Health, examine, read_originals
from models.paths import DataFolder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything, or the originals alone."""
    parser.add_argument(
        "--originals", action="store_true", help="membaca semua berkas asli dan mencocokkan sidiknya (lama)"
    )


def run(options: argparse.Namespace, data: Path) -> int:
    """Print each finding; 1 when something is bad."""
    folder = DataFolder(data)
    findings = list(read_originals(folder) if options.originals else examine(folder))
    for finding in findings:
        print(f"[{finding.health:>9}] {finding.what}")
        if finding.advice:
            print(f"{'':>12}-> {finding.advice}")
    bad, unsure = (sum(item.health is health for item in findings) for health in (Health.BAD, Health.WARNING))
    counted = [f"{bad} hal harus diperbaiki"] if bad else ["Semua yang diperlukan ada"]
    counted += [f"{unsure} perlu perhatian"] if unsure else []
    print(f"\n{', '.join(counted)}.")
    return 1 if bad else 0
