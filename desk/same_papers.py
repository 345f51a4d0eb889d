"""Which document of a new reading is which of the former one: the same paper, not the one at its place."""

from collections import Counter
from collections.abc import Sequence

from desk.models import DocumentRow
from models.document import Document

Place = tuple[str, frozenset[tuple[str, int]]]
"""A document's kind and its pages (file name, page number)."""


def same_papers(former: Sequence[DocumentRow], read: Sequence[Document]) -> dict[int, DocumentRow]:
    """The former document by the place (index) of the one read now: of one kind, on a page of its own.

    Where several of a kind lie on a page, first those whose values the machine read alike belong together,
    then, if there are as many as before, those in the same order; a paper read only now gets nobody's words.
    """
    were: list[Place] = [
        (document.kind, frozenset((ref["file"], ref["page"]) for ref in document.pages))
        for document in former
    ]
    are: list[Place] = [
        (document.kind.value, frozenset((ref.file, ref.page) for ref in document.pages)) for document in read
    ]
    pairs = [
        (old, new)
        for old, (kind, pages) in enumerate(were)
        for new, place in enumerate(are)
        if place[0] == kind and place[1] & pages
    ]
    choices = Counter(("old", old) for old, _ in pairs) + Counter(("new", new) for _, new in pairs)
    likeness = {(old, new): _alike(former[old], read[new]) for old, new in pairs}

    def closeness(pair: tuple[int, int]) -> tuple[bool, int, bool]:
        old, new = pair
        return were[old] == are[new], likeness[pair], _ordinal(were, old) == _ordinal(are, new)

    found: dict[int, DocumentRow] = {}
    taken: set[int] = set()
    for old, new in sorted(pairs, key=closeness, reverse=True):
        is_same = likeness[old, new] > 0 or choices["old", old] == choices["new", new]
        if is_same and new not in found and old not in taken:
            found[new] = former[old]
            taken.add(old)
    return found


def _ordinal(places: Sequence[Place], at: int) -> int:
    return places[:at].count(places[at])


def _alike(former: DocumentRow, read: Document) -> int:
    """How many fields the machine reads as it did."""
    values = [(field.machine_value, read.field(field.name).value) for field in former.fields.all()]
    return sum(before == now for before, now in values if before is not None)
