"""The other side: whom the letter complains of, or with whom it wants to settle (termohon)."""

import re
from collections.abc import Iterator

from extractors.fields.candidate import Candidate, text_candidate
from extractors.fields.cues import alternatives, cue, group
from extractors.fields.span import TextSpan
from extractors.text.koperasi import SENTENCE_END, koperasi_in
from extractors.text.letter_sections import LetterSections
from extractors.text.names import NAME, clean_name, looks_like_name

_TITLE = (
    rf"(?:(?:[Mm]antan\s+)?(?:{alternatives('respondent.title')})"
    rf"(?:\s+(?:{alternatives('respondent.title_more')}))*\s*,?\s+)"
)
_HONORIFIC = rf"(?:(?:{alternatives('respondent.honorific')})\s+)"
_PERSON = re.compile(
    rf"{_TITLE}*{_HONORIFIC}+{_TITLE}*({NAME.pattern})|{_TITLE}+{_HONORIFIC}*({NAME.pattern})"
)
_HOLDS_OFFICE = re.compile(
    rf"({NAME.pattern}),\s*(?:selaku |mantan |yang menjabat )?(?![A-Z]{{2}})(?i:{group('pengurus')}|kepala)\b"
)
"""'Wahyu Endahwati, Ketua Koperasi ...': the person, not the koperasi."""
_NAMED_PARTY = re.compile(rf"(?i){alternatives('respondent.named_party')}")
_OFFICERS = re.compile(rf"(?:{_TITLE}|{_HONORIFIC})*$")
_NO_END = re.compile(rf"\s+(?!(?:{alternatives('respondent.behind_name')})\b)[a-z]{{4,}}")
"""What follows a name that goes on in a misread word: none of the words that may stand behind a name."""
_NO_PARTY = cue("respondent.no_party", lead=r"\W*")
PARTY_LEAD = 30
"""Letters of offices and honorifics that may stand before a koperasi's name."""
PARTY_REACH = 110
"""Letters after the naming words within which the party's name stands."""


def respondent(letter: LetterSections) -> Candidate | None:
    """termohon: by label, else whom the text names as the other side."""
    for key in ("termohon", "terlapor"):
        for pair in letter.pairs_of(key, letter.body, letter.closing):
            if pair.value:
                return party(pair.value, "party.label") or text_candidate(
                    pair.value, clean_name(pair.value.text), "party.label_whole"
                )
    return next(_named_parties(letter.body_text), None)


def _named_parties(text: TextSpan) -> Iterator[Candidate]:
    for match in _NAMED_PARTY.finditer(text.text):
        found = party(text.slice(match.end(), match.end() + PARTY_REACH), "party.told")
        if found:
            yield found


def party(tail: TextSpan, source: str) -> Candidate | None:
    """The person or koperasi that a span begins with."""
    named = next(koperasi_in(tail), None)
    at = tail.text.index(named.text) if named else -1
    if named and _OFFICERS.match(tail.text[:at]):
        return text_candidate(named, source=source)
    person = _PERSON.match(tail.text)
    if person:
        whole = tail.group(person, 1 if person[1] else 2)
        where = _one_sentence(whole)
        name = clean_name(where.text)
        is_cut = where.text == whole.text and _NO_END.match(tail.text[person.end() :])
        if looks_like_name(name):
            return text_candidate(where, name, "party.officer" if is_cut else source)
    held = _HOLDS_OFFICE.match(tail.text)
    if held and looks_like_name(held[1]):
        return text_candidate(tail.group(held, 1), clean_name(held[1]), source)
    if named and at < PARTY_LEAD:
        return text_candidate(named, source=source)
    if _NO_PARTY.match(tail.text):
        return None
    plain = None if tail.text.isupper() else NAME.match(tail.text)
    if plain and len(plain[0].split()) > 1 and looks_like_name(plain[0]):
        where = _one_sentence(tail.group(plain))
        return text_candidate(where, clean_name(where.text), f"{source}_plain")
    return None


def _one_sentence(name: TextSpan) -> TextSpan:
    """A name up to the full stop of its sentence."""
    end = SENTENCE_END.search(name.text)
    return name.slice(0, end.start()) if end else name
