"""Pages gathered to documents: second pages, attachments, blanks, cards below a letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.document import Kind
from models.page import PageReading

PAPERS = (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN, Kind.IDENTITAS_LEMBAGA)


@dataclass(frozen=True)
class PageGroup:
    """The pages of one document, in order."""

    kind: Kind
    pages: tuple[PageReading, ...]


def group_pages(pages: Sequence[PageReading]) -> tuple[PageGroup, ...]:
    """Documents other than cards, in the order of their first pages; each page is in one at least."""
    groups: list[PageGroup] = []
    for page in pages:
        kind = paper_kind(page)
        if kind is None:
            continue
        groups.append(PageGroup(kind, (page,)))
    return tuple(groups)


def paper_kind(page: PageReading) -> Kind | None:
    """The page's kind apart from the cards on it; None when it carries only cards."""
    return next((kind for kind, _ in page.kinds if kind is not Kind.KTP), None)
