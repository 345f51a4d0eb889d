"""A change that takes a case out of the sight of who makes it: asked before, and said afterwards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from desk import colleagues
from desk.context import BELONGS_AT
from desk.forms.steps import ResentForm
from desk.models import CaseRow
from desk.sendings import ends_at
from desk.views.conflict import in_place_of_page


def ask_page(request: HttpRequest, case_id: str) -> HttpResponse:
    """Says that the case goes to others, and asks for a yes; what was sent goes with it."""
    sent = ResentForm(request.POST).sent
    setattr(request, BELONGS_AT, reverse("perkara", args=[case_id]))
    context = {"case_id": case_id, "keepers": _keepers(), "sent": sent, "address": request.get_full_path()}
    return in_place_of_page(render(request, "desk/pindah.html", context, status=409))


def moved_page(request: HttpRequest, case_id: str, status: int = 200) -> HttpResponse:
    """Where the case is now. A part of a page (htmx) is answered so that the browser shows it."""
    ends_at(request, reverse("perkara", args=[case_id]))
    context = {"case_id": case_id, "keepers": _keepers(), "is_done": True}
    shown = 409 if request.headers.get("HX-Request") else status
    return in_place_of_page(render(request, "desk/pindah.html", context, status=shown))


def _keepers() -> list[str]:
    """Who may open and go on with a confidential case."""
    able = colleagues.reviewers(CaseRow(is_confidential=True))
    return [who.get_full_name() or who.username for who in able]
