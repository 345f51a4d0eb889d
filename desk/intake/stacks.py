"""A stack scanned with separator sheets becomes several cases."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from desk import audit, parts
from desk.door import door
from desk.leases import READING
from desk.models import CaseRow
from models.errors import StorageError
from models.status import CaseStatus


@door
def divide(case_id: str, owner: str, stack: Sequence[Mapping[str, Sequence[int]]]) -> tuple[str, ...]:
    """A stack with separator sheets becomes one case a part; ids in order, the first is the case itself.

    `stack`: each part's pages by file name; a file that could not be read stands without pages where it came.
    The new cases are leased to `owner`, who has read their pages already. StorageError when `owner` lost the
    lease.
    """
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().get(id=case_id)
        if row.status != CaseStatus.DITERIMA.value or not READING.is_held_by(row, owner):
            raise StorageError("Berkas ini sedang dibaca proses lain.")
        uses = {use.name: use for use in row.files.all()}
        read = {name for part in stack for name, pages in part.items() if pages}
        first, *rest = (
            {uses[name]: pages for name, pages in part.items() if pages or name not in read} for part in stack
        )
        ids = [case_id]
        for part in rest:
            new = parts.open_part(row, part, attempts=1, **READING.same_as(row))
            ids.append(new.id)
            pages = sum(map(len, part.values()))
            audit.append(audit.SYSTEM, "diterima", new.id, {"dari": case_id, "halaman": pages})
        parts.keep(row, first)
        audit.append(audit.SYSTEM, "pisah", case_id, {"perkara_baru": ids[1:]})
    return tuple(ids)
