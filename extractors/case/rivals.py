"""A doubt between several persons or koperasi of a letter, settled by the card or paper that lies beside it.

Of a letter with two signers, or one who writes for another, the ranker often cannot say whose name counts.
The KTP in the same file mostly can: people hand in their own.
"""

from collections.abc import Sequence

from extractors.case.corroboration import NEARLY, PAIRINGS, Pairing, in_case_of
from extractors.ranking.whose import CLIENT
from models.document import Document, Kind
from models.doubt import sure_text
from models.field import Field
from models.field_spec import FieldType, letter_names
from models.identity import koperasi_told
from models.nik import nik_digits
from models.similarity import NAME_MATCH, OTHER_PERSON, is_elsewhere, name_similarity

OWN = 30.0
"""How much oftener a paper in the file is that of the one for whom the letter speaks than of somebody
else whom it names. Chosen, not measured: by it a rival of .2 outweighs a value of .8, but stays shown."""
SAME_NIK = 30.0
"""As much again where the letter gives the very NIK of the card."""
SURE = 0.95
"""From here a value that a card chose is not shown to a person."""
OTHER_SIDE = letter_names("pihak_lain")


def settled(documents: Sequence[Document], read: Sequence[Document] = ()) -> tuple[Document, ...]:
    """The documents; in letters a rival that a paper of the case bears out takes a doubtful value's place.
    `read`: the same before they were compared: whose card it is, does not say which of two asks."""
    result = [_reopened(letter, old) for letter, old in zip(documents, read or documents, strict=True)]
    for at, letter in enumerate(documents):
        for pairing in (one for one in PAIRINGS if one.letter in letter.rivals):
            papers = [paper for paper in documents if paper.kind is pairing.kind]
            result[at] = _settled(result[at], papers, pairing)
    return tuple(_with_open_nik(*pair, documents) for pair in zip(result, read or documents, strict=True))


def _with_open_nik(letter: Document, read: Document, papers: Sequence[Document]) -> Document:
    """The letter; a NIK that was doubted stays so where it is on the card of somebody else than who asks, or
    that is open between two: of one who acts for another."""
    for name, nik in zip(letter_names("nama"), letter_names("nik"), strict=True):
        number, old = letter.field(nik), read.field(nik)
        holders = [
            paper.text("nama") or "" for paper in papers
            if paper.kind is Kind.KTP and number.value and paper.text("nik") == number.value
        ]  # fmt: skip
        asking = letter.field(name)
        others = letter.rivals.get(name, ()) if asking.needs_review else ()
        likely = [other.value for other in others if other.value and other.confidence >= CLIENT]
        is_others = any(
            name_similarity(str(asking.value or ""), holder) < NAME_MATCH
            or any(name_similarity(str(other), holder) < OTHER_PERSON for other in likely)
            for holder in holders
        )
        if is_others and old.needs_review and not number.needs_review:
            doubted = number.model_copy(update={"needs_review": True, "confidence": old.confidence})
            letter = letter.model_copy(update={"fields": {**letter.fields, nik: doubted}})
    return letter


def _reopened(letter: Document, read: Document) -> Document:
    """The letter with the doubts about who is meant that it had when it was read."""
    fields = dict(letter.fields)
    for pairing in PAIRINGS:
        field, old = letter.field(pairing.letter), read.field(pairing.letter)
        others = [rival.value for rival in letter.rivals.get(pairing.letter, ()) if rival.value]
        is_open = any(name_similarity(str(other), str(field.value)) < NEARLY for other in others)
        if pairing.spec.type is FieldType.NAME and old.needs_review and not field.needs_review and is_open:
            fields[pairing.letter] = field.model_copy(
                update={"needs_review": True, "confidence": old.confidence}
            )
    return letter.model_copy(update={"fields": fields})


def _settled(letter: Document, papers: Sequence[Document], pairing: Pairing) -> Document:
    """The letter with the likeliest rival that one of the papers bears out."""
    field, rivals = letter.field(pairing.letter), letter.rivals[pairing.letter]
    best, chosen = 0.5, None
    for paper in papers:
        evidence = 0.0 if _is_elsewhere(letter, paper, pairing) else _evidence(letter, paper, pairing)
        for rival in rivals if evidence else ():
            if not _bears_out(paper, rival, pairing) or _is_other_side(letter, rival):
                continue
            against = sum(one.confidence for one in rivals if not _is_same(one.value, rival.value, pairing))
            share = evidence * rival.confidence / (evidence * rival.confidence + against)
            if share > best:
                best, chosen = share, _spelled(rival, paper, pairing)
    if chosen is None or _is_same(field.value, chosen.value, pairing):
        return letter
    signers = [name for name in letter.known.persons if name_similarity(name, str(field.value)) >= NAME_MATCH]
    # Nor is a card with half of a signer's name surely his, as in `is_another_person`: the half stays shown.
    is_signers = all(name_similarity(name, str(chosen.value)) >= OTHER_PERSON for name in signers)
    is_doubtful = best < SURE or not is_signers
    settled_field = chosen.model_copy(update={"confidence": best, "needs_review": is_doubtful})
    return letter.model_copy(update={"fields": {**letter.fields, pairing.letter: settled_field}})


def _evidence(letter: Document, paper: Document, pairing: Pairing) -> float:
    """How much likelier a value becomes that stands on this paper; 0 where it may not change the letter's."""
    own = sure_text(letter, pairing.nik) if pairing.nik else None
    numbers = [nik_digits(text or "") for text in (own, sure_text(paper, "nik"))]
    if paper.kind is Kind.KTP and all(numbers):
        return OWN * SAME_NIK if numbers[0] == numbers[1] else 0.0
    return OWN if letter.field(pairing.letter).needs_review else 0.0


def _is_elsewhere(letter: Document, paper: Document, pairing: Pairing) -> bool:
    """Whether a koperasi's paper gives another kecamatan or village than the letter: a namesake's."""
    is_koperasi = pairing.spec.type is FieldType.KOPERASI
    return is_koperasi and is_elsewhere(koperasi_told(letter, pairing.letter), koperasi_told(paper))


def _bears_out(paper: Document, rival: Field, pairing: Pairing) -> bool:
    """Whether the paper surely carries the rival's value, or a name that is one person's with it."""
    value = sure_text(paper, pairing.paper)
    if value is None or not isinstance(rival.value, str):
        return False
    is_name = pairing.spec.type is FieldType.NAME
    return _is_same(value, rival.value, pairing) or (
        is_name and name_similarity(value, rival.value) >= NAME_MATCH
    )


def _is_same(first: object, second: object, pairing: Pairing) -> bool:
    """Whether two values are the same but for blanks, titles and short forms."""
    if not (isinstance(first, str) and isinstance(second, str)):
        return False
    return pairing.compact(first) == pairing.compact(second)


def _is_other_side(letter: Document, rival: Field) -> bool:
    """Whether the letter complains of that person, as far as it is read."""
    others = (letter.text(name) for name in OTHER_SIDE)
    return any(other and name_similarity(other, str(rival.value)) >= NAME_MATCH for other in others)


def _spelled(rival: Field, paper: Document, pairing: Pairing) -> Field:
    """The rival; a name that differs from the card's by a letter as the card spells it."""
    text, value = paper.text(pairing.paper) or "", str(rival.value)
    is_own = _is_same(text, value, pairing)
    return rival if is_own else rival.model_copy(update={"value": in_case_of(value, text)})
