"""The case page: scan beside fields; saving a field; holding the case."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from desk import audit, casepage, changes, colleagues, facts, history, joined, typed
from desk.forms.case import CommentForm, FieldForm, HoldForm
from desk.models import CaseRow, FieldRow
from desk.models.cases import EVIDENCE_LABELS
from desk.procedure import panel
from desk.rights import SEEN, case_for, is_hidden, needs, person
from desk.views.conflict import conflict_page, editor_of
from desk.views.hiding import ask_page, moved_page
from models.errors import ConflictError, HidesCase, UsageError

READ_ANEW = "Berkas sudah dibaca ulang sejak halaman ini dibuka; isian itu sudah diganti."


def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """The case; its page takes the lease by itself (`_ambil.html`), a GET takes none."""
    leads_to = joined.of_number(case_id)
    row = case_for(request, leads_to.id if leads_to else case_id)
    if row.id != case_id:
        messages.info(request, joined.words(case_id, row.id))
        return redirect("perkara", row.id)
    record_look(request, case_id)
    return case_page(request, row)


def case_page(request: HttpRequest, row: CaseRow, comment: CommentForm | None = None) -> HttpResponse:
    """The page of the case; with the `comment` that was refused."""
    user = person(request)
    context = {
        "page": casepage.build(row, user),
        "history": history.latest(row.id, 6),
        "panel": panel.panel(row, user),
        "comments": colleagues.comments(row, user),
        "comment_form": comment or CommentForm(),
        "colleagues": colleagues.of(row),
        "reviewers": colleagues.reviewers(row),
        "services": _services(),
        "evidences": list(EVIDENCE_LABELS.items()),
    }
    colleagues.seen(row, user)
    return render(request, "desk/perkara.html", context)


def _services() -> list[tuple[str, str]]:
    """Code and name; of one whose cases few may see the name says so."""
    hidden = facts.confidential_services()
    return [
        (code, f"{item.name} (rahasia)" if code in hidden else item.name)
        for code, item in facts.standards().services.items()
    ]


def record_look(request: HttpRequest, case_id: str) -> None:
    """A look at a case is recorded once a session and not with every reload."""
    seen = request.session.get(SEEN, [])
    if case_id not in seen:
        request.session[SEEN] = [*seen[-200:], case_id]
        audit.append(person(request).username, "lihat_perkara", case_id)


@require_POST
@needs("periksa")
def save_field(request: HttpRequest, case_id: str, field_id: int) -> HttpResponse:
    """Saves one field; answers with its row and, out of band, what follows from it."""
    row = case_for(request, case_id)
    form = FieldForm(request.POST)
    text, spot = form.said()
    field = FieldRow.objects.filter(id=field_id, document__case=row).first()
    if not field:
        return conflict_page(request, row.id, None, text, READ_ANEW)
    try:
        is_same = text == typed.as_text(field.name, field.value)
        value = field.value if is_same else typed.read_value(field.name, text)
    except UsageError as error:
        return _refused(request, row, field_id, text, str(error))
    try:
        editor = editor_of(request)
        if form.cleaned_data["ambil_alih"]:
            editor = changes.take_over_seen(row.id, editor)
        changes.set_field(row.id, field_id, value, editor, spot)
    except ConflictError as error:
        return conflict_page(request, row.id, field, value, str(error))
    except HidesCase:
        return ask_page(request, row.id)
    if is_hidden(row.id, person(request)):
        return moved_page(request, row.id)
    if not request.headers.get("HX-Request"):
        return redirect("perkara", row.id)
    row.refresh_from_db()
    return render(request, "desk/_tersimpan.html", _shown(request, row, field_id))


def _shown(request: HttpRequest, row: CaseRow, field_id: int) -> dict[str, object]:
    """The case's page and that field on it."""
    page = casepage.build(row, person(request))
    field = next(view for document in page.documents for view in document.fields if view.row.id == field_id)
    return {"page": page, "field": field}


def _refused(request: HttpRequest, row: CaseRow, field_id: int, text: str, why: str) -> HttpResponse:
    """The field as it was typed, with what is wrong with it; nothing is saved."""
    if not request.headers.get("HX-Request"):
        messages.error(request, why)
        return redirect("perkara", row.id)
    context = {**_shown(request, row, field_id), "typed": text, "error": why}
    return render(request, "desk/_isian.html", context, status=422)


@require_POST
@needs("periksa")
def hold(request: HttpRequest, case_id: str) -> HttpResponse:
    """The open page takes the case and gives signs of life; tells when somebody else took it over. One that
    comes too late at first (`baru`) is loaded anew: then it is the page of a case that another holds."""
    row = case_for(request, case_id)
    is_held = changes.hold(row.id, person(request))
    if not request.headers.get("HX-Request"):
        return redirect("perkara", row.id)
    if is_held:
        return HttpResponse(status=204)
    if HoldForm(request.POST).known()["baru"]:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    row.refresh_from_db()
    context = {"page": casepage.build(row, person(request)), "is_told": True}
    return render(request, "desk/_dipegang.html", context)


def read_yet(request: HttpRequest, case_id: str) -> HttpResponse:
    """Asked by a page whose case is being read: nothing yet, or that the page is to be loaded anew."""
    row = case_for(request, case_id)
    response = HttpResponse(status=204)
    if row.status != "diterima":
        response["HX-Refresh"] = "true"
    return response


@require_POST
@needs("periksa")
def take_over(request: HttpRequest, case_id: str) -> HttpResponse:
    """Takes the case from its holder; recorded."""
    row = case_for(request, case_id)
    changes.take_over(row.id, person(request))
    return redirect("perkara", row.id)


@require_POST
@needs("periksa")
def release(request: HttpRequest, case_id: str) -> HttpResponse:
    """Gives the case back and returns to the queue."""
    changes.release(case_for(request, case_id).id, person(request))
    return redirect(reverse("antrean"))


def full_history(request: HttpRequest, case_id: str) -> HttpResponse:
    """Everything that happened to the case, readable."""
    row: CaseRow = case_for(request, case_id)
    context = {"row": row, "history": history.whole(case_id, 1000)}
    return render(request, "desk/riwayat.html", context)
