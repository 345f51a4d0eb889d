"""`berkas doctor`: is everything here that the system needs, and if not, what is to be done?"""

import argparse
from pathlib import Path

from flows.checkup import Health, examine
from models.paths import DataFolder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(options: argparse.Namespace, data: Path) -> int:
    """Print each finding; 1 when something is bad."""
    findings = list(examine(DataFolder(data)))
    for finding in findings:
        print(f"[{finding.health:>9}] {finding.what}")
        if finding.advice:
            print(f"{'':>12}-> {finding.advice}")
    bad = sum(finding.health is Health.BAD for finding in findings)
    print(f"\n{bad} hal harus diperbaiki." if bad else "\nSemua yang diperlukan ada.")
    return 1 if bad else 0
