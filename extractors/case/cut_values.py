"""Values of which a part was left: the paper goes on where they end, or begins before them."""

import re

from extractors.case.field_on_paper import FieldOnPaper
from extractors.case.letter_head import continued, ends_of, goes_on, is_addressees
from extractors.fields.candidate import tidy
from extractors.fields.cues import alternatives, cue, group
from extractors.fields.place_name import is_known_place
from extractors.fields.span import TextSpan
from extractors.text.koperasi_village import QUOTE_END
from extractors.text.rows import LIKE_I
from models.field import Field, hull

_ENDS_OPEN = cue("evidence.goes_on", tail=r"\W*$")
_HEAD = cue("courtesy.own_head", tail=r"\W*")
_RW_LAST, _RW = re.compile(r"(?i)\bRW\W*\d+$"), re.compile(r"(?i)\W*RW\b")
_MORE = re.compile(rf"\W*(?!(?i:{alternatives('evidence.behind_home')})\b)[A-Z]")
_WORD = re.compile(r"[^\W\d_]{2}")
_SMALL, _AND = re.compile(r"(?:[^\w\s]\s+)?(?!di\b)[a-z]{2}"), re.compile(r"dan\b")
_PART = cue("evidence.office_part", lead=r"^\W*")
_REGENCY = re.compile(rf"(?i)\b(?:{group('kabupaten')}|pemkab)\b")
_REGION, _BRANCH = re.compile(rf"(?i)\W*(?:{group('wilayah')})\b"), cue("koperasi.branch", lead=r"^\W*")
"""With what a subject goes on on the row below it, an office's name, an address, and a koperasi's name."""
_PLACE = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}\W*")
"""What an address that ends with a place's kind may go on with: its name, and nothing else on that row."""
_LARGE_WORD = re.compile(r"\W*([A-Z][\w'’-]+)")
LAST_WORDS = 5
"""Words behind a subject that its label's value still has; more are the text below it (of 230 subjects of
eleven strangers' sets four such ones, rightly left)."""


def is_subject_cut(seen: FieldOnPaper) -> bool:
    """A subject that ends amid its line, that a line goes on below, or with a heading read into it; or that
    lacks the last words of what stands behind its label."""
    parts = seen.parts
    labelled = (pair.value.text for pair in seen.letter.pairs_of("perihal"))
    left = (text.removeprefix(seen.text).split() for text in labelled if text.startswith(seen.text))
    is_short = any(1 <= len(words) <= LAST_WORDS for words in left)
    return bool(parts) and (
        is_short or goes_on(parts, seen.letter) or _is_continued(parts, seen) or _ends_in_heading(parts)
    )


def _is_continued(parts: list[TextSpan], seen: FieldOnPaper) -> bool:
    """Whether a subject's line goes on behind what was taken of it (and that is no addressee's), or in
    small letters below: of sixteen silent values of ninety strangers' papers four."""
    ends = [continued(part, seen.letter) for part in parts]
    is_more = any(_WORD.search(behind) and not is_addressees(behind) for behind, _ in ends)
    return is_more or _SMALL.match(ends[-1][1]) is not None


def _ends_in_heading(parts: list[TextSpan]) -> bool:
    """Whether a subject's last row is in capitals and no other is: the text's first heading below it
    (BACKGROUND); of 421 subjects of five looked-at sets three are so, all with it read into them."""
    return len(parts) > 1 and parts[-1].text.isupper() and not any(part.text.isupper() for part in parts[:-1])


def lacks_its_head(seen: FieldOnPaper) -> bool:
    """An office without its head, who stands on its row: Pimpinan Dinas Koperasi."""
    words = [token.text for row in seen.rows for token in row.tokens]
    office = next(iter(seen.text.split()), "")
    before = words[: words.index(office)] if office in words else []
    return bool(before) and _HEAD.fullmatch(before[-1]) is not None


def is_office_cut(seen: FieldOnPaper) -> bool:
    """An addressee whose office goes on below it: with a word, with its regency, or with a part of it."""
    behind, below = seen.after
    is_regency = _REGENCY.match(below) is not None and not _REGENCY.search(seen.text)
    return not behind and bool(is_regency or _AND.match(below) or _PART.match(below))


def is_address_cut(seen: FieldOnPaper) -> bool:
    """An address that ends open, or with its RW, kecamatan or village behind it or on the line below; or with
    its RW and a word behind it that begins large: a village whose letters were not read (03, Di)."""
    is_open = _ENDS_OPEN.search(seen.text) is not None
    is_amid = _RW_LAST.search(seen.text) and _MORE.match(seen.after[0])
    return is_open or any(one.match(seen.next) for one in (_REGION, _RW)) or bool(is_amid)


def is_over_cells(seen: FieldOnPaper) -> bool:
    """An address with words of two cells of a row, or of one beside its first words: a label that was not
    read as one (Mamat)."""
    rows = (seen.letter.rows[at].cells for at in seen.places)
    is_amid = any(
        sum(any(token in part.tokens for token in cell.tokens) for cell in cells) > 1
        for cells, part in zip(rows, seen.parts, strict=True)
    )
    return is_amid or any(part.x1 < seen.parts[0].x0 for part in seen.parts[1:])


def is_before_stroke(seen: FieldOnPaper) -> bool:
    """A name that a stroke follows (Suparlin Los / kios): the next label's first word was taken with it."""
    return seen.next.lstrip().startswith("/")


def may_have_a_numeral(seen: FieldOnPaper) -> bool:
    """A post with a bar close behind it: the I of Ketua I, taken for a ruling."""
    if not seen.tokens:
        return False
    last = seen.tokens[-1]
    _, top, right, foot = last.box
    behind = next((word for word in last.line.words if word.box[0] >= right), None)
    return behind is not None and behind.text in LIKE_I and behind.box[0] < right + foot - top


def with_place_below(seen: FieldOnPaper) -> Field:
    """An address that ends with a place's kind (Kec.) with the name that stands alone below it, to be looked
    at: of 60 cases by a maker of 2026-12-02 three wrap so."""
    if not seen.parts or seen.field.box is None:
        return seen.field
    behind, below = ends_of(seen.parts[-1], seen.letter)
    raw = f"{seen.field.raw or seen.text} {behind.text}".strip()
    is_open = _ENDS_OPEN.search(behind.text or seen.text) and len(behind.tokens) <= 1
    if not is_open or not _PLACE.fullmatch(below.text):
        return seen.field
    raw = f"{raw} {below.text}"
    box = hull([seen.field.box, *(token.box for token in (*behind.tokens, *below.tokens))])
    return seen.field.model_copy(update={"value": tidy(raw), "raw": raw, "box": box, "needs_review": True})


def has_branch(seen: FieldOnPaper) -> bool:
    """A koperasi with a branch behind its name (of 57 writers twelve count it to the name), or behind its
    closing quotation mark a place alone (KPRI "Wira Tama" Mojoagung: of four voices two do)."""
    behind = _LARGE_WORD.match(seen.after[0]) if QUOTE_END.search(seen.text) else None
    return _BRANCH.match(seen.next) is not None or (behind is not None and is_known_place(behind[1]))
