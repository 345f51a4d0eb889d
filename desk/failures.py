"""What could not be taken in or read, as one list: drops in `gagal/`, cases, and unknown files there.

Each has a name, the reason and, where its page can be drawn, a picture; it can be tried again or set aside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from desk import audit, mending
from desk.changes import Editor
from desk.models import CaseRow, DropRow, PageRow, RequestRow
from desk.models.intake import REQUEST_LABELS
from desk.rights import visible
from desk.words import without_niks
from models.case import Channel
from models.errors import UsageError
from models.failed_copies import OF_A_CASE, reason_of
from models.paths import REASON_SUFFIX, DataFolder
from models.status import CaseStatus

MOST = 200
LONGEST_REASON = 2000
"""Letters of a reason file that are shown."""


@dataclass(frozen=True)
class Failure:
    """`kind`: kiriman (a drop), perkara (a case) or folder (a file nobody has a row of); `key`: which."""

    kind: str
    key: str
    name: str
    reason: str
    channel: str
    at: datetime
    has_picture: bool = False


def failures(user: User, *, is_set_aside: bool = False) -> list[Failure]:
    """The list, newest first; `is_set_aside`: those that somebody put aside instead."""
    parts = [*_drops(is_set_aside), *_cases(user, is_set_aside)]
    if not is_set_aside:
        parts += _strays()
    return sorted(parts, key=lambda failure: failure.at, reverse=True)[:MOST]


def count(user: User) -> int:
    """How many drops and cases wait for somebody."""
    return DropRow.objects.filter(is_open=True).count() + _failed(user, is_set_aside=False).count()


def _drops(is_set_aside: bool) -> list[Failure]:
    """A drop that was tried again has left `gagal/`; one set aside still lies there."""
    found = DropRow.objects.filter(is_open=not is_set_aside).exclude(failure="").order_by("-at")[:MOST]
    folder = DataFolder(settings.DATA_FOLDER).gagal
    return [
        Failure("kiriman", str(row.id), row.name or row.drop_id, row.failure, row.channel, row.at)
        for row in found
        if not is_set_aside or (row.name and (folder / Path(row.name).name).exists())
    ]


def _failed(user: User, *, is_set_aside: bool) -> QuerySet[CaseRow]:
    return visible(user).filter(status=CaseStatus.GAGAL.value, is_set_aside=is_set_aside)


def _cases(user: User, is_set_aside: bool) -> list[Failure]:
    rows = _failed(user, is_set_aside=is_set_aside).prefetch_related("files").order_by("-received_at")[:MOST]
    return [
        Failure(
            "perkara",
            row.id,
            ", ".join(use.name for use in row.files.all()) or row.id,
            row.failure or "Sebabnya tidak tercatat; coba lagi.",
            row.channel,
            row.received_at,
            row.files.exists(),
        )
        for row in rows
    ]


def refused_requests(user: User) -> QuerySet[RequestRow]:
    """What people asked for in vain, newest first; nothing of a case that the user may not see."""
    found = RequestRow.objects.filter(kind__in=REQUEST_LABELS).exclude(error="").order_by("-done_at")
    return found.filter(Q(case__isnull=True) | Q(case__in=visible(user)))


def first_page(row: CaseRow) -> PageRow | None:
    """The case's first page, to be drawn by the intake's children (desk/pictures.py); None without a file."""
    use = row.files.first()
    if not use:
        return None
    number = use.pages[0] if use.pages else 1
    return PageRow(file_id=use.file_id, number=number, rotation=use.rotations.get(str(number), 0))


def _strays() -> list[Failure]:
    """Files of `gagal/` that no drop and no case of ours accounts for."""
    folder = DataFolder(settings.DATA_FOLDER).gagal
    if not folder.is_dir():
        return []
    known = set(DropRow.objects.exclude(name="").values_list("name", flat=True))
    found = []
    for path in folder.iterdir():
        if path.name.endswith(REASON_SUFFIX) or path.name in known or path.name.startswith("."):
            continue
        reason = _reason(path)
        if OF_A_CASE not in reason:
            at = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
            found.append(Failure("folder", path.name, path.name, reason, Channel.LOKET.value, at))
    return found


def _reason(path: Path) -> str:
    try:
        with reason_of(path).open(encoding="utf-8", errors="replace") as file:
            return file.read(LONGEST_REASON).strip()
    except OSError:
        return "Sebabnya tidak tercatat di samping berkas ini."


def act(kind: str, key: str, action: str, user: User) -> str:
    """Does it and says in words what was done. UsageError when it is no longer to be had."""
    do = ACTIONS.get((kind, action))
    if do is None:
        raise UsageError("Tindakan itu tidak ada untuk kegagalan ini.")
    with transaction.atomic():
        return do(key, user)


def _drop(key: str) -> DropRow:
    row = DropRow.objects.select_for_update().filter(id=int(key) if key.isdecimal() else 0).first()
    if not row or not row.failure:
        raise UsageError("Kiriman itu tidak ada lagi di daftar ini.")
    return row


def _retry_drop(key: str, user: User) -> str:
    row = _drop(key)
    payload = {"drop_id": row.drop_id, "name": row.name, "channel": row.channel}
    RequestRow.objects.create(kind="coba_lagi", payload=payload, person=user)
    row.is_open = False
    row.save(update_fields=["is_open"])
    audit.append(user.username, "coba_lagi", "", {"drop": row.drop_id})
    return f"Kiriman {without_niks(row.name)} akan dicoba lagi."


def _open_drop(is_open: bool, action: str, words: str) -> Callable[[str, User], str]:
    def do(key: str, user: User) -> str:
        row = _drop(key)
        row.is_open = is_open
        row.save(update_fields=["is_open"])
        audit.append(user.username, action, "", {"drop": row.drop_id})
        return f"Kiriman {without_niks(row.name)} {words}"

    return do


def _case(key: str, user: User) -> CaseRow:
    row = visible(user).select_for_update().filter(id=key, status=CaseStatus.GAGAL.value).first()
    if not row:
        raise UsageError("Berkas itu tidak lagi gagal dibaca.")
    return row


def _retry_case(key: str, user: User) -> str:
    row = _case(key, user)
    CaseRow.objects.filter(id=row.id).update(is_set_aside=False)
    mending.read_again(row.id, Editor(user, row.version))
    return f"Berkas {row.id} akan dibaca lagi."


def _put_case(is_set_aside: bool, action: str, words: str) -> Callable[[str, User], str]:
    def do(key: str, user: User) -> str:
        row = _case(key, user)
        row.is_set_aside, row.version = is_set_aside, row.version + 1
        row.save(update_fields=["is_set_aside", "version"])
        audit.append(user.username, action, row.id)
        return f"Berkas {row.id} {words}"

    return do


def _adopted(key: str) -> DropRow:
    """A row for a file that had none, so that it can be handled like any other drop."""
    path = DataFolder(settings.DATA_FOLDER).gagal / Path(key).name
    if not path.exists() and not path.is_symlink():
        raise UsageError("Berkas itu tidak ada lagi di folder gagal.")
    row, _ = DropRow.objects.get_or_create(
        drop_id=f"folder-{path.name}"[:120],
        defaults={
            "name": path.name[-255:], "channel": Channel.LOKET.value, "failure": _reason(path),
            "is_open": True,
        },
    )  # fmt: skip
    return row


ACTIONS: dict[tuple[str, str], Callable[[str, User], str]] = {
    ("kiriman", "coba"): _retry_drop,
    ("kiriman", "sisihkan"): _open_drop(
        False, "abaikan_kiriman", "disisihkan; berkasnya tetap di folder gagal."
    ),
    ("kiriman", "kembalikan"): _open_drop(True, "kembalikan_kiriman", "kembali ke daftar."),
    ("perkara", "coba"): _retry_case,
    ("perkara", "sisihkan"): _put_case(True, "sisihkan_perkara", "disisihkan; berkasnya tetap tersimpan."),
    ("perkara", "kembalikan"): _put_case(False, "kembalikan_perkara", "kembali ke daftar."),
    ("folder", "coba"): lambda key, user: _retry_drop(str(_adopted(key).id), user),
    ("folder", "sisihkan"): lambda key, user: ACTIONS["kiriman", "sisihkan"](str(_adopted(key).id), user),
}
"""(kind, action) -> what does it; nothing here deletes a file or decides a case."""


def retry_all(found: Sequence[Failure], user: User) -> int:
    """Tries all of them again; returns how many."""
    for failure in found:
        act(failure.kind, failure.key, "coba", user)
    return len(found)
