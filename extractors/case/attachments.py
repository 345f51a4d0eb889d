"""What an attachment is, where its words say so, and what the desk says of it."""

from collections.abc import Iterable, Iterator, Sequence

from extractors.case.ktp_documents import picture_without_card
from extractors.case.not_letters import what_it_is
from extractors.ranking.roles import NAMES
from extractors.text.identity_papers import card_title, paper_of
from models.case import Finding, Severity
from models.document import Document, Kind, PageRef
from models.page import PageReading
from models.wording import sentence

ATTACHMENT = "JENIS_LAMPIRAN"
"""Of the reading: a paper that is no KTP and no letter, and which one it is."""
PERSONS_LICENCE = "NIB usaha perorangan"
CARD_BACK, PICTURE = "bagian belakang KTP", "gambar tanpa tulisan"


def attachment_name(page: PageReading) -> str | None:
    """What the page's words say that it is; a person's card of which no more is known, by its title."""
    paper = paper_of(page.lines)
    if paper is None and any(kind in NAMES for kind, _ in page.kinds):
        return what_it_is(page)
    return paper.name if paper else card_title(page.lines)


def lone_cards(pages: Sequence[PageReading], documents: Iterable[Document]) -> Iterator[Document]:
    """A document for each page that carries the back of a KTP alone, and no front went before it, or a
    picture that was taken for a card."""
    listed = {(ref.file, ref.page) for document in documents for ref in document.pages}
    for page in pages:
        if page.cards and (page.file, page.number) not in listed:
            ref = PageRef(file=page.file, page=page.number, rotation=page.rotation)
            is_picture = any(picture_without_card(page, card) for card in page.cards)
            yield Document(kind=Kind.LAMPIRAN, pages=(ref,), jenis=PICTURE if is_picture else CARD_BACK)


def attachment_findings(documents: Iterable[Document]) -> Iterator[Finding]:
    """Which paper each attachment is that says so."""
    for document in documents:
        if document.jenis is None:
            continue
        first = document.pages[0]
        place = f"Halaman {first.page} {first.file}"
        message = f"{place} adalah {document.jenis}, bukan KTP atau surat yang diminta."
        if document.jenis == CARD_BACK:
            message = f"{place} hanya memuat {CARD_BACK}; bagian depannya belum ada."
        yield Finding(
            code=ATTACHMENT, severity=Severity.PERINGATAN, message=sentence(message), file=first.file
        )
