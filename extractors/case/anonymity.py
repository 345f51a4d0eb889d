"""Whether nobody is named in a complaint, and what leaves that in doubt.

`anonim` closes a case as incomplete, so that it is said surely only of a letter on which nothing at all may
be its sender: a name missed is worse than a nameless letter shown to a person.
"""

import re
from collections.abc import Iterator

from extractors.fields.candidate import Candidate
from extractors.fields.labels import label_at
from extractors.fields.phrases import is_closing, is_signing
from extractors.fields.span import TextSpan, join
from extractors.text.addresses import MARK
from extractors.text.complaint_sections import ComplaintSections, begins_sentence, is_framing
from extractors.text.names import looks_like_name
from extractors.text.party import Party
from extractors.text.rows import Row
from extractors.text.signature_block import may_be_name
from extractors.text.writer_types import is_nameless, is_said_nameless

LEGIBLE = 0.86
"""Mean engine score of a letter under which a name may stand there unread, and 'warga' be a misread name."""
DOUBTED = "anonymity.doubted"
LEAST_WORDS, MOST_WORDS = 2, 5
"""Words of a name on a line of its own: one word alone is a heading as well."""
LEAST_LETTERS = 2
"""Letters of 'NN'."""
FEW_CELLS = 2
"""Cells of a row with a label and its value."""
LABEL_WORDS = 3
"""Words of a label that is not known."""
_COLON = re.compile(r"^[:\s]+")
_MAIL = re.compile(r"@(?!\S*go\.?id|din)\w")
"""A post box, or the name by which somebody goes on the internet, but the office's."""
_SELF = re.compile(
    r"\b(?i:nama|saya|sy|kul[oa]|kami)\b,? (?:(?i:saya|sy|kul[oa]|kami) )?"
    r"(?P<name>[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,4})(?P<cue>,? (?i:warga|penduduk|alamat|beralamat|tinggal"
    r"|rumah|griy[ao]|asal|umur|usia|anggota|dari|saking|dan kawan|dkk)\b)?"
)
"""'saya X, warga ...', 'kami, X Y': a name that the rules for it did not take."""


def anonymous(parts: ComplaintSections, writer: Party) -> Candidate:
    """Whether nobody is named. Without words over a signature the end of the letter may be missing; who
    gives his numbers will have given his name."""
    if writer.name:
        named = Candidate(False, writer.name.where, writer.name.source)
        return named.at_most(DOUBTED) if writer.nameless else named
    if writer.unread:
        return Candidate(False, writer.unread, "anonymity.unread")
    if writer.nameless:
        return Candidate(
            True, writer.nameless, "anonymity" if writer.nameless.confidence >= LEGIBLE else DOUBTED
        )
    if _is_reached(parts, writer) or any(_hints(parts)):
        return Candidate(True, source=DOUBTED)
    if join(row.span for row in parts.rows).confidence < LEGIBLE:
        return Candidate(True, source=DOUBTED)
    return Candidate(True, source="anonymity" if parts.sign < len(parts.rows) else "anonymity.no_end")


def _is_reached(parts: ComplaintSections, writer: Party) -> bool:
    """Whether it is known where to find him, so that he will have given his name too; 'warga' over a number
    says that he did not."""
    if writer.nik or (writer.address and writer.phone):
        return True
    return bool(writer.address or writer.phone) and not any(_signs_nameless(row) for row in parts.tail)


def _signs_nameless(row: Row) -> bool:
    """'wong cilik', 'NN': read surely, and no word over a signature, place or addressee."""
    text = row.text
    is_form = is_framing(text) or is_signing(text) or is_closing(text)
    is_word = sum(map(str.isalpha, text)) >= LEAST_LETTERS and not any(map(str.isdigit, text))
    return is_word and not is_form and is_said_nameless(text) and row.span.confidence >= LEGIBLE


def _hints(parts: ComplaintSections) -> Iterator[bool]:
    """What may be a sender: an e-mail's address, 'saya X, warga', a line or a value like a name."""
    text = join(row.span for row in parts.rows).text
    yield _MAIL.search(text) is not None
    yield any(_is_self(hit) for hit in _SELF.finditer(text))
    known = {token for pair in parts.letter.pairs for token in (*pair.label.tokens, *pair.value.tokens)}
    for index, row in enumerate(parts.rows):
        if known & set(row.span.tokens):
            continue
        yield len(row.cells) == 1 and _is_name(row.span) and begins_sentence(parts.rows, index)
        yield len(row.cells) == FEW_CELLS and _is_value(*row.cells)


def _is_self(hit: re.Match[str]) -> bool:
    """Whether a name follows: of two words at least, or one with what goes behind a name."""
    is_told = hit["cue"] is not None or (" " in hit["name"] and not hit["name"].isupper())
    return is_told and not is_nameless(hit["name"]) and looks_like_name(hit["name"])


def _is_value(label: TextSpan, value: TextSpan) -> bool:
    """'Saking | : Soekemi': something like a name beside a few words with a colon."""
    is_told = label.text.endswith(":") or value.text.startswith(":")
    return is_told and len(label.tokens) <= LABEL_WORDS and may_be_name(value.behind(_COLON))


def _is_name(line: TextSpan) -> bool:
    """A few words with capitals that are neither frame, label, place nor closing."""
    text = line.text
    is_form = is_framing(text) or is_signing(text) or is_closing(text) or label_at(text) is not None
    is_short = LEAST_WORDS <= len(line.tokens) <= MOST_WORDS
    return (
        is_short and not is_form and not MARK.search(text) and not is_nameless(text) and looks_like_name(text)
    )
