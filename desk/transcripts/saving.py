"""Keeps a line as a person typed it, and brings the values that lie in it up to date.

A value that only the machine has said becomes what the line says; one that a person has said of himself
stays, and what the line says is offered beside it. A line accepted as it was read accepts the values that
agree with it. A value of several lines waits until none of them is doubtful any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import User

from desk import audit, changes, facts, judging, page_text, typed
from desk.casepage import FieldView
from desk.changes import Editor, Spot
from desk.models import CaseRow, FieldRow, LineTranscript
from desk.page_text import PlacedLine
from desk.transcripts import lines
from desk.transcripts.carried import corrected
from desk.transcripts.lines import CarriedField, LineView, Place, carried, carried_by, is_doubtful, latest_of
from models.clean import clean_text
from models.errors import ConflictError

READ_ANEW = "Halaman sudah dibaca ulang sejak baris ini ditampilkan; baris itu tidak ada lagi."
LONGEST = 500
"""Characters of a line; the longest of the corpus has 140."""
CHANGED, ACCEPTED, OFFERED, WAITING = "diubah", "diterima", "ditawarkan", "menunggu"


@dataclass(frozen=True)
class Typed:
    """A line as it comes from the page; `number`: its place in the list there; `taken`: fields of which the
    person takes what the line says, over a person's own value."""

    spot: Spot
    number: int
    text: str
    taken: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Sheet:
    """The page of the line: its lines, and what people typed of them before this line was saved and after."""

    place: Place
    lines: Sequence[PlacedLine]
    before: Sequence[LineTranscript]
    after: Sequence[LineTranscript]

    def pairs(self, field: FieldView, typed_lines: Sequence[LineTranscript]) -> list[tuple[str, str]]:
        """Of the lines that carry the field: what was read and what was typed, where something was."""
        carrying = [line for line in self.lines if any(carried_by([field], self.place.view, line.box))]
        found = [(line, latest_of(line.box, typed_lines)) for line in carrying]
        return [(line.text, latest.text) for line, latest in found if latest]

    def is_waiting(self, field: FieldView) -> bool:
        """A line that carries the field is doubtful and nobody has typed it."""
        return any(
            is_doubtful(line) and not latest_of(line.box, self.after)
            for line in self.lines
            if any(carried_by([field], self.place.view, line.box))
        )


def save(case_id: str, sent: Typed, editor: Editor) -> LineView:
    """Keeps the line; it as the page shows it now. ConflictError as for any change of the case, and where the
    page no longer has the line."""
    text = " ".join(clean_text(sent.text).split())[:LONGEST]
    with changes.changing(case_id, editor) as row:
        place, line = found_line(row, sent.spot)
        before = list(LineTranscript.objects.filter(page=place.page))
        kept = _keep(place, line, text, editor.user)
        _record(case_id, place, line, before, kept)
        sheet = _Sheet(place, page_text.lines_of(place.page), before, [*before, kept])
        fields = lines.fields_of(row)
        view = lines.line_view(sent.number, place, line, sheet.after, fields)
        is_same = text == line.text
        settled = tuple(
            _settled(field, sheet, sent.taken, editor.user, is_same=is_same)
            for field in carried_by(fields, place.view, line.box)
        )
        judging.judge_again(row)
    return replace(view, fields=settled)


def found_line(row: CaseRow, spot: Spot) -> tuple[Place, PlacedLine]:
    """The line of the case that stands there. ConflictError when there is none."""
    where = (spot.position, spot.page)
    places = [item for item in lines.places(row) if (item.view.position, item.view.number) == where]
    near = [
        (lines.overlap(line.box, spot.box), place, line)
        for place in places
        for line in page_text.lines_of(place.page)
    ]
    share, place, line = max(near, key=lambda item: item[0], default=(0.0, None, None))
    if place is None or line is None or share < lines.SAME_PLACE:
        raise ConflictError(READ_ANEW)
    return place, line


def _keep(place: Place, line: PlacedLine, text: str, user: User) -> LineTranscript:
    return LineTranscript.objects.create(
        page=place.page,
        box=list(line.box),
        read=line.text,
        text=text,
        words=[[word.text, round(word.confidence, 4)] for word in line.words],
        person=user,
        may_train=facts.settings().learn_from_lines == "ya",
    )


def _record(
    case_id: str, place: Place, line: PlacedLine, before: Sequence[LineTranscript], kept: LineTranscript
) -> None:
    latest = latest_of(line.box, before)
    data = {
        "baris": lines.key_of(place.view, line.box), "mesin": line.text,
        "sebelum": latest.text if latest else line.text, "sesudah": kept.text,
    }  # fmt: skip
    audit.append(kept.person.username, "baris_disalin", case_id, data)


def _settled(
    view: FieldView, sheet: _Sheet, taken: frozenset[int], user: User, *, is_same: bool
) -> CarriedField:
    """The field after the line was saved; `is_same`: the line was accepted as it was read."""
    item, field = view.row, carried(view)
    said = _said(item, sheet.pairs(view, sheet.after))
    if said is None:
        return field
    if sheet.is_waiting(view):
        return replace(field, state=WAITING)
    now, shown = item.value, typed.as_text(item.name, said)
    is_own = item.is_person and now not in (said, _said(item, sheet.pairs(view, sheet.before)))
    is_repair = is_same and said != now and not item.is_person
    if (is_own or is_repair) and item.id not in taken:
        return replace(field, state=OFFERED, offered=shown)
    if now == said and item.is_person:
        return field
    changes.give_value(item, said, user)
    state = ACCEPTED if now == said else CHANGED
    return replace(field, value=shown, is_person=True, state=state, before=typed.as_text(item.name, now))


def _said(item: FieldRow, pairs: Sequence[tuple[str, str]]) -> str | None:
    """What the typed lines make of the field's value as it was read; None when they do not say."""
    value, is_said = item.machine_value, False
    for read, text in pairs:
        made = corrected(item.name, value, item.raw, read, text)
        if made is not None:
            value, is_said = made, True
    return value if is_said and isinstance(value, str) else None
