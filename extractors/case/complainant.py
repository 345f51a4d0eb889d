"""Who complains: by labels, in a sentence of the letter, in a sender's head, or under the signature."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.fields.address import normalised_address
from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.cues import cue
from extractors.fields.indonesian import find_dates
from extractors.fields.span import TextSpan, join
from extractors.text.addresses import ENDS_OPEN, cut_address, is_address
from extractors.text.complaint_sections import ComplaintSections
from extractors.text.key_values import BROKEN_OFF_LINE, KeyValue
from extractors.text.names import clean_name
from extractors.text.numbers import find_nik, find_phone, is_mobile, unread_number
from extractors.text.party import Party
from extractors.text.rows import Row
from extractors.text.self_introduction import told_writer
from extractors.text.signature_block import NEXT_LINE, bare_writer
from extractors.text.writer_types import MIN_LETTERS, Sent, is_nameless, is_said_nameless
from models.similarity import name_similarity

SAME_NAME = 0.7
"""Likeness from which two names on one letter are two readings of one."""
DIFFERING = 0.4
"""Agreement of two readings that are spelled differently."""
NEXT_ROW = 0.9
"""Word heights within which a value stands on its label's row."""
SAME_ROW = 0.5
"""Word heights by which the words of one row differ."""
PIECE_GAP = 0.25
"""Word heights; a blank is wider."""
_NOTHING = re.compile(r"^[\W_]*(?:tidak (?:ada|diisi|disebutkan)|kosong)?[\W_]*$", re.I)

_MAIL = re.compile(r"\s*[<«(\[]*\s*\S*@")
_OTHERS = cue("complainant.others")
_WRAP = cue("complainant.wrap", lead=r"^\W*", tail=r"\b[. ]*(?=[A-Z\d])(?!.*:)")
"""The next line of an address: a place of a lower or higher rank with its name."""
FUSED = 12
"""Letters of one written word that are more likely two names read without their blank."""


def find_writer(
    parts: ComplaintSections, pairs: dict[str, KeyValue], sent: Sent, *, is_written: bool = False
) -> Party:
    """Labels go before sentences, sentences before bare lines, these before the head of a message; two that
    agree confirm each other."""
    story = told_writer(parts, is_written=is_written)
    loose = bare_writer(parts)
    labelled = _labelled(pairs, parts.rows)
    name, unread = _name(labelled, story, loose, sent.name)
    nameless = _nameless(pairs.get("nama"))
    if name and nameless:
        name = replace(name, agreement=DIFFERING)
    if name and is_written and " " not in str(name.value) and len(str(name.value)) >= FUSED:
        name = replace(name, agreement=DIFFERING)
    return Party(
        name=name,
        nik=labelled.nik or story.nik,
        address=normalised_address(labelled.address or story.address or loose.address),
        phone=labelled.phone or story.phone or loose.phone or sent.phone or _lone_phone(parts),
        unread=None if name else unread,
        nameless=nameless,
    )


def _nameless(pair: KeyValue | None) -> TextSpan | None:
    """'Nama : Hamba Allah': he says himself that he is not to be named; a number or nothing says less."""
    return pair.value if pair and is_said_nameless(pair.value.text) else None


def _lone_phone(parts: ComplaintSections) -> Candidate | None:
    """The only mobile number on the paper, on a line that speaks of no other: a printed chat's sender."""
    rows = [_without_date(row.span) for row in parts.rows if not _OTHERS.search(row.text)]
    found = [
        phone for row in rows if (phone := find_phone(row, "phone.lone")) and is_mobile(str(phone.value))
    ]
    return found[0] if len({phone.value for phone in found}) == 1 else None


def _without_date(row: TextSpan) -> TextSpan:
    spans = [(start, end) for _, start, end in find_dates(row.text)]
    return row.slice(0, spans[0][0]) + row.slice(spans[0][1], len(row.text)) if spans else row


def _name(
    labelled: Party, story: Party, loose: Party, sender: Candidate | None
) -> tuple[Candidate | None, TextSpan | None]:
    hits = [found for found in (labelled.name, story.name, loose.name, sender) if found]
    if not hits:
        return None, labelled.unread or loose.unread
    same = [
        hit
        for hit in hits
        if hit is hits[0] or name_similarity(str(hits[0].value), str(hit.value)) >= SAME_NAME
    ]
    best = max(same, key=lambda hit: (str(hit.value)[:1].isupper(), hit.where.confidence, -same.index(hit)))
    best = best.sourced(max(same, key=lambda hit: hit.prior).source)
    spellings = {str(hit.value).upper().replace(" ", "") for hit in same}
    if len(same) > 1:
        best = replace(best, agreement=1.0 if len(spellings) == 1 else DIFFERING)
    elif story.name and loose.name and not labelled.name:
        best = replace(best, agreement=DIFFERING)
    return best, None


def _labelled(pairs: dict[str, KeyValue], rows: Sequence[Row]) -> Party:
    """By labels: 'Nama : ...', 'Alamat : ...'."""
    nik, address = pairs.get("nik"), pairs.get("alamat")
    phone = pairs.get("telepon")
    name, unread = _labelled_name(pairs.get("nama"))
    return Party(
        name=name,
        nik=(find_nik(_own_line(nik)) or unread_number(nik.value)) if nik else None,
        address=_labelled_address(address.value, rows) if address else None,
        phone=(find_phone(_own_line(phone)) or unread_number(phone.value)) if phone else None,
        unread=unread,
    )


def _own_line(pair: KeyValue) -> TextSpan:
    """What stands beside the label: a number does not go on below."""
    near = [
        token
        for token in pair.value.tokens
        if abs(token.middle - pair.label.middle) < NEXT_ROW * token.height
    ]
    return TextSpan(tuple(near)) or pair.value


def _labelled_name(pair: KeyValue | None) -> tuple[Candidate | None, TextSpan | None]:
    if pair is None or _NOTHING.match(pair.value.text) or is_nameless(pair.value.text):
        return None, None
    mail = _MAIL.search(pair.value.text)
    where = pair.value.slice(0, mail.start()) if mail else pair.value
    if not where:
        return None, None
    text = _closed_up(where)
    name = clean_name(text)
    if sum(char.isalpha() for char in name) < MIN_LETTERS:
        return None, pair.value
    found = text_candidate(where, name, "name.complainant_label")
    return (replace(found, agreement=DIFFERING) if found and text != where.text else found), None


def _closed_up(where: TextSpan) -> str:
    """The text without blanks within a name: a piece that begins small and stands close is no word."""
    text = where.tokens[0].text
    for one, two in pairwise(where.tokens):
        is_piece = two.text[:1].islower() and two.x0 - one.x1 < PIECE_GAP * one.height
        text += two.text if is_piece and one.text[-1:].isalpha() else f" {two.text}"
    return text


def _labelled_address(value: TextSpan, rows: Sequence[Row]) -> Candidate | None:
    """The address beside its label; one that ends in 'Kec.' goes on in the next line, and so does one below
    which 'Kel. X' stands."""
    if _NOTHING.match(value.text):
        return None
    is_open = ENDS_OPEN.search(value.text) is not None
    below = _cells_below(value, rows, NEXT_LINE if is_open else BROKEN_OFF_LINE)[:1]
    value = join([value, *(cell for cell in below if is_open or _WRAP.match(cell.text))])
    kept = cut_address(value) if is_address(value.text) else value
    return text_candidate(kept or value, tidy((kept or value).text).rstrip(","), "address.complainant_label")


def _cells_below(value: TextSpan, rows: Sequence[Row], reach: float) -> list[TextSpan]:
    """What stands below the value where it begins, up to so many word heights away."""
    last, height = value.tokens[-1], max(value.height, value.tokens[-1].height)
    steps = [(row, (row.span.middle - last.middle) / height) for row in rows if row.page == last.page]
    near = [row for row, step in steps if SAME_ROW < step < reach]
    return [cell for row in near for cell in row.cells if abs(cell.x0 - value.x0) < 2 * height]
