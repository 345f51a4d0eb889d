"""Nomor badan hukum: the number in law under which a koperasi was founded, in the forms of its time."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.indonesian import normalised_romans
from extractors.fields.span import TextSpan
from extractors.text.letter_sections import LetterSections
from models.similarity import raw_similarity

_AHU = re.compile(
    r"AHU\W{0,3}[0-9OIl]{5,8}\W{0,2}AH\W{0,2}0?[1lI]\W{0,2}(?:2[6-9])?(?:\W{0,3}(?:TAHUN|Tahun"
    r"|tahun)\s*\d{4})?",
    re.I,
)
_AHU_PARTS = re.compile(r"(?i)AHU\W{1,3}(\d{7})\W{1,2}AH\W{0,2}01\W{0,2}(2[6-9])\W{0,3}(TAHUN \d{4})?")
"""The parts of such a number, whatever marks were read between them."""
_BH = re.compile(
    r"(?<![\w/])(?:\d{3}(?:\.\d{1,3})?/)?\d{1,5}\s?[A-Z]?\s?/\s?B\.?H\.?\s?/\s?(?:[A-Z0-9.\-"
    r" ]+/\s?){0,3}(?:[IVXl1!|]{1,5}/\s?|Tahun\s*)?(?:19|20)\d\d\b",
    re.I,
)
_OLD_BH = re.compile(
    r"(?<![\w/])\d{3,5}\s?[A-Z]?\s?/\s?B\.?H\.?\s?/\s?I{1,3}\s?/\s?\d\d(?:-\d\d)?(?![\d/])", re.I
)
"""Of the years up to 1994: '9318/BH/II/80', '9085/BH/II/12-67'."""
LEGAL_FORMS = (_AHU, _BH, _OLD_BH)
_FORMED = re.compile(
    r"(?i)^AHU-\d{7}\.AH\.01\.\d{2}(?:\.TAHUN \d{4})?$|^[\dA-Z./]+/BH/(?:[A-Z0-9.]+/)*(?:[IVX]+/)?\d{4}$"
)
_OFFICE_CODE = re.compile(r"(?<=/)[XVI][XVIl1|!]{1,5}(?=\.\d{1,3}/)")
"""'XVI.12': the province's office in Roman numerals."""
REST_WORDS = 3
"""Words behind a number that say something more."""
SAME_NUMBER, SECOND_LEADS = 0.75, 0.85
"""Likeness of two readings of one number; agreement where only the second engine's has its form."""


def legal_number(letter: LetterSections) -> Candidate | None:
    """Nomor badan hukum, wherever it stands."""
    return next(iter(legal_numbers(letter)), None)


def legal_numbers(letter: LetterSections) -> tuple[Candidate, ...]:
    """All numbers of koperasi in law: the labelled ones first, then as they come in the text."""
    labelled = [pair.value for pair in letter.pairs if pair.key == "badan_hukum" and pair.value]
    rows = [row.span for row in letter.rows]
    running = [*rows[: letter.body], letter.body_text, *rows[letter.closing :]]
    places = [(where, "legal_number.label") for where in labelled]
    places += [(where, "legal_number.text") for where in running]
    hits = [
        _legal_found(where.group(match), source)
        for where, source in places
        for match in sorted(_legal_matches(where.text), key=lambda match: match.start())
    ]
    return tuple(hit for hit in hits if hit)


def _legal_found(where: TextSpan, source: str) -> Candidate | None:
    """The number as the engine reads it that keeps its form; readings that differ are doubted."""
    own = _legal_form(where.text)
    seconds = [match[0] for line in where.lines if line.second for match in _legal_matches(line.second)]
    if not seconds:
        return text_candidate(where, own, source)
    second = max(map(_legal_form, seconds), key=lambda text: raw_similarity(text, own))
    if raw_similarity(second, own) < SAME_NUMBER:
        return text_candidate(where, own, source)
    is_better = bool(_FORMED.match(second)) and not _FORMED.match(own)
    found = text_candidate(where, second if is_better else own, source)
    agreement = 1.0 if second.upper() == own.upper() else SECOND_LEADS if is_better else 0.4
    return replace(found, agreement=agreement) if found else None


def _legal_matches(text: str) -> Iterator[re.Match[str]]:
    return (match for pattern in LEGAL_FORMS for match in pattern.finditer(text))


def _legal_form(text: str) -> str:
    """Without blanks at its marks, the months in Roman numerals normalised."""
    ahu = _AHU_PARTS.fullmatch(tidy(text))
    if ahu:
        number, kind, year = (part or "" for part in ahu.groups())
        return f"AHU-{number}.AH.01.{kind}" + (f".{year}" if year else "")
    closed = re.sub(r"(?<=[./])\s+|\s+(?=[./])", "", tidy(text))
    normalised = _OFFICE_CODE.sub(lambda match: re.sub(r"[l1|!]", "I", match[0]), closed)
    return normalised_romans(normalised, is_legal=True)


def behind_legal_number(line: TextSpan) -> TextSpan:
    """What a line of a kop has behind its number in law, an address mostly; without one the line."""
    ends = [match.end() for match in _legal_matches(line.text)]
    rest = line.slice(max(ends), len(line.text)) if ends else TextSpan()
    return rest if len(rest.tokens) >= REST_WORDS else line


def is_legal_line(line: TextSpan) -> bool:
    """Whether a line of a kop is the koperasi's number in law."""
    return bool(re.match(r"^\W*(?:badan hukum|no(?:mor)?\b|AHU|BH|SK)\b", line.text, re.I))
