"""Logging in and out, changing the password, the person's settings."""

from hashlib import sha256
from typing import Any

from django import forms
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from desk import audit
from desk.accounts import pegawai
from desk.rights import person

MOST_TRIES = 8
PAUSE_SECONDS = 300
"""Eight tries in five minutes: a person who mistypes gets through, guessing takes years."""
PAUSE_TEXT = "Terlalu banyak kata sandi yang salah untuk nama ini. Coba lagi lima menit lagi."


class Login(views.LoginView):
    """The login page."""

    template_name = "desk/masuk.html"
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Too many wrong passwords for a name: a pause, whoever tries."""
        if request.method == "POST" and cache.get(_tries_key(request), 0) >= MOST_TRIES:
            context = {"title": "Tunggu sebentar", "text": PAUSE_TEXT}
            return render(request, "desk/galat.html", context, status=429)
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """A wrong password is counted."""
        key = _tries_key(self.request)
        cache.add(key, 0, PAUSE_SECONDS)
        cache.incr(key)
        return super().form_invalid(form)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Recorded in the audit log."""
        cache.delete(_tries_key(self.request))
        audit.append(form.get_user().get_username(), "masuk")
        return super().form_valid(form)


def _tries_key(request: HttpRequest) -> str:
    """Where wrong passwords of the given name are counted (a digest: any text may be typed)."""
    name = request.POST.get("username", "").strip().lower()
    return f"masuk-{sha256(name.encode()).hexdigest()}"


class Logout(views.LogoutView):
    """Ends the session."""


class PasswordChange(views.PasswordChangeView):
    """Changes the password; the one-time password ends here."""

    template_name = "desk/sandi.html"
    success_url = reverse_lazy("antrean")

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        """The account is free to work afterwards."""
        user = person(self.request)
        settings = pegawai(user)
        settings.must_change_password = False
        settings.save(update_fields=["must_change_password"])
        audit.append(user.username, "ganti_sandi")
        return super().form_valid(form)

    form_class = PasswordChangeForm


@require_POST
def single_keys(request: HttpRequest) -> HttpResponse:
    """Turns single-key shortcuts on or off (WCAG 2.1.4)."""
    settings = pegawai(person(request))
    settings.uses_single_keys = request.POST.get("pintasan") == "ya"
    settings.save(update_fields=["uses_single_keys"])
    back = request.POST.get("kembali", "/")
    return redirect(back if back.startswith("/") and not back.startswith("//") else "/")
