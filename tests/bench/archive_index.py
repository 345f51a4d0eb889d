"""`python -m tests.bench.archive_index [--letters 100000]`: a large archive index, searched and on the desk.

Goal: under 50 ms a query over 100,000 letters. Then the desk's lists, as the desk asks for them; half of the
letters are doubtful. Letters are made of Indonesian words drawn by frequency, with names of koperasi, so that
common and rare words are both asked for.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desk import archive
from desk.archive import PILES
from flows.archive.index import add, draw, opened, search
from flows.archive.record import FileResult, LetterRecord

GOAL_MS = 50.0
ROUNDS = 5
WORDS = """dengan hormat saya yang bertanda tangan di bawah ini mengadukan koperasi simpan pinjam karena uang
simpanan anggota tidak dapat ditarik pengurus rapat tahunan bunga pinjaman jaminan pelayanan petugas dinas
kabupaten jombang mohon ditindaklanjuti terima kasih"""
COMMON = WORDS.split()
QUERIES = ("simpanan anggota", "koperasi", "sejahtera 4711", "pengurus rapat tahunan", "tidakada", "siti")


def main() -> int:
    """Fill an index and time the queries; 1 when the slowest median misses the goal."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.archive_index")
    parser.add_argument("--letters", type=int, default=100_000)
    count = parser.parse_args().letters
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "indeks.sqlite3"
        begin = time.perf_counter()
        with opened(path) as connection:
            add(connection, (result(number, chance) for number in range(count)))
        took = time.perf_counter() - begin
        print(f"{count} letters indexed in {took:.1f} s, {path.stat().st_size / 1e6:.0f} MB\n")
        print("| what | median ms |\n| --- | --- |")
        worst = 0.0
        with opened(path) as connection:
            draw(connection, 0.05)
            for query in QUERIES:
                worst = max(worst, shown(query, partial(search, connection, query)))
        with archive.opened(archive.Archive(1, path.parent)) as connection:
            shown("desk: all counts", lambda: [archive.count(connection, pile) for _, pile in PILES.values()])
            for code in PILES:
                shown(f"desk: {code}", partial(archive.letters, connection, code, "", 1))
            shown("desk: page 500", partial(archive.letters, connection, "semua", "", 500))
    return int(worst > GOAL_MS)


def shown(name: str, ask: Callable[[], object]) -> float:
    """The median of some rounds, printed."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begin) * 1000)
    print(f"| {name} | {statistics.median(times):.1f} |")
    return statistics.median(times)


def result(number: int, chance: random.Random) -> FileResult:
    """A file of one letter with about 90 words."""
    words = chance.choices(COMMON, k=80) + [f"kata{chance.randrange(50_000)}" for _ in range(10)]
    koperasi = f"KSP SEJAHTERA {number % 5000}"
    letter = LetterRecord(
        id=f"b{number:08d}-00001", file_id=f"b{number:08d}", file_name=f"{number}.pdf", pages=(1,),
        kind="surat_pengaduan", service="", year=2010 + number % 16, date="", sender=f"SITI {number % 900}",
        koperasi=koperasi, topic="Lainnya", is_suggestion=False, is_anonymous=False, is_handwritten=False,
        dpi=200.0, confidence=chance.random(), picture_hash="",
        doubts=("Ragu.",) if number % 2 else (), proposals=(2,) if number % 50 == 0 else (),
        text=" ".join([*words, koperasi.lower()]),
        pdf="", json="",
    )  # fmt: skip
    return FileResult(letter.file_id, letter.file_name, 1, (letter,), (), (), 1.0)


if __name__ == "__main__":
    raise SystemExit(main())
