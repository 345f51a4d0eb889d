"""A stack scanned with separator sheets becomes several cases."""

from collections.abc import Sequence

from django.db import transaction

from desk import audit
from desk.door import door
from desk.leases import READING
from desk.models import CaseFile, CaseRow
from desk.numbers import new_number
from models.errors import StorageError
from models.status import CaseStatus


@door
def divide(case_id: str, owner: str, parts: Sequence[Sequence[tuple[str, int]]]) -> tuple[str, ...]:
    """A stack with separator sheets becomes one case a part; ids in order, the first is the case itself.

    `parts`: (file name, page number) of each part's pages. The new cases are leased to `owner`, who has
    read their pages already. StorageError when `owner` lost the lease.
    """
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().get(id=case_id)
        if row.status != CaseStatus.DITERIMA.value or not READING.is_held_by(row, owner):
            raise StorageError("Berkas ini sedang dibaca proses lain.")
        uses = {use.name: use for use in row.files.all()}
        ids = [case_id, *(_part(row, uses, part) for part in parts[1:])]
        for name, use in uses.items():
            use.pages = [page for file, page in parts[0] if file == name]
            if use.pages:
                use.save(update_fields=["pages"])
            else:
                use.delete()
        audit.append(audit.SYSTEM, "pisah", case_id, {"perkara_baru": ids[1:]})
    return tuple(ids)


def _part(row: CaseRow, uses: dict[str, CaseFile], part: Sequence[tuple[str, int]]) -> str:
    new = CaseRow.objects.create(
        id=new_number(),
        status=row.status,
        channel=row.channel,
        received_at=row.received_at,
        received_on=row.received_on,
        attempts=1,
        **READING.same_as(row),
    )
    names = list(dict.fromkeys(file for file, _page in part))
    for position, name in enumerate(names):
        pages = [page for file, page in part if file == name]
        CaseFile.objects.create(
            case=new, file_id=uses[name].file_id, name=name, position=position, pages=pages,
            kinds={str(n): uses[name].kinds[str(n)] for n in pages if str(n) in uses[name].kinds},
        )  # fmt: skip
    audit.append(audit.SYSTEM, "diterima", new.id, {"dari": row.id, "halaman": len(part)})
    return new.id
