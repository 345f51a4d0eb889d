"""Typed lines as what this office's reader may learn from: only those typed while the office allowed it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from desk import audit, facts, people
from desk.door import door
from desk.models import LineTranscript
from desk.transcripts import lines
from models.errors import UsageError
from models.field import Box
from models.paths import DataFolder

FORBIDDEN = (
    "Kantor tidak mengizinkan baris yang diketik dipelajari. Bila kantor memutuskan boleh, tulis "
    'learn_from_lines = "ya" di pengaturan.toml; baris yang diketik sesudah itu dapat dipelajari.'
)


@dataclass(frozen=True)
class TypedLine:
    """A line with the machine's words (and their confidence) and the person's text. `letter`: the same for
    all lines of a file, of no meaning outside; `picture`: its page's, as the desk shows it."""

    letter: str
    words: tuple[tuple[str, float], ...]
    text: str
    picture: str
    box: Box


@door
def typed_lines() -> list[TypedLine]:
    """All lines that may be learnt from, the latest text of each, oldest first. UsageError where the office
    does not allow it (any more)."""
    if facts.settings().learn_from_lines != "ya":
        raise UsageError(FORBIDDEN)
    return list(_lines())


def _lines() -> Iterator[TypedLine]:
    data, known = DataFolder(settings.DATA_FOLDER), dict[int, list[LineTranscript]]()
    for row in LineTranscript.objects.select_related("page").order_by("at", "id"):
        known.setdefault(row.page_id, []).append(row)
    for rows in known.values():
        for row in rows:
            if row.may_train and lines.latest_of(tuple(row.box), rows) == row and row.text and row.words:
                yield TypedLine(
                    letter=row.page.file_id,
                    words=tuple((str(word), float(sure)) for word, sure in row.words),
                    text=row.text,
                    picture=str(data.page_image(row.page.file_id, row.page.number)),
                    box=tuple(row.box),
                )


@door
def exported(count: int) -> None:
    """Records that so many lines left the desk."""
    audit.append(people.COMMAND_LINE, "baris_diekspor", "", {"jumlah": count})
