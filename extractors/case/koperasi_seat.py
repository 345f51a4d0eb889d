"""Where a koperasi has its seat: by label, or in its kop; in running text the tagger finds it."""

import re

from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.cues import alternatives, cue, group
from extractors.fields.span import TextSpan
from extractors.text.koperasi import (
    ADDRESS_LINE,
    OWN_PREFIX,
    has_kop,
    kop_lines,
    names_one,
)
from extractors.text.legal_number import is_legal_line
from extractors.text.letter_sections import LetterSections

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
        return None
    labelled = next((pair for pair in letter.pairs_of("alamat", 0, letter.kop_end) if pair.value), None)
    if labelled:
        return _address_found(labelled.value, "seat.kop_label")
    hits = [line for line in lines if _is_address(line) and not is_legal_line(line) and not names_one(line)]
    if hits:
        return _address_found(hits[0], "seat.kop")
    village = next((line for line in lines if _VILLAGE_SEAT.match(line.text)), None)
    return _address_found(village, "seat.village") if village else None


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
