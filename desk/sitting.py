"""How long a login lasts: an idle limit and an absolute one (OWASP ASVS 7.3), and ending all of a user's.

Django's own session age counts from the last save alone; here the session keeps when it began and when a
person last did something. What pages ask for by themselves is no sign of a person.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from desk import audit, bodies
from models.health import person_works
from models.paths import DataFolder

BEGAN = "mulai"
LAST = "terakhir"
KEPT_SECONDS = 60
"""The last sign of life is written at most so often."""
PROVED = "sandi_pada"
"""When the person last gave the password in this session, after logging in."""
FRESH_SECONDS = 300
"""For so long after the password was given it is not asked for again (OWASP ASVS 7.5.1, 7.5.2): a session
that was left open, or taken, changes no factor and ends nobody's session."""
ORIGIN = "dari"
OTHERS = "semua"
BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
"""Sign in the User-Agent -> name; Edge also says Chrome, and Chrome also Safari."""
BY_ITSELF = ("/hitungan/", "/pegang/", "/terbaca/")
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
        response = self.get_response(request)
        if request.user.is_authenticated:
            bodies.prove(request, response)
        return response


def _over(request: HttpRequest, now: float) -> str:
    """Why the session has ended; "" when it has not. A session of before this limit begins now."""
    began = request.session.setdefault(BEGAN, now)
    last = request.session.setdefault(LAST, now)
    if now - began > settings.SESSION_COOKIE_AGE:
        return "terlalu lama"
    return "menganggur" if now - last > settings.SESSION_IDLE_SECONDS else ""


def _keep(request: HttpRequest, now: float) -> None:
    if request.path.endswith(BY_ITSELF):
        return
    person_works(DataFolder(settings.DATA_FOLDER))
    if now - request.session[LAST] > KEPT_SECONDS:
        request.session[LAST] = now


@dataclass(frozen=True)
class Sitting:
    """A session as its owner sees it; `mark` names it without giving it away."""

    mark: str
    began: datetime
    last: datetime
    address: str
    browser: str
    is_this: bool


def is_fresh(request: HttpRequest) -> bool:
    """Whether the password was given a moment ago, at the login or since."""
    given = request.session.get(PROVED) or request.session.get(BEGAN, 0.0)
    return bool(time.time() - given < FRESH_SECONDS)


def note_password(request: HttpRequest) -> None:
    """The password was given just now."""
    request.session[PROVED] = time.time()


def note_origin(request: HttpRequest) -> None:
    """Keeps in the new session where the login came from, for its owner's list."""
    agent = request.headers.get("User-Agent", "")
    known = next((name for sign, name in BROWSERS if sign in agent), "")
    request.session[ORIGIN] = [str(request.META.get("REMOTE_ADDR", "")), known]


def of(user: User, this: str | None) -> list[Sitting]:
    """The user's sessions, the newest first; `this`: the key of the one that asks."""
    found = []
    for session, values in _sessions(user):
        address, browser = values.get(ORIGIN, ("", ""))
        began, last = (datetime.fromtimestamp(values.get(name, time.time()), UTC) for name in (BEGAN, LAST))
        found.append(Sitting(_mark(session.pk), began, last, address, browser, session.pk == this))
    return sorted(found, key=lambda one: one.began, reverse=True)


def end(user: User, mark: str, *, but: str | None = None) -> int:
    """Ends the user's session of that mark, or (OTHERS) all; never `but`. Returns how many."""
    found = [
        session.pk
        for session, _values in _sessions(user)
        if session.pk != but and mark in (OTHERS, _mark(session.pk))
    ]
    Session.objects.filter(pk__in=found).delete()
    return len(found)


def end_all(user: User, *, but: str | None = None) -> int:
    """Ends every session of the user except `but`; returns how many."""
    return end(user, OTHERS, but=but)


def _sessions(user: User) -> Iterator[tuple[Session, dict[str, Any]]]:
    """The user's sessions with what they hold. An office has few, so all are looked at."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        values = session.get_decoded()
        if values.get("_auth_user_id") == str(user.pk):
            yield session, values


def _mark(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:16]
