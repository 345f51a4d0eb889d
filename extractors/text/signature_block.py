"""Who complains by bare lines: under the words over a signature, or over the addressee."""

import re
from collections.abc import Sequence

from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.cues import anywhere, cue
from extractors.fields.handwriting_normalisation import LABELS
from extractors.fields.indonesian import month_number
from extractors.fields.labels import label_at
from extractors.fields.phrases import is_addressing, is_closing, is_date, is_like, is_signing
from extractors.fields.span import TextSpan, Token, join
from extractors.text.addresses import MARK, cut_address, is_address, is_plausible, names_a_place
from extractors.text.complaint_sections import ComplaintSections, is_framing
from extractors.text.koperasi import koperasi_in
from extractors.text.names import clean_name, looks_like_name
from extractors.text.numbers import find_phone
from extractors.text.party import Party
from extractors.text.writer_types import is_nameless

MAX_NAME_WORDS = 7
SCRAWL_LETTERS = 6
SCRAWL_SURE = 0.75
"""Words under this engine score, with few letters, are a signature read as letters."""
SCRAWL_AT_ALL = 0.5
"""Under this one nothing that was read can be a name."""
NEXT_LINE = 2.6
"""Word heights to a line that continues the one above."""
_NUMBER = re.compile(r"\W*(?:\b(?:hp|wa|telp|no)\b\W*)*[+(]?\d", re.I)
LEAST_NAME = 2
"""Words of a name that nothing but its number tells from the text."""
_OTHERS_HEAD = anywhere("signature_block.others_head")
_SENDER = cue("signature_block.sender", lead=r"^\W*", tail=r"\W+")


def bare_writer(parts: ComplaintSections) -> Party:
    """From bare lines: under the signature's words, else over the addressee."""
    tail = parts.rows[parts.sign :] if parts.sign < len(parts.rows) else parts.tail
    cells = [_after_signing(cell) for row in tail if not is_date(row.text) for cell in row.cells]
    below = _from_lines(parts, cells, is_head=False)
    below = below if below.name or parts.sign < len(parts.rows) else _last_line(parts) or below
    above = _from_lines(parts, _sender_lines(parts), is_head=True)
    if not (above.address or above.phone):
        return below
    return Party(
        below.name or above.name, None, below.address or above.address, below.phone or above.phone,
        unread=below.unread,
    )  # fmt: skip


def _last_line(parts: ComplaintSections) -> Party | None:
    """A name and a telephone number on the letter's last line, with no words over them."""
    last = parts.rows[-1].span if parts.rows else TextSpan()
    phone = find_phone(last, "phone.signature")
    number = _NUMBER.search(last.text)
    name = last.slice(0, number.start()) if number else TextSpan()
    if phone is None or len(name.tokens) < LEAST_NAME or not may_be_name(name):
        return None
    return Party(text_candidate(name, clean_name(name.text), "name.last_line"), None, None, phone)


def _after_signing(cell: TextSpan) -> TextSpan:
    """What stands behind the words over a signature on their own line: 'Hormat saya, Suwarno'."""
    lead, comma, _ = cell.text.partition(",")
    is_led = bool(comma) and is_signing(lead) and len(cell.text) > len(lead) + 1
    return cell.slice(len(lead) + 1, len(cell.text)) if is_led else cell


def _sender_lines(parts: ComplaintSections) -> list[TextSpan]:
    """Lines over the addressee, where no office and no koperasi set its head."""
    lines: list[TextSpan] = []
    for row in parts.rows[: parts.head]:
        if (_OTHERS_HEAD.search(row.text) and not lines) or next(koperasi_in(row.span), None):
            return []
        if is_addressing(row.text):
            break
        lines += [cell for cell in row.cells if not is_date(cell.text)]
    return lines


def _from_lines(parts: ComplaintSections, cells: Sequence[TextSpan], *, is_head: bool) -> Party:
    labels = {token for pair in parts.letter.pairs for token in (*pair.label.tokens, *pair.value.tokens)}
    free = [cell for cell in cells if not any(token in labels for token in cell.tokens)]
    free = [
        cell for cell in free if not (is_signing(cell.text) or is_closing(cell.text) or is_date(cell.text))
    ]
    address = _bare_address(free)
    taken = set(address.where.tokens) if address else set()
    names = [cell for cell in free if not set(cell.tokens) & taken and may_be_name(cell)]
    name = _signed_name(names)
    phone = find_phone(join(cell for cell in cells if not set(cell.tokens) & taken), "phone.signature")
    return Party(name, None, address, phone, unread=None if name or is_head else _unread(free, taken))


def _signed_name(cells: Sequence[TextSpan]) -> Candidate | None:
    """The name with most letters: a scrawl above it has few."""
    if not cells:
        return None
    cell = max(cells, key=lambda hit: sum(char.isalpha() for char in hit.text))
    name = clean_name(_SENDER.sub("", cell.text))
    before, comma, place = name.partition(",")
    name = before if comma and names_a_place(place) else name
    return text_candidate(cell, name, "name.bare_line" if name[:1].isupper() else "name.bare_line_small")


def may_be_name(cell: TextSpan) -> bool:
    """A short run of words that is neither form, label nor number."""
    text = _SENDER.sub("", cell.text)
    is_form = (
        is_nameless(text)
        or is_framing(text)
        or _is_place_and_month(text)
        or label_at(text) is not None
        or is_like(text, LABELS)
    )
    is_scrawl = _is_scrawl(cell)
    return (
        not is_form
        and not is_scrawl
        and len(cell.tokens) <= MAX_NAME_WORDS
        and looks_like_name(text.replace(".", "").title())
    )


def _is_place_and_month(text: str) -> bool:
    place, comma, month = text.partition(",")
    return bool(place and comma) and month_number(month) is not None


def _is_scrawl(cell: TextSpan) -> bool:
    letters = sum(char.isalnum() for char in cell.text)
    is_short = letters <= SCRAWL_LETTERS and cell.confidence < SCRAWL_SURE
    return is_short or cell.confidence < SCRAWL_AT_ALL


def _unread(cells: Sequence[TextSpan], taken: set[Token]) -> TextSpan | None:
    """Writing under the signature's words that is no name, no nameless signer and no scrawl."""
    for cell in cells:
        is_known = set(cell.tokens) & taken or is_nameless(cell.text) or _is_scrawl(cell)
        letters = sum(char.isalpha() for char in cell.text)
        is_form = is_framing(cell.text) or _is_place_and_month(cell.text)
        if not is_known and letters > SCRAWL_LETTERS and not is_form:
            return cell
    return None


def _bare_address(cells: Sequence[TextSpan]) -> Candidate | None:
    """A line that is an address, with the lines that go on with it."""
    for index, cell in enumerate(cells):
        is_group = is_nameless(cell.text) and not MARK.match(cell.text.lstrip())
        if not is_address(cell.text) or is_framing(cell.text) or is_group:
            continue
        kept = [cut_address(cell)]
        for below in cells[index + 1 : index + 3]:
            if len(kept[-1].text) < len(cell.text) or not _goes_on(kept[-1], below):
                break
            kept.append(cut_address(below))
        where = join(kept)
        text = tidy(where.text).rstrip(", ")
        return Candidate(text, where, "address.bare_line") if is_plausible(text) else None
    return None


def _goes_on(above: TextSpan, below: TextSpan) -> bool:
    height = max(above.height, below.height, 1e-4)
    is_near = below.page == above.page and 0 < below.middle - above.middle < NEXT_LINE * height
    is_aligned = abs(below.x0 - above.x0) < 2.5 * max(above.height, 1e-4)
    return is_near and is_aligned and label_at(below.text) is None and bool(cut_address(below))
