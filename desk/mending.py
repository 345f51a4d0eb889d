"""Mending what a case is made of: rotation, reading again, splitting, merging (kinds: desk/page_kinds.py).

The desk reads nothing itself. What must be read anew is set back to `diterima`; the intake takes it up with
the page choice (`StoredFile.pages`) and the rotations (`Work.rotations`) that a person set here.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from desk import audit, colleagues, parts
from desk.changes import Editor, changing, holder
from desk.intake import admission
from desk.leases import READING, REVIEW
from desk.models import CaseFile, CaseRow, PageRow
from models.errors import ConflictError, UsageError
from models.status import CaseStatus, may_move

QUARTER_TURN = 90
FULL_TURN = 360


def read_again(case_id: str, editor: Editor) -> None:
    """The case is read anew; what people said of fields stays."""
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        _set_back(row)
        audit.append(editor.user.username, "baca_ulang", case_id)


def _set_back(row: CaseRow) -> None:
    if not may_move(CaseStatus(row.status), CaseStatus.DITERIMA):
        raise UsageError("Berkas pada status ini tidak dapat dibaca ulang.")
    admission.requeue(row)


def rotate(case_id: str, position: int, page: int, editor: Editor) -> None:
    """A quarter turn clockwise of one page, from how it stands now; the case is read anew."""
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        use = row.files.get(position=position)
        reading = PageRow.objects.defer("reading").get(file_id=use.file_id, number=page)
        turn = (use.rotations.get(str(page), reading.rotation) + QUARTER_TURN) % FULL_TURN
        use.rotations = {**use.rotations, str(page): turn}
        use.save(update_fields=["rotations"])
        _set_back(row)
        audit.append(
            editor.user.username,
            "putar_halaman",
            case_id,
            {"berkas": use.file_id, "halaman": page, "sudut": turn},
        )


def split(case_id: str, chosen: Sequence[tuple[int, int]], editor: Editor) -> str:
    """Moves the chosen pages (position of the file, page number) into a new case; returns its id.

    Both cases are read anew; a file that could not be read stays. UsageError when no page or every page is
    chosen.
    """
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        places = _pages_by_use(row)
        wanted = set(chosen)
        moved = {use: [n for n in pages if (use.position, n) in wanted] for use, pages in places.items()}
        kept = {use: [n for n in pages if (use.position, n) not in wanted] for use, pages in places.items()}
        if not any(moved.values()) or not any(kept.values()):
            raise UsageError("Pilih sebagian halaman: paling sedikit satu, tetapi tidak semuanya.")
        new = parts.open_part(row, {use: pages for use, pages in moved.items() if pages})
        parts.keep(row, {use: pages for use, pages in kept.items() if pages or not places[use]})
        _set_back(row)
        audit.append(editor.user.username, "pisah", case_id, {"perkara_baru": new.id, "halaman": len(wanted)})
        audit.append(editor.user.username, "pisah", new.id, {"dari": case_id, "halaman": len(wanted)})
        return new.id


def _pages_by_use(row: CaseRow) -> dict[CaseFile, list[int]]:
    """The page numbers of each file of the case."""
    found: dict[CaseFile, list[int]] = {}
    for use in row.files.all():
        numbers = (
            PageRow.objects.filter(file_id=use.file_id).order_by("number").values_list("number", flat=True)
        )
        found[use] = [number for number in numbers if not use.pages or number in use.pages]
    return found


@contextmanager
def _both_locked(*case_ids: str) -> Iterator[None]:
    """In one order, whichever takes in which: two that join the same cases crosswise wait for each other."""
    with transaction.atomic():
        list(CaseRow.objects.select_for_update().filter(id__in=case_ids).order_by("id").values_list("id"))
        yield


def merge(case_id: str, other_id: str, editor: Editor) -> None:
    """Takes the files of the other (still undecided) case into this one, which is read anew; the other is
    kept as a sign that points here."""
    if case_id == other_id:
        raise UsageError("Pilih berkas lain untuk digabung.")
    with (
        _both_locked(case_id, other_id),
        changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row,
    ):
        other = CaseRow.objects.select_for_update().filter(id=other_id, merged_into__isnull=True).first()
        if not other or other.status not in (CaseStatus.MENUNGGU, CaseStatus.DITERIMA, CaseStatus.GAGAL):
            raise UsageError("Berkas itu tidak ada atau sudah diputus, jadi tidak dapat digabung.")
        if holder(other) not in (None, editor.user):
            raise ConflictError(f"Berkas {other_id} sedang dipegang oleh {other.reviewer}.")
        first = max(row.files.values_list("position", flat=True), default=-1) + 1
        taken = set(row.files.values_list("name", flat=True))
        names: dict[str, str] = {}
        for offset, use in enumerate(other.files.all()):
            name = use.name if use.name not in taken else f"{first + offset + 1}-{use.name}"
            names[use.name] = name[-255:]
            CaseFile.objects.create(
                case=row, file_id=use.file_id, name=names[use.name], position=first + offset,
                pages=use.pages, rotations=use.rotations, kinds=use.kinds, typed=use.typed,
            )  # fmt: skip
        _move_documents(other, row, names)
        colleagues.move(other, row)
        row.assignee = row.assignee or other.assignee
        row.is_confidential = row.is_confidential or other.is_confidential
        other.merged_into, other.version = row, other.version + 1
        REVIEW.take_back(other)
        READING.take_back(other)
        other.status = CaseStatus.GAGAL.value
        other.failure = f"Digabung ke berkas {case_id} pada {timezone.localtime():%d-%m-%Y}."
        other.save()
        row.received_at = min(row.received_at, other.received_at)
        row.received_on = min(row.received_on, other.received_on)
        _set_back(row)
        audit.append(editor.user.username, "gabung", case_id, {"dari": other_id})
        audit.append(editor.user.username, "gabung", other_id, {"ke": case_id})


def _move_documents(other: CaseRow, row: CaseRow, names: Mapping[str, str]) -> None:
    """The other case's documents stand after the row's own until both are read anew, so that what people
    said of their fields is kept (`rows.write_documents`). `names`: of its files, there and here."""
    first = max(row.documents.values_list("position", flat=True), default=-1) + 1
    for offset, document in enumerate(other.documents.order_by("position")):
        document.case, document.position = row, first + offset
        document.pages = [{**ref, "file": names.get(ref["file"], ref["file"])} for ref in document.pages]
        document.save(update_fields=["case", "position", "pages"])
