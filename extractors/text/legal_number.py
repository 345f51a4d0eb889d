"""Nomor badan hukum: the number in law under which a koperasi was founded, in the forms of its time."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.indonesian import digits, normalised_romans
from extractors.fields.span import TextSpan, join
from extractors.text.letter_sections import LetterSections
from extractors.text.numbers import SAME_NUMBER
from models.field import Field
from models.similarity import raw_similarity

_SERIAL = r"(?:\d{1,3}(?:\.\d{1,3}){1,2}|\d{1,3}\s\d{2,3}|\d{1,5})\s?\.?[A-Z]?"
"""A running number, also with dots ('8.123') or a blank that an engine saw in it."""
_LAW = r"\s?/\s?B\.?\s?H\.?\s?/\s?"
_YEAR = r"(?:1\s?9|2\s?0)\s?\d\s?\d\b"
_AHU = re.compile(
    r"\bA\s?H\s?U\W{0,3}[0-9OIl](?:\s?[0-9OIl]){4,7}\W{0,3}AH\W{0,3}(?:0\s?)?[1lI]\W{0,2}(?:2\s?[6-9])?"
    rf"(?:\W{{0,3}}TAHUN\s*{_YEAR})?",
    re.I,
)
_AHU_PARTS = re.compile(r"(?i)AHU\W*(\d{7})\W*AH\W*01\W*(2[6-9])\W*(?:(TAHUN)(\d{4}))?")
"""The parts of such a number without blanks, whatever marks were read between them."""
_BH = re.compile(
    rf"(?<![\w/])(?:\d{{3}}(?:\.\d{{1,3}})?/)?{_SERIAL}{_LAW}(?:[A-Z0-9.\- ]{{1,14}}/\s?){{0,3}}"
    rf"(?:[IVXl1!|]{{1,5}}/\s?|Tahun\s*)?{_YEAR}",
    re.I,
)
_OLD_BH = re.compile(rf"(?<![\w/]){_SERIAL}{_LAW}I{{1,3}}\s?/\s?\d\d(?:-\d\d)?(?![\d/])", re.I)
"""Of the years up to 1994: '9318/BH/II/80', '9085/BH/II/12-67'."""
LEGAL = re.compile(r"/\s?B\.?H\.?\s?/|\bB\.?H\.?\s*(?:no|:)|\bAHU\b|badan hukum|^\W*B\.?H\b", re.I)
"""Of such a number; 'KPRI-BH' in a letter's number is only its short name."""
LEGAL_FORMS = (_AHU, _BH, _OLD_BH)
_WHOLE = re.compile(
    r"(?i)^(?:AHU-\d{7}\.AH\.01\.\d{2}\.TAHUN \d{4}"
    r"|[\dA-Z./]+/BH/(?:(?:[A-Z0-9.-]+/)*(?:Tahun )?\d{4}|I{1,3}/\d\d(?:-\d\d)?))$"
)
_BLANKS = re.compile(r"(?i)(?<=[./])\s+|\s+(?=[./])|(?<=\d)\s+(?=\d)|(?<=/B)\s+(?=H)")
_PARTED = re.compile(r"\d\s+\d")
_OFFICE_CODE = re.compile(r"(?<=/)[XVI][XVIl1|!]{1,5}(?=\.\d{1,3}/)")
"""'XVI.12': the province's office in Roman numerals."""
_STUCK_CODE = re.compile(r"(?i)/BH/(?:.*/)?[A-Z]{2,}\d")
"""An office's code whose dot was read as a letter ('XVIJ13'); none of the corpus's 1,400 numbers is so."""
_ENDS = " .,;:"
LEAST_FIGURES = 4
"""Behind a label, from which a number stands there that can't be read."""
SECOND_LEADS = 0.85
"""Agreement where only the second engine's reading has its form."""


def legal_number(letter: LetterSections) -> Candidate | None:
    """Nomor badan hukum, wherever it stands: the whole of one that is cut in its first place; a doubt where
    figures behind its label make none."""
    found = _legal_numbers(letter)
    if not found:
        kop = (row.span for row in letter.rows[: letter.kop_end] if LEGAL.search(row.text))
        unread = (line for line in (*_labelled(letter), *kop) if len(digits(line.text)) >= LEAST_FIGURES)
        return next((Candidate(None, line, "unread") for line in unread), None)
    wholes = [one for one in found if str(one.value).startswith(str(found[0].value))]
    return max(wholes, key=lambda one: len(str(one.value)))


def _labelled(letter: LetterSections) -> list[TextSpan]:
    return [pair.value for pair in letter.pairs if pair.key == "badan_hukum" and pair.value]


def _legal_numbers(letter: LetterSections) -> tuple[Candidate, ...]:
    """All numbers of koperasi in law: the labelled ones first, then as they come in the text."""
    rows = [row.span for row in letter.rows]
    places = [(where, len(where.text), "legal_number.label") for where in _labelled(letter)]
    for part in (rows[: letter.body], [letter.body_text], rows[letter.closing :]):
        lines = pairwise((*part, TextSpan()))
        places += [(join(two), len(two[0].text), "legal_number.text") for two in lines]
    hits = [
        _legal_found(where.group(match), source)
        for where, end, source in places
        for match in sorted(_legal_matches(where.text), key=lambda match: match.start())
        if match.start() < end
    ]
    return tuple(hit for hit in hits if hit)


def _legal_found(where: TextSpan, source: str) -> Candidate | None:
    """The number as the engine reads it that keeps its form; readings that differ are doubted."""
    own = _legal_form(where.text)
    seconds = [match[0] for line in where.lines for match in _legal_matches(line.sure_second or "")]
    second = max(map(_legal_form, seconds), key=lambda text: raw_similarity(text, own), default=None)
    if second is None or raw_similarity(second, own) < SAME_NUMBER:
        return text_candidate(where, own, source)
    is_better = bool(_WHOLE.match(second)) and not _WHOLE.match(own)
    found = text_candidate(where, second if is_better else own, source)
    agreement = 1.0 if second.upper() == own.upper() else SECOND_LEADS if is_better else 0.4
    return replace(found, agreement=agreement) if found else None


def _legal_matches(text: str) -> Iterator[re.Match[str]]:
    return (match for pattern in LEGAL_FORMS for match in pattern.finditer(text))


def _legal_form(text: str) -> str:
    """Without blanks at its marks and in its figures, the months in Roman numerals normalised."""
    ahu = _AHU_PARTS.fullmatch(re.sub(r"\s", "", text).strip(_ENDS))
    if ahu:
        number, kind, word, year = (part or "" for part in ahu.groups())
        return f"AHU-{number}.AH.01.{kind}" + (f".{word} {year}" if year else "")
    closed = _BLANKS.sub("", tidy(text))
    normalised = _OFFICE_CODE.sub(lambda match: re.sub(r"[l1|!]", "I", match[0]), closed)
    return normalised_romans(normalised, is_legal=True)


def is_surely_whole(number: Candidate | Field) -> bool:
    """Whether a number has all its parts, and no blank was read in its figures (AHU's have a fixed count)."""
    value = str(number.value)
    is_parted = _PARTED.search(number.raw or "") and "/" in value
    return bool(_WHOLE.match(value)) and not (is_parted or _STUCK_CODE.search(value))


def is_legal_line(line: TextSpan) -> bool:
    """Whether a line of a kop is the koperasi's number in law."""
    return bool(re.match(r"^\W*(?:badan hukum|no(?:mor)?\b|AHU|BH|SK)\b", line.text, re.I))
