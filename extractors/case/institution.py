"""Institution papers: which one it is, whose, its number and address."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from extractors.case.cut_values import is_address_cut
from extractors.case.field_on_paper import FieldOnPaper
from extractors.fields.address import normalised_address
from extractors.fields.candidate import Candidate, as_field, text_candidate, tidy
from extractors.fields.cues import alternatives, anywhere, cue, group
from extractors.fields.indonesian import digits, normalised_romans
from extractors.fields.span import TextSpan, join
from extractors.text.koperasi import continues_name, in_paragraph, is_kind_over, koperasi_in
from extractors.text.koperasi_place import with_place_behind
from extractors.text.koperasi_village import named, village_behind
from extractors.text.legal_number import LEGAL, LEGAL_FORMS, is_surely_whole, legal_number
from extractors.text.letter_sections import LetterSections
from extractors.text.rows import Row
from models.field import Field
from models.similarity import raw_similarity

SECOND_ALONE = 0.85
"""Agreement to count where tesseract misread a number that RapidOCR gives in due form."""
TITLE_ROWS = 9
"""A paper says what it is in its first rows."""
LEAST_TITLE, TEXT_WORDS = 2, 10
"""Rows a title has at least; words of a line that is text."""
_TEXT_KEYS = frozenset({"nama", "koperasi", "alamat", "alamat_koperasi"})
_KINDS = (
    ("nib", anywhere("institution.paper_nib")),
    ("lainnya", anywhere("institution.paper_lainnya")),
    ("npwp", anywhere("institution.paper_npwp")),
    ("sertifikat_nik_koperasi", anywhere("institution.paper_sertifikat_nik_koperasi")),
    ("sk_badan_hukum", anywhere("institution.paper_sk_badan_hukum")),
    ("akta_pendirian", anywhere("institution.paper_akta_pendirian")),
    ("lainnya", anywhere("institution.paper_lainnya_other")),
)
"""Words by kind, in the order in which they win within the title: a decree names the deed it approves."""
_NIB = re.compile(r"(?<![\d.])\d(?:[\s.]?\d){12}(?![\d.])")
_NPWP = re.compile(
    r"(?<![\d.])\d{2}[-.,\s]?\d{3}[-.,\s]?\d{3}[-.,\s]?\d[-.,\s]?\d{3}[-.,\s]?\d{3}(?!\d)|(?<!\d)\d{16}(?!\d)"
)
_TDP = re.compile(r"(?<![\d.])\d{2}\.\d{2}\.\d\.\d{2}\.\d{4,5}(?![\d.])")
"""Tanda Daftar Perusahaan: province, kabupaten, kind, sector and a running number."""
_OWN_LABELS = {
    "nib": "nib", "npwp": "npwp", "sertifikat_nik_koperasi": "nik_koperasi", "sk_badan_hukum": "badan_hukum",
}  # fmt: skip
"""The label of a paper's number, by its kind."""
FULL_LINE = 0.6
"""Page widths of a title's line that had to be broken."""
WHOLE = 0.8
"""Share of a labelled value that is a koperasi's name, from which the rest belongs to the name too."""
_MARKS = re.compile(r"^[\W_]+")
_STUCK = re.compile(rf"^\W*[Il|1](?=(?=[A-Z])(?i:{group('koperasi_pendek')}|kop))")
_LABELLED_NIK = re.compile(
    r"(?i)(?:\bNIK\b|induk ?koperasi)(?:\s*\(NIK\))?[\s:.]*(\d(?:[\s.]?\d){9,17})(?!\d)"
)
_LONG_NUMBER = re.compile(r"(?<![\d/.])(\d(?:[\s.]?\d){11,15})(?![\d/])")
_FORMED = cue("institution.formed", lead=r"^", tail=r"$", is_cased=True)
"""Numbers of papers: a figure, AHU's, or parts between slashes without blanks."""
RELATED = 0.7
"""Two readings less alike than this are of different things."""
_NUMBER_LABEL = re.compile(r"(?i)\b(?:nomor|no)\b\.?\s*(?:[1Il|!]?\s?[:;]|\.)?[\s–—-]*(?=[\w])")
_HOUSE = re.compile(rf"(?i)\w+\W+(?:{group('wilayah')})\b")
"""A house's number: its village stands behind it."""
_NAME_ABOVE = re.compile(rf"(?i)^[^:\d]{{4,60}}:\s*(?=(?:{group('awal_rumah')})\b)")
"""The koperasi's name from the line above, whose label could not be read, before the address."""
QUOTES = frozenset('"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}')
_DOUBLED = re.compile(rf"(?i)^\W*koperasi\s+(?=(?:koperasi|{group('koperasi_pendek')}|kop\w+)\b|$)")
_SEATED = re.compile(
    rf"(?i)\b(?:{alternatives('institution.seated')})"
    r"\s*:?\s*(?!\s|kabupaten\s+\w+\s*,)(?P<it>.+?)"
    rf"(?=\.\s+\(\d\)|\.\s+(?:{alternatives('institution.sentence')})\b|;"
    rf"|,? (?:{alternatives('institution.clause')}) |\.?\s*[-–—=_.]{{3}}"
    r"|\.?\s*$)"
)
_SEATED_IN_REGION = re.compile(
    rf"(?i)\b(?:{alternatives('institution.seated')})\s*:?\s*(?P<it>kabupaten\s+\w+)\s*,"
)
_NO_SEAT = re.compile(r"(?i)^\W*(?:(?:kab(?:upaten)?|kota)\.?\s+\w+\W*$|di\b)")
"""What no label of an address has beside it: a seat by its kabupaten alone, the rest of a sentence."""
VALUE_COLUMN, TO_VALUE = 0.025, 0.08
"""Page widths by which what stands in one column is off, and from a label to its value at least."""
NEXT_LINE, LAST_WORDS = 2.2, 3
"""Word heights from a title's line to the next one; words of a name's last line."""
_HOME = cue("institution.home")
_NOT_SEAT = cue("institution.not_seat", lead="", tail="")
_BODY = cue("institution.body")
_PERSON = anywhere("institution.person")
ADDRESS_LINES = 5
"""Lines under a name that may be its address."""
_ADDRESS_LINE = cue("institution.address_line", lead=r"\W*")
_AFTER_ADDRESS = cue("institution.after_address", tail=r"\b|(?<!\d)\d{4}$")
_STOP = cue("institution.stop", tail=r"\b.*$")
_KOP_LINE = cue("institution.kop_line")
"""A kop's line of address or appointment: neither the paper's text nor its number."""
_CITATION = cue("institution.citation")


def institution_fields(letter: LetterSections) -> dict[str, Field]:
    """The fields of identitas_lembaga by the contract's names."""
    fields = {name: as_field(found) for name, found in institution_candidates(letter).items()}
    whole = join(row.span for row in letter.rows)
    fields["koperasi_nama"] = with_place_behind(fields["koperasi_nama"], whole)
    seat = fields["koperasi_alamat"]
    is_cut = is_address_cut(FieldOnPaper("koperasi_alamat", seat, letter, (), is_written=False))
    if seat.value and (is_cut or fields["koperasi_nama"].value is None):
        fields["koperasi_alamat"] = seat.model_copy(update={"needs_review": True})
    return fields


def is_persons(letter: LetterSections) -> bool:
    """Whether a licence is a trader's own, not a body's: it has his telephone and names no body."""
    if _kind(letter).value != "nib":
        return False
    text = join(row.span for row in letter.rows)
    is_body = next(koperasi_in(text), None) or _BODY.search(text.text)
    return bool(_PERSON.search(text.text.lower())) and not is_body


def institution_candidates(letter: LetterSections) -> dict[str, Candidate | None]:
    """What was found on a paper of identitas_lembaga, by the contract's names; None where it says none."""
    kind = _kind(letter)
    return {
        "jenis_identitas": kind,
        "koperasi_nama": _name(letter) or _unread(kind, letter, "koperasi", "nama"),
        "nomor_identitas": _number(kind, letter),
        "koperasi_alamat": normalised_address(_address(letter)),
    }


def _kind(letter: LetterSections) -> Candidate:
    """By the title; else by the whole text."""
    title = join(row.span for row in letter.rows[: _title_end(letter)])
    for where, source in ((title, "paper.title"), (join(row.span for row in letter.rows), "paper.text")):
        lowered = where.text.lower()
        for kind, pattern in _KINDS:
            match = pattern.search(lowered)
            if match:
                return Candidate(kind, where.slice(*match.span()), source)
    return Candidate("lainnya", source="paper.unknown")


def _title_end(letter: LetterSections) -> int:
    """The row with which the paper's own text begins: a name's label or a long line."""
    for index, row in enumerate(letter.rows[:TITLE_ROWS]):
        is_labelled = any(pair.row == index and pair.key in _TEXT_KEYS for pair in letter.pairs)
        is_text = len(row.text.split()) >= TEXT_WORDS and not _KOP_LINE.search(row.text)
        if index >= LEAST_TITLE and (is_labelled or is_text):
            return index
    return TITLE_ROWS


def _name(letter: LetterSections) -> Candidate | None:
    """By label, else a title line, else the text."""
    for pair in letter.pairs:
        if pair.key in {"koperasi", "nama"} and pair.value:
            found = _labelled_name(pair.value)
            if found:
                return found
    for row, below in pairwise(letter.rows[: TITLE_ROWS + 4]):
        if _is_open(row.span) and _is_open(below.span):
            whole = _own_name(join([row.span, below.span]))
            if whole:
                return text_candidate(whole, source="paper_name.quoted")
        if (lone := _with_lone_mark(row.span)) is not None:
            return lone
        if is_kind_over(row.span, below.span) and _is_title(below):
            return text_candidate(join([row.span, below.span]).behind(_MARKS), source="paper_name.broken")
        for name in koperasi_in(row.span):
            if len((name + village_behind(name, row.span)[0]).text) > 0.7 * len(row.text):
                is_more = continues_name(row.span, below.span)
                is_full = row.span.x1 - row.span.x0 > FULL_LINE or _in_value_column(
                    letter, row.span, below.span
                )
                whole = join([name, below.span]) if is_more and is_full else name
                found = named(whole, row.span, "paper_name.line", below.span)
                is_cut = is_more and not is_full and _is_centred_under(row.span, below.span)
                return replace(found, is_doubtful=True) if found and is_cut else found
    text = join(row.span for row in letter.rows)
    own = _own_name(text)
    return named(own, text, "paper_name.text") if own else None


def _with_lone_mark(line: TextSpan) -> Candidate | None:
    """The koperasi that has a line to itself and a quotation mark that stands apart: the other one was not
    read (Koperasi Produsen " Gendhis Legi Makmur), and the first belongs to the word behind it."""
    at = [index for index, token in enumerate(line.tokens) if token.text in QUOTES]
    if len(at) != 1 or sum(char in QUOTES for char in line.text) != 1:
        return None
    kind, own = TextSpan(line.tokens[: at[0]]), TextSpan(line.tokens[at[0] + 1 :])
    rest = join([kind, own])
    name = next(koperasi_in(rest), None) if kind and own else None
    if name is None or name.text != rest.text:
        return None
    return text_candidate(line, f'{kind.text} "{own.text}"', "paper_name.quoted")


def _in_value_column(letter: LetterSections, line: TextSpan, below: TextSpan) -> bool:
    """Whether two lines stand in the column of the values that labels above them have."""
    columns = [
        pair.value.x0
        for pair in letter.pairs
        if pair.value and pair.has_colon and pair.value.x0 - pair.label.x0 > TO_VALUE
    ]
    return any(abs(x - line.x0) < VALUE_COLUMN and abs(x - below.x0) < VALUE_COLUMN for x in columns)


def _is_centred_under(line: TextSpan, below: TextSpan) -> bool:
    """Whether a few words stand closely under the middle of a line: a name may go on with them."""
    is_middle = abs(line.x0 + line.x1 - below.x0 - below.x1) < 2 * VALUE_COLUMN
    is_close = below.tokens[0].middle - line.tokens[0].middle < NEXT_LINE * line.height
    return is_middle and is_close and len(below.tokens) <= LAST_WORDS


def _is_title(row: Row) -> bool:
    """Whether a row is set in capitals and is no label's and no address's: it may be a name's second line."""
    return row.text.isupper() and not any(c.isdigit() or c == ":" for c in row.text)


def _is_open(row: TextSpan) -> bool:
    """Whether a name's quotation mark is opened or closed in another row."""
    return sum(char in QUOTES for char in row.text) % 2 == 1


def _own_name(where: TextSpan) -> TextSpan | None:
    """The first koperasi named there, without a title's 'Koperasi' in front of its own."""
    name = next(koperasi_in(where), None)
    return name.behind(_DOUBLED) if name else None


def _labelled_name(value: TextSpan) -> Candidate | None:
    """The koperasi in a labelled value: without the misread colon or ruling before it."""
    inner = _own_name(value)
    if inner is None:
        stuck = _STUCK.match(value.text)
        return (
            text_candidate(value.slice(stuck.end(), len(value.text)), source="paper_name.stuck")
            if stuck
            else None
        )
    begin = value.text.index(inner.text)
    rest = value.slice(begin, len(value.text))
    before = _DOUBLED.sub("", value.text[:begin])
    is_whole = len(inner.text) > WHOLE * len(rest.text) and not any(c.isalpha() for c in before)
    return (
        text_candidate(rest, source="paper_name.label")
        if is_whole
        else named(inner, value, "paper_name.label")
    )


def _number(kind: Candidate, letter: LetterSections) -> Candidate | None:
    """The paper's number; half of a koperasi's number in law is doubtful."""
    label = _OWN_LABELS.get(str(kind.value), "nomor")
    found = _read_number(str(kind.value), letter) or _unread(kind, letter, label, "nomor")
    is_half = found and LEGAL.search(str(found.value)) and not is_surely_whole(found)
    return replace(found, is_doubtful=True) if found and is_half else found


def _read_number(kind: str, letter: LetterSections) -> Candidate | None:
    whole = join(row.span for row in letter.rows)
    if kind == "nib":
        return _of_form(_NIB, whole, digits)
    if kind == "npwp":
        return _of_form(_NPWP, whole, npwp_form)
    if kind == "sk_badan_hukum":
        return _number_in_law(letter) or _titled_number(letter)
    if kind == "sertifikat_nik_koperasi":
        return _certificate_number(letter) or _titled_number(letter)
    if kind == "lainnya":
        return _of_form(_TDP, whole, str) or _titled_number(letter)
    titled = _titled_number(letter)
    law = None if titled else _number_in_law(letter)
    return law.sourced("paper_number.untitled") if law else titled


def npwp_form(text: str) -> str:
    """The fifteen digits with the marks of an NPWP; sixteen stay as they are."""
    d = digits(text)
    return f"{d[:2]}.{d[2:5]}.{d[5:8]}.{d[8]}-{d[9:12]}.{d[12:]}" if len(d) == 15 else d


def _of_form(form: re.Pattern[str], whole: TextSpan, normalise: Callable[[str], str]) -> Candidate | None:
    """The number of this form; the second engine leads where it reads one on the same line."""
    for line in whole.lines:
        second = form.search(line.second or "")
        own = form.search(line.text)
        where = TextSpan(tuple(token for token in whole.tokens if token.line is line))
        if second:
            value = normalise(_last_group(second))
            agreement = 1.0 if own and normalise(_last_group(own)) == value else SECOND_ALONE
            return Candidate(value, where, "paper_number.form", agreement, is_valid=True)
        if own:
            value = normalise(_last_group(own))
            likeness = 1.0 if value in digits(line.second or "") else 0.4
            return Candidate(
                value, where, "paper_number.first_engine", likeness if line.second else None, is_valid=True
            )
    return None


def _last_group(match: re.Match[str]) -> str:
    """The number without the label before it."""
    return str(match[match.lastindex or 0])


def _certificate_number(letter: LetterSections) -> Candidate | None:
    """The Nomor Induk Koperasi: by its label, else the one long number in the title."""
    whole = join(row.span for row in letter.rows[: TITLE_ROWS + 6])
    for line in whole.lines:
        second = _LONG_NUMBER.search(line.second or "")
        if second and _LABELLED_NIK.search(line.text):
            value, where = digits(second[0]), TextSpan(tuple(t for t in whole.tokens if t.line is line))
            agreement = 1.0 if value in digits(line.text) else SECOND_ALONE
            return Candidate(value, where, "paper_number.form", agreement, is_valid=True)
    return _of_form(_LABELLED_NIK, whole, digits) or _of_form(_LONG_NUMBER, whole, digits)


def _titled_number(letter: LetterSections) -> Candidate | None:
    """The number that stands under the title: 'Nomor : 38.-', 'Nomor 470/217/415.48.20/2022'."""
    for index, row in enumerate(letter.rows[: TITLE_ROWS + 6]):
        match = _NUMBER_LABEL.search(row.text)
        is_other = _CITATION.search(row.text) or (index < TITLE_ROWS and _KOP_LINE.search(row.text))
        rest = row.span.slice(match.end(), len(row.text)) if match else None
        if rest and not is_other and not _HOUSE.match(rest.text):
            value = _clean_number(rest.text)
            if any(c.isdigit() for c in value):
                return _better(
                    value, rest, "paper_number.title" if index < TITLE_ROWS else "paper_number.below_title"
                )
    return None


def _unread(kind: Candidate, letter: LetterSections, *keys: str) -> Candidate | None:
    """Where a value stands that can't be read: behind a label; else a paper that its title names has one."""
    labelled = [pair for key in keys for pair in letter.pairs_of(key, end=TITLE_ROWS + 6)]
    places = [pair.value or pair.label for pair in labelled]
    titled = [kind.where] if kind.value != "lainnya" else []
    return next((Candidate(None, where, "unread") for where in (*places, *titled) if where), None)


def _clean_number(text: str, *, is_legal: bool = False) -> str:
    return normalised_romans(tidy(text).rstrip(".- "), is_legal=is_legal)


def _number_in_law(letter: LetterSections) -> Candidate | None:
    """The koperasi's number in law; the second engine's where the first one's has lost its form."""
    found = legal_number(letter)
    return _better(str(found.value), found.where, found.source) if found and found.value else None


def _better(value: str, where: TextSpan, source: str) -> Candidate:
    """The number as the better engine reads it: RapidOCR keeps figures apart from Roman numerals.

    Both alike are sure; of two that differ the second leads, and is doubted unless only it is well formed.
    """
    seconds = [number for line in where.lines if line.second for number in _numbers(line.second)]
    if not seconds:
        return Candidate(value, where, source)
    second = max(seconds, key=lambda number: raw_similarity(number, value))
    likeness = raw_similarity(second, value)
    if likeness == 1.0:
        return Candidate(value, where, source, 1.0)
    if likeness < RELATED or not _FORMED.match(second):
        return Candidate(value, where, source, 0.4)
    return Candidate(second, where, source, 0.4 if _FORMED.match(value) else SECOND_ALONE)


def _numbers(text: str) -> Iterator[str]:
    """What may be a paper's number in the second engine's line: behind a label or colon, else all of it."""
    label = _NUMBER_LABEL.search(text)
    rest = text[label.end() :] if label else text.lstrip(" :")
    if any(char.isdigit() for char in rest):
        yield _clean_number(rest)
    for pattern in LEGAL_FORMS:
        yield from (_clean_number(match[0], is_legal=True) for match in pattern.finditer(text))


def _address(letter: LetterSections) -> Candidate | None:
    for key in ("alamat_koperasi", "alamat"):
        for pair in letter.pairs_of(key, end=len(letter.rows)):
            if pair.value and not (_NO_SEAT.match(pair.value.text) or _HOME.search(pair.label.text)):
                return text_candidate(pair.value.behind(_NAME_ABOVE), source="paper_address.label")
    whole = join(row.span for row in letter.rows)
    match = _seat(_SEATED, whole.text)
    if match is None:
        region = _seat(_SEATED_IN_REGION, whole.text)
        alone = text_candidate(whole.group(region, "it"), source="paper_address.seated") if region else None
        return _below_name(letter) or alone
    where = _to_full_stop(whole.group(match, "it"), whole)
    stop = _STOP.search(where.text)
    kept = where.slice(0, stop.start()) if stop else where
    value = tidy(kept.text)
    return Candidate(value, kept, "paper_address.seated") if 8 <= len(value) <= 170 else None


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the pattern's last match in the text ends; -1 where there is none."""
    return max((found.end() for found in pattern.finditer(text)), default=-1)


def _to_full_stop(where: TextSpan, whole: TextSpan) -> TextSpan:
    """The words up to a full stop with which a paragraph's last line ends."""
    one = in_paragraph(where, whole)
    return one if one.text.endswith(".") else where


def _seat(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Where the text says that a body has its seat: not the home of somebody of whom it speaks last."""
    match = pattern.search(text)
    while match is not None:
        before = text[: match.start()]
        if _last(_BODY, before) >= _last(_NOT_SEAT, before):
            return match
        match = pattern.search(text, match.start("it"))
    return None


def _below_name(letter: LetterSections) -> Candidate | None:
    """The lines of an address under the koperasi's name, as tax cards have them, without a label."""
    named = [i for i, row in enumerate(letter.rows) if any(koperasi_in(row.span))]
    if not named:
        return None
    rows = letter.rows[named[0] + 1 : named[0] + 1 + ADDRESS_LINES]
    start = next((i for i, row in enumerate(rows) if _ADDRESS_LINE.match(row.text)), None)
    if start is None:
        return None
    end = next((i for i, row in enumerate(rows) if i > start and _AFTER_ADDRESS.search(row.text)), len(rows))
    return text_candidate(join(row.span for row in rows[start:end]), source="paper_address.below_name")
