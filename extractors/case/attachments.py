"""What an attachment is, where its words say so, and what the desk says of it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.case.asking import APPLICANTS
from extractors.case.ktp_documents import picture_without_card
from extractors.case.not_letters import what_it_is
from extractors.fields.cues import listed
from extractors.ranking.roles import NAMES
from extractors.text.identity_papers import card_title, named_paper, paper_of
from extractors.text.legibility import plain_text, squeezed, squeezed_text
from extractors.text.names import bare_letters
from models.case import Finding, Severity
from models.document import Document, Kind, PageRef
from models.field_spec import FREE_TEXT
from models.page import PageReading
from models.wording import sentence

ATTACHMENT = "JENIS_LAMPIRAN"
"""Of the reading: a paper that is no KTP and no letter, and which one it is."""
PERSONS_LICENCE = "NIB usaha perorangan"
COVERING_LETTER, KOPERASI = "surat pengantar", ("koperasi_nama",)
BADGE = "kartu pegawai"
CARD_WORDS = 30
"""Words of a card at most that says little of itself."""
_OFFICIAL = re.compile(r"\bnip\b\W{0,3}(?:\d ?){18}(?!\d)")
"""An official's number: his birth date, the month he was taken on, his sex and a running number."""
CARD_BACK, PICTURE = "bagian belakang KTP", "gambar tanpa tulisan"


def attachment_name(page: PageReading) -> str | None:
    """What the page's words say that it is: a title that names a paper by itself goes before labels, which
    papers share. A person's card of which no more is known, by its title."""
    paper, title = paper_of(page.lines), card_title(page.lines)
    if paper is None and any(kind in NAMES for kind, _ in page.kinds):
        return what_it_is(page)
    titled = named_paper(squeezed(title)) if title else None
    named = titled or paper
    return named.name if named else title or _bare_card(page)


def _bare_card(page: PageReading) -> str | None:
    """A card with few words: an official's badge by its number, the back of a KTP by its two titles."""
    text, words = plain_text(page.lines), squeezed_text(page.lines)
    if len(text.split()) > CARD_WORDS:
        return None
    is_back = all(title in words for title in listed("attachments.card_back"))
    is_front = any(label in words for label in listed("attachments.card_front"))
    return BADGE if _OFFICIAL.search(text) else CARD_BACK if is_back and not is_front else None


def without_covering(documents: Sequence[Document]) -> Iterator[Document]:
    """The documents, a mere covering letter beside the letter that it covers as an attachment
    (case-contract.md: a surat pengantar is no request): its subject says that it is one and its koperasi has
    a letter that says what for, or it says nothing of that itself (nor may its words, where none states a
    matter) and its writer has."""
    letters = [letter for letter in documents if letter.kind in NAMES and letter.known.says_what]
    for document in documents:
        others = [letter for letter in letters if letter is not document]
        is_titled = squeezed(document.text("perihal") or "") == squeezed(COVERING_LETTER)
        is_idle = document.kind in NAMES and _says_nothing(document)
        if (is_titled and _alike(document, others, KOPERASI)) or (
            is_idle and _alike(document, others, APPLICANTS)
        ):
            yield Document(kind=Kind.LAMPIRAN, pages=document.pages, jenis=COVERING_LETTER)
        else:
            yield document


def _says_nothing(letter: Document) -> bool:
    stated = [letter.fields[name] for name in FREE_TEXT if name in letter.fields]
    is_unstated = bool(stated) and not any(field.value or field.needs_review for field in stated)
    return letter.known.says_what is False or (letter.known.says_what is None and is_unstated)


def _alike(letter: Document, others: Iterable[Document], names: Sequence[str]) -> bool:
    """Whether another letter has the first of these fields that it has."""
    own = _first(letter, names)
    return own != "" and any(_first(other, names) == own for other in others)


def _first(letter: Document, names: Sequence[str]) -> str:
    return bare_letters(next(filter(None, map(letter.text, names)), ""))


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
    """Which paper each attachment is that says so; the back of a KTP only where there is no front."""
    documents = tuple(documents)
    has_card = any(document.kind is Kind.KTP for document in documents)
    for document in documents:
        if document.jenis is None or (has_card and document.jenis == CARD_BACK):
            continue
        first = document.pages[0]
        place = f"Halaman {first.page} {first.file}"
        message = f"{place} adalah {document.jenis}, bukan KTP atau surat yang diminta."
        if document.jenis == CARD_BACK:
            message = f"{place} hanya memuat {CARD_BACK}; bagian depannya belum ada."
        yield Finding(
            code=ATTACHMENT, severity=Severity.PERINGATAN, message=sentence(message), file=first.file
        )
