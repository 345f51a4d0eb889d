"""What may be done to many cases at once: only what decides nothing and can be taken back.

Approving, returning and rejecting are never here: a person looks at each case.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from desk import audit, changes, colleagues, mending
from desk.leases import REVIEW
from desk.models import CaseRow
from models.errors import ConflictError, UsageError

MOST = 40
"""A page of the queue."""


@dataclass(frozen=True)
class Outcome:
    """Cases it was done to, and those left out: (number, why)."""

    done: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def hold(cases: Sequence[CaseRow], user: User) -> Outcome:
    """Takes the free waiting cases for the user; what somebody else holds stays theirs.

    One transaction and one anchor for all: forty of each took three times as long as the page may.
    """
    done: list[str] = []
    left: list[tuple[str, str]] = []
    with transaction.atomic():
        rows = CaseRow.objects.select_for_update(of=("self",)).select_related("reviewer")
        now = {row.id: row for row in rows.filter(id__in=[row.id for row in cases])}
        for case_id in (row.id for row in cases if row.id in now):
            if reason := _why_not(now[case_id], user):
                left.append((case_id, reason))
            else:
                done.append(case_id)
        until = timezone.now() + REVIEW.longest
        CaseRow.objects.filter(id__in=done).update(**REVIEW.given(user, until))
        minutes = {"menit": int(REVIEW.longest.total_seconds()) // 60}
        audit.append_all(user.username, "dipegang", [(case_id, minutes) for case_id in done])
    return Outcome(tuple(done), tuple(left))


def _why_not(row: CaseRow, user: User) -> str:
    """Why the user can't take the case; "" when they can."""
    if row.status != "menunggu":
        return "Berkas ini tidak sedang menunggu pemeriksaan."
    holder = changes.holder(row)
    return "" if holder in (None, user) else f"Berkas sedang dipegang oleh {holder}."


def release(cases: Sequence[CaseRow], user: User) -> Outcome:
    """Gives the user's cases back to the queue."""
    return _each(cases, lambda row: _release(row.id, user))


def take_on(cases: Sequence[CaseRow], user: User) -> Outcome:
    """Makes them the user's own until they end."""
    return _each(cases, lambda row: colleagues.assign(row.id, user, user))


def read_again(cases: Sequence[CaseRow], user: User) -> Outcome:
    """Has the cases read anew; what people said of fields stays."""
    return _each(cases, lambda row: mending.read_again(row.id, changes.Editor(user, row.version)))


def _each(cases: Sequence[CaseRow], act: Callable[[CaseRow], None]) -> Outcome:
    done: list[str] = []
    left: list[tuple[str, str]] = []
    for row in cases:
        try:
            act(row)
        except (ConflictError, UsageError) as error:
            left.append((row.id, str(error)))
        else:
            done.append(row.id)
    return Outcome(tuple(done), tuple(left))


def _release(case_id: str, user: User) -> None:
    if changes.holder(CaseRow.objects.get(id=case_id)) != user:
        raise UsageError("Berkas ini tidak sedang Anda pegang.")
    changes.release(case_id, user)
