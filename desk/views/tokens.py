"""Tokens of the API: each person makes their own; an administrator sees and withdraws all and makes none, so
that nobody reads cases in another's name."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from desk import audit, sendings
from desk.api import new_token
from desk.forms.tokens import TokenForm
from desk.models import ApiToken
from desk.rights import needs, person


@needs("kelola_pengguna")
def tokens(request: HttpRequest) -> HttpResponse:
    """Everybody's tokens."""
    rows = ApiToken.objects.select_related("user").order_by("-is_active", "name")
    return render(request, "desk/token.html", {"tokens": rows})


@require_http_methods(["GET", "POST"])
@needs("ekspor")
def own(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and the form for a new one; its text is shown once, on this answer alone."""
    form, who = TokenForm(request.POST or None), person(request)
    made: tuple[str, str] | None = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        scopes, day = values["lingkup"], values["hingga"]
        until = timezone.make_aware(datetime.combine(day, time.max))
        text = new_token(values["nama"], who, scopes, until)
        detail = {"token": values["nama"], "pengguna": who.username, "lingkup": scopes, "hingga": day}
        audit.append(who.username, "token_dibuat", "", detail)
        made, form = (values["nama"], text), TokenForm()
        sendings.ends_at(request, request.path)
    rows = ApiToken.objects.filter(user=who).select_related("user").order_by("-is_active", "name")
    context = {"tokens": rows, "form": form, "made": made, "is_own": True}
    return render(request, "desk/token.html", context)


@require_POST
@needs("kelola_pengguna")
def withdraw(request: HttpRequest, token_id: int) -> HttpResponse:
    """Anybody's token works no longer."""
    _withdraw(request, get_object_or_404(ApiToken, id=token_id))
    return redirect("token")


@require_POST
@needs("ekspor")
def withdraw_own(request: HttpRequest, token_id: int) -> HttpResponse:
    """One's own token works no longer."""
    _withdraw(request, get_object_or_404(ApiToken, id=token_id, user=person(request)))
    return redirect("token_saya")


def _withdraw(request: HttpRequest, token: ApiToken) -> None:
    token.is_active = False
    token.save(update_fields=["is_active"])
    detail = {"token": token.name, "pengguna": token.user.username}
    audit.append(person(request).username, "token_dicabut", "", detail)
