"""Letters scanned twice are found among many that look alike, and not by comparing all with all."""

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.archive import index
from flows.archive.doubles import near_doubles
from flows.archive.record import LetterRecord
from tests.flows.archive.test_parts import letter, result

PRINT = (
    "dengan hormat yang bertanda tangan di bawah ini nama alamat pekerjaan mengadukan koperasi atas "
    "simpanan yang tidak dapat ditarik mohon bantuan bapak kepala dinas demikian terima kasih"
)
FORM = PRINT.split()
MISREAD = 0.1
"""Share of the words that each scan gets wrong: a poor one."""

SHOT = "ff00ff00ff00ff00"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with index.opened(tmp_path / "i.sqlite3") as opened:
        yield opened


def test_near_doubles_need_a_near_picture_and_a_like_text(connection: sqlite3.Connection) -> None:
    letters = [
        letter(1),
        letter(2, picture_hash="ff00ff00ff00ff01",
               text="surat nomor 1 tentang uang simpanan anggota koperas1"),
        letter(3, picture_hash="00ff00ff00ff00ff"),
        letter(4, picture_hash="ff00ff00ff00ff00", text="hal lain sama sekali"),
    ]  # fmt: skip
    index.add(connection, [result(each) for each in letters])
    assert near_doubles(connection) == (("f1-00001", "f2-00001"),)


def story(chance: random.Random) -> list[str]:
    """A form's print with thirty words of one's own, some of them common."""
    own = [f"kata{int(chance.paretovariate(0.2)) % 60_000}" for _ in range(40)]
    return [*FORM[:16], *own, *FORM[16:]]


def scanned_again(words: list[str], chance: random.Random) -> list[str]:
    """The same text with other misreadings."""
    return [f"{word[:-1]}{chance.choice('xyzq')}" if chance.random() < MISREAD else word for word in words]


def many(count: int, copied: int) -> list[LetterRecord]:
    """`count` letters whose pictures all look alike, the first `copied` of them scanned twice."""
    chance = random.Random(5)
    texts = [story(chance) for _ in range(count)]
    texts += [scanned_again(text, chance) for text in texts[:copied]]
    return [
        letter(number, text=" ".join(scanned_again(text, chance)), picture_hash=SHOT)
        for number, text in enumerate(texts)
    ]


def compared(count: int, copied: int, connection: sqlite3.Connection) -> tuple[int, float, set[str]]:
    """(texts compared, share of the copies that was found, letters wrongly proposed)."""
    index.add(connection, [result(each) for each in many(count, copied)])
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    found = set(near_doubles(connection))
    connection.set_trace_callback(None)
    wanted = {(f"f{n}-00001", f"f{count + n}-00001") for n in range(copied)}
    wanted = {(min(pair), max(pair)) for pair in wanted}
    wrong = {id_ for pair in found - wanted for id_ in pair}
    return sum("teks where rowid" in query for query in asked), len(found & wanted) / copied, wrong


def test_twenty_thousand_letters_that_look_alike(connection: sqlite3.Connection) -> None:
    texts, found, wrong = compared(20_000, 300, connection)
    print(f"{texts} texts compared, {found:.1%} of the copies found, {len(wrong)} letters wrongly proposed")
    assert found >= 0.97
    assert len(wrong) <= 20
    assert texts < 20_000
