"""`berkas calendar check`: does the list of holidays reach as far as the deadlines will?"""

import argparse
from datetime import date, timedelta
from pathlib import Path

from models.service import load_standards
from models.wording import long_date
from models.working_days import Calendar, load_calendar

AHEAD_DAYS = 120
"""The SKB of a year appears in autumn; four months ahead leave time to enter it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One verb so far."""
    parser.add_argument("verb", choices=["check"], help="check: periksa kelengkapan daftar hari libur")
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        default=None,
        metavar="TANGGAL",
        help="seakan-akan hari itu (TTTT-BB-HH)",
    )


def run(options: argparse.Namespace, data: Path) -> int:
    """Print what is missing; 0 when nothing is, else 1."""
    own = data if data.is_dir() else None
    calendar, today = load_calendar(own), options.on or date.today()
    limits = [service.limits for service in load_standards(own).services.values()]
    longest = max((limit or 0 for pair in limits for limit in (pair.response, pair.service)), default=0)
    print(f"Tahun lengkap: {', '.join(map(str, sorted(calendar.years))) or 'tidak ada'}.")
    faults = list(_faults(calendar, today, longest))
    for fault in faults:
        print(f"- {fault}")
    print("Daftar hari libur perlu dilengkapi." if faults else "Daftar hari libur cukup.")
    return 1 if faults else 0


def _faults(calendar: Calendar, today: date, longest: int) -> list[str]:
    """Years that deadlines will reach without a list, and feasts not confirmed."""
    end = calendar.add(today + timedelta(days=AHEAD_DAYS), max(longest, 1))
    faults = [
        f"Hari libur tahun {year} belum ada; isi setelah SKB 3 Menteri terbit (menu Hari libur)."
        for year in calendar.missing_years(today, end)
    ]
    return faults + [
        f"{long_date(holiday.day)} ({holiday.name}) masih perkiraan; pastikan pada SKB 3 Menteri."
        for holiday in calendar.estimates(today, end)
    ]
