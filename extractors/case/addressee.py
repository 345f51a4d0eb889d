"""Whom a letter is written to, when rules and ranker have spoken: the office's own name settles it, and what
the letter's head says goes before its text."""

from extractors.case import letter_head
from extractors.case.letter_reading import LetterReading
from extractors.fields.candidate import as_field, tidy
from extractors.fields.office_names import office_pattern
from extractors.fields.span import TextSpan
from extractors.ranking.span_tagger import Tagging
from extractors.text.courtesy import OFFICE_WORD, offices_addressed
from extractors.text.letter_sections import LetterSections
from models.addressee import names_province
from models.field import Field

KNOWN = 0.97
"""Score of the office's own name behind a courtesy: of 1,120 such places in letters of 248 voices six are no
addressee, and no misreading gives the name."""
LIKELY = 0.5
"""Score below which what the ranker chose gives way to it."""


def as_addressed(tujuan: Field, reading: LetterReading, tagging: Tagging) -> Field:
    """The addressee; where it stands in the letter's text, or nowhere, or behind the head's "c.q.", whom the
    head names: the office that a sentence threatens with is not written to. None of 500 letters of tune
    voices and trap files to this office has the one without the other. Of a signed paper that names no office
    a person looks whom it is written to."""
    tujuan = _as_known(tujuan, reading, tagging)
    sections, found = tagging.letter, reading.found.tujuan
    is_led = found is not None and found.source != letter_head.BARE
    above = found if is_led else letter_head.other_addressee(sections)
    signed = reading.found.bertanda_tangan
    if above is None and tujuan.value is None and signed and signed.value and not _names_office(sections):
        return tujuan.model_copy(update={"needs_review": True})
    if above is None or sections.body >= len(sections.rows):
        return tujuan
    first = sections.rows[sections.body].span.tokens[0]
    box = tujuan.box if tujuan.value is not None else None
    is_above = box is not None and (tujuan.page or 1, box[1]) < (first.page, first.box[1])
    whole, own = str(above.value), str(tujuan.value)
    is_cut = names_province(whole) and not names_province(own)
    if is_above and not is_cut and not letter_head.is_through(whole, own):
        return tujuan
    return as_field(above).model_copy(update={"needs_review": True})


def _names_office(letter: LetterSections) -> bool:
    """Whether a letter names this office, or any, anywhere: of 239 requests two are signed, have no
    addressee and name none: one whose addressee was not found, and a note of a call."""
    return any(office_pattern(OFFICE_WORD).search(row.text) for row in letter.rows)


def _as_known(tujuan: Field, reading: LetterReading, tagging: Tagging) -> Field:
    """Without a doubt where it is the office's own name behind a courtesy; where nothing likely was chosen
    and no head names another, that name in doubt."""
    rows = tagging.letter.rows[: tagging.letter.closing]
    inside = {token for row in rows for token in row.span.tokens}
    text = TextSpan(tuple(word.token for word in tagging.words if word.token in inside))
    named = list(offices_addressed(text))
    own, found = _form(str(tujuan.value)), reading.found.tujuan
    if own in {_form(one.text) for one in named}:
        sure = max(KNOWN, tujuan.confidence)
        return tujuan.model_copy(update={"confidence": sure, "needs_review": False})
    is_likely = tujuan.value is not None and tujuan.confidence >= LIKELY
    if not named or found is not None or is_likely:
        return tujuan
    place = {"raw": named[0].raw, "page": named[0].page, "box": named[0].box}
    told = {"value": tidy(named[0].text), "confidence": LIKELY, "needs_review": True}
    return Field().model_copy(update=place | told)


def _form(text: str) -> str:
    return tidy(text).casefold()
