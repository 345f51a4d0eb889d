"""Names are read twice: what would pass unseen is looked at by the engine that did not read it.

Tesseract reads q as g or O and drops apostrophes, and is sure of it; RapidOCR hardly does. Of each letter
and koperasi's paper the values of names, koperasi and place that carry no flag are cut out of the page once
more. Such a sign is taken from the second reading, or put in where the office's language finds the word much
likelier so; where the engines differ otherwise, a person is shown both (docs/ranking.md). Under ink both
misread alike: a person looks where another letter makes a likelier name.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Protocol, runtime_checkable

from extractors.case.corroboration import with_apostrophes
from extractors.engines.char_model import office_language
from extractors.fields.place_name import may_be_misread_place
from extractors.ranking.roles import NAMES, Role
from models.document import Document, Kind, PageRef
from models.field import Box, Field, hull, lies_in
from models.field_spec import BY_NAME, FieldType, is_of, namesake, specs_of
from models.name_forms import normalise_name
from models.page import PageReading
from models.similarity import edit_distance

ROLES = frozenset({Role.NAMA, Role.PIHAK_LAIN, Role.KOPERASI, Role.TEMPAT})
"""A wrong letter in one of these makes another person, koperasi or place, and no check shows it."""
NAMES_OF_PAPERS = {
    kind: tuple(spec.name for spec in specs_of(kind) if spec.role in ROLES)
    for kind in (*NAMES, Kind.IDENTITAS_LEMBAGA)
}
"""The fields to read twice, by the kind of paper; those of a card are read by two engines anyway."""
FIRST_ENGINE = "tesseract"
"""Whose pages are looked at: a text layer holds the very letters, and what RapidOCR read it reads alike."""
MISREAD = {"q": "go0"}
"""Sign -> what tesseract takes it for, sure of it: names alone have a q. On tune voices (111 clean, 27
medium) 13 values were changed by it, each of them to the true one."""
LIKELIER = 3.0
"""By how much (natural logarithm) the office's language must find a word likelier with the sign in place of
what it is taken for: of 6,631 words of names in the tune voices without a q none is, of 64 with one 45 that
are read with o, and 42 with g."""
_WORD = re.compile(r"[A-Za-z]+")
_GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
"""Where a blank was lost within a name (PamongSiswa): of 22,234 names, koperasi and places of the tune voices
one has such a word, WhatsApp."""
GLUED_LETTERS, GLUED_BY = 8, 2.0
"""Letters of a person's only word, in capitals, from which it may be two (MARSUDIUTOMO), and by how much
(natural logarithm) the office's language must find these likelier. Of 426 names of two words by voices that
it does not know 387 are parted so, seven in another place, and 17 of 266 single words of names: it is
shown."""
PLACE = "tempat_surat"
"""Whose known name has no such sign: RapidOCR reads Jombanq."""
LEAST_NAME = 3
"""Letters of either."""
AFTER_NAME = "'’ .,"
"""A speck behind a name looks like an apostrophe."""
UNDER_INK, UNLIKELY = 0.8, 10.0
"""Confidence of a name's word that ink lies on, and by how much (natural logarithm) another letter in it
makes it likelier from which it is shown: `Guhawan`, `Abdut` are read alike by both engines. Of 731 unflagged
names in 1,118 letters fifteen are so, of which five are wrong."""
SHORTEST = 4
"""Letters of a word that is looked at so."""
APART = 0.35
"""Of a value's letters: a reading that differs by more is of other ink, as of a box over two lines."""

Look = Callable[[PageRef, Sequence[Box]], Sequence[str]]
"""A page and boxes on it -> what the second engine reads in each; nothing where that can't be had."""


@runtime_checkable
class LooksAgain(Protocol):
    """Who looks at a file again: the reading children, or a stand-in in tests."""

    def look_again(self, path: Path, number: int, rotation: int, boxes: Sequence[Box]) -> Sequence[str]:
        """What the second engine reads in each box of the page turned so; nothing where it can't be had."""


def look_by(
    again: LooksAgain, paths: Mapping[str, Path], page: PageRef, boxes: Sequence[Box]
) -> Sequence[str]:
    """A `Look` at the file of that name; `paths`: where the case's files lie."""
    path = paths.get(page.file)
    return again.look_again(path, page.page, page.rotation, boxes) if path else ()


def looked_twice(
    documents: Sequence[Document], pages: Sequence[PageReading], look: Look
) -> tuple[Document, ...]:
    """The documents, their unflagged names compared with a second reading; one look a page."""
    read = {(page.file, page.number): page for page in pages if page.reader == FIRST_ENGINE}
    asked: dict[PageRef, list[tuple[int, str, list[Box]]]] = defaultdict(list)
    for at, document in enumerate(documents):
        for name in _unseen(document, documents):
            field = document.field(name)
            ref = document.pages[(field.page or 1) - 1]
            page = read.get((ref.file, ref.page))
            if page is not None and field.box is not None:
                asked[ref].append((at, name, by_line(field.box, page)))
    result = list(documents)
    for ref, wanted in asked.items():
        texts = iter(look(ref, [box for _, _, boxes in wanted for box in boxes]))
        for at, name, boxes in wanted:
            second = " ".join(islice(texts, len(boxes)))
            seen = compared(name, result[at].field(name), second)
            is_passing = is_of(name, FieldType.NAME) and not seen.needs_review
            if is_passing and _is_unlikely(boxes, read[ref.file, ref.page]):
                seen = seen.model_copy(update={"needs_review": True})
            fields = {**result[at].fields, name: seen}
            result[at] = result[at].model_copy(update={"fields": fields})
    return tuple(result)


def respelled(document: Document) -> Document:
    """The document, its names with the blanks that engines lost, and with the signs that both take for others
    where language knows better: MUTTAOIN, Bafagih."""
    fields = dict(document.fields)
    for name in NAMES_OF_PAPERS.get(document.kind, ()):
        if text := document.text(name):
            field, parted = fields[name], _GLUED.sub(" ", text)
            two = _in_two(parted) if is_of(name, FieldType.NAME) else None
            value = _WORD.sub(_likelier, two or parted)
            is_shown = field.needs_review or two is not None
            fields[name] = field.model_copy(update={"value": value, "needs_review": is_shown})
    return document.model_copy(update={"fields": fields})


def _in_two(name: str) -> str | None:
    """A name of one word in capitals, with the blank that it lost, if it is likelier two."""
    words = [word for word in _WORD.findall(name) if len(word) >= SHORTEST]
    if len(words) != 1 or len(words[0]) < GLUED_LETTERS or not words[0].isupper():
        return None
    word, likely = words[0], office_language().text
    ends = range(LEAST_NAME, len(word) - LEAST_NAME + 1)
    best = max(ends, key=lambda end: likely(f" {word[:end].capitalize()} {word[end:].capitalize()} "))
    parted = f"{word[:best].capitalize()} {word[best:].capitalize()}"
    if likely(f" {parted} ") - likely(f" {word.capitalize()} ") < GLUED_BY:
        return None
    return name.replace(word, f"{word[:best]} {word[best:]}")


def _likelier(found: re.Match[str]) -> str:
    """A word, with the sign for what it is taken for where that is much likelier."""
    word, likely = found[0], office_language().text
    if len(word) < SHORTEST:
        return word
    named = word.capitalize()
    others = [
        (named[:at] + sign + named[at + 1 :]).capitalize()
        for sign, taken in MISREAD.items()
        for at in range(len(word))
        if word[at].lower() in taken
    ]
    best = max(others, key=lambda other: likely(f" {other} "), default=named)
    if likely(f" {best} ") - likely(f" {named} ") < LIKELIER:
        return word
    return best.upper() if word.isupper() else best if word[0].isupper() else best.lower()


def by_line(box: Box, page: PageReading) -> list[Box]:
    """A value's box, or one for each line that it runs over: the engine reads a line at a time."""
    rows = sorted((line.words for line in page.lines), key=lambda words: words[0].box[1] if words else 0.0)
    parts = [[word.box for word in words if lies_in(word.box, box)] for words in rows]
    lines = [hull(boxes) for boxes in parts if boxes]
    return lines if len(lines) > 1 else [box]


def _is_unlikely(boxes: Sequence[Box], page: PageReading) -> bool:
    """Whether a word in these boxes lies under ink and is likelier with another letter."""
    words = (word for line in page.lines for word in line.words if word.confidence < UNDER_INK)
    held = (word.text for word in words if any(lies_in(word.box, box) for box in boxes))
    names = (part for text in held for part in _WORD.findall(text) if len(part) >= SHORTEST)
    return any(better_by(name) >= UNLIKELY for name in names)


def better_by(word: str) -> float:
    """How much likelier (natural logarithm) the office's language finds a word with another letter in one
    place, or with one more; 0.0 where none makes it likelier."""
    likely = office_language().text
    named = word.capitalize() if word.isupper() else word
    others = [char + rest for char in ascii_uppercase for rest in (named[1:], named.lower())]
    for at in range(1, len(named)):
        others += [named[:at] + char + named[end:] for char in ascii_lowercase for end in (at, at + 1)]
    return max(likely(f" {other} ") for other in (named, *others)) - likely(f" {named} ")


def _unseen(document: Document, documents: Sequence[Document]) -> list[str]:
    """The fields to read twice: no person would look at them, and no card says the same."""
    return [
        name
        for name in NAMES_OF_PAPERS.get(document.kind, ())
        if _passes(document.field(name)) and not _is_on_card(name, document, documents)
    ]


def _passes(field: Field) -> bool:
    return isinstance(field.value, str) and field.box is not None and not field.needs_review


def _is_on_card(name: str, document: Document, documents: Sequence[Document]) -> bool:
    """Whether a card carries the same value: RapidOCR reads it. Other papers are misread as the letter is."""
    value, form = document.text(name) or "", BY_NAME[name].normalised
    cards = (one.text(namesake(name, one.kind) or "") for one in documents if one.kind is Kind.KTP)
    return any(text is not None and form(text) == form(value) for text in cards)


def compared(name: str, field: Field, second: str) -> Field:
    """The field (of a text) with what the second reading of its place says of it.

    Signs of which the first engine knows nothing are taken from the second reading; any other difference is
    left to a person, but for titles (H., Drs.: other letters do not make another person) and words that the
    second reading lacks.
    """
    value = str(field.value)
    theirs = _letters(second)
    first = min(_readings(field), key=lambda text: edit_distance(_letters(text), theirs))
    mine = _letters(first)
    if theirs == _letters(value):
        return _with_value(field, with_apostrophes(value, second.rstrip(AFTER_NAME)), second)
    if _is_part(theirs, first) or (is_of(name, FieldType.NAME) and _without_titles(value) in theirs):
        return field
    if len(mine) == len(theirs) and all(_is_misread(*pair) for pair in zip(mine, theirs, strict=True)):
        begin = mine.index(_letters(value))
        respelled_so = _respelled(value, theirs[begin:])
        is_spoilt = name == PLACE and may_be_misread_place(respelled_so)
        return field if is_spoilt else _with_value(field, respelled_so, second)
    if edit_distance(mine, theirs) > APART * len(mine):
        return field
    return field.model_copy(update={"needs_review": True, "second": second.strip()})


def _readings(field: Field) -> list[str]:
    """What the first engine may have read at the field's place: its value, or more than that."""
    value = str(field.value)
    is_within = bool(field.raw) and _letters(value) in _letters(field.raw or "")
    return [field.raw or "", value] if is_within else [value]


def _is_part(letters: str, text: str) -> bool:
    """Whether these letters are some of the text's words in a row: read alike, but not to its ends."""
    words = [_letters(word) for word in text.split()]
    runs = ("".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1))
    return letters in runs


def _without_titles(value: str) -> str:
    return _letters(normalise_name(value, modern=False)) or _letters(value)


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _is_misread(first: str, second: str) -> bool:
    return first == second or first in MISREAD.get(second, "")


def _respelled(value: str, letters: str) -> str:
    """The value with these letters (in lower case) in place of its own, capitals where it had them."""
    left = iter(letters)
    signs = [(char, next(left) if char.isalnum() else char) for char in value]
    is_large = value.isupper()
    return "".join(sign.upper() if char.isupper() or is_large else sign for char, sign in signs)


def _with_value(field: Field, value: str, second: str) -> Field:
    is_same = value == field.value
    return field if is_same else field.model_copy(update={"value": value, "second": second.strip()})
