"""A person's own account: the second factor, and where they are logged in.

Setting a factor up and ending sessions ask for the password again, unless it was given a moment ago.
"""

from collections.abc import Callable

import segno
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST

from desk import audit, login_guard, second_factor, sitting
from desk.forms.account import AgainForm, CodeForm, SessionForm
from desk.forms.asked import NextForm
from desk.rights import person
from desk.views.account import guarded

WRONG = "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi."
WRONG_PASSWORD = "Kata sandi tidak cocok."


def _again(request: HttpRequest, then: Callable[[bool], HttpResponse]) -> HttpResponse:
    """`then`, told whether the person is who the session says; guessing waits as at the login page."""
    if sitting.is_fresh(request):
        return then(True)
    user, password = person(request), AgainForm(request.POST).known()["sandi"]

    def look() -> HttpResponse:
        if not authenticate(request, username=user.get_username(), password=password):
            return then(False)
        login_guard.forgive(request, user)
        sitting.note_password(request)
        return then(True)

    return guarded(request, user.get_username(), look)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """After the password: the code of the phone, or a recovery code."""
    if not request.user.is_authenticated:
        return redirect("login")
    user, target = person(request), NextForm(request.GET).known()["next"] or "/"
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    if second_factor.need(request, user) is not second_factor.Need.CODE:
        return redirect(target)
    error = ""
    if request.method == "POST":
        if second_factor.verify(request, user, CodeForm(request.POST).known()["kode"]):
            return redirect(target)
        error = WRONG
    return render(request, "desk/faktor.html", {"error": error}, status=400 if error else 200)


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Shows the key as a QR and takes the first code; then the recovery codes, shown once."""
    if request.method != "POST":
        return _set_up_page(request)
    return _again(request, lambda is_person: _take_code(request, is_person=is_person))


def _take_code(request: HttpRequest, *, is_person: bool) -> HttpResponse:
    if not is_person:
        return _set_up_page(request, WRONG_PASSWORD)
    code = CodeForm(request.POST).known()["kode"]
    if codes := second_factor.set_up(request, person(request), code):
        return render(request, "desk/faktor_cadangan.html", {"codes": codes})
    return _set_up_page(request, WRONG)


def _set_up_page(request: HttpRequest, error: str = "") -> HttpResponse:
    user = person(request)
    device = second_factor.offered(user)
    picture = segno.make(device.config_url, error="m").svg_inline(scale=5, border=4, omitsize=False)
    context = {
        "picture": mark_safe(picture),
        "key": " ".join(_groups(device.config_url)),
        "error": error,
        "asks": not sitting.is_fresh(request),
        "has_one": second_factor.has_one(user),
        "must": second_factor.must_have(user),
    }
    return render(request, "desk/faktor_pasang.html", context, status=400 if error else 200)


def _groups(url: str) -> list[str]:
    """The key of that address in groups of four, for typing."""
    key = url.partition("secret=")[2].partition("&")[0]
    return [key[at : at + 4] for at in range(0, len(key), 4)]


def account(request: HttpRequest) -> HttpResponse:
    """The factor's state, and the sessions."""
    user = person(request)
    context = {
        "has_one": second_factor.has_one(user),
        "must": second_factor.must_have(user),
        "codes_left": second_factor.codes_left(user),
        "asks": not sitting.is_fresh(request),
        "sessions": sitting.of(user, request.session.session_key),
    }
    return render(request, "desk/akun.html", context)


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """Ends one of one's own sessions, or all others."""
    return _again(request, lambda is_person: _end_session(request, is_person=is_person))


def _end_session(request: HttpRequest, *, is_person: bool) -> HttpResponse:
    if not is_person:
        messages.error(request, WRONG_PASSWORD)
        return redirect("akun")
    user, wanted = person(request), SessionForm(request.POST).known()["sesi"]
    if not sitting.end(user, wanted, but=request.session.session_key):
        raise Http404
    audit.append(
        user.username, "sesi_diakhiri", "", {"mana": "lainnya" if wanted == sitting.OTHERS else "satu"}
    )
    messages.success(request, "Sesi diakhiri.")
    return redirect("akun")


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Takes one's own factor away, against a code of it; not where the role needs one."""
    user = person(request)
    if second_factor.must_have(user):
        messages.error(request, "Peran Anda memerlukan faktor kedua.")
    elif not second_factor.verify(request, user, CodeForm(request.POST).known()["kode"]):
        messages.error(request, WRONG)
    else:
        logout(request)
        second_factor.take_away(user, user.username)
        return redirect("login")
    return redirect("akun")
