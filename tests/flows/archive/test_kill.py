"""The archive job killed with -9 at random instants and resumed: nothing lost, doubled or read twice.

An ordinary run kills a few times over a few hundred letters; ARCHIVE_KILLS=100 does 100 over 1,000.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from flows.archive.index import FILE_NAME
from tests.flows.archive.stub import WORKERS

KILLS = int(os.environ.get("ARCHIVE_KILLS", "6"))
LETTERS = 1000 if KILLS >= 100 else 150
PAGE_SECONDS = 0.05 if KILLS >= 100 else 0.02


def letter(number: int) -> list[str]:
    """Two pages of a letter: a head that begins it, and a second page with its closing."""
    head = f"Jombang, {number % 28 + 1} Maret 2019\nPerihal : Pengaduan {number}\nDengan hormat"
    return [head, f"Isi surat {number}\nDemikian, terima kasih"]


def make_source(source: Path, most: int = LETTERS) -> tuple[int, int]:
    """Files of one to four letters; returns (letters, pages)."""
    source.mkdir(parents=True)
    made = number = 0
    while number < most:
        numbers = range(number + 1, min(most, number + number % 4 + 1) + 1)
        number = numbers[-1]
        pages = [page for each in numbers for page in letter(each)]
        made += len(pages)
        (source / f"kotak {number:05d}.pdf").write_text(json.dumps(pages))
    return number, made


def start(source: Path, target: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.flows.archive.stub", str(source), str(target), str(PAGE_SECONDS)]
    return subprocess.Popen(command, start_new_session=True)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_nothing_is_lost_doubled_or_read_twice(tmp_path: Path) -> None:
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")
    chance = random.Random(seed)
    source, target = tmp_path / "sumber", tmp_path / "arsip"
    letters, pages = make_source(source)
    before = {path.name: path.read_bytes() for path in source.iterdir()}
    kills = 0
    while kills < KILLS:
        process = start(source, target)
        journal = tmp_path / "dibaca.txt"
        size = journal.stat().st_size if journal.exists() else 0
        while process.poll() is None and (not journal.exists() or journal.stat().st_size == size):
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.5 if KILLS < 100 else 0.25))
        if process.poll() is not None:
            break
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        kills += 1
    assert start(source, target).wait(600) == 0
    print(f"{kills} kills over {letters} letters, {pages} pages")
    read = Counter((tmp_path / "dibaca.txt").read_text().splitlines())
    assert len(read) == pages
    assert sum(read.values()) - pages <= kills * WORKERS
    with closing(sqlite3.connect(target / FILE_NAME)) as index:
        found = index.execute("select id, pdf, json, halaman from surat").fetchall()
        texts = [row[0] for row in index.execute("select isi from teks")]
    assert len({row[0] for row in found}) == len(found) == letters
    assert sorted(int(text.split("Pengaduan ")[1].split("\n")[0]) for text in texts) == list(
        range(1, letters + 1)
    )
    made = {path.relative_to(target).as_posix() for path in (target / "surat").rglob("*.*")}
    assert made == {name for row in found for name in row[1:3]}
    assert {path.name: path.read_bytes() for path in source.iterdir()} == before
    assert not list((target / ".kerja" / "halaman").iterdir())


def test_a_second_run_reads_only_what_is_new(tmp_path: Path) -> None:
    source, target = tmp_path / "sumber", tmp_path / "arsip"
    source.mkdir()
    journal = tmp_path / "dibaca.txt"
    for number in (1, 2):
        (source / f"{number}.pdf").write_text(json.dumps(letter(number)))
    assert start(source, target).wait(60) == 0
    assert len(journal.read_text().splitlines()) == 4
    (source / "3.pdf").write_text(json.dumps(letter(3)))
    (source / "salinan.pdf").write_text(json.dumps(letter(1)))
    assert start(source, target).wait(60) == 0
    assert journal.read_text().splitlines()[4:] == ["3.pdf 1", "3.pdf 2"]
    assert "Surat                        3" in (target / "laporan.txt").read_text()
    assert "kembar (isi sama)     1" in (target / "laporan.txt").read_text()
