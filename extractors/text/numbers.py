"""Long numbers: a NIK or telephone chosen from two engines' readings of the same line. The second one leads
(page/number_rereading says why) where it is sure, agreement and the NIK's own rules decide how sure it is."""

import re
from collections.abc import Callable, Sequence

from extractors.fields.candidate import Candidate
from extractors.fields.indonesian import DIGITISH, digits, find_phones, normal_phone
from extractors.fields.span import TextSpan
from extractors.text.legibility import figures_in
from models.nik import NIK_LENGTH, problems
from models.similarity import raw_similarity

NIK_RUN = re.compile(rf"(?<![0-9A-Za-z]){DIGITISH}(?:[\s.\-]?{DIGITISH}){{13,17}}(?![0-9A-Za-z])")
_TWO_JOINED = re.compile(r"(?<!\d)(\d{16})(\d{16})(?!\d)")
"""Two NIKs without a blank between: a typed one, struck out, and the one written behind it."""
INITIALS = 4
"""Letters at most of what stands behind a number that corrects another one."""
_ALONE = re.compile(rf"[ :.]*({NIK_RUN.pattern})\W*[A-Za-z]{{0,{INITIALS}}}\W*")
SECOND_ALONE, RIVALS = 0.9, 0.1
SOME_DIGITS = 5
"""Digits that show that a number was written."""
_WITHOUT_ZERO = re.compile(r"\W*(8[1-9]\d(?:[\s\-.]?\d{2,5}){2,3})(?![\w\-])")
"""A mobile number as it is said with its country, the first 0 left out."""
_PARTED_NUMBER = re.compile(r"[\w.&'’!|-]*(?:\s?/\s?[\w.&'’!|-]+){2,}")
_STROKE = re.compile(r"[I1l|!]")
SAME_NUMBER = 0.75
"""Likeness of two readings of one number."""
_MIN_TRUE_DIGITS = 9
"""A run with fewer real digits is a word of look-alike letters."""


def find_nik(where: TextSpan, source: str = "nik") -> Candidate | None:
    """The NIK in this span: the readings' 16-digit runs compared, the valid one preferred."""
    own = _runs(where.text)
    second = _seconds(where, _runs, is_own=bool(own))
    best = _choose(own, second)
    if best is None:
        return None
    spot = where.search(NIK_RUN) or where
    if len(best) != NIK_LENGTH:
        return Candidate(None, spot, "unread")
    is_valid = not problems(best)
    agreement = _nik_agreement(best, own, second, is_valid)
    return Candidate(best, spot, source, agreement, None if agreement == RIVALS and is_valid else is_valid)


def _seconds(where: TextSpan, numbers: Callable[[str], list[str]], *, is_own: bool) -> list[str]:
    """The numbers of the second readings that are heard. `is_own`: the first has one."""
    heard = (line.sure_second if is_own else line.second for line in where.lines)
    return [number for text in heard if text for number in numbers(text)]


def _nik_agreement(best: str, own: list[str], second: list[str], is_valid: bool) -> float | None:
    """1 where both engines agree; little where both give a well-formed number and they differ: a wrong
    serial is well-formed too; nearly full where only the second engine's number can be a NIK."""
    if not second:
        return None
    if best in own and best in second:
        return 1.0
    has_rival = any(len(run) == NIK_LENGTH and not problems(run) for run in (*own, *second) if run != best)
    return SECOND_ALONE if is_valid and best in second and not has_rival else RIVALS


def _runs(text: str) -> list[str]:
    hits = (match[0] for match in NIK_RUN.finditer(_TWO_JOINED.sub(r"\1 \2", text)))
    return [digits(hit) for hit in hits if sum(char.isdigit() for char in hit) >= _MIN_TRUE_DIGITS]


def _choose(own: list[str], second: list[str]) -> str | None:
    """Agreement first, then a valid second reading, then a valid first, then whatever was read."""
    whole = [run for run in second if len(run) == NIK_LENGTH]
    mine = [run for run in own if len(run) == NIK_LENGTH]
    for candidates in (
        [run for run in whole if run in mine],
        [run for run in whole if not problems(run)],
        [run for run in mine if not problems(run)],
        whole, mine, second, own,
    ):  # fmt: skip
        if candidates:
            return candidates[0]
    return None


def unread_number(where: TextSpan) -> Candidate | None:
    """A number that stands there and can't be read; nothing where a form was left blank."""
    is_there = sum(char.isdigit() for char in where.text) >= SOME_DIGITS
    return Candidate(None, where, "unread") if is_there else None


def labelled_phone(where: TextSpan) -> Candidate | None:
    """The telephone number behind its label, its first 0 left out or not; else that one can't be read."""
    found = find_phone(where)
    short = None if found else _WITHOUT_ZERO.match(where.text)
    if short:
        return Candidate(normal_phone(short[1]), where.group(short, 1), "phone", None, True)
    return found or unread_number(where)


def find_phone(where: TextSpan, source: str = "phone") -> Candidate | None:
    """The telephone number in this span, in normal form, from both readings."""
    own = find_phones(where.text)
    second = _seconds(where, lambda text: [hit[0] for hit in find_phones(text)], is_own=bool(own))
    if not own and not second:
        return None
    mine = own[0][0] if own else None
    both = [number for number in second if number == mine]
    mobiles = [number for number in (*second, *([mine] if mine else [])) if is_mobile(number)]
    value = (both or mobiles or second or [str(mine)])[0]
    spot = where.slice(own[0][1], own[0][2]) if own else where
    agreement = (1.0 if both else 0.3 if mine and second else 0.75) if second else None
    return Candidate(value, spot, source, agreement, is_valid_phone(value))


def is_read_two_ways(where: TextSpan) -> bool:
    """Whether both engines read a telephone number here, and no same one."""
    own = {hit[0] for hit in find_phones(where.text)}
    second = {hit[0] for line in where.lines for hit in find_phones(line.second or "")}
    return bool(own) and bool(second) and own.isdisjoint(second)


def is_read_with_more(number: str, where: TextSpan) -> bool:
    """Whether the other engine reads a letter's or koperasi's number with a part, a numeral's stroke or a
    figure more, be it unsure: both drop some (RapidOCR VII for VIII in eight of 600 numbers of six looked-at
    sets, /I/ and /II/ of three damaged ones), and add hardly one."""
    parts, strokes, figures = number.count("/"), len(_STROKE.findall(number)), figures_in(number)
    seconds = (hit for line in where.lines for hit in _PARTED_NUMBER.findall(line.second or ""))
    alike = [hit for hit in seconds if raw_similarity(hit, number) >= SAME_NUMBER]
    return any(
        hit.count("/") > parts or len(_STROKE.findall(hit)) > strokes or figures_in(hit) > figures
        for hit in alike
    )


def other_nik(number: str, where: TextSpan, above: Sequence[str] = (), below: str = "") -> str | None:
    """A second NIK beside one, with which the row below begins, or on a row above, there alone or with the
    initials of who wrote it: typed wrongly, the first is struck out."""
    own = _runs(where.text)
    near = (NIK_RUN.match(below.lstrip()), *(_ALONE.fullmatch(text) for text in above))
    runs = (*own, *(run for found in near if found for run in _runs(found[0]))) if number in own else ()
    return next((run for run in runs if run != number and not problems(run)), None)


def is_valid_phone(number: str) -> bool:
    """A number of a carrier, of a landline or, with its plus, of another country."""
    return is_mobile(number) or is_landline(number) or number.startswith("+")


def is_mobile(number: str | None) -> bool:
    """08 and 10 to 13 digits in all (numbering plan of the mobile carriers)."""
    return bool(number) and bool(re.fullmatch(r"08[1-9]\d{7,10}", str(number)))


def is_landline(number: str | None) -> bool:
    """An area code of 3 or 4 digits (0321 Jombang) and 5 to 8 more."""
    return bool(number) and bool(re.fullmatch(r"0[2-79]\d{7,10}", str(number)))
