"""Why a person should look at a field, said as what to compare with what: no percentages.

What is known best comes first: the very signs that two readings see differently, then another paper of the
case that carries the same, then how this sort of value is checked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import Truncator

from desk import page_text, typed, words
from desk.models import DocumentRow, FieldRow
from desk.page_text import PlacedLine
from models.document import Kind
from models.field_spec import BY_NAME, FieldType, is_of, namesake

LONGEST_RAW = 40
"""Letters of a raw reading beside the field; the key for the raw reading shows it whole."""
MOST_SIGNS = 2
"""With more signs read differently, the whole is read anew and not sign by sign."""
QUOTED = "\N{LEFT DOUBLE QUOTATION MARK}{}\N{RIGHT DOUBLE QUOTATION MARK}"
SCAN = "kotak pada pindaian"
DIGITS = (FieldType.NIK, FieldType.PHONE, FieldType.FIGURES)


@dataclass(frozen=True)
class Case:
    """What the case has to compare with: its documents, and the lines of pages by (file name, page)."""

    documents: Sequence[DocumentRow] = ()
    lines: Mapping[tuple[str, int], Sequence[PlacedLine]] = field(default_factory=dict)


def why(item: FieldRow, document: DocumentRow, case: Case) -> str:
    """One or two sentences: what to compare, and where."""
    if item.name in BY_NAME and BY_NAME[item.name].question:
        return BY_NAME[item.name].question
    if item.machine_value is None:
        return _unread(item, document)
    value, raw = typed.as_text(item.name, item.machine_value), item.raw or ""
    other = _other_paper(item, document, case)
    if item.second:
        shown = QUOTED.format(Truncator(item.second).chars(LONGEST_RAW))
        return f"Dua pembaca berbeda; yang kedua membaca {shown}: cocokkan dengan {SCAN}." + _then(other)
    signs = _signs(item, document, case, value)
    if signs:
        return f"{signs}: lihat {SCAN}." + _then(other)
    if raw and _signs_of(raw) != _signs_of(value):
        shown = QUOTED.format(Truncator(raw).chars(LONGEST_RAW))
        return f"Terbaca {shown}: cocokkan dengan {SCAN}."
    return other or f"{_how(item.name)} dengan {SCAN}."


def _then(sentence: str) -> str:
    return f" {sentence}" if sentence else ""


def _unread(item: FieldRow, document: DocumentRow) -> str:
    if item.raw and item.raw.strip("- "):
        return f"Ada tulisan yang tidak terbaca pasti: ketik menurut {SCAN}."
    if item.box:
        return f"Tidak terbaca: lihat {SCAN}."
    return f"Belum terbaca: isi bila tercantum pada {words.label(document.kind)}."


def _signs(item: FieldRow, document: DocumentRow, case: Case, value: str) -> str:
    """The few signs that the second reader or the raw text has otherwise, "" when there are none or many."""
    lines = case.lines.get(_place(item, document) or ("", 0), ())
    box = (item.box[0], item.box[1], item.box[2], item.box[3]) if item.box else None
    second = page_text.second_reading(lines, box, item.raw or value) if box and lines else ""
    is_number = is_of(item.name, *DIGITS)
    mine = _signs_of(value)
    for reading in (second, item.raw or ""):
        theirs = _signs_of(reading)
        if len(theirs) != len(mine):
            continue
        places = [at for at, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b]
        if 0 < len(places) <= MOST_SIGNS and (not is_number or all(theirs[at].isdigit() for at in places)):
            what = "angka" if is_number else "huruf"
            said = "; ".join(f"{what} ke-{at + 1} mungkin {mine[at]} atau {theirs[at]}" for at in places)
            return said[:1].upper() + said[1:]
    return ""


def _signs_of(text: str) -> str:
    """Letters and digits, in capitals as on cards."""
    return "".join(char for char in text.upper() if char.isalnum())


def _place(item: FieldRow, document: DocumentRow) -> tuple[str, int] | None:
    """File and page on which the field stands."""
    if not item.page or item.page > len(document.pages):
        return None
    ref = document.pages[item.page - 1]
    return str(ref["file"]), int(ref["page"])


def _other_paper(item: FieldRow, document: DocumentRow, case: Case) -> str:
    """The other paper of the case that says the same thing, if there is one."""
    for paper in case.documents:
        name = namesake(item.name, Kind(paper.kind))
        if paper.pk == document.pk or not name:
            continue
        found = next((each for each in paper.fields.all() if each.name == name), None)
        if found and isinstance(found.value, str) and found.value:
            label = words.label(name)
            return f"Bandingkan dengan {label} pada {words.label(paper.kind)}."
    return ""


def _how(name: str) -> str:
    """How a value of that sort is checked."""
    if is_of(name, *DIGITS, FieldType.CODE):
        return "Cocokkan angka demi angka"
    if is_of(name, FieldType.DATE):
        return "Cocokkan tanggal, bulan, dan tahunnya"
    if is_of(name, FieldType.LINES, FieldType.PROSE, FieldType.ADDRESS):
        return "Bandingkan kalimatnya"
    return "Cocokkan ejaannya"
