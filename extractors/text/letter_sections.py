"""The parts of a letter: kop, head, body, closing, signatures.

Official letters have kop, place and date, Nomor/Lampiran/Hal, Yth., body, closing, signature,
tembusan, in this order (domain reference 2.1); people leave out parts and keep the order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.fields.cues import anywhere, cue
from extractors.fields.labels import label_at
from extractors.fields.span import TextSpan, join
from extractors.text.centred_labels import raised
from extractors.text.key_values import KeyValue, dated_place, key_values_in
from extractors.text.mail_head import mail_head
from extractors.text.own_lines import own_lines
from extractors.text.rows import Row, rows_of
from models.page import PageReading

SALUTATION = cue("letter_sections.salutation", lead=r"^\W*", tail=r"")
OPENING = anywhere("letter_sections.opening")
_NUMBERED = r"^\W*(?:\d{1,2}[.)]\s*)?"
CLOSING = cue("letter_sections.closing", lead=_NUMBERED, tail=r"")
"""In a letter whose sentences are counted, behind its number: '4. Demikian mohon menjadi maklum.'"""
SIGNING = cue("letter_sections.signing", lead=r"", tail=r"\W*$")
SIGNED_BELOW = 0.4
"""Share of the rows under the salutation: above it 'Pemohon' heads a block of labels, below it a
signature."""
THANKS = cue("letter_sections.thanks")
"""A closing whose first words stand in the midst of a paragraph."""
TEMBUSAN = cue("letter_sections.tembusan", lead=r"^\W*", tail=r"")
ADDRESSEE = cue("letter_sections.addressee", lead=r"", tail=r"")
PROSE_WORDS, PROSE_WIDTH = 7, 0.7
"""Words of a row of running text, and its width as a share of the widest row's."""
AT_RIGHT, EDGE = 0.45, 0.015
"""Page widths from the left at which an addressee stands in a column of his own, and by which its lines'
edges differ."""
OF_PERSON = frozenset({"nama", "nik"})
HEAD_KEYS = frozenset({"nomor", "lampiran", "perihal", "sifat"})


@dataclass(frozen=True)
class LetterSections:
    """Row indices of a letter's parts: head = [0, body), body = [body, closing), then closing, signatures."""

    rows: tuple[Row, ...]
    pairs: tuple[KeyValue, ...]
    kop_end: int
    body: int
    closing: int
    signing: int
    end: int

    @cached_property
    def body_text(self) -> TextSpan:
        """All words of the body as running text."""
        return join(row.span for row in self.rows[self.body : self.closing])

    def pairs_of(self, key: str, start: int = 0, end: int | None = None) -> tuple[KeyValue, ...]:
        """Pairs with that label in rows [start, end)."""
        stop = self.end if end is None else end
        return tuple(pair for pair in self.pairs if pair.key == key and start <= pair.row < stop)


def dissect(pages: Sequence[PageReading]) -> LetterSections:
    """The parts of a letter on these pages (at least one)."""
    return dissected(raised(rows_of(list(map(own_lines, pages)))))


def dissected(rows: tuple[Row, ...]) -> LetterSections:
    """The parts of a letter that stands in these rows."""
    pairs = key_values_in(rows)
    body = max(_body_start(rows, pairs), mail_head(rows))
    end = _first(rows, TEMBUSAN, body + 1, len(rows))
    closing = _closing(rows, body, end)
    signing = _signing(rows, closing, end)
    return LetterSections(rows, pairs, _kop_end(rows, pairs, body), body, closing, signing, end)


def _first(rows: Sequence[Row], pattern: re.Pattern[str], start: int, default: int) -> int:
    for index in range(max(0, start), len(rows)):
        if any(pattern.search(cell.text) for cell in rows[index].cells):
            return index
    return default


def _body_start(rows: Sequence[Row], pairs: Sequence[KeyValue]) -> int:
    """The salutation or opening; else the first identity pair; else what follows the addressee."""
    half = len(rows) * 2 // 3 + 1
    greeted = _first(rows, SALUTATION, 0, half)
    if greeted < half:
        return min(greeted, _first(rows, OPENING, 0, half))
    opening, prose = _first(rows, OPENING, 0, half), _first_prose(rows, pairs, half)
    if opening < half:
        return min(opening, prose)
    named = [max(0, pair.row - 1) for pair in pairs if pair.key in {"nama", "nik"} and pair.has_colon]
    if named or prose < half:
        return min([*named, prose])
    addressee = _first(rows, ADDRESSEE, 0, -1)
    return _below_addressee(rows, addressee) if addressee >= 0 else 0


def _below_addressee(rows: Sequence[Row], at: int) -> int:
    """Two rows below the addressee's first one; where he stands at the right, what his column goes on with
    is his, too."""
    left = next(cell.x0 for cell in rows[at].cells if ADDRESSEE.search(cell.text))
    start = min(len(rows), at + 3)
    below = range(start, len(rows)) if left > AT_RIGHT else ()
    return next((i for i in below if all(abs(cell.x0 - left) > EDGE for cell in rows[i].cells)), start)


def _first_prose(rows: Sequence[Row], pairs: Sequence[KeyValue], default: int) -> int:
    """The first row below the addressee (on a report without one, below its first label) that begins a
    sentence over the page's width."""
    labelled = min((pair.row for pair in pairs), default=default)
    addressee = _first(rows, ADDRESSEE, 0, labelled)
    wide = max((row.span.x1 - row.span.x0 for row in rows), default=0.0)
    for index in range(addressee + 1, min(default, len(rows) - 1)):
        row = rows[index]
        is_text = len(row.cells) == 1 and len(row.span.tokens) >= PROSE_WORDS
        is_wide = row.span.x1 - row.span.x0 > PROSE_WIDTH * wide
        if is_text and is_wide and row.text.lstrip()[:1].isupper() and not label_at(row.text):
            return index
    return default


def _closing(rows: Sequence[Row], body: int, end: int) -> int:
    """The row that begins the closing paragraph; else that of the signature words; else the end."""
    hits = [i for i in range(body + 1, end) if CLOSING.search(rows[i].text)]
    if hits:
        late = [i for i in hits if re.match(rf"{_NUMBERED}demik", rows[i].text, re.I)]
        return late[0] if late else hits[-1] if hits[-1] - hits[0] > 3 else hits[0]
    thanks = [i for i in range(body + 1, end) if THANKS.search(rows[i].text)]
    latter = body + 1 + round(SIGNED_BELOW * (end - body))
    signing = [i for i in range(latter, end) if any(SIGNING.match(c.text) for c in rows[i].cells)]
    dated = [i for i in range(body + 1, end) if dated_place(rows[i].cells[-1])]
    found = next((hits[at] for hits, at in ((thanks, -1), (signing, 0), (dated, -1)) if hits), end)
    return found - 1 if found - 1 in dated else found


def _signing(rows: Sequence[Row], closing: int, end: int) -> int:
    """The first row of the signatures: a place and date or 'Hormat kami' after the closing."""
    for index in range(closing, end):
        if any(SIGNING.match(cell.text.strip()) for cell in rows[index].cells):
            return index
    return min(end, closing + 1)


def _kop_end(rows: Sequence[Row], pairs: Sequence[KeyValue], body: int) -> int:
    """The kop reaches down to the first of Nomor, Perihal, Yth., a person's name or NIK with its label, or a
    place with date."""
    hits = [pair.row for pair in pairs if pair.key in HEAD_KEYS and pair.has_colon]
    hits += [pair.row for pair in pairs if _is_persons(pair, rows[pair.row])]
    hits += [i for i in range(body) if any(ADDRESSEE.match(cell.text) for cell in rows[i].cells)]
    hits += [i for i in range(body) if re.search(r"^\W*[A-Z][a-z]+, ?\d{1,2}[ -]", rows[i].text)]
    return min([*hits, body])


def _is_persons(pair: KeyValue, row: Row) -> bool:
    """Whether a row begins with the label of a name or NIK (a fax's own line has one amid it)."""
    begins = bool(pair.label) and row.span.tokens[0] == pair.label.tokens[0]
    return pair.key in OF_PERSON and pair.has_colon and bool(pair.value) and begins
