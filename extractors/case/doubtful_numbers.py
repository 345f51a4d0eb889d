"""Numbers that the paper itself puts in doubt: another one beside it, two readings, a part left out."""

from extractors.case.field_on_paper import FieldOnPaper
from extractors.text.koperasi import is_heads_phone
from extractors.text.legal_number import is_surely_whole
from extractors.text.legibility import figures_in
from extractors.text.numbers import is_read_two_ways, is_read_with_more, other_nik
from models.nik import problems

EITHER, ABOVE = 0.5, 2
"""Of two numbers the one that is chosen is no likelier than the other; rows above one in which its correction
may stand, initials between them."""
SURE_PART = 0.6
"""Confidence of a word of a NIK's figures below which it is shown: of five so read by seventeen makers three
are wrong, of 260 others in print none."""


def lacks_a_part(seen: FieldOnPaper) -> bool:
    """A number that the other engine reads with a part or stroke more: two of three silent ones of
    strangers' papers (TDWIVI for TDW/VI), and none of 400 sure and right ones of six looked-at sets."""
    return any(is_read_with_more(seen.text, row) for row in seen.rows)


def is_doubtful_legal_number(seen: FieldOnPaper) -> bool:
    """A koperasi's number that is not surely whole."""
    return not is_surely_whole(seen.field) or lacks_a_part(seen)


def is_doubtful_nik(seen: FieldOnPaper) -> bool:
    """A number that can't be one, with another one beside it, or with figures that were hardly read."""
    is_unsure = any(word.confidence < SURE_PART and figures_in(word.text) for word in seen.words)
    return bool(problems(seen.text)) or is_unsure or nik_beside(seen) is not None


def nik_beside(seen: FieldOnPaper) -> str | None:
    """Another NIK on its row, above or below it: one of them corrects the other."""
    rows = [*(row.text for row in seen.letter.rows), ""]
    found = (
        other_nik(seen.text, seen.letter.rows[at].span, rows[max(0, at - ABOVE) : at], rows[at + 1])
        for at in seen.places
    )
    return next(filter(None, found), None)


def is_doubtful_phone(seen: FieldOnPaper) -> bool:
    """A telephone that two engines read otherwise (two of 318 in print, both wrong), or that stands in
    the letterhead alone (27 of 320 requests of four looked-at sets; six are the body's)."""
    return any(map(is_read_two_ways, seen.rows)) or is_heads_phone(seen.text, seen.letter)
