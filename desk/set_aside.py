"""Fields that papers of a document's kind do not carry wait with it until it is of their kind again."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils.dateparse import parse_datetime

from desk.models import DocumentRow, FieldRow

COLUMNS = (
    "machine_value", "raw", "second", "in_full", "confidence", "needs_review", "page", "box", "is_person",
    "person_value", "person_id", "is_corrected",
)  # fmt: skip
NOWHERE = {"page": None, "box": None}
OF_PAGE = "halaman_asal"
"""File and page of the document that a page was until it joined this one."""


def put(document: DocumentRow, fields: Iterable[FieldRow]) -> None:
    """What these fields say waits with the document; the caller saves it."""
    for field in fields:
        at = field.person_at.isoformat() if field.person_at else ""
        document.set_aside[field.name] = {name: getattr(field, name) for name in COLUMNS} | {"at": at}


def put_page(letter: DocumentRow, document: DocumentRow) -> None:
    """What people said of a document of one page waits with the letter that its page joins."""
    ref, own = document.pages[0], letter.set_aside
    letter.set_aside = {}
    put(letter, (field for field in document.fields.all() if field.is_person))
    found = {**document.set_aside, **letter.set_aside}
    of_page = {name: said | NOWHERE | {OF_PAGE: [ref["file"], ref["page"]]} for name, said in found.items()}
    letter.set_aside = {**own, **of_page}
    letter.save(update_fields=["set_aside"])


def give_page_back(letter: DocumentRow, document: DocumentRow, page: tuple[str, int]) -> None:
    """What waited with the letter because that page had joined it stands in the page's own document again."""
    waiting = {field.name: field for field in fields(letter)}
    for field in document.fields.all():
        said = waiting.get(field.name)
        if said and said.is_person and letter.set_aside[field.name].get(OF_PAGE) == list(page):
            take_words(field, said)
            field.save()
            del letter.set_aside[field.name]
    letter.save(update_fields=["set_aside"])


def fields(document: DocumentRow) -> list[FieldRow]:
    """What waits with the document, as rows that are not saved."""
    found = []
    for name, said in document.set_aside.items():
        field = FieldRow(document=document, name=name, position=0, person_at=parse_datetime(said["at"]))
        for column in COLUMNS:
            setattr(field, column, said.get(column))
        if not User.objects.filter(id=field.person_id or 0).exists():
            field.person_id = None
        found.append(field)
    return found


def names(document: DocumentRow) -> list[str]:
    """Of what waits with the document, the fields that have a value."""
    return [
        name
        for name, said in document.set_aside.items()
        if said["person_value" if said["is_person"] else "machine_value"] is not None
    ]


def carry(former: DocumentRow, document: DocumentRow) -> None:
    """What waited with the paper as it was read before waits with it still; the caller saves it."""
    were, are = ([(ref["file"], ref["page"]) for ref in each.pages] for each in (former, document))
    gone = {} if were == are else NOWHERE
    document.set_aside = {name: said | gone for name, said in former.set_aside.items()} | document.set_aside


def take_words(field: FieldRow, said: FieldRow) -> None:
    """The field says what a person said of that one; the caller saves it."""
    field.is_person, field.person_value = True, said.person_value
    field.person_id, field.person_at = said.person_id, said.person_at
    field.is_corrected = said.person_value != field.machine_value
