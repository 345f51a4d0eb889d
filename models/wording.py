"""Indonesian wording that papers and screens share: dates, weekdays, numbers in words, lists."""

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

ONES = (
    "nol", "satu", "dua", "tiga", "empat", "lima",
    "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
"""Nought to eleven; letters are read by the same words (extractors/fields/spelled_number.py)."""
TEEN, TEN, THOUSAND = "belas", "puluh", "ribu"
_SCALES = ((1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, THOUSAND), (100, "ratus"), (10, TEN))


def long_date(day: date) -> str:
    """`24 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """`Selasa`."""
    return WEEKDAYS[day.weekday()]


def in_words(number: int) -> str:
    """A whole number from 0 below 10^12 in words: 2026 -> `dua ribu dua puluh enam`. ValueError beyond."""
    if not 0 <= number < 1_000_000_000_000:
        raise ValueError(f"no words for {number}")
    if number < len(ONES):
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} {TEEN}"
    scale, name = next(pair for pair in _SCALES if number >= pair[0])
    count, rest = divmod(number, scale)
    head = f"se{name}" if count == 1 and scale in (10, 100, 1_000) else f"{in_words(count)} {name}"
    return f"{head} {in_words(rest)}" if rest else head


def date_in_words(day: date) -> str:
    """As a berita acara writes it: `tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam`."""
    return f"tanggal {in_words(day.day)} bulan {MONTHS[day.month - 1]} tahun {in_words(day.year)}"


def sentence(text: str) -> str:
    """The text with one full stop at its end, whatever it ended with (a name may end with `S.E.`)."""
    return f"{text.rstrip('. ')}."


def listed(parts: Sequence[str]) -> str:
    """`a`, `a dan b`, `a, b, dan c`."""
    if len(parts) <= 2:
        return " dan ".join(parts)
    return f"{', '.join(parts[:-1])}, dan {parts[-1]}"


def mid_sentence(label: str) -> str:
    """A label within a sentence: `Loket` -> `loket`; a name with capitals of its own stays (WhatsApp)."""
    return label.lower() if label[1:].islower() else label
