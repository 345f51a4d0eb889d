"""The koperasi of a letter: its name and address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractors.fields.candidate import Candidate, text_candidate
from extractors.fields.cues import alternatives, anywhere, cue, group, listed
from extractors.fields.indonesian import digits
from extractors.fields.lexicon import regency_pattern
from extractors.fields.span import TextSpan, join
from extractors.text.koperasi_village import SHORT_LINE, is_lower, named
from extractors.text.legal_number import is_legal_line
from extractors.text.letter_sections import LetterSections
from extractors.text.numbers import find_phone

_SHORT, _LONG = group("koperasi_pendek"), group("koperasi_panjang")
_LEVEL = rf"(?:(?<!antor\s)(?<!ANTOR\s)(?=[A-Z])(?i:{group('koperasi_tingkat')})\s+(?=K(?i:op)))?"
"""`Primer Koperasi X`, `PUSAT KOPERASI Y`; a `kantor pusat` is the place of one."""
_PREFIX = rf"(?:{_LEVEL}K(?i:op[eo]?ras[il1'](?:\s+(?:{_LONG}))?)\b|(?=[A-Z]|kop)(?i:{_SHORT})|Kop\.)"
"""A kind in full behind the word koperasi, or its short form; in small letters only `kopwan` and its like."""
_BRACKET = rf"(?:\s*[(\[](?i:{_SHORT}|kop\w+)[)\]])?"
_QUOTED = r"[\"“”„'‘’«*]{1,2}\s?[A-Z][^\"“”„«»*]{2,50}?(?:[\"”“»*]|['’](?![A-Za-z])){1,2}"
"""An apostrophe within a word (AS-SA'IDIYAH) closes nothing."""
_WORD = rf"(?!(?i:{alternatives('koperasi.no_word')})\b)[A-Z][A-Za-z'’.-]*"
_BRANCH = rf"(?i:{alternatives('koperasi.branch')})(?![A-Za-z])"
"""'KSP X cabang Mojoagung': of seventeen writers none counts the branch to the name."""
_MORE = rf"(?!{_BRANCH}\s)(?:dan\s+(?!{_PREFIX}))?{_WORD}"
_PLAIN = rf"(?!{_BRANCH}\s)(?:BMT\s+)?{_WORD}(?:\s+{_MORE}){{0,6}}"
_KOPERASI = re.compile(
    rf"(?:(?<![A-Za-z])|(?<=\b[Dd][Ii])|(?<=\b[Il])(?=[A-Z]{{2}})){_PREFIX}{_BRACKET}(?:\s+|\s*(?=[\"“”„«]))(?:{_WORD}(?:\s+{_MORE}){{0,3}}\s*)?(?:{_QUOTED}"
    rf"|{_PLAIN})"
)
_BRANCH_BEHIND = re.compile(rf"(?<=[\w\"”])[\s,]+{_BRANCH}\s+(?!(?i:desa)\b).*$")
SENTENCE_END = re.compile(
    rf"(?<=[a-z]{{2}}){''.join(f'(?<!{short})' for short in listed('koperasi.short'))}"
    r"\.\s+(?=[A-Z])|\s+(?=[Ss]elaku\b)"
)
"""Where a sentence ends and the next begins: a name does not go on behind it."""
_GENERIC = re.compile(rf"(?i)^koperasi\s+(?=(?:koperasi|{_SHORT})\b)")
"""'anggota Koperasi KSU Asri': the word before a kind's own short form says nothing."""
_QUOTE = re.compile(r"[\"“”„«»]")
_BARE_PREFIX = re.compile(rf"^\W*{_PREFIX}(?:\s+BMT)?{_BRACKET}\W*$")
_CUT_KIND = re.compile(rf"(?i)^\W*koperasi\s+(?:{group('koperasi_awal_panjang')})\W*$")
"""The beginning of a kind and no name: the rest was lost at a line's end or under a mark."""
_KIND_AND_TRADE = re.compile(
    rf"(?i)^\W*koperasi (?:{alternatives('koperasi.sector')})"
    rf"(?: (?:dan )?(?:{alternatives('koperasi.trade')})){{1,3}}\W*$"
)
"""What a koperasi deals in and no name: `Koperasi Produsen Susu` is one that is yet to be founded, or the
first line of a kop."""
_NAME_LINE = re.compile(r"^\W*(?:[A-Z][\w'’.-]*(?: dan)?(?: |\W*$)){1,6}$")
"""A line that may be a name: a few words with capitals, no figures."""
_BMT = re.compile(r"^\W*BMT\b")
OWN_PREFIX = re.compile(rf"^\W*{_PREFIX}\b")
"""A line that names its kind itself needs none from the line above."""
WHOLE_LINE = 0.6
"""Share of a line that is a koperasi's name, from which it has the line to itself."""
OWN_FIGURES = 8
"""Of a telephone, whatever codes are written before them."""
LARGER = 1.3
"""Times; print of one size differs less in measured height."""
_NOT_ONE = anywhere("koperasi.not_one")
_GENERIC_ONLY = re.compile(
    rf"(?i)^(?:koperasi|kop\.?)\s+(?:{alternatives('koperasi.behind_word')})\b"
    rf"|^(?:koperasi|kop\.?)\s+(?:{regency_pattern()})\W*$"
)
ADDRESS_LINE = cue("koperasi.address_line", tail=r"\b\.?")


def koperasi_names(letter: LetterSections) -> tuple[Candidate, ...]:
    """Every koperasi that the letter names, the surest place first: by label, in the kop, in the body."""
    found = (_labelled(letter), _in_kop(letter), *_in_text(letter))
    return tuple(one for one in found if one)


def _labelled(letter: LetterSections) -> Candidate | None:
    pairs = letter.pairs_of("koperasi", letter.kop_end, letter.closing)
    value = next((pair.value for pair in pairs if pair.value and pair.has_colon), None)
    if value is None:
        return None
    inner = value.search(_KOPERASI)
    if not inner:
        return text_candidate(value, source="koperasi.label_whole")
    return named(inner, value, "koperasi.label")


def _in_kop(letter: LetterSections) -> Candidate | None:
    """The first name in the kop, or one in much larger print below it: a parent body stands above it."""
    lines = kop_lines(letter)
    found = _named(lines)
    if found is None:
        return None
    larger = [i for i, line in enumerate(lines) if line.height > LARGER * found.where.height]
    return (_named(lines[larger[0] :]) if larger else None) or found


def kop_lines(letter: LetterSections) -> list[TextSpan]:
    """The rows of the kop."""
    return [row.span for row in letter.rows[: letter.kop_end]]


def has_kop(letter: LetterSections) -> bool:
    """Whether the letter is written on a koperasi's own paper."""
    return _named(kop_lines(letter)) is not None


def kop_phone(letter: LetterSections) -> Candidate | None:
    """The telephone of a koperasi's own paper: how its board is reached; proposed, a person looks."""
    rows = kop_lines(letter) if has_kop(letter) else []
    phone = next((found for row in rows if (found := find_phone(row))), None)
    return replace(phone, source="phone.kop", is_valid=None) if phone else None


def is_heads_phone(number: str, letter: LetterSections) -> bool:
    """Whether a telephone stands in the letterhead alone."""
    own = digits(number)[-OWN_FIGURES:]
    rows = [own in digits(row.text) for row in letter.rows]
    return any(rows[: letter.kop_end]) and not any(rows[letter.kop_end :])


def _in_text(letter: LetterSections) -> Iterator[Candidate | None]:
    subject = join(p.value for p in letter.pairs_of("perihal", 0, letter.body))
    for parts in (parts_that_name(letter), [letter.body_text], [subject]):
        for part in parts:
            yield from (named(name, part, "koperasi.text") for name in koperasi_in(part))


def parts_that_name(letter: LetterSections) -> list[TextSpan]:
    """The body's running text, and each value of its labels by itself: a name does not go on from the one
    into the other."""
    inside = [p for p in letter.pairs if letter.body <= p.row < letter.closing and p.has_colon and p.value]
    starts: dict[int, list[TextSpan]] = {}
    for pair in inside:
        starts.setdefault(pair.row, []).append(pair.value)
    taken = {row for pair in inside for row in range(pair.row, max(pair.row, pair.last_row) + 1)}
    parts: list[TextSpan] = [TextSpan()]
    for index in range(letter.body, letter.closing):
        if index in starts:
            parts += [*starts[index], TextSpan()]
        elif index not in taken:
            parts[-1] += letter.rows[index].span
    return [part for part in parts if part]


def without_branch(name: TextSpan) -> TextSpan:
    """A koperasi's name without its branch behind it."""
    branch = _BRANCH_BEHIND.search(name.text)
    return name.slice(0, branch.start()) if branch else name


def koperasi_in(text: TextSpan) -> Iterator[TextSpan]:
    """Every koperasi named in running text; a kind without a proper name is none."""
    for match in _KOPERASI.finditer(text.text):
        before = text.text[max(0, match.start() - 12) : match.start()]
        is_other = _NOT_ONE.search(before) or _NOT_ONE.search(match[0]) or _GENERIC_ONLY.match(match[0])
        if not is_other and not is_kind_alone(match[0]):
            yield _bounded(in_paragraph(text.group(match), text))


def _right_edge(text: TextSpan) -> float:
    """Where the text's lines mostly end, in page widths."""
    ends = [one.x1 for one, two in pairwise(text.tokens) if is_lower(two, one)]
    return median(ends) if ends else 0.0


def in_paragraph(name: TextSpan, text: TextSpan) -> TextSpan:
    """The name up to the end of a line that stops short of the text's edge: a paragraph ends there."""
    for at, (one, two) in enumerate(pairwise(name.tokens), 1):
        if is_lower(two, one) and one.x1 < _right_edge(text) - SHORT_LINE:
            return TextSpan(name.tokens[:at])
    return name


def _bounded(name: TextSpan) -> TextSpan:
    """The name up to the end of its sentence, without a word that its kind's short form repeats."""
    end = SENTENCE_END.search(name.text)
    lead = _GENERIC.match(name.text)
    return name.slice(lead.end() if lead else 0, end.start() if end else len(name.text))


def _named(lines: Sequence[TextSpan]) -> Candidate | None:
    """The first koperasi on these lines; a name broken over two lines takes the next line with it."""
    for index, line in enumerate(lines):
        next_line, third = (*lines[index + 1 : index + 3], TextSpan(), TextSpan())[:2]
        below = _under(line, next_line)
        broken = join([line, below])
        if _is_open_quote(line, below):
            whole = next(koperasi_in(broken), None)
            if whole:
                return named(whole, broken, "koperasi.kop_broken", third)
        if is_kind_alone(line.text):
            if is_kind_over(line, below):
                return named(broken, broken, "koperasi.kop_broken", third)
            continue
        for name in koperasi_in(line):
            return _named_on(line, name, _under(name, below), third)
    return None


def _named_on(line: TextSpan, name: TextSpan, below: TextSpan, third: TextSpan) -> Candidate | None:
    """A name on a line of its own with what goes on below it, or the name alone, as one between quotation
    marks is."""
    if len(name.text) <= WHOLE_LINE * len(line.text):
        return named(name, line, "koperasi.kop")
    if below and not _QUOTE.search(name.text[-2:]) and continues_name(line, below):
        whole = join([line.slice(line.text.index(name.text), len(line.text)), below])
        return named(whole, whole, "koperasi.kop", third)
    return named(name, line, "koperasi.kop", below)


def _is_open_quote(line: TextSpan, below: TextSpan) -> bool:
    """Whether a quotation mark opens on this line and closes on the next."""
    return len(_QUOTE.findall(line.text)) == 1 and len(_QUOTE.findall(below.text)) == 1


def _under(line: TextSpan, below: TextSpan) -> TextSpan:
    """The next line's words that do not stand left of this one: an emblem is read as letters there, unless
    the line begins with a kind of its own."""
    if OWN_PREFIX.match(below.text):
        return below
    kept = tuple(token for token in below.tokens if token.x1 > line.x0)
    return TextSpan(kept)


def continues_name(line: TextSpan, below: TextSpan) -> bool:
    """Whether the next line is the rest of a name: as large, in capitals, neither address nor number."""
    is_alike = 0.85 < below.height / max(line.height, 1e-6) < 1.18
    is_name = below.text.isupper() and not any(c.isdigit() for c in below.text)
    return (
        is_alike
        and is_name
        and line.text.isupper()
        and not ADDRESS_LINE.search(below.text)
        and not is_legal_line(below)
    )


def names_one(line: TextSpan) -> bool:
    """Whether the line names a koperasi, or only its kind."""
    return is_kind_alone(line.text) or any(koperasi_in(line))


def is_kind_alone(text: str) -> bool:
    """Whether a text is a koperasi's kind without a name."""
    return any(pattern.match(text) for pattern in (_BARE_PREFIX, _CUT_KIND, _KIND_AND_TRADE))


def is_kind_over(line: TextSpan, below: TextSpan) -> bool:
    """Whether a line is a kind and the next one the name; under a kind in full the name may be `BMT X`."""
    own = OWN_PREFIX.match(below.text)
    is_bmt = bool(_BMT.match(below.text)) and not _BMT.match(line.text)
    is_trade = _KIND_AND_TRADE.match(line.text)
    is_name = _NAME_LINE.match(below.text) and not ADDRESS_LINE.search(below.text) if is_trade else below
    return is_kind_alone(line.text) and bool(is_name) and (not own or is_bmt)
