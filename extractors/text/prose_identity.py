"""Who writes, in sentences: 'Saya, Suparmi, NIK ...', a client, the first of a list."""

import re
from dataclasses import replace

from extractors.fields.candidate import Candidate, text_candidate
from extractors.fields.cues import alternatives, cue, group
from extractors.fields.lexicon import regency_pattern
from extractors.fields.offices import ROLE
from extractors.fields.span import TextSpan
from extractors.text.letter_sections import LetterSections
from extractors.text.names import NAME, clean_name, looks_like_name
from extractors.text.numbers import NIK_RUN, find_nik, find_phone
from extractors.text.party import Party
from extractors.text.prose_address import personal_address
from models.similarity import name_similarity

_SHORT = group("koperasi_pendek")
FOREIGN_NIK = cue("prose_identity.foreign_nik", tail=r"\W*(?:\w+\W+){0,3}$")
_RUNNING_NAME = re.compile(
    rf"(?:{alternatives('prose_identity.name_lead')})\s*[,:]?"
    rf"\s*(?:(?:yang|yg) )?(?:adalah|bernama|nama)?\s*[:,]?\s*({NAME.pattern})"
)
_RUNNING_NIK = re.compile(r"(?:NIK|N\.I\.K|KTP)\b\D{0,30}?(?=[0-9OIl|]{4})", re.I)
_RUNNING_POSITION = re.compile(
    rf"\b(?:{alternatives('prose_identity.position_lead')})\s+"
    rf"(?:(?:{alternatives('prose_identity.heirs')}) (?:dan|sekaligus|serta) (?=ahli waris))?"
    rf"((?:[Mm]antan |[Ww]akil )?(?i:{alternatives('prose_identity.position')})\b"
    rf"(?: (?:{alternatives('prose_identity.position_more')}))*)"
)


_APPOSED = re.compile(
    r"^[^,]{3,60}(?:, (?:[A-Z][A-Za-z]{0,4}\.)+)*, (?:selaku |sebagai )?"
    rf"({alternatives('prose_identity.apposed')})\b"
)
"""'Iwan Santosa, Ketua RT 06 RW 02 Dusun Balong': an office whose numbers belong to his address too; 'Ahmad
Fauzi, S.H., Notaris di Jombang'."""
_MEMBER_OF = re.compile(
    rf"(?:[,)]|\b(?:{alternatives('prose_identity.being')}))\s+((?:[Ww]akil |[Mm]antan )?"
    rf"(?i:anggota|nasabah|pengawas|{group('pengurus')}))\s+(?:dari |pada |di )?"
    rf"(?=(?=[A-Z])(?i:kop|{_SHORT}))"
)
"""', anggota KSP X': an office without a verb of its own."""

_MEMBER = re.compile(
    rf"(?:{alternatives('prose_identity.member_lead')})"
    rf" ((?:{alternatives('prose_identity.member')}))\b(?! (?:lain|keluarga))"
)
_KIN = cue("prose_identity.kin", tail=r"\s+$")
"""'Ibu saya menjadi anggota': his mother is one."""
_OTHERS = cue("prose_identity.others", tail=r"\b[^.]{0,60}$")
"""Somebody else named just before: the office is his."""
_REACHED_AT = re.compile(alternatives("prose_identity.reached_at"), re.I)
_NAME_BEFORE = re.compile(
    rf"\b({NAME.pattern})\s*[,(]+\s*(?:pemegang )?(?:[Nn]o(?:mor)?\.?\s*)?(?:KTP|NIK)\b[^\d]*$"
)
_IN_ADDRESS = re.compile(
    rf"(?i)\b(?:{group('wilayah')}|{group('dusun')}|{group('jalan')}|{regency_pattern()})\b"
)
"""Words of an address, which ends before the number of him who lives there."""
NAME_REACH, OWN_NAME = 70, 0.7
"""Letters before a number within which its holder is named; likeness to the writer's name from which a name
in his own text is his."""
_AIDE = cue("prose_identity.aide")
PHONE_REACH = 22
"""Letters of the longest telephone number as people space it."""
OWN_WORDS = 420
"""Letters from a writer's name within which he says who he is."""


def person_in_text(letter: LetterSections) -> Party:
    """Name, NIK, address and office from the sentence in which the writer says who he is."""
    text = letter.body_text
    name = _running_name(text)
    if name is None:
        return Party(row=letter.body)
    begin = text.text.index(name.where.text)
    own = text.slice(begin, begin + OWN_WORDS)
    nik = running_nik(own)
    return Party(
        row=letter.body,
        name=name,
        nik=None if nik and is_strangers(text, nik, str(name.value)) else nik,
        address=personal_address(own),
        phone=find_phone(own, "phone.own_sentence"),
        office=_running_position(own),
    )


def is_strangers(text: TextSpan, nik: Candidate, own: str) -> bool:
    """Whether somebody of another name than `own` is named just before the number: 'Soeparno, KTP ...'."""
    at = text.text.find(nik.where.text)
    named = list(_NAME_BEFORE.finditer(text.text[max(0, at - NAME_REACH) : at]))
    is_person = bool(named) and not ROLE.fullmatch(named[-1][1]) and not _IN_ADDRESS.search(named[-1][1])
    return bool(own) and is_person and name_similarity(clean_name(named[-1][1]), own) < OWN_NAME


def _running_name(text: TextSpan) -> Candidate | None:
    for match in _RUNNING_NAME.finditer(text.text):
        where = text.group(match, 1)
        name = clean_name(where.text)
        if looks_like_name(name) and match.start() < 600:
            return text_candidate(where, name, "name.in_prose")
    return None


def running_nik(text: TextSpan) -> Candidate | None:
    """The first NIK that the text does not give to a koperasi, a tax number or another person."""
    for match in _RUNNING_NIK.finditer(text.text):
        before = text.text[max(0, match.start() - 40) : match.start()]
        if FOREIGN_NIK.search(before):
            continue
        found = find_nik(text.slice(match.end(), match.end() + 26), "nik.in_prose")
        if found is not None:
            return found
    return None


def phone_in_text(text: TextSpan) -> Candidate | None:
    """'... dapat dihubungi di nomor WA 0856...'"""
    for match in _REACHED_AT.finditer(text.text):
        found = find_phone(text.slice(match.end(), match.end() + PHONE_REACH), "phone.in_prose")
        if found is not None:
            around = text.text[max(0, match.end() - NAME_REACH) : match.end() + PHONE_REACH]
            is_aides = _AIDE.search(around)
            return replace(found, source="phone.aide", is_valid=None) if is_aides else found
    return None


def only_nik(text: TextSpan) -> Candidate | None:
    """The only number of its kind in the text, said to be a KTP's: 'pemegang KTP nomor 3517...'."""
    if len(NIK_RUN.findall(text.text)) != 1:
        return None
    found = running_nik(text)
    if found is None:
        return None
    return replace(found, source="nik.only_one", is_valid=None if found.is_valid else found.is_valid)


def membership(text: TextSpan) -> Candidate | None:
    """'Saya (adalah) anggota KSP X', 'saya menjadi anggota sejak': what the writer says of himself."""
    own = (match for match in _MEMBER.finditer(text.text) if not _KIN.search(text.text[: match.start()]))
    match = next(own, None)
    return text_candidate(text.group(match, 1), source="office.membership") if match else None


def _running_position(text: TextSpan) -> Candidate | None:
    where = text.search(_APPOSED, 1) or text.search(_RUNNING_POSITION, 1)
    own = (m for m in _MEMBER_OF.finditer(text.text) if not _OTHERS.search(text.text[: m.start()]))
    match = None if where else next(own, None)
    where = text.group(match, 1) if match else where
    return text_candidate(where, source="office.in_prose") if where else None
