"""`berkas remind`: the daily summary of what is due by e-mail; `berkas serve` calls it every morning."""

import argparse
from pathlib import Path

from desk.procedure import reminder_mail


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(options: argparse.Namespace, data: Path) -> int:
    """Sends what was not sent today."""
    sent = reminder_mail.send_daily()
    print(sent.reason or f"{sent.count} ringkasan tenggat dikirim.")
    return 0
