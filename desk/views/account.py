"""Logging in and out, changing the password, the person's settings."""

from django import forms
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from desk import audit
from desk.accounts import pegawai
from desk.rights import person


class Login(views.LoginView):
    """The login page."""

    template_name = "desk/masuk.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Recorded in the audit log."""
        audit.append(form.get_user().get_username(), "masuk")
        return super().form_valid(form)


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
