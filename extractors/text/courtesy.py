"""What stands around an addressee: 'Bapak Kepala Dinas' (the letter is for the office; all who labelled
letters leave the courtesy out), 'c.q. Bidang Pengawasan'."""

import re
from collections.abc import Iterator

from extractors.fields.cues import alternatives, cue
from extractors.fields.lexicon import regency_pattern
from extractors.fields.office_names import OWN, office_pattern
from extractors.fields.span import TextSpan
from models.similarity import NAME_MATCH, name_similarity

_COURTESY = (
    rf"^\W*(?:(?:{alternatives('courtesy.him')})\.?(?:\s*/\s*(?:{alternatives('courtesy.her')})\.?)?\s+)"
    rf"(?=(?:ka\.|{alternatives('courtesy.head')}|{OWN})\b)"
)

_LED = (
    rf"(?<!\w)(?:(?P<to>kepada|kpd)|{alternatives('courtesy.lead')})\b\W{{0,3}}"
    rf"(?P<it>(?:(?:{alternatives('courtesy.own_head')})\b\.?\s*)*(?:{OWN})(?!\w)"
    rf"(?:\s+(?:{alternatives('courtesy.own_more')}))*(?:,?\s+(?:kab\b\.?\s*|kabupaten\s+)?(?:{regency_pattern()})\b)?)"
    r"(?![\w@]|\s+(?:dan|&|kab)\b)"
)
"""The office that reads by its own name, whole, behind a courtesy: of 1,120 such places in letters of 248
voices six are no addressee."""

_ADDRESSEE = rf"^\W*(?:ke|untuk|kepada|kpd|{alternatives('courtesy.lead')})\b.{{0,60}}(?<!\w)(?:{OWN})(?!\w)"
"""A row that is addressed to the office that reads; a letterhead names it and leads to nobody."""

_TO_PERSON = re.compile(
    rf"(?i)^\W*(?:(?:kepada|kpd|[yj]th)\b\W{{0,3}})+"
    rf"(?:(?:{alternatives('courtesy.him')}|{alternatives('courtesy.her')})\b\W{{0,3}})*"
)

OFFICE_WORD = rf"\b(?:{alternatives('courtesy.office_word')}|{OWN})"
_REST = cue("courtesy.goes_on", lead=r"\W+")
"""Where a sentence goes on behind an addressee."""

_MISREAD_Q = re.compile(r"(?i)(?<!\w)(c\.?)(g)(?=[.:,]?\s)")
"""Of 78 "c.q." in 2,264 letters of the tune voices the engines read 69 so."""

_GOES_ON = re.compile(r"(?i)\b(?:kab|kabupaten|dan)\W*$")
"""Of ten sure addressees that ended so eight were cut (out of voice, 2,264 letters of the tune voices)."""


def courtesy() -> re.Pattern[str]:
    """What stands before an office out of courtesy."""
    return office_pattern(_COURTESY)


def with_attention(office: str) -> str:
    """An addressee with its "c.q." where a "c.g." was read: no other word looks so."""
    return _MISREAD_Q.sub(lambda hit: hit[1] + ("Q" if hit[2].isupper() else "q"), office)


def goes_on(office: str) -> bool:
    """Whether an addressee ends in a word behind which more must stand."""
    return bool(_GOES_ON.search(office))


def offices_addressed(text: TextSpan) -> Iterator[TextSpan]:
    """Where the office that reads is written to by its own name, behind a courtesy, or a 'Kepada' that begins
    its line: within a sentence one may only threaten with it."""
    for found in office_pattern(_LED).finditer(text.text):
        to = text.group(found, "to")
        if not to or all(token.line.text.lstrip().startswith(token.text) for token in to.tokens):
            yield text.group(found, "it")


def is_addressee(row: str) -> bool:
    """Whether a row is addressed to the office that reads."""
    return bool(office_pattern(_ADDRESSEE).search(row))


def is_written_to(name: str, row: str) -> bool:
    """Whether a row is addressed to the person of that name."""
    lead = _TO_PERSON.match(row)
    named = row[lead.end() :].split()[: len(name.split())] if lead else []
    return bool(named) and name_similarity(" ".join(named), name) >= NAME_MATCH


def addressed(where: TextSpan) -> TextSpan:
    """The addressee in these words, without the courtesy before it and the sentence that goes on behind."""
    where, office_word = where.behind(courtesy()), office_pattern(OFFICE_WORD)
    office = office_word.search(where.text)
    ends = _REST.finditer(where.text, office.end()) if office else iter(())
    end = next((one.start() for one in ends if not office_word.search(where.text, one.end())), None)
    return where if end is None else where.slice(0, end)
