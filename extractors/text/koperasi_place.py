"""Where a koperasi is, by what stands behind its name anywhere on a paper: what parts it from its namesakes.

There are villages of one name in several kecamatan, and each has its koperasi; a kecamatan is no part of the
name (case-contract.md), so that it is kept beside the name (`in_full`).
"""

import re
from collections.abc import Iterator

from extractors.fields.span import TextSpan
from extractors.text.koperasi import koperasi_in
from extractors.text.koperasi_village import NAMED_VILLAGE, WORD_OF_VILLAGE
from models.field import Field
from models.koperasi_name import split_koperasi
from models.similarity import KOPERASI_MATCH, koperasi_similarity

_MARKS = r"[\W_]{0,4}"
_BRACKET = rf"(?:{_MARKS}[(\[][A-Z]+[)\]])?"
_DISTRICT = rf"(?P<district>(?:(?i:kecamatan)|(?i:kec)\b\.?) ?{WORD_OF_VILLAGE}(?: {WORD_OF_VILLAGE})?)"
_BEHIND = re.compile(rf"{_BRACKET}(?:{_MARKS}{NAMED_VILLAGE})?(?:{_MARKS}{_DISTRICT})?(?![A-Za-z])")
"""What goes on behind a name: its short form in brackets, its village, its kecamatan, each or none."""


def with_place_behind(field: Field, text: TextSpan) -> Field:
    """The field of a koperasi's name, `in_full` with the first village and kecamatan that stand behind that
    name anywhere in `text` (the whole paper); its `raw` without a village that is no part of it."""
    if not isinstance(field.value, str):
        return field
    read = field.raw or field.value
    known = split_koperasi(read)
    behind = list(_places(field.value, text))
    village = "" if known.village else next((one for one, _ in behind if one), "")
    district = "" if known.place else next((one for _, one in behind if one), "")
    in_full = " ".join(part for part in (read, village, district) if part)
    own = field.value if read.startswith(f"{field.value} ") else field.raw
    return field.model_copy(update={"raw": own, "in_full": None if in_full == own else in_full})


def _places(name: str, text: TextSpan) -> Iterator[tuple[str, str]]:
    """Village and kecamatan ("" where it has none) behind each mention of that koperasi."""
    at = 0
    for mention in koperasi_in(text):
        found = text.text.find(mention.text, at)
        if found < 0:
            continue
        at = found + len(mention.text)
        match = _BEHIND.match(text.text, at)
        if match and koperasi_similarity(name, mention.text) >= KOPERASI_MATCH:
            yield match["it"] or "", match["district"] or ""
