"""Two papers of a case that say the same: what was doubtful on either is then sure.

The letter's applicant and the card's holder, the letter's koperasi and its paper are read apart from each
other. That two misreadings give one and the same name or number does not happen; so equal values lift a doubt
that came from the engine alone (one about who is meant: case/rivals). Names that differ in blanks only are
equal, and the blank was lost. A doubtful name that nearly is a sure card's takes the card's spelling, a sure
one is shown beside it. Other values stay as they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from models.document import Document, Kind
from models.field_spec import FieldSpec, FieldType, letter_names, namesake, places, specs_of
from models.name_forms import normalise_name
from models.nik import nik_digits
from models.similarity import NAME_MATCH, name_similarity

SURE = 0.99
"""Confidence of a value that two papers carry."""
SPELLED = 0.95
"""Confidence of a doubtful name taken in the spelling of the same person's card."""
NEARLY = 0.8
"""Likeness of a name read through a stamp to what it is; strangers' names mostly lie below .5."""
WHOLE_WORDS, CUT_LETTERS = 2, 2
"""Words read whole, and letters of the one that a stamp cut."""
APOSTROPHES = ("'", "’")
SHORTEST_VALUE = 5
"""Shorter values may be equal by chance."""


@dataclass(frozen=True)
class Pairing:
    """A field of a letter, and the field of an identity paper that says the same; `nik`: the letter's field
    with the NIK of the person whose they are, None of a koperasi's."""

    letter: str
    kind: Kind
    paper: str
    nik: str | None = None

    @property
    def spec(self) -> FieldSpec:
        """The paper's field, in whose form both are compared."""
        return next(spec for spec in specs_of(self.kind) if spec.name == self.paper)

    def compact(self, text: str) -> str:
        """A value's form without blanks, titles and short forms: engines lose blanks."""
        return self.spec.normalised(text).replace(" ", "")


def _persons(role: str) -> Iterator[Pairing]:
    """The letters' fields with that role of him who asks, and the card's."""
    niks = dict(places("nik"))
    for kind, name in places(role):
        card = namesake(name, Kind.KTP)
        if kind is not Kind.KTP and card:
            yield Pairing(name, Kind.KTP, card, niks[kind])


PAIRINGS = (
    *_persons("nama"),
    *_persons("nik"),
    *(Pairing(name, Kind.IDENTITAS_LEMBAGA, "koperasi_nama") for name in letter_names("koperasi")),
    Pairing("terlapor", Kind.IDENTITAS_LEMBAGA, "koperasi_nama"),
    *(Pairing(name, Kind.IDENTITAS_LEMBAGA, "nomor_identitas") for name in letter_names("badan_hukum")),
    *(Pairing(name, Kind.IDENTITAS_LEMBAGA, "koperasi_alamat") for name in letter_names("koperasi_alamat")),
)
"""A complaint has no koperasi of its own: the one it is about is whom it complains of."""


def corroborated(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, without the doubts that another paper of the case settles."""
    result = list(documents)
    for at, letter in enumerate(documents):
        for pairing in PAIRINGS:
            for other, paper in enumerate(documents):
                if letter is not paper and paper.kind is pairing.kind:
                    result[at], result[other] = _compared(result[at], result[other], pairing)
    return tuple(result)


def _compared(letter: Document, paper: Document, pairing: Pairing) -> tuple[Document, Document]:
    """Both papers, with what the one says of the other's field."""
    own, other = letter.text(pairing.letter), paper.text(pairing.paper)
    form = pairing.spec.normalised(own or "")
    if not own or not other or len(form) < SHORTEST_VALUE:
        return letter, paper
    is_name = pairing.spec.type is FieldType.NAME
    if form == pairing.spec.normalised(other):
        if is_name:
            own, other = with_apostrophes(own, other), with_apostrophes(other, own)
        return _with(letter, pairing.letter, own, SURE), _with(paper, pairing.paper, other, SURE)
    if not is_name:
        return letter, paper
    if pairing.compact(own) == pairing.compact(other):
        spaced = with_apostrophes(*sorted((own, other), key=lambda text: -len(text.split())))
        return (
            _with(letter, pairing.letter, in_case_of(own, spaced), SURE),
            _with(paper, pairing.paper, in_case_of(other, spaced), SURE),
        )
    return _spelled_as_card(letter, paper, pairing), paper


def with_apostrophes(name: str, other: str) -> str:
    """The name with the other reading's apostrophes (NISA'): engines lose them and do not invent them."""
    letters = [char for char in other if char.isalpha() or char in APOSTROPHES]
    result = ""
    for char in name:
        if char not in APOSTROPHES:
            while letters and letters[0] in APOSTROPHES:
                result += "" if result.endswith(APOSTROPHES) else letters[0]
                letters.pop(0)
        if char.isalpha() and (not letters or letters.pop(0).casefold() != char.casefold()):
            return name
        result += char
    is_closed = name.endswith(APOSTROPHES)
    return result + ("" if is_closed else "".join(takewhile(lambda char: char in APOSTROPHES, letters)))


def _spelled_as_card(letter: Document, card: Document, pairing: Pairing) -> Document:
    """A doubtful name on the letter that is nearly the card's sure one is the card's, misread.

    The doubt goes where both carry one NIK or the names are one person's by themselves, as either engine
    read the letter's. One surely read a letter or two off it (ULUK under a stamp, LULUK on the card) is shown
    to a person, who sees both papers.
    """
    field, sure = letter.field(pairing.letter), card.field(pairing.paper)
    own, other = letter.text(pairing.letter) or "", card.text(pairing.paper) or ""
    likeness = max(name_similarity(read, other) for read in (own, field.second or ""))
    if sure.needs_review or likeness < NEARLY:
        return letter
    if not field.needs_review:
        return _with(letter, pairing.letter, own, field.confidence, is_doubted=True)
    own_nik = letter.text(pairing.nik) if pairing.nik else None
    numbers = [nik_digits(text or "") for text in (own_nik, card.text("nik"))]
    if all(numbers) and numbers[0] != numbers[1]:
        return letter
    is_one = likeness >= NAME_MATCH or all(numbers) or _is_cut(own, other)
    spelled = in_case_of(own, other)
    return _with(
        letter, pairing.letter, spelled, SPELLED if is_one else field.confidence, is_doubted=not is_one
    )


def _is_cut(own: str, whole: str) -> bool:
    """Whether a name is the other one, its last word cut: two whole words and the beginning of a third."""
    cut, full = normalise_name(own), normalise_name(whole)
    *words, last = cut.split() or [""]
    return full.startswith(cut) and len(words) >= WHOLE_WORDS and len(last) >= CUT_LETTERS


def in_case_of(own: str, text: str) -> str:
    """The text in capitals where `own` is, else as a name is written."""
    return text.upper() if own.isupper() else text.title() if text.isupper() else text


def _with(
    document: Document, name: str, value: str, confidence: float, *, is_doubted: bool = False
) -> Document:
    """The document with that value and at least that confidence; what was read (`raw`) stays."""
    old = document.fields[name]
    new = old.model_copy(
        update={
            "value": value,
            "confidence": max(confidence, old.confidence),
            "needs_review": is_doubted,
        }
    )
    return document.model_copy(update={"fields": {**document.fields, name: new}})
