"""Content security on every answer, and nothing without logging in."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse

from desk import second_factor
from desk.accounts import profile_of
from desk.rights import person
from desk.second_factor import Need
from desk.views.errors import forms_only
from models.errors import StorageError

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""No inline style or script, nothing from elsewhere."""

OPEN_PATHS = ("/masuk/", "/static/", "/sehat/", "/metrics", "/api/", "/lacak/", "/lambang/")
"""What answers without a session: logging in, static files, the health page, figures (to this machine), the
API (tokens), the office's emblem, tracking (off unless `tracking_url` is set; desk/views/track.py)."""


class ContentSecurity:
    """Sets the policy headers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=()")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _log_in_again(request: HttpRequest) -> HttpResponse:
    """To the login page and then back. A part of a page (htmx) is told by its status alone: the login page
    has no place within a field's row."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401)
    came_from = urlsplit(request.headers.get("Referer", "")).path
    wanted = request.get_full_path() if request.method == "GET" else came_from or "/"
    had_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    asked = {"next": wanted, **({"sesi": "berakhir"} if had_session else {})}
    return redirect(f"{reverse('login')}?{urlencode(asked, safe='/')}")


class Refused:
    """A page for what the storage or the audit log refuses: nothing was saved, and why; and for an address
    that only takes forms."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        is_opened = request.method == "GET" and not request.path.startswith(OPEN_PATHS)
        is_refused = answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        return forms_only(request, answer) if is_opened and is_refused else answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """503 with the error's own words, 400 for a number no database takes; else it is Django's."""
        if isinstance(error, OverflowError | DataError) or "integer string conversion" in str(error):
            context = {"title": "Angka terlalu besar", "text": "Periksa alamat atau isian yang Anda kirim."}
            return render(request, "desk/galat.html", context, status=400)
        if not isinstance(error, StorageError):
            return None
        context = {"title": "Tidak dapat disimpan", "text": str(error)}
        return render(request, "desk/galat.html", context, status=503)


class KnownMethods:
    """Answers what forms and the API ask by, and refuses all else: no TRACE (OWASP ASVS 13.4.4)."""

    METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in self.METHODS:
            return HttpResponseNotAllowed(sorted(self.METHODS))
        return self.get_response(request)


class LoginFirst:
    """Sends who is not logged in to the login page, and a one-time password to be changed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_PATHS):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return _log_in_again(request)
        allowed = {reverse("logout")}
        if profile_of(request.user).must_change_password:
            allowed.add(reverse("password_change"))
            if request.path not in allowed:
                return redirect("password_change")
        return self._with_factor(request, allowed)

    def _with_factor(self, request: HttpRequest, allowed: set[str]) -> HttpResponse:
        """Goes on, or first to the code of the second factor, or to setting one up."""
        pages = {Need.CODE: "faktor", Need.SET_UP: "faktor_pasang"}
        page = pages.get(second_factor.need(request, person(request)))
        if page and request.path not in {*allowed, reverse(page)}:
            if request.headers.get("HX-Request"):
                return HttpResponse(status=401)
            wanted = request.get_full_path() if request.method == "GET" else "/"
            return redirect(f"{reverse(page)}?{urlencode({'next': wanted}, safe='/')}")
        return self.get_response(request)
