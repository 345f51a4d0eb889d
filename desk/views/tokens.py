"""Tokens of the API: made, shown once, withdrawn. For the role `admin`."""

from datetime import date, datetime, time

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from desk import audit
from desk.api import LONGEST_LIFE, SCOPES, new_token
from desk.models import TokenApi
from desk.rights import needs, person

SCOPE_WORDS = {"baca": "baca - membaca berkas", "kirim": "kirim - menyerahkan berkas"}


class TokenForm(forms.Form):
    """A new token."""

    nama = forms.CharField(label="Nama sistem yang memakai", max_length=100)
    pengguna = forms.ModelChoiceField(label="Bertindak sebagai", queryset=User.objects.none())
    lingkup = forms.MultipleChoiceField(
        label="Lingkup",
        choices=[(scope, SCOPE_WORDS[scope]) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    hingga = forms.DateField(
        label="Berlaku hingga akhir (paling lama setahun)", widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_hingga(self) -> date:
        """A day to come, within a year: no token is for ever."""
        day: date = self.cleaned_data["hingga"]
        today = timezone.localdate()
        if not today <= day <= today + LONGEST_LIFE:
            raise forms.ValidationError("Pilih tanggal mulai hari ini sampai setahun ke depan.")
        return day

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        users = User.objects.filter(is_active=True).order_by("username")
        self.fields["pengguna"].queryset = users  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@needs("kelola_pengguna")
def tokens(request: HttpRequest) -> HttpResponse:
    """All tokens, and the form for a new one; its text is shown once, on this answer alone."""
    form = TokenForm(request.POST or None)
    made: tuple[str, str] | None = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        who, scopes, day = values["pengguna"], values["lingkup"], values["hingga"]
        until = timezone.make_aware(datetime.combine(day, time.max))
        text = new_token(values["nama"], who, scopes, until)
        detail = {"token": values["nama"], "pengguna": who.username, "lingkup": scopes, "hingga": day}
        audit.append(person(request).username, "token_dibuat", "", detail)
        made, form = (values["nama"], text), TokenForm()
    rows = TokenApi.objects.select_related("user").order_by("-is_active", "name")
    return render(request, "desk/token.html", {"tokens": rows, "form": form, "made": made})


@require_POST
@needs("kelola_pengguna")
def withdraw(request: HttpRequest, token_id: int) -> HttpResponse:
    """The token works no longer."""
    token = get_object_or_404(TokenApi, id=token_id)
    token.is_active = False
    token.save(update_fields=["is_active"])
    audit.append(person(request).username, "token_dicabut", "", {"token": token.name})
    return redirect("token")
