"""Two papers of a case that say the same: what was doubtful on either is then sure.

The letter's applicant and the card's holder, the letter's koperasi and its paper are read apart from each
other. That two misreadings give one and the same name or number does not happen; so equal values lift a doubt
that came from the engine alone. Values that differ, by one letter even, stay as they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.document import Document, Kind
from models.name_forms import normalise_name
from models.nik import nik_digits
from models.similarity import normalise_koperasi, normalise_text

SURE = 0.99
"""Confidence of a value that two papers carry."""
MIN_LETTERS = 5
"""Shorter values may be equal by chance."""


@dataclass(frozen=True)
class Pairing:
    """A field of a letter, and the field of an identity paper that says the same; `form`: how to compare."""

    letter: str
    kind: Kind
    paper: str
    form: Callable[[str], str]


PAIRINGS = (
    *(
        Pairing(f"{who}_{what}", Kind.KTP, field, form)
        for who in ("pemohon", "pelapor")
        for what, field, form in (("nama", "nama", normalise_name), ("nik", "nik", nik_digits))
    ),
    Pairing("koperasi_nama", Kind.IDENTITAS_LEMBAGA, "koperasi_nama", normalise_koperasi),
    Pairing("terlapor", Kind.IDENTITAS_LEMBAGA, "koperasi_nama", normalise_koperasi),
    Pairing("koperasi_badan_hukum", Kind.IDENTITAS_LEMBAGA, "nomor_identitas", normalise_text),
    Pairing("koperasi_alamat", Kind.IDENTITAS_LEMBAGA, "koperasi_alamat", normalise_text),
)


def corroborated(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, without the doubts that another paper of the case settles."""
    settled: set[tuple[int, str]] = set()
    for at, letter in enumerate(documents):
        for pairing in PAIRINGS:
            for other, paper in enumerate(documents):
                if paper.kind is pairing.kind and _says_the_same(letter, paper, pairing):
                    settled |= {(at, pairing.letter), (other, pairing.paper)}
    return tuple(
        _settled(document, {name for i, name in settled if i == at}) for at, document in enumerate(documents)
    )


def _says_the_same(letter: Document, paper: Document, pairing: Pairing) -> bool:
    own, other = letter.text(pairing.letter), paper.text(pairing.paper)
    if letter is paper or not own or not other:
        return False
    form = pairing.form(own)
    return len(form) >= MIN_LETTERS and form == pairing.form(other)


def _settled(document: Document, names: set[str]) -> Document:
    if not names:
        return document
    fields = {
        name: field.model_copy(update={"confidence": max(SURE, field.confidence), "needs_review": False})
        if name in names
        else field
        for name, field in document.fields.items()
    }
    return document.model_copy(update={"fields": fields})
