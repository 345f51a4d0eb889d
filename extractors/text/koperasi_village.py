"""The village behind a koperasi's name: nearly every village has a koperasi wanita, many of one name."""

import re

from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.cues import alternatives, cue, group
from extractors.fields.span import NOTHING, TextSpan, Token
from models.koperasi_name import split_koperasi

WORD_OF_VILLAGE = rf"(?!(?i:{alternatives('koperasi_village.no_village')})\b)[A-Z][A-Za-z'’-]+"
_FOR_VILLAGE = rf"(?i:(?:{group('desa')}|{group('kelurahan')})\b(?:(?<![a-z]{{4}})\.)?)"
"""Only a short form takes a dot: behind `desa` one ends a sentence."""
NAMED_VILLAGE = rf"(?P<it>{_FOR_VILLAGE} {WORD_OF_VILLAGE}(?: {WORD_OF_VILLAGE})?)"
_VILLAGE = re.compile(rf"{NAMED_VILLAGE}(?=[\s.,;:)]|$)")
_VILLAGE_LINE = re.compile(rf"^{NAMED_VILLAGE}(?=\W*(?:$|(?i:kec|kab)))")
"""A line under a name that begins with its village, and goes on with its kecamatan or not at all."""
_ADDRESS_NEXT = cue("koperasi_village.address_next", lead=r"\W*")
_OFFICE_LEAD = re.compile(rf"(?i)^\W*(?:wakil )?(?:{group('pengurus')}|pengawas|anggota)\W*$")
QUOTE_END = re.compile(r"[\"“”„'’«»*]\W*$")
VILLAGE_KINDS = frozenset({"KOPWAN"})
"""Kinds of which nearly every village has one (East Java gave each a koperasi wanita from 2009 on)."""
LINE_STEP, SHORT_LINE = 0.6, 0.2
"""Word heights between the middles of two lines; page widths by which a paragraph's last line is shorter."""


def named(name: TextSpan, text: TextSpan, source: str, below: TextSpan = NOTHING) -> Candidate | None:
    """A koperasi's name found in `text`, with the village that stands behind it, or in the line `below`.

    The village belongs to the name where every village has such a koperasi (`Kopwan Sekar Desa Cupak`)
    or the name is set in capitals, as on papers and in kops; unless the name is closed by quotation
    marks, the village stands behind a comma or begins an address, or the text is an office (`Ketua
    Kopwan Sekar Desa Cupak`). Else it stands in the candidate's words alone, until koperasi_place parts them.
    """
    village, is_name = village_behind(name, text)
    if not village and below:
        village = below.search(_VILLAGE_LINE, "it")
        is_name = village.text == below.text and not QUOTE_END.search(name.text)
    return text_candidate(name + village, None if is_name else tidy(name.text), source)


def village_behind(name: TextSpan, text: TextSpan) -> tuple[TextSpan, bool]:
    """The village that stands behind a name in `text`, and whether it belongs to the name."""
    at = next((i for i, token in enumerate(text.tokens) if _is_end_of(name, token)), len(text.tokens))
    rest = TextSpan(text.tokens[at + 1 :])
    match = _VILLAGE.match(rest.text)
    if match is None:
        return NOTHING, True
    is_address = text.tokens[at].text.endswith(",") or bool(_ADDRESS_NEXT.match(rest.text[match.end() :]))
    is_office = bool(_OFFICE_LEAD.match(text.text[: max(0, text.text.find(name.text))]))
    is_villages = name.text.isupper() or split_koperasi(name.text).kind in VILLAGE_KINDS
    is_name = is_villages and not (is_address or is_office or QUOTE_END.search(name.text))
    return rest.group(match, "it"), is_name


def is_lower(token: Token, other: Token) -> bool:
    """Whether a word stands on a line below another's, or on another page."""
    return token.page != other.page or token.middle - other.middle > LINE_STEP * other.height


def _is_end_of(name: TextSpan, token: Token) -> bool:
    last = name.tokens[-1]
    return (token.text.rstrip(","), token.page, token.box) == (last.text.rstrip(","), last.page, last.box)
