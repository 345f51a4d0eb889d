"""What a case is about, for statistics: one of a closed list of topics, found by its words.

The list is models/data/topik.toml. A topic decides nothing about a case; it only sorts figures, so a text
without any of the words has none rather than a guessed one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from models.toml_file import PACKAGED, Table, read_table

TOPICS_FILE = PACKAGED / "data" / "topik.toml"

STRONG = 3
"""A strong word counts as much as three weak ones."""

SUBJECT = 2
"""Words in the perihal count double: it names the matter, the text tells the story around it."""

SAME_WORDS = {
    "tdk": "tidak", "ndak": "tidak", "gak": "tidak", "ga": "tidak", "nggak": "tidak", "enggak": "tidak",
    "mboten": "tidak", "ora": "tidak", "belum": "tidak", "blm": "tidak", "belom": "tidak", "dereng": "tidak",
    "bs": "bisa", "dpt": "bisa", "dapat": "bisa", "saget": "bisa", "iso": "bisa", "ditarik": "diambil",
    "koprasi": "koperasi", "kop": "koperasi", "sy": "saya", "kulo": "saya", "dr": "dari",
}  # fmt: skip
"""Short and Javanese forms of the words that phrases are made of; `not yet` is taken for `not`."""

_NOT_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Topic:
    """One topic: code, name in Indonesian, and the patterns of its strong and weak words."""

    code: str
    name: str
    strong: re.Pattern[str]
    weak: re.Pattern[str]

    def score(self, text: str) -> int:
        """How much a text (small letters, words parted by single blanks) speaks of it.

        Different words count, not how often one is repeated.
        """
        return STRONG * len(set(self.strong.findall(text))) + len(set(self.weak.findall(text)))


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """All topics, in the order of the file."""
    table = read_table(TOPICS_FILE)
    found = tuple(_topic(row) for row in table.tables("topik"))
    table.finish()
    return found


def topic_of(subject: str | None, text: str | None) -> Topic | None:
    """The topic of a letter by its perihal and its text; of equal ones the first in the file."""
    plain_subject, plain_text = _plain(subject or ""), _plain(text or "")
    scored = [(SUBJECT * topic.score(plain_subject) + topic.score(plain_text), topic) for topic in topics()]
    score, best = max(scored, key=lambda pair: pair[0])
    return best if score else None


def _topic(row: Table) -> Topic:
    topic = Topic(
        row.text("kode"), row.text("nama"), _pattern(row.texts("kuat")), _pattern(row.texts("kata", ()))
    )
    row.finish()
    return topic


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words or phrases, longest first; `*` at an end stands for any ending."""
    parts = [
        re.escape(_plain(word)) + (r"\w*" if word.endswith("*") else "")
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b") if parts else re.compile(r"(?!)")


def _plain(text: str) -> str:
    words = _NOT_WORDS.sub(" ", text.lower()).split()
    return " ".join(SAME_WORDS.get(word, word) for word in words)
