"""Which paper a page is that is no letter and no KTP: a SIM, an NPWP, a kartu keluarga, by the words on it.

The words lie in data/papers.toml. People hand such papers in instead of a KTP, or beside it.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractors.fields.lexicon import words
from extractors.text.legibility import plain_text, squeezed_text, without_sentences
from models.koperasi_kinds import short_forms
from models.page import Line

WORDS_FILE = Path(__file__).resolve().parent / "data" / "papers.toml"
NAMED = 2.0
"""Weight of its words from which a paper is named: its title, or three of its labels."""
LETTER = words("letters", "squeezed")
CERTIFICATES_END = "demikiansuratketerangan"
"""How a certificate ends, no letter."""
LEAST_LETTER = 2
"""Of these: a letter, whatever papers it speaks of."""
PROSE = frozenset({"suket_ktp", "suket_domisili", "surat_kehilangan", "biodata", "biodata_penduduk"})
"""Papers that may say what they are in a sentence; a card or a book has its name on a line of its own."""
OF_BODIES = frozenset({"npwp", "suket_domisili"})
"""Papers that a koperasi has as well: they identify it then."""
CARD_TITLES = words("cards", "titles")
_BODY = re.compile(rf"\b(?:koperasi|kop\w{{2,5}}|{'|'.join(short_forms())}|yayasan|perkumpulan|pt|cv|ud)\b")
"""Words of a body's name."""
_PERSONS_NUMBER = re.compile(r"(?<!\d)[1-9](?:[ .]?\d){15}(?!\d)")
"""A NIK; a body's NPWP of sixteen digits begins with 0."""
_PERSONS_ROWS = re.compile(r"jenis kelamin|agama|status perkawinan|tempat\W*t\w{1,6}\W+lahir|kewarganegaraan")
PERSONS_ROWS = 2
"""Rows that a person's certificate has and no body's: its purpose may name a koperasi."""
_FIRST_PERSON = re.compile(r"\b(?:saya|kami)\b")


@dataclass(frozen=True)
class NamedPaper:
    """What a paper is: its id, what the desk calls it, the weight of its words."""

    jenis: str
    name: str
    weight: float


@lru_cache(maxsize=1)
def _papers() -> Mapping[str, tuple[str, Mapping[str, float]]]:
    stored = tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))
    return {jenis: (entry["name"], entry["words"]) for jenis, entry in stored.items()}


def named_paper(text: str) -> NamedPaper | None:
    """The paper that these words (squeezed) belong to; None where no paper's words come to NAMED."""
    sums = {
        jenis: sum(weight for word, weight in words.items() if word in text)
        for jenis, (_, words) in _papers().items()
    }
    jenis = max(sums, key=lambda one: sums[one])
    return NamedPaper(jenis, _papers()[jenis][0], sums[jenis]) if sums[jenis] >= NAMED else None


def paper_of(lines: Sequence[Line]) -> NamedPaper | None:
    """The paper that a page's print is: no letter that speaks of one, no body's own."""
    words, text = squeezed_text(lines), plain_text(lines)
    least = 1 if _FIRST_PERSON.search(text) else LEAST_LETTER
    said = words.replace(CERTIFICATES_END, "")
    if sum(word in said for word in LETTER) >= least:
        return None
    paper = named_paper(words)
    if paper is not None and paper.jenis not in PROSE:
        titled = named_paper(squeezed_text(without_sentences(lines)))
        paper = paper if titled is not None and titled.jenis == paper.jenis else None
    if paper is not None and paper.jenis in OF_BODIES and not _is_persons(text):
        return None
    return paper


def card_title(lines: Sequence[Line]) -> str | None:
    """The title of a person's card, in small letters."""
    titles = [
        text for line in lines if (text := line.text.strip()).isupper() and text.startswith(CARD_TITLES)
    ]
    return titles[0].lower() if titles and _PERSONS_NUMBER.search(plain_text(lines)) else None


def _is_persons(text: str) -> bool:
    """Whether a person's number stands there, and no body's name or rows of a person."""
    has_rows = len(set(_PERSONS_ROWS.findall(text))) >= PERSONS_ROWS
    return (has_rows or _BODY.search(text) is None) and _PERSONS_NUMBER.search(text) is not None
