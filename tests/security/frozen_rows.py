"""Rows that the database itself must not let anybody change: final papers, the audit log, typed lines."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.utils import timezone

from desk import audit
from desk.models import AuditEntry, CasePaper, CaseRow, LineTranscript, PageRow, StoredOriginal


class _Undone(Exception):
    """Takes the rows of the trial back."""


def thawed() -> list[str]:
    """What of the frozen could be changed after all: none in a sound database. Its rows stay as they are."""
    found: list[str] = []
    try:
        with transaction.atomic():
            found += [name for name, change in _changes() if _is_let(change)]
            raise _Undone
    except _Undone:
        return found


def _is_let(change: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return False
    return True


def _changes() -> list[tuple[str, Callable[[], object]]]:
    now, case = timezone.now(), CaseRow.objects.all()[0]
    person = User.objects.create(username="penguji-beku")
    paper = CasePaper.objects.create(
        case=case, kind="undangan", content={"a": 1}, is_final=True, final_at=now
    )
    original, _ = StoredOriginal.objects.get_or_create(sha256="b" * 64, size=1, extension=".pdf")
    page = PageRow.objects.create(file=original, number=1, reading=b"")
    line = LineTranscript.objects.create(page=page, box=[], read="a", text="a", person=person)
    audit.append("penguji", "dibaca", case.id, {})
    papers, lines = CasePaper.objects.filter(id=paper.id), LineTranscript.objects.filter(id=line.id)
    return [
        ("a final paper changed", lambda: papers.update(content={"a": 2})),
        ("a final paper deleted", papers.delete),
        ("an audit entry changed", lambda: AuditEntry.objects.update(actor="lain")),
        ("an audit entry deleted", AuditEntry.objects.all().delete),
        ("a typed line changed", lambda: lines.update(text="b")),
    ]
