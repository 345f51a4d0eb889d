"""Handwriting, and print that only RapidOCR could read: what its text needs before it is taken apart.

Words of mixed case and fused words; noughts in figures; misread labels ('Alamat rumat'), so that their values
are found.
"""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from extractors.fields.cues import listed
from extractors.fields.labels import label_at
from extractors.fields.lexicon import word_lists
from models.field import hull
from models.page import Line, PageReading, Word

_FUSED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
MIXED = 0.4
"""Share of capitals behind a word's first letter from which it is a word of capitals written small."""
_BETWEEN = re.compile(r"(?<=\d)[CcOoQ]+(?=[\dCcOoQ.,-]*\d)")
_LEADING = re.compile(r"(?<![A-Za-z0-9])[CcOoQ](?=[\dCcOoQ]*\d[\dCcOoQ]*\d)")
_TRAILING = re.compile(r"(?<=\d)[COoQ]+(?![A-Za-z])")
_VOWEL = re.compile(r"(?<=[B-DF-HJ-NP-TW-Z])V(?=[B-DF-HJ-NP-TW-Z]|$|\W)")
"""A V between consonants, or behind one at a word's end: a U written with a point."""
_TAIL = re.compile(r"(?<=[A-Z]{2})1(?=\W*$)")
_GROWN = re.compile(
    r"(?<=\d)(?=R[TW]\b)|(?<=\bR[TW])(?=\d)|(?<=\d{5})(?=[A-Za-z]{2})|(?<=[A-Za-z]{2})(?=\d{5})"
    r"|(?<=[a-z]{3})(?=\d{1,4}\b)"
)
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)+")
FORM_LABELS = listed("handwriting_normalisation.labels")
"""Labels of forms that are filled in by hand."""
VARIANTS = tuple(
    variant.capitalize()
    for variants in word_lists("labels").values()
    for variant in variants
    if _PLAIN.fullmatch(variant)
)
"""The lexicon's variants of plain words, two at least (a single word is too like others)."""
LEAST, SURE = 0.74, 0.8
"""Likeness to a label of what stands before a colon, and of a line of its own."""
LIKE_VARIANT = 0.9
"""Likeness to the lexicon's variant, of what is no label as it stands: one letter of ten may be misread."""
LABEL_LETTERS = 4
MAX_WORDS = 4
_COLON = re.compile(r"^\W*[:;=]|[:;=]\W*$")


def is_hard(page: PageReading) -> bool:
    """Whether the page was written by hand, or so poor that tesseract's text could not stand."""
    return page.is_handwritten or page.reader == "rapidocr"


def case_normalised(page: PageReading) -> PageReading:
    """The page with words of mixed case (capitals written small) in capitals, and fused words parted; itself
    where it has none."""
    lines = tuple(_line_normalised(line) for line in page.lines)
    is_same = all(one is two for one, two in zip(page.lines, lines, strict=True))
    return page if is_same else page.model_copy(update={"lines": lines})


def _line_normalised(line: Line) -> Line:
    words = tuple(word.corrected(_case_normalised(word.text)) for word in line.words)
    is_same = all(one is two for one, two in zip(line.words, words, strict=True))
    return line if is_same else line.model_copy(update={"words": words})


def _case_normalised(word: str) -> str:
    parted = _FUSED.sub(" ", word)
    inner = [char for char in word[1:] if char.isalpha()]
    is_mixed = any(c.isupper() for c in inner) and any(c.islower() for c in inner)
    return word.upper() if is_mixed and sum(c.isupper() for c in inner) >= MIXED * len(inner) else parted


def with_normalised_figures(page: PageReading) -> PageReading:
    """The page with noughts in figures, blanks around them and U in capitals put back."""
    return page.model_copy(update={"lines": tuple(_line_of_figures(line) for line in page.lines)})


def _line_of_figures(line: Line) -> Line:
    return line.model_copy(update={"words": tuple(_word_of_figures(word) for word in line.words)})


def _word_of_figures(word: Word) -> Word:
    text = _TAIL.sub("", _VOWEL.sub("U", word.text))
    return word.corrected(normalised_figures(text) if _has_digit(text) else text)


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def normalised_figures(text: str) -> str:
    """`C896` -> `0896`, `1Mei2C26` -> `1Mei2026`, `5RW` -> `5 RW`; marks of a number's form stay."""
    for pattern in (_BETWEEN, _LEADING, _TRAILING):
        text = pattern.sub(lambda hit: "0" * len(hit[0]), text)
    return _GROWN.sub(" ", text)


def with_normalised_labels(page: PageReading) -> PageReading:
    """The page with misread labels in place of what was read; their boxes stay."""
    return page.model_copy(update={"lines": tuple(_label_normalised(line) for line in page.lines)})


def _label_normalised(line: Line) -> Line:
    count, has_colon = _label_words(line.words)
    head = line.words[:count]
    if not head or count > MAX_WORDS:
        return line
    text = " ".join(word.text for word in head).rstrip(" :;=")
    if not has_colon and sum(char.isdigit() for char in text) > 1:
        return line
    label = _nearest_label(text, least=LEAST if has_colon else SURE)
    if label is None or label.lower() == text.lower():
        return line
    ends_in_colon = head[-1].text.rstrip()[-1:] in ":;="
    word = Word(
        text=f"{label}:" if ends_in_colon else label,
        box=hull([word.box for word in head]),
        confidence=min(word.confidence for word in head),
        read_as=" ".join(word.read_as or word.text for word in head),
    )
    return line.model_copy(update={"words": (*_parts(word), *line.words[count:])})


def _parts(word: Word) -> tuple[Word, ...]:
    return tuple(word.model_copy(update={"text": text}) for text in word.text.split())


def _squeezed(text: str) -> str:
    """Its letters in lower case."""
    return "".join(char for char in text.lower() if char.isalpha())


def _label_words(words: Sequence[Word]) -> tuple[int, bool]:
    """How many words stand before the colon, and whether there is one; all of them without one."""
    for at, word in enumerate(words):
        if _COLON.match(word.text) and not any(c.isalnum() for c in word.text[:1]):
            return at, True
        if word.text.rstrip()[-1:] in ":;=":
            return at + 1, True
    return len(words), False


def _nearest_label(text: str, least: float) -> str | None:
    letters = _squeezed(text.replace("rn", "m").replace("1", "l"))
    if len(letters) < LABEL_LETTERS:
        return None
    label, likeness = _likest(letters, FORM_LABELS)
    if likeness >= least:
        return label
    label, likeness = _likest(letters, VARIANTS)
    return label if likeness >= LIKE_VARIANT and label_at(text) is None else None


def _likest(letters: str, labels: Sequence[str]) -> tuple[str, float]:
    scored = [(Levenshtein.normalized_similarity(letters, _squeezed(label)), label) for label in labels]
    likeness, label = max(scored)
    return label, likeness
