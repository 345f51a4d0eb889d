"""What an archived letter is about, by the words it uses; and whether it is a suggestion (saran)."""

import re

from extractors.fields.cues import group
from models import topics
from models.koperasi_kinds import level_words
from models.koperasi_name import normalise_koperasi, split_koperasi

OTHER = "Lainnya"
"""What none of the topics' words speak of."""
SUGGESTION = re.compile(r"\b(?:saran|usul(?:an|kan)?|menyarankan|masukan|sebaiknya)\b", re.IGNORECASE)
COMPLAINT = re.compile(r"\b(?:keluhan|mengeluh|pengaduan|mengadu(?:kan)?|komplain|kecewa)\b", re.IGNORECASE)

LEVEL = rf"(?:(?i:{'|'.join(level_words())}) )?"
IS_KOPERASI = re.compile(rf"^{LEVEL}(?=[A-Z])(?i:kop\w*|{group('koperasi_pendek')})\b \S")
UNNAMED = re.compile(r"^KOPERASI (?:TERSEBUT|INI|ITU|SAYA|KAMI|DI|YANG|DIMAKSUD)\b")


def koperasi_key(name: str) -> str:
    """The name under which letters about one koperasi are counted; empty for what names none."""
    key = " ".join(re.sub(r"[^\w ]", " ", name.upper()).split())
    if UNNAMED.search(key) or not IS_KOPERASI.search(key):
        return ""
    kind, core, *_ = split_koperasi(name)
    if not core:
        return ""
    return normalise_koperasi(name) if kind else key


def topic_of(text: str) -> str:
    """The topic of a letter's text, of the one list that the desk's figures use (models/topics.py)."""
    found = topics.topic_of(None, text)
    return found.name if found else OTHER


def is_suggestion(text: str) -> bool:
    """A suggestion rather than a complaint: its words are there and the complaint's are not more."""
    suggestions = len(SUGGESTION.findall(text))
    return suggestions > 0 and suggestions >= len(COMPLAINT.findall(text))
