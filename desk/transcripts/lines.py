"""A case's lines of writing, made ready for the page: the strip of ink, the text read, the text typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings

from desk import casepage, doubts, page_text
from desk.casepage import SCALE, FieldView, PageView, Rect
from desk.models import CaseFile, CaseRow, LineTranscript, PageRow
from desk.page_text import PlacedLine
from models.field import Box, common_area
from models.word_curve import load_word_curve

SURE_LINE = 0.8
"""A line with a word less sure than this is doubtful (docs/recogniser.md, "How sure a line is")."""
SAME_PLACE = 0.5
"""Share of two boxes' common area in their joint one from which they are one line: a page that is read anew
may have its lines a little elsewhere."""
ABOVE, BESIDE = 0.35, 12.0
"""Of the line's height above and below the strip, and of the drawing's units beside it: ascenders and the
engine's own narrow boxes."""


@dataclass(frozen=True)
class Strip:
    """The ink of a line: a cut of its page's picture, in the drawing's units."""

    page: PageView
    view_box: str
    width: float
    height: float


@dataclass(frozen=True)
class CarriedField:
    """A field whose value lies in the line. `state`: what saving the line did ("" = nothing): `diubah`,
    `diterima`, `ditawarkan` (another value stands; `offered` is what the line says), or `menunggu` (another
    doubtful line of it is still to be typed)."""

    id: int | str
    label: str
    value: str
    is_person: bool
    state: str = ""
    before: str = ""
    offered: str = ""


@dataclass(frozen=True)
class LineView:
    """A line as the template shows it. `key`: its place as the page sends it back (desk/typed.read_spot)."""

    number: int
    key: str
    text: str
    read: str
    doubts: tuple[str, ...]
    is_doubtful: bool
    is_done: bool
    strip: Strip
    fields: tuple[CarriedField, ...] = ()

    @property
    def id(self) -> str:
        """The element's id."""
        return f"b{self.number}"

    @property
    def first_doubt(self) -> str:
        """Where the first doubtful word stands in the text ("4-9"), "" without one."""
        for word in self.doubts:
            at = self.text.find(word)
            if at >= 0:
                return f"{at}-{at + len(word)}"
        return ""


@dataclass(frozen=True)
class Place:
    """A page of the case with what was read of it."""

    view: PageView
    page: PageRow


def places(row: CaseRow) -> list[Place]:
    """The case's pages that were read, in their order."""
    views = {(view.position, view.number): view for view in casepage.case_pages(row)}
    uses: dict[str, list[CaseFile]] = {}
    for use in row.files.all():
        uses.setdefault(use.file_id, []).append(use)
    found = [
        Place(views[use.position, page.number], page)
        for page in PageRow.objects.filter(file_id__in=uses)
        for use in uses[page.file_id]
        if (use.position, page.number) in views and not page.failure
    ]
    return sorted(found, key=lambda place: place.view.index)


def line_views(row: CaseRow, chosen: Sequence[Place]) -> list[LineView]:
    """The lines of these pages, numbered from 0."""
    fields = fields_of(row)
    found: list[LineView] = []
    for place in chosen:
        typed = list(LineTranscript.objects.filter(page=place.page))
        for line in page_text.lines_of(place.page):
            found.append(line_view(len(found), place, line, typed, fields))
    return found


def line_view(
    number: int,
    place: Place,
    line: PlacedLine,
    typed: Sequence[LineTranscript],
    fields: Sequence[FieldView],
) -> LineView:
    """One line; `typed`: what people typed on its page; `fields`: the case's."""
    latest = latest_of(line.box, typed)
    unsure = unsure_words(line)
    return LineView(
        number=number,
        key=key_of(place.view, line.box),
        text=latest.text if latest else line.text,
        read=line.text,
        doubts=() if latest else unsure,
        is_doubtful=bool(unsure) or not line.words,
        is_done=latest is not None,
        strip=strip_of(place.view, line.box),
        fields=tuple(carried(view) for view in carried_by(fields, place.view, line.box)),
    )


def unsure_words(line: PlacedLine) -> tuple[str, ...]:
    """The words of which the machine is not sure."""
    curve = load_word_curve(settings.DATA_FOLDER)
    return tuple(word.text for word in line.words if curve.probability(word.confidence) < SURE_LINE)


def is_doubtful(line: PlacedLine) -> bool:
    """Whether a person should look at the line as a whole."""
    return bool(unsure_words(line)) or not line.words


def latest_of(box: Box, typed: Sequence[LineTranscript]) -> LineTranscript | None:
    """What was typed last of the line with this box."""
    return next((item for item in reversed(typed) if overlap(box, tuple(item.box)) >= SAME_PLACE), None)


def overlap(one: Box, other: Box) -> float:
    """Common area of two boxes in their joint one."""
    common = common_area(one, other)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return common / (areas - common) if areas > common else 0.0


def key_of(view: PageView, box: Box) -> str:
    """File, page and box as `desk.typed.read_spot` takes them."""
    sides = ",".join(f"{min(1.0, max(0.0, side)):.5f}" for side in box)
    return f"{view.position}:{view.number}:{sides}"


def strip_of(view: PageView, box: Box) -> Strip:
    """The line's ink with a little around it."""
    x0, x1 = box[0] * SCALE - BESIDE, box[2] * SCALE + BESIDE
    y0, y1 = box[1] * view.height, box[3] * view.height
    room = ABOVE * (y1 - y0)
    wide, high = x1 - x0, y1 - y0 + 2 * room
    return Strip(view, f"{x0:.1f} {y0 - room:.1f} {wide:.1f} {high:.1f}", wide, high)


def carried_by(fields: Sequence[FieldView], view: PageView, box: Box) -> Iterator[FieldView]:
    """Fields of which a line of their place is this one."""
    for found in fields:
        is_here = found.page is not None and found.page.index == view.index
        if is_here and found.rect and is_carried(found.rect, view, box):
            yield found


def is_carried(rect: Rect, view: PageView, box: Box) -> bool:
    """Whether the line with this box (fractions of the page) is one of those in the rectangle."""
    top, bottom = box[1] * view.height, box[3] * view.height
    middle = (top + bottom) / 2
    is_row = top <= rect.y + rect.height / 2 <= bottom or rect.y <= middle <= rect.y + rect.height
    return is_row and rect.x < box[2] * SCALE and rect.x + rect.width > box[0] * SCALE


def carried(view: FieldView) -> CarriedField:
    """The field as the line shows it before anything was typed."""
    return CarriedField(view.row.id, view.label, view.value, view.row.is_person)


def fields_of(row: CaseRow) -> list[FieldView]:
    pages = casepage.case_pages(row)
    documents = [item for item in row.documents.prefetch_related("fields") if not item.is_typed]
    nothing = doubts.Case()
    return [
        view
        for document in documents
        for view in casepage.document_view(document, pages, nothing).fields
        if not view.is_bool and not view.choices
    ]
