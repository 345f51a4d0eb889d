"""Where a koperasi has its seat: by label, in its kop, behind its name, or as its office in a sentence."""

import re

from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.cues import alternatives, cue, group
from extractors.fields.span import TextSpan
from extractors.text.koperasi import (
    ADDRESS_LINE,
    OWN_PREFIX,
    has_kop,
    kop_lines,
    koperasi_in,
    names_one,
    parts_that_name,
)
from extractors.text.legal_number import is_legal_line
from extractors.text.letter_sections import LetterSections
from extractors.text.prose_address import behind_name, seat

_REGION_ONLY = re.compile(rf"(?i)^\W*(?:(?!ds\b)(?:{group('wilayah')}|prov\w*)\.?\s+[A-Z]\w+\W*)+$")
"""A short `ds` begins an address and no name."""
_VILLAGE_SEAT = re.compile(
    rf"(?i)^\W*(?:{group('desa')}|{group('kelurahan')})\b\.? [A-Z]\w+(?: [A-Z]\w+)?"
    rf"\W+(?:{group('kecamatan')})\b\.? [A-Z]\w+(?:\W+(?:(?:{group('kabupaten')})\b\.? )?[A-Z]\w+)?\W*$"
)
"""A village with its kecamatan under a name: the seat where the kop has no other address."""
_ADDRESS_LABEL = re.compile(
    rf"^.{{0,60}}?\b(?:{group('label_kantor')})(?: pusat| koperasi)?\s*:\s*"
    rf"|^(?:.{{0,12}}?\b)??(?:{group('label_kantor')})(?:\s+(?:{alternatives('koperasi_seat.whose')}))?\s*[:;]?\s*"
    rf"|^(?=\W|\S{{1,3}}\s)(?:\S{{1,3}}\s+){{1,3}}?(?=(?:{group('jalan')}|{group('dusun')}|{group('desa')})\b)",
    re.I,
)
"""Its label, or bits of the emblem beside it."""
_CUT_ADDRESS = cue("address.open_end", tail=r"\W*$")
SEAT_REACH = 220
"""Letters behind a koperasi's name within which its address ends."""
_NEW_PERSON = re.compile(r"\.\s+[A-Z]|\b(?:saya|nama|pemohon)\b", re.I)
"""Between a koperasi's name and an address: the address is somebody else's."""
_OWN_OFFICE = re.compile(alternatives("koperasi_seat.own_office"))
"""The koperasi's seat given as its office's, or behind its short form or 'koperasi tersebut'."""
_AFTER_ADDRESS = re.compile(
    rf"\s*[,;|•·«»–—-]?\s*(?:{alternatives('koperasi_seat.after_address')}"
    r"|(?-i:[A-Z][a-z]+), \d{1,2}[ /.-](?:\d{1,2}|(?-i:[A-Z][a-z]+))[ /.-]\d{4}).*$",
    re.I,
)


def koperasi_address(letter: LetterSections) -> Candidate | None:
    """By label, else the address line(s) of the kop."""
    for pair in letter.pairs_of("alamat_koperasi", letter.kop_end, letter.closing):
        if pair.value:
            return _address_found(pair.value, "seat.label")
    lines = kop_lines(letter)
    if not any(map(names_one, lines)) and not has_kop(letter):
        return _seat_in_text(letter)
    labelled = next((pair for pair in letter.pairs_of("alamat", 0, letter.kop_end) if pair.value), None)
    if labelled:
        return _address_found(labelled.value, "seat.kop_label")
    hits = [line for line in lines if _is_address(line) and not is_legal_line(line) and not names_one(line)]
    if hits:
        return _address_found(hits[0], "seat.kop")
    village = next((line for line in lines if _VILLAGE_SEAT.match(line.text)), None)
    return _seat_in_text(letter) or (_address_found(village, "seat.village") if village else None)


def _seat_in_text(letter: LetterSections) -> Candidate | None:
    """'KSP X, ... berkedudukan di Jl. ...': an address just after a koperasi's name, or as its
    office's."""
    text = letter.body_text
    names = dict.fromkeys(name.text for part in parts_that_name(letter) for name in koperasi_in(part))
    ends = [match.end() for name in names for match in re.finditer(re.escape(name), text.text)]
    for at in ends:
        after = text.slice(at, at + SEAT_REACH)
        found = behind_name(after) or seat(after)
        if found and not _NEW_PERSON.search(text.text[at : text.text.index(found.where.text, at)]):
            return found
    own = _OWN_OFFICE.search(text.text)
    return seat(text.slice(own.start(), own.start() + SEAT_REACH)) if own else None


def _is_address(line: TextSpan) -> bool:
    """Whether a line of a kop is an address: one that names only kecamatan and kabupaten belongs to the
    name."""
    is_name = _REGION_ONLY.match(line.text) or OWN_PREFIX.match(line.text)
    return bool(ADDRESS_LINE.search(line.text)) and not is_name


def _address_found(where: TextSpan, source: str) -> Candidate | None:
    inner = where.behind(_ADDRESS_LABEL)
    tail = _AFTER_ADDRESS.search(inner.text)
    kept = inner.slice(0, tail.start()) if tail and tail.start() > 8 else inner
    is_cut = _CUT_ADDRESS.search(kept.text)
    return text_candidate(kept, tidy(kept.text), "seat.cut" if is_cut else source)
