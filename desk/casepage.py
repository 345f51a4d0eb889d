"""What the case page shows, made ready for the template: pages, documents, fields with their boxes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.contrib.auth.models import User
from django.urls import reverse

from desk import changes, countdown, decisions, doubts, niks, page_text, responses, set_aside, typed, words
from desk.countdown import Countdown
from desk.models import CaseFile, CaseRow, Decision, DocumentRow, FieldRow, NoticeRow, PageRow, ResponseRow
from desk.rights import visible_notices
from models.document import Kind
from models.field import turned
from models.field_spec import BY_NAME, FieldType, is_of

CROP_SIDE, CROP_ABOVE = 10, 5
"""White beside and above a crop in the drawing's units: an engine's box may end within the last letter (1 %
of the page is half a letter of a heading), and the lines above and below must stay out."""
CROP_HEIGHT = 40
CROP_WIDEST = 460
"""Pixels: a line of print at about its size on the screen, within the panel at 1366 pixels."""
LONG_VALUE = 38
"""Letters that a line of input shows whole in the panel at 1366 pixels; longer values grow over lines."""
SCALE = 1000
"""Width of a page in the drawing's own units."""


Corners = tuple[tuple[float, float], ...]

EVIDENCE: dict[str, tuple[tuple[str, ...], str]] = {
    "surat_permohonan": ((Kind.SURAT_PERMOHONAN,), "pemohon_nama"),
    "identitas": ((Kind.KTP, Kind.IDENTITAS_LEMBAGA), "nik"),
    "identitas_lengkap": ((Kind.SURAT_PENGADUAN,), "pelapor_nama"),
    "materi_pengaduan": ((Kind.SURAT_PENGADUAN,), "materi_pengaduan"),
}
"""Requirement -> kinds of document and the field in which its evidence lies."""


@dataclass(frozen=True)
class PageView:
    """A page of the case; `height` in the drawing's units (width is SCALE)."""

    index: int
    file: str
    number: int
    url: str
    height: int
    title: str
    failure: str
    position: int
    kind: str = ""
    """The kind of the document it belongs to."""
    card: str = ""
    """Corners of the card on it in the drawing's units ("x,y" four times), "" without one."""

    words: str = ""
    """Where the words on it are told, "" where nobody takes text from it."""
    has_thumbnail: bool = True
    is_handwritten: bool = False
    rotation: int = 0
    """By which its picture was turned when it was last read, for whichever case."""

    @property
    def thumbnail(self) -> str:
        """Where its small picture lies, "" without one."""
        return f"{self.url}kecil/" if self.has_thumbnail else ""


@dataclass(frozen=True)
class Rect:
    """A box in the drawing's units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        """The box with a margin, as an SVG viewBox."""
        return f"{self.x - CROP_SIDE:.1f} {self.y - CROP_ABOVE:.1f} {self._wide:.1f} {self._tall:.1f}"

    @property
    def _wide(self) -> float:
        return self.width + 2 * CROP_SIDE

    @property
    def _tall(self) -> float:
        return self.height + 2 * CROP_ABOVE

    @property
    def crop_width(self) -> int:
        """Width of the crop in pixels, so that nothing beside the box shows."""
        return round(min(CROP_HEIGHT * self._wide / self._tall, CROP_WIDEST))


@dataclass(frozen=True)
class FieldView:
    """A field as the template shows it."""

    row: FieldRow
    label: str
    page: PageView | None
    rect: Rect | None
    decoded: niks.Decoded | None
    doubt: str = ""
    """Why a person should look, "" when nobody has to."""

    @property
    def value(self) -> str:
        """The text in the input."""
        return typed.as_text(self.row.name, self.row.value)

    @property
    def hint(self) -> str:
        """How the value is written, where that is not plain."""
        return "misalnya 20-11-2026" if is_of(self.row.name, FieldType.DATE) else ""

    @property
    def is_bool(self) -> bool:
        """Yes or no."""
        return is_of(self.row.name, *typed.YES_OR_NO)

    @property
    def is_typed(self) -> bool:
        """A person typed it at the counter; no machine has read it."""
        return self.row.document.is_typed

    @property
    def is_long(self) -> bool:
        """Takes a text area."""
        is_free = is_of(self.row.name, FieldType.LINES, FieldType.PROSE, FieldType.ADDRESS)
        return is_free or len(self.value) > LONG_VALUE

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        """The closed list of the contract, if the field has one."""
        is_closed = is_of(self.row.name, FieldType.CHOICE)
        return [(code, words.OTHER.get(code, code)) for code in BY_NAME[self.row.name].choices if is_closed]

    @property
    def is_absent(self) -> bool:
        """The paper does not carry it, and nobody has to look."""
        return self.row.value is None and not self.row.is_doubtful and not self.row.is_person


@dataclass(frozen=True)
class DocumentView:
    """A document with its fields: those to show, and those it does not carry."""

    row: DocumentRow
    pages: Sequence[PageView]
    fields: Sequence[FieldView]

    @property
    def shown(self) -> Sequence[FieldView]:
        """Fields it carries or that are doubtful."""
        return [view for view in self.fields if not view.is_absent]

    @property
    def set_aside(self) -> str:
        """Names of fields with a value that its kind has no place for."""
        return ", ".join(map(words.label, set_aside.names(self.row)))

    @property
    def absent(self) -> Sequence[FieldView]:
        """Fields it does not carry."""
        return [view for view in self.fields if view.is_absent]


@dataclass(frozen=True)
class CasePage:
    """Everything on the case page."""

    row: CaseRow
    user: User
    pages: Sequence[PageView]
    documents: Sequence[DocumentView]
    holder: User | None
    is_mine: bool
    countdown: Countdown
    response: ResponseRow | None
    decision: Decision | None
    may_undo: bool
    overruled: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_open(self) -> bool:
        """Fields can be changed: the case waits, and nobody else holds it."""
        return self.row.status == "menunggu" and self.is_mine

    @property
    def has_handwriting(self) -> bool:
        """A page of it is written by hand."""
        return any(page.is_handwritten for page in self.pages)

    @property
    def is_ended(self) -> bool:
        """Nothing is left to be done about it."""
        return self.row.status in countdown.ENDED

    @property
    def verdicts(self) -> list[dict[str, str]]:
        """The requirements with their words and whether a person overruled them."""
        return [
            {
                **verdict,
                "label": words.requirement(verdict["id"]),
                "evidence": self._evidence(verdict["id"]),
            }
            for verdict in self.row.verdicts
        ]

    @property
    def files(self) -> list[CaseFile]:
        """The case's files."""
        return list(self.row.files.all())

    @property
    def notices(self) -> list[NoticeRow]:
        """Open notices about the case."""
        return list(visible_notices(self.user).filter(case=self.row))

    def _evidence(self, requirement: str) -> str:
        """The element of the page that shows why: the field or the document the verdict rests on."""
        kinds, name = EVIDENCE.get(requirement, ((), ""))
        for document in self.documents:
            if document.row.kind in kinds:
                found = next((view for view in document.fields if view.row.name == name), None)
                return f"f{found.row.id}" if found else f"dokumen-{document.row.id}"
        return ""


def build(row: CaseRow, user: User) -> CasePage:
    """The page for this user."""
    holder = changes.holder(row)
    pages = case_pages(row)
    documents = list(row.documents.prefetch_related("fields"))
    compared = doubts.Case(documents, _lines(row, documents))
    kinds = {(ref["file"], ref["page"]): item.kind for item in documents for ref in item.pages}
    corners = _corners(row, [place for place, kind in kinds.items() if kind == Kind.KTP])
    pages = [
        replace(page, kind=kinds.get((page.file, page.number), ""), card=_drawn(page, corners))
        for page in pages
    ]
    return CasePage(
        row=row,
        user=user,
        pages=pages,
        documents=[document_view(document, pages, compared) for document in documents],
        holder=holder,
        is_mine=holder in (None, user),
        countdown=countdown.of(row),
        response=responses.current(row),
        decision=decisions.last_decision(row),
        may_undo=decisions.may_undo(row),
        overruled=frozenset(row.overrules.values_list("requirement", flat=True)),
    )


def case_pages(row: CaseRow) -> list[PageView]:
    """The case's pages in the order of its files."""
    uses = list(row.files.all())
    readings: dict[str, list[PageRow]] = {}
    for page in PageRow.objects.filter(file__in=[use.file_id for use in uses]).defer("reading"):
        readings.setdefault(page.file_id, []).append(page)
    found: list[PageView] = []
    for use in uses:
        for page in readings.get(use.file_id, []):
            if use.pages and page.number not in use.pages:
                continue
            found.append(
                PageView(
                    index=len(found),
                    file=use.name,
                    number=page.number,
                    url=reverse("gambar", args=[row.id, use.position, page.number]),
                    height=round(SCALE * page.height / page.width) if page.width else 1414,
                    title=f"Halaman {page.number} - {words.without_niks(use.name)}",
                    failure=page.failure,
                    position=use.position,
                    words=reverse("kata", args=[row.id, use.position, page.number]),
                    is_handwritten=page.is_handwritten,
                    rotation=page.rotation,
                )
            )
    return found


def _lines(
    row: CaseRow, documents: Sequence[DocumentRow]
) -> dict[tuple[str, int], tuple[page_text.PlacedLine, ...]]:
    """The text of the pages on which a doubtful field stands, by file name and page."""
    wanted = {
        (str(ref["file"]), int(ref["page"]))
        for document in documents
        for item in document.fields.all()
        if item.is_doubtful and item.page and item.page <= len(document.pages)
        for ref in [document.pages[item.page - 1]]
    }
    if not wanted:
        return {}
    files = {use.file_id: use.name for use in row.files.all()}
    pages = PageRow.objects.filter(file_id__in=files, number__in={number for _, number in wanted})
    places = {(files[page.file_id], page.number): page for page in pages}
    return {place: page_text.lines_of(page) for place, page in places.items() if place in wanted}


def _corners(row: CaseRow, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Corners]:
    """Corners of the cards on these pages (file name, page)."""
    uses = {use.name: use.file_id for use in row.files.all()}
    found: dict[tuple[str, int], Corners] = {}
    for file, number in places:
        page = PageRow.objects.filter(file_id=uses.get(file, ""), number=number).first()
        corners = page_text.card_corners(page) if page else None
        if corners:
            found[file, number] = corners
    return found


def _drawn(page: PageView, corners: dict[tuple[str, int], Corners]) -> str:
    """The page's card in the drawing's units."""
    found = corners.get((page.file, page.number), ())
    return " ".join(f"{x * SCALE:.1f},{y * page.height:.1f}" for x, y in found)


def document_view(document: DocumentRow, pages: Sequence[PageView], compared: doubts.Case) -> DocumentView:
    """The document with its fields placed on the case's pages."""
    by_place = {(page.file, page.number): page for page in pages}
    own = [by_place.get((ref["file"], ref["page"])) for ref in document.pages]
    fields = list(document.fields.all())
    turns = [ref.get("rotation", 0) for ref in document.pages]
    views = [field_view(item, own, turns, fields) for item in fields]
    told = [
        replace(view, doubt=doubts.why(view.row, document, compared)) if view.row.is_doubtful else view
        for view in views
    ]
    return DocumentView(document, [page for page in own if page], told)


def field_view(
    item: FieldRow, own: Sequence[PageView | None], turns: Sequence[int], fields: Sequence[FieldRow]
) -> FieldView:
    """The field on its page; `own` = the document's pages in order, None where one has no reading; `turns`:
    how each was turned when the field was read (another case that has the page may have it turned since)."""
    page = own[item.page - 1] if item.page and item.page <= len(own) else None
    rect = None
    if page and item.box:
        x0, y0, x1, y1 = turned(tuple(item.box), page.rotation - turns[(item.page or 1) - 1])
        rect = Rect(x0 * SCALE, y0 * page.height, (x1 - x0) * SCALE, (y1 - y0) * page.height)
    decoded = niks.decoded(item, fields) if is_of(item.name, FieldType.NIK) else None
    return FieldView(item, words.label(item.name), page, rect, decoded)
