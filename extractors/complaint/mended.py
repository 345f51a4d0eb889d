"""Labels misread in handwriting ('Alamat rumat', 'Nama pel'apor') put right: their values are then found."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from extractors.complaint.wording import squeezed
from extractors.passage import hull
from models.page import Line, PageReading, Word

LABELS = (
    "Nama", "Nama pelapor", "Nama lengkap", "NIK", "No. KTP", "Alamat", "Alamat rumah", "Alamat lengkap",
    "No. HP", "HP/WA", "No. Telepon", "Telepon", "Telp", "Nomor HP", "Tanggal", "Yang diadukan", "Terlapor",
    "Yang dilaporkan", "Pihak yang diadukan", "Isi pengaduan", "Isi pengaduan / saran", "Isi laporan",
    "Uraian pengaduan", "Isi aduan", "Perihal", "Pekerjaan",
)  # fmt: skip
LEAST, SURE = 0.74, 0.8
"""Likeness to a label of what stands before a colon, and of a line of its own."""
MIN_LETTERS = 4
MAX_WORDS = 4
_COLON = re.compile(r"^\W*[:;=]|[:;=]\W*$")


def with_mended_labels(page: PageReading) -> PageReading:
    """The page with misread labels in place of what was read; their boxes stay."""
    return page.model_copy(update={"lines": tuple(_mended(line) for line in page.lines)})


def _mended(line: Line) -> Line:
    count, has_colon = _label_words(line.words)
    head = line.words[:count]
    if not head or count > MAX_WORDS:
        return line
    text = " ".join(word.text for word in head).rstrip(" :;=")
    if not has_colon and sum(char.isdigit() for char in text) > 1:
        return line
    label = _nearest(text, least=LEAST if has_colon else SURE)
    if label is None or label.lower() == text.lower():
        return line
    ends_in_colon = head[-1].text.rstrip()[-1:] in ":;="
    word = Word(
        text=f"{label}:" if ends_in_colon else label,
        box=hull([word.box for word in head]),
        confidence=min(word.confidence for word in head),
    )
    return line.model_copy(update={"words": (*_parts(word), *line.words[count:])})


def _parts(word: Word) -> tuple[Word, ...]:
    return tuple(word.model_copy(update={"text": text}) for text in word.text.split())


def _label_words(words: Sequence[Word]) -> tuple[int, bool]:
    """How many words stand before the colon, and whether there is one; all of them without one."""
    for at, word in enumerate(words):
        if _COLON.match(word.text) and not any(c.isalnum() for c in word.text[:1]):
            return at, True
        if word.text.rstrip()[-1:] in ":;=":
            return at + 1, True
    return len(words), False


def _nearest(text: str, least: float) -> str | None:
    letters = squeezed(text.replace("rn", "m").replace("1", "l"))
    if len(letters) < MIN_LETTERS:
        return None
    scored = [(Levenshtein.normalized_similarity(letters, squeezed(label)), label) for label in LABELS]
    score, label = max(scored)
    return label if score >= least else None
