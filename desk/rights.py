"""Who may see or do what. Views ask here and nowhere else."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from desk import audit, facts
from desk.models import CaseRow, NoticeRow

SEEN = "dilihat"
"""In the session: the cases that its person has opened."""


class CaseMoved(Http404):
    """A case that the person has had open and may see no more: it became confidential meanwhile."""

    def __init__(self, row: CaseRow) -> None:
        super().__init__(row.id)
        self.row = row


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def person(request: HttpRequest) -> User:
    """The logged-in user (the middleware lets nobody else through)."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def needs(right: str) -> Callable[[View], View]:
    """The view only for users with `desk.<right>`."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not may(person(request), right):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]
        return cast(View, guarded)

    return wrap


def may(user: User, right: str) -> bool:
    """Whether the user has `desk.<right>`."""
    return user.has_perm(f"desk.{right}")


def visible(user: User) -> QuerySet[CaseRow]:
    """The cases the user may see at all: confidential ones only with `lihat_rahasia`."""
    cases = CaseRow.objects.filter(merged_into__isnull=True)
    return cases if may(user, "lihat_rahasia") else cases.filter(is_confidential=False)


def visible_notices(user: User) -> QuerySet[NoticeRow]:
    """Open notices about cases the user may see; one that names a confidential case is not for others."""
    found = NoticeRow.objects.filter(is_open=True)
    if may(user, "lihat_rahasia"):
        return found
    return found.filter(
        Q(other_case__isnull=True) | Q(other_case__is_confidential=False), case__is_confidential=False
    )


def hidden_services(user: User) -> frozenset[str]:
    """Services whose archived letters are not for the user."""
    return frozenset() if may(user, "lihat_rahasia") else facts.confidential_services()


def case_for(request: HttpRequest, case_id: str) -> CaseRow:
    """The case, if the user may see it; else 403 or 404."""
    user = person(request)
    if not may(user, "lihat"):
        raise PermissionDenied
    row = visible(user).filter(id=case_id).first()
    if row is None and (hidden := CaseRow.objects.filter(id=case_id, is_confidential=True).first()):
        # 404 as for a case that is not there, but who asked is recorded; who has had it open is told.
        audit.append(user.username, "ditolak_akses", case_id, {"halaman": "rahasia"})
        if case_id in request.session.get(SEEN, []) and not hidden.merged_into_id:
            raise CaseMoved(hidden)
    if row is None:
        raise Http404
    return row


def is_hidden(case_id: str, user: User) -> bool:
    """Whether the case is confidential and the user may see no such case."""
    is_confidential = CaseRow.objects.filter(id=case_id, is_confidential=True)
    return not may(user, "lihat_rahasia") and is_confidential.exists()
