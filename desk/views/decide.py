"""Decisions: approve with one key and go on; return, postpone, reject, resume; undo."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from desk import casepage, changes, decisions, facts, letters
from desk.forms.asked import BlankForm
from desk.forms.case import DecisionForm
from desk.rights import case_for, may, needs, person
from desk.views.conflict import conflict_page, editor_of
from models.errors import BerkasError, ConflictError, UsageError

DONE_WORDS = {
    "setujui": "disetujui",
    "kembalikan": "dikembalikan untuk dilengkapi",
    "tunda": "ditunda",
    "tolak": "ditolak",
    "lanjutkan": "dilanjutkan",
    "selesaikan": "dinyatakan selesai",
    "arsipkan": "diarsipkan",
}
RIGHTS = {"arsipkan": "arsipkan"}
"""Decisions that need another right than `putuskan`."""


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, case_id: str, kind: str) -> HttpResponse:
    """GET: the form with reason or letter; POST: the decision, then the next case."""
    if kind not in decisions.OUTCOMES:
        raise Http404
    row = case_for(request, case_id)
    if not may(person(request), RIGHTS.get(kind, "putuskan")):
        raise PermissionDenied
    holder = changes.holder(row)
    if request.method == "GET" and holder not in (None, person(request)):
        return conflict_page(request, row.id, None, None, f"Berkas sedang dipegang oleh {holder}.")
    form = DecisionForm(request.POST)
    choice = form.choice(kind)
    is_unsure = kind == "setujui" and decisions.open_doubts(row) and not form.cleaned_data["tetap"]
    if request.method == "GET" or is_unsure:
        return _form(request, case_id, kind, choice if choice.reason else None)
    try:
        if choice.letter.strip() or kind == letters.SHORTAGE:
            choice = replace(choice, letter=letters.finished(row, kind, choice.letter, choice.reason))
        made = decisions.decide(row.id, choice, editor_of(request))
    except ConflictError as error:
        return conflict_page(request, row.id, None, None, str(error), form=form)
    except UsageError as error:
        return _form(request, case_id, kind, choice, str(error))
    undoing = reverse("urungkan", args=[row.id, made.id])
    messages.success(request, f"Berkas {row.id} {DONE_WORDS[kind]}.", extra_tags=f"urungkan {undoing}")
    if choice.letter:
        return redirect("surat", row.id)
    return redirect("berikut") if kind in ("setujui", "tolak", "tunda") else redirect("perkara", row.id)


def _form(
    request: HttpRequest, case_id: str, kind: str, choice: decisions.Choice | None = None, error: str = ""
) -> HttpResponse:
    row = case_for(request, case_id)
    former = None if choice or BlankForm(request.GET).is_blank() else decisions.taken_back(row, kind)
    if former and (former.letter or former.reason):
        choice = decisions.Choice(kind, former.reason, former.letter)
    drafted = letters.draft(row, kind) if kind in letters.KINDS and not choice else ""
    shown = choice.letter if choice else drafted
    context = {
        "page": casepage.build(row, person(request)),
        "kind": kind,
        "former": former if choice else None,
        "has_letter": kind in letters.KINDS,
        "letter": shown,
        "is_bare": kind == letters.SHORTAGE and not error and not letters.names_shortage(row, shown),
        "letter_title": letters.TITLES.get(kind, ""),
        "doubts": decisions.open_doubts(row) if kind == "setujui" else [],
        "reason": choice.reason if choice else "",
        "reasons": facts.reasons().of(kind),
        "needs_reason": kind in decisions.NEEDS_REASON,
        "error": error,
    }
    return render(request, "desk/putusan.html", context, status=400 if error else 200)


@require_POST
@needs("putuskan")
def undo(request: HttpRequest, case_id: str, decision_id: int) -> HttpResponse:
    """Takes that decision back, while it is the last and until something has left the house."""
    row = case_for(request, case_id)
    try:
        decisions.undo(row.id, decision_id, person(request))
    except BerkasError as error:
        messages.error(request, str(error))
    else:
        changes.hold(row.id, person(request))
        messages.success(request, f"Keputusan atas berkas {row.id} diurungkan.")
    return redirect("perkara", row.id)
