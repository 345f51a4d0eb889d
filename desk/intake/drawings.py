"""Pictures of pages that the desk wants drawn (desk/pictures.py asks for them)."""

from dataclasses import dataclass

from django.utils import timezone

from desk.door import door
from desk.intake import requests
from desk.leases import REQUEST
from desk.models import RequestRow, StoredOriginal

KIND = "gambar"


@dataclass(frozen=True)
class Drawing:
    """A picture that the desk wants: a stored original's page, turned by `rotation` degrees clockwise."""

    request_id: int
    sha256: str
    extension: str
    number: int
    rotation: int


@door
def next_drawing(owner: str) -> Drawing | None:
    """The oldest picture asked for, leased to `owner`; None when there is none."""
    row = requests.lease(owner, [KIND])
    if row is None:
        return None
    file = StoredOriginal.objects.get(sha256=row.payload["berkas"])
    return Drawing(
        row.id, file.sha256, file.extension, int(row.payload["halaman"]), int(row.payload["putaran"])
    )


@door
def drawing_done(drawing: Drawing, error: str = "") -> None:
    """The picture lies there: nothing is left to say. With `error` (Indonesian): why it can't be made."""
    row = RequestRow.objects.filter(id=drawing.request_id)
    if error:
        row.update(done_at=timezone.now(), error=error, **REQUEST.given_back())
    else:
        row.delete()
