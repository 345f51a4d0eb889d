"""`berkas cases`: the cases, as a table or as JSON. No names, no NIK: ids, states and dates only."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from desk.intake import lists
from models.status import STATUS_LABELS, CaseStatus

HEADINGS = ("nomor", "status", "layanan", "kelengkapan", "saluran", "diterima", "jawaban", "selesai")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--json` for programs."""
    parser.add_argument("--json", action="store_true", help="cetak JSON")


def run(options: argparse.Namespace, data: Path) -> int:
    """Print the list."""
    rows = lists.list_cases()
    if options.json:
        print(json.dumps([asdict(row) for row in rows], default=str, ensure_ascii=False, indent=2))
        return 0
    table = [HEADINGS] + [
        (
            row.id,
            STATUS_LABELS[CaseStatus(row.status)],
            row.service or "-",
            row.completeness or "-",
            str(row.channel),
            str(row.received_on),
            str(row.response_due or "-"),
            str(row.service_due or "-"),
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in table) for column in range(len(HEADINGS))]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    print(f"\n{len(rows)} berkas")
    return 0
