"""The words that complaint letters are framed with, found in print and, misread, in handwriting."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from extractors.fields.cues import cue
from extractors.fields.indonesian import month_number
from extractors.fields.lexicon import regencies, words

ALIKE = 0.78
"""Likeness of a misread phrase to the real one: one letter in five may be wrong."""
MIN_ALIKE = 6
"""Letters; shorter words must be exact, or `DARI` would be `HARI`."""

SIGNING = words("letters", "signing")
"""Words over a signature, alone on their line."""
_CLOSE = cue("phrases.close", lead=r"^\W*", tail=r"")
_THANKS = re.compile(r"(?i)\bter\w{0,2}ma ?ka\w{2,3}|harap maklum|disampaikan\W*$")
FEW_WORDS = 7
OPENING = re.compile(
    r"(?i)^\W*(?:(?:yang|yg) (?:ber)?tanda ?tangan|(?:dengan|bersama) ini|perkenalkan|identitas"
    r"|data diri|saya)\b.{0,60}(?::|\bbawah ini)\W*$"
)
"""A row that announces who writes."""
LEADING_GREETING = re.compile(
    r"(?i)^\W*(?:assalam\w*|ass?\.?|salam sejahtera|den\w{2,4} hormat|selamat (?:pagi|siang|sore|malam))\b"
    r"[\s.,]*(?:wr\.?\s*)?(?:wb\.?\s*)?(?:(?:pak|bu|bapak|ibu)\b(?:/\w+)?)?\W*"
)
CLOSING_SENTENCE = re.compile(
    r"(?i)(?:^|[.!?]\s+)((?:sekian|demikian(?:lah)?|atas (?:perhatian|bantuan|kerja ?sama|tanggapan)\w*)\b)"
)
GREETING = cue("phrases.greeting", lead=r"^\W*", tail=r"")
TITLE = re.compile(
    r"(?i)^\W*(?:formulir|form|kotak|surat|lembar|data|tanda bukti|laporan|blangko)\s+(?:\w+\s+){0,2}"
    r"(?:pengaduan|aduan|saran|keluhan|laporan|masyarakat|masuk|online)\b.{0,40}$"
    r"|^\W*(?:pengaduan|laporan|aduan) (?:masyarakat|warga|masuk|online)\W*$"
    r"|^\W*dinas koperasi\b.{0,60}$|^\W*pemerintah kabupaten\b.{0,40}$"
)
_HIJRI = r"(?:\s*M\b)?\s*[/(]\s*\d{1,2}\s[A-Za-z'’ -]{4,20}\s1[34]\d\d\s?H?\b\W*"
"""The same day by the Muslim calendar: '2 Nopember 2026 M / 21 Jumadil Awal 1448 H'."""
_DATE_ONLY = re.compile(
    r"^\W*(?:[A-Z][A-Za-z'’]+\W+){0,3}\d{1,2}"
    r"(?:\W{0,2}[A-Za-z]{3,10}\W{0,2}"
    rf"|([-/. ])\d{{1,2}}\1)\d{{2,4}}\b(?:{_HIJRI}|.{{0,24}})$"
)
_MONTH_YEAR = re.compile(r"^\W*(?:[A-Za-z]+\W+){0,2}?([A-Za-z]{3,10})\W+(?:19|20)\d\d\W*$")
_WEB = re.compile(r"(?i)\bhttps?\W|\bwww\.|\w\.(?:go\.id|co\.id|com|net|org)\b|\S@\S+\.\w")
PHONE_ONLY = re.compile(
    r"(?i)^\W*(?:(?:nomor|no|hp|wa|whatsapp|telp|tlp|telpon|telepon)\b[ .:/]*){0,4}[(+]?[\d\s.()+-]{9,40}\W?$"
)
_ADDRESSING = frozenset(words("letters", "addressing"))
"""Words in which the office is written to."""
_MAX_ADDRESSING = 12
_WORD = re.compile(r"[A-Za-z]+")


def squeezed(text: str) -> str:
    """Its letters in lower case."""
    return "".join(char for char in text.lower() if char.isalpha())


def is_like(text: str, phrases: Iterable[str], least: float = ALIKE) -> bool:
    """Whether the text is one of the phrases, some letters misread."""
    letters = squeezed(text)
    return any(_alike(letters, squeezed(phrase), least) for phrase in phrases)


def _alike(letters: str, phrase: str, least: float) -> bool:
    if letters == phrase:
        return True
    is_long = min(len(letters), len(phrase)) >= MIN_ALIKE
    return is_long and Levenshtein.normalized_similarity(letters, phrase, score_cutoff=least) >= least


def is_date(text: str) -> bool:
    """A date and at most the place before it; a month and year too."""
    month = _MONTH_YEAR.match(text)
    return _DATE_ONLY.match(text) is not None or bool(month and month_number(month[1]))


def is_web(text: str) -> bool:
    """Whether an address of the internet stands in it: a print's foot, an e-mail's head."""
    return _WEB.search(text) is not None


def is_signing(text: str) -> bool:
    """'Hormat saya', 'Pelapor', 'Yang mengadu': words over a signature."""
    return is_like(text, SIGNING)


def is_closing(text: str) -> bool:
    """Thanks and 'Demikian ...', with which a letter ends."""
    if _CLOSE.match(text) or (_THANKS.search(text) and len(text.split()) <= FEW_WORDS):
        return True
    first = " ".join(text.split()[:2])
    return is_like(first, ("demikian surat", "demikian pengaduan", "demikian laporan", "terima kasih",
                           "sekian dan", "atas perhatian", "atas bantuan", "matur nuwun"), 0.8)  # fmt: skip


def is_addressing(text: str) -> bool:
    """'Kpd Yth Bpk Kepala Dinas', 'di Jombang': nothing but words in which an office is written to."""
    said = [word.lower() for word in _WORD.findall(text)]
    if not said or len(said) > _MAX_ADDRESSING:
        return False
    known = sum(
        word in _ADDRESSING or word in regencies() or is_like(word, _ADDRESSING, 0.8) for word in said
    )
    return known >= 0.75 * len(said)
