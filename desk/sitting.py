"""How long a login lasts: an idle limit and an absolute one (OWASP ASVS 7.3), and ending all of a user's.

Django's own session age counts from the last save alone; here the session keeps when it began and when a
person last did something. What pages ask for by themselves is no sign of a person.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from desk import audit

BEGAN = "mulai"
LAST = "terakhir"
KEPT_SECONDS = 60
"""The last sign of life is written at most so often."""
BY_ITSELF = ("/hitungan/", "/pegang/")
"""Ends of addresses that an open page asks for without a person."""


class Limits:
    """Ends a session that is too old or was left alone for too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            if reason := _over(request, now):
                audit.append(request.user.get_username(), "sesi_berakhir", "", {"sebab": reason})
                logout(request)
            else:
                _keep(request, now)
        return self.get_response(request)


def _over(request: HttpRequest, now: float) -> str:
    """Why the session has ended; "" when it has not. A session of before this limit begins now."""
    began = request.session.setdefault(BEGAN, now)
    last = request.session.setdefault(LAST, now)
    if now - began > settings.SESSION_COOKIE_AGE:
        return "terlalu lama"
    return "menganggur" if now - last > settings.SESSION_IDLE_SECONDS else ""


def _keep(request: HttpRequest, now: float) -> None:
    if now - request.session[LAST] > KEPT_SECONDS and not request.path.endswith(BY_ITSELF):
        request.session[LAST] = now


def end_all(user: User) -> int:
    """Ends every session of the user; returns how many. An office has few, so all are looked at."""
    found = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now())
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    Session.objects.filter(pk__in=found).delete()
    return len(found)
