"""Photos and scans that document a case: signed papers, pictures of a meeting, proof of a response."""

from collections.abc import Sequence

from django.utils import timezone

from desk import audit, stored
from desk.changes import Editor, changing
from desk.models import Documentation
from models.errors import UsageError
from models.file_type import HEAD_BYTES, FileType, type_of

MOST_BYTES = 30 * 2**20
LONGEST_CAPTION = 300


def add(
    case_id: str,
    files: Sequence[tuple[str, bytes]],
    caption: str,
    editor: Editor,
    *,
    in_report: bool = True,
    subject_id: int | None = None,
) -> list[Documentation]:
    """Stores the files. UsageError for none, without a caption, or of another type than PDF and pictures."""
    if not files:
        raise UsageError("Pilih sedikitnya satu foto atau pindaian.")
    if not caption.strip():
        raise UsageError("Tuliskan keterangannya, misalnya: foto pertemuan 4 Desember 2026.")
    kinds = [_extension(name, data) for name, data in files]
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        made = [
            Documentation.objects.create(
                case=row,
                file=stored.put(data, extension),
                caption=caption.strip()[:LONGEST_CAPTION],
                in_report=in_report,
                subject_id=subject_id,
                person=editor.user,
                at=timezone.now(),
            )
            for (_name, data), extension in zip(files, kinds, strict=True)
        ]
        audit.append(
            editor.user.username, "dokumentasi", case_id, {"berkas": [item.file_id for item in made]}
        )
    return made


def _extension(name: str, data: bytes) -> str:
    """By the first bytes, not the name."""
    if len(data) > MOST_BYTES:
        raise UsageError(f"{name} terlalu besar; paling banyak {MOST_BYTES // 2**20} MB.")
    kind = type_of(data[:HEAD_BYTES])
    if kind is FileType.OTHER:
        raise UsageError(f"{name} bukan PDF, JPEG, PNG, atau TIFF.")
    return kind.value
