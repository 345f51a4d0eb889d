"""How far the words go by which somebody is called who is not named: "petugas loket 2", "mbak yang jaga".

The tagger finds such words and cuts them short (a stranger's, at the first word that it does not know), so
that of a post or a person described the whole phrase is taken: from the word for a person to its predicate.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.fields.cues import cue
from extractors.fields.span import TextSpan, Token, join
from extractors.ranking.token_features import KOPERASI_WORD, folded
from extractors.text.letter_sections import LetterSections
from models.field import Field, lies_in

_STAFF, _PERSON = cue("designations.staff", "", r"$"), cue("designations.person", "", r"$")
_OFFICE, _LOOKS = cue("designations.office", "", r"$"), cue("designations.looks", "", r"$")
_WHO, _AT, _AND = (
    cue("designations.who", "", r"$"), cue("designations.at", "", r"$"), cue("designations.both", "", r"$"),
)  # fmt: skip
_PREDICATE, _VERB = cue("designations.predicate", "", r"$"), cue("designations.verb", "", r"$")
_NO_PLACE, _COUNTED = cue("designations.no_place", "", r"$"), cue("designations.counted", "", r"$")
_NUMBER = re.compile(r"\d{1,2}$")
_LABEL = re.compile(r"\W*(?:\d{1,2}\W+)?[A-Za-z][^:]{1,34}:")
"""A row that begins so goes on with nothing that stands above it."""
_ENDS = re.compile(r"[\])\"”'’,.;:!?]$")
_BEGINS = re.compile(r"[\[(\"“]")
MOST_WORDS = 12
"""Of a phrase behind the word for a person."""


def whole_designation(field: Field, letter: LetterSections) -> Field:
    """The field (who is complained of) with all of the phrase that its words are part of, where they call
    somebody by a post or by looks; a name and a koperasi stay as they are."""
    value = str(field.value or "")
    words = [folded(word) for word in value.split()]
    if KOPERASI_WORD.match(value) or not any(_STAFF.match(word) or _OFFICE.match(word) for word in words):
        return field
    for stretch in _stretches(letter):
        own = _place(stretch, field, words)
        for start, stop, is_closed in _phrases(stretch) if own else ():
            if start < own.stop and own.start < stop:
                end = stop if is_closed else max(stop, own.stop)
                return _as_field(field, TextSpan(tuple(stretch[min(start, own.start) : end])))
    return field


def _place(stretch: Sequence[Token], field: Field, words: Sequence[str]) -> range:
    """Where the field's words stand in a stretch; empty where they don't."""
    for at in range(len(stretch) - len(words) + 1):
        found = stretch[at : at + len(words)]
        if [folded(token.text) for token in found] == words and _is_there(found[0], field):
            return range(at, at + len(words))
    return range(0)


def _is_there(token: Token, field: Field) -> bool:
    return field.box is not None and token.page == field.page and lies_in(token.box, field.box)


def _stretches(letter: LetterSections) -> Iterator[Sequence[Token]]:
    """The words of rows that a phrase may run over."""
    parts, labels = {letter.body, letter.closing, letter.signing}, {pair.row for pair in letter.pairs}
    begun: list[TextSpan] = []
    for at, row in enumerate(letter.rows):
        if begun and (at in parts or at in labels or _LABEL.match(row.text)):
            yield join(begun).tokens
            begun = []
        begun.append(row.span)
    yield join(begun).tokens


def _phrases(words: Sequence[Token]) -> Iterator[tuple[int, int, bool]]:
    """Where phrases begin and stop, and whether a word that cannot belong to them stands there."""
    at = 0
    while at < len(words):
        head = _head(words, at)
        if head:
            stop, is_closed = _stop(words, head)
            yield at, stop, is_closed
        at = max(at + 1, head)


def _head(words: Sequence[Token], at: int) -> int:
    """Where the words for a person that begin there stop; 0 where none do."""
    first = folded(words[at].text)
    if _STAFF.match(first):
        return at + 1
    if not _PERSON.match(first) or at + 1 == len(words):
        return 0
    second = folded(words[at + 1].text)
    if _STAFF.match(second):
        return at + 2
    return at + 1 if _WHO.match(second) or _AT.match(second) else 0


def _stop(words: Sequence[Token], at: int) -> tuple[int, bool]:
    """Where the phrase stops whose words for a person end there."""
    stop, before = at, folded(words[at - 1].text)
    for token, after in zip(words[at : at + MOST_WORDS], [*words[at + 1 :], None], strict=False):
        if _ENDS.search(words[stop - 1].text) or _BEGINS.match(token.text):
            return stop, False
        word, then = folded(token.text), folded(after.text) if after else ""
        if not _goes_on(before, word, then):
            return stop, True
        before, at = word, at + 1
        if not (_WHO.match(word) or _AT.match(word) or _AND.match(word)):
            stop = at
    return stop, False


def _goes_on(before: str, word: str, after: str) -> bool:
    """Whether a word still belongs to the phrase. `after`: the next one, "" at the end."""
    if _WHO.match(word) or _AND.match(word):
        return bool(after) and not _PREDICATE.match(after)
    if _AT.match(word):
        return bool(after) and not (_NO_PLACE.match(after) or after[0].isdigit() or _PREDICATE.match(after))
    if word[:1].isdigit():
        return bool(_COUNTED.match(before) and _NUMBER.match(word))
    is_clause = _WHO.match(before) or _LOOKS.match(word)
    return bool(is_clause or not (_PREDICATE.match(word) or _VERB.match(word)))


def _as_field(field: Field, where: TextSpan) -> Field:
    """The field with these words for its own; its doubt stays."""
    value = where.text.strip(" .,;:!?()[]\"'“”’")
    if value == field.value:
        return field
    return field.model_copy(update={"value": value, "raw": where.raw, "page": where.page, "box": where.box})
