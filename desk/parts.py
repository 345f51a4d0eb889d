"""A part of a case becomes a case of its own: by a person's choice of pages, or by separator sheets."""

from collections.abc import Mapping, Sequence

from desk.models import CaseFile, CaseRow
from desk.numbers import new_number
from models.status import CaseStatus

Pages = Mapping[CaseFile, Sequence[int]]
"""Page numbers of files of one case. A file none of whose pages could be read has none: it goes whole."""


def open_part(row: CaseRow, part: Pages, **lease: object) -> CaseRow:
    """A new case to be read, of these pages, with what was said of them: their kinds, turns and typed data,
    and what people said of fields of papers that go whole. It is as confidential as the case it comes from;
    the service a person chose was said of that one and stays there."""
    new = CaseRow.objects.create(
        id=new_number(),
        status=CaseStatus.DITERIMA.value,
        channel=row.channel,
        received_at=row.received_at,
        received_on=row.received_on,
        is_confidential=row.is_confidential,
        **lease,
    )
    for position, (use, pages) in enumerate(part.items()):
        CaseFile.objects.create(
            case=new, file_id=use.file_id, name=use.name, position=position, pages=list(pages) or use.pages,
            rotations=_of_pages(use.rotations, pages), kinds=_of_pages(use.kinds, pages), typed=use.typed,
        )  # fmt: skip
    _move_whole_documents(row, new, {(use.name, page) for use, pages in part.items() for page in pages})
    return new


def keep(row: CaseRow, part: Pages) -> None:
    """What is left of the case itself; a file that is no part of it is gone from it."""
    for use in row.files.all():
        if use not in part:
            use.delete()
        elif part[use]:
            use.pages = list(part[use])
            use.save(update_fields=["pages"])


def _of_pages(said: dict[str, object], pages: Sequence[int]) -> dict[str, object]:
    """What was said of these pages; of a file that goes whole, all."""
    return {page: what for page, what in said.items() if not pages or int(page) in pages}


def _move_whole_documents(row: CaseRow, new: CaseRow, moved: set[tuple[str, int]]) -> None:
    """A document whose pages all go stands in the new case until that is read, so that what people said of
    its fields goes with it (`rows.write_documents`)."""
    for document in row.documents.all():
        places = {(ref["file"], ref["page"]) for ref in document.pages}
        if places and places <= moved:
            document.case = new
            document.save(update_fields=["case"])
