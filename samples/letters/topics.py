"""What a letter is about: the topics of wording/topics.toml, put into sentences with invented facts."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from samples.people import make_name, title_case
from samples.spelling import MONTHS, long_date, money
from samples.splits import Dice

WORDING = Path(__file__).parent.parent / "wording"
TOPICS_FILE, BACKGROUND_FILE = WORDING / "topics.toml", WORDING / "background.toml"


@dataclass(frozen=True)
class Topic:
    """A kind of request; `problem` is a list of slots, each with its alternatives."""

    category: str
    service: str
    askers: tuple[str, ...]
    perihal: tuple[str, ...]
    problem: tuple[tuple[str, ...], ...]
    wish: tuple[str, ...]


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """All topics of the file."""
    data = tomllib.loads(TOPICS_FILE.read_text(encoding="utf-8"))
    return tuple(
        Topic(
            t["category"],
            t["service"],
            tuple(t["from"]),
            tuple(t["perihal"]),
            tuple(tuple(slot) for slot in t["problem"]),
            tuple(t["wish"]),
        )
        for t in data["topic"]
    )


@lru_cache(maxsize=1)
def background() -> dict[str, list[str]]:
    """Sentences around the matter: `koperasi`, `anggota`, `kejadian`, `dasar`."""
    return tomllib.loads(BACKGROUND_FILE.read_text(encoding="utf-8"))


def pick_topic(dice: Dice, asker: str) -> Topic:
    """A topic that this kind of asker writes about; the three services come up about equally."""
    fitting = [topic for topic in topics() if asker in topic.askers]
    service = dice.choice(sorted({topic.service for topic in fitting}))
    return dice.choice([topic for topic in fitting if topic.service == service])


def fill(dice: Dice, text: str, cooperative: str, today: date) -> str:
    """Put invented amounts, dates and numbers into a sentence."""
    if "{" not in text:
        return text
    past = date(today.year - 1, dice.randint(1, 12), dice.randint(1, 28))
    step = dice.choice((5_000, 50_000, 250_000, 1_000_000))
    return text.format(
        uang=money(dice, dice.randint(8, 190) * step),
        bulan=f"{MONTHS[past.month - 1]} {past.year}",
        orang=title_case(make_name(dice, dice.choice("LP"))),
        rek=f"{dice.randint(10, 99)}.{dice.randint(1000, 9999)}.{dice.randint(100000, 999999)}",
        anggota=dice.randint(21, 640),
        n=dice.randint(2, 9),
        tahun=today.year - dice.randint(1, 4),
        tgl=long_date(dice, past),
        kop=cooperative,
        nik_kop=f"35170{dice.randint(10_000_000, 99_999_999)}",
    )


def problem_sentences(dice: Dice, topic: Topic, cooperative: str, today: date) -> tuple[str, ...]:
    """What is wrong: a sentence from each slot."""
    sentences = (fill(dice, dice.from_pool(slot), cooperative, today) for slot in topic.problem)
    return tuple(sentence for sentence in sentences if sentence)
