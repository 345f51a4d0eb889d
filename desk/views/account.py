"""Logging in and out, changing the password, the person's settings."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib.auth import authenticate, views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from desk import audit, known_browsers, login_guard, login_lanes, sitting
from desk.accounts import is_one_time_over, profile_of
from desk.forms.account import DoorForm, KeysForm, NameForm
from desk.rights import person

PAUSE_TEXT = "Terlalu banyak kata sandi yang salah. Coba lagi {wait} lagi."
BUSY_TEXT = "Banyak yang sedang masuk sekaligus. Tunggu beberapa detik, lalu kirim sekali lagi."
BUSY_SECONDS = 3


def guarded(request: HttpRequest, name: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """What `answer()` says of a password, unless the name or the place has to wait, or too many are at it."""
    if wait := login_guard.seconds_left(request, name):
        login_guard.note_refusal(request, name)
        return _paused(request, wait)
    is_known = request.user.is_authenticated or login_guard.is_known(request, name)
    lane = login_lanes.known if is_known else login_lanes.strangers
    try:
        with lane.place():
            response = answer()
    except login_lanes.LaneFull:
        context = {"title": "Coba sebentar lagi", "text": BUSY_TEXT}
        response = render(request, "desk/galat.html", context, status=503)
        response["Retry-After"] = str(BUSY_SECONDS)
    if getattr(request, "axes_locked_out", False):
        return _paused(request, max(1, login_guard.seconds_left(request, name)))
    return response


def _paused(request: HttpRequest, wait: int) -> HttpResponse:
    words = f"{-(-wait // 60)} menit" if wait >= 60 else f"{wait} detik"
    context = {"title": "Tunggu sebentar", "text": PAUSE_TEXT.format(wait=words)}
    response = render(request, "desk/galat.html", context, status=429)
    response["Retry-After"] = str(wait)
    return response


class LoginForm(AuthenticationForm):
    """A one-time password opens the door for a few days only."""

    is_over = False

    def confirm_login_allowed(self, user: User) -> None:
        """ValidationError when the one-time password was not used in time (who knows it is told so)."""
        super().confirm_login_allowed(user)
        if is_one_time_over(user):
            self.is_over = True
            raise ValidationError("Kata sandi sekali pakai sudah tidak berlaku.", code="lewat")


class Login(views.LoginView):
    """The login page."""

    template_name = "desk/masuk.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Guessing is slowed down (desk/login_guard.py), and few passwords are looked at once."""
        name = NameForm(request.POST).known()["username"]
        return guarded(request, name, lambda: super(Login, self).post(request, *args, **kwargs))

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        """With whether a session has just ended (desk/middleware.py sends here)."""
        return super().get_context_data(is_over=DoorForm(self.request.GET).is_over(), **values)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Recorded in the audit log; the browser is known from now on."""
        response = super().form_valid(form)
        sitting.note_origin(self.request)
        audit.append(form.get_user().get_username(), "masuk")
        known_browsers.remember(self.request, response, form.get_user().pk)
        return response


class Logout(views.LogoutView):
    """Ends the session; recorded."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Whoever is not logged in any more has nothing to record."""
        if request.user.is_authenticated:
            audit.append(person(request).username, "keluar")
        return super().post(request, *args, **kwargs)


PASSWORD_LABELS = {
    "old_password": "Kata sandi lama",
    "new_password1": "Kata sandi baru",
    "new_password2": "Kata sandi baru, sekali lagi",
}


class PasswordForm(PasswordChangeForm):
    """The old password goes through the same gate as at the login page."""

    request: HttpRequest | None = None

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for name, label in PASSWORD_LABELS.items():
            self.fields[name].label = label

    def clean_old_password(self) -> str:
        """The old password, if it is right."""
        old = str(self.cleaned_data["old_password"])
        if not authenticate(self.request, username=self.user.get_username(), password=old):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old


class PasswordChange(views.PasswordChangeView):
    """Changes the password; the one-time password ends here."""

    template_name = "desk/sandi.html"
    success_url = reverse_lazy("antrean")
    form_class = PasswordForm

    def get_form(self, form_class: type[forms.BaseForm] | None = None) -> forms.BaseForm:
        """The form knows the request, which the gate asks for."""
        form = cast(PasswordForm, super().get_form(form_class))
        form.request = self.request
        return form

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        """With whether it is a one-time password that ends here."""
        must_change = profile_of(person(self.request)).must_change_password
        return super().get_context_data(must_change=must_change, **values)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Guessing the old password is slowed down as at the login page."""
        name = person(request).username
        return guarded(request, name, lambda: super(PasswordChange, self).post(request, *args, **kwargs))

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """The account is free to work afterwards."""
        user = person(self.request)
        settings = profile_of(user)
        settings.must_change_password = False
        settings.save(update_fields=["must_change_password"])
        login_guard.forgive(self.request, user)
        audit.append(user.username, "ganti_sandi")
        return super().form_valid(form)


@require_POST
def single_keys(request: HttpRequest) -> HttpResponse:
    """Turns single-key shortcuts on or off (WCAG 2.1.4)."""
    settings = profile_of(person(request))
    values = KeysForm(request.POST).known()
    settings.uses_single_keys = values["pintasan"]
    settings.save(update_fields=["uses_single_keys"])
    back = values["kembali"] or "/"
    return redirect(back if back.startswith("/") and not back.startswith("//") else "/")
