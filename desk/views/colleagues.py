"""Comments to colleagues on a case, and whose case it is."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from desk import colleagues
from desk.changes import Editor
from desk.forms.case import AssignForm, CommentForm
from desk.rights import case_for, needs, person
from desk.views.attempts import attempt
from desk.views.case import case_page
from models.errors import UsageError

ME = "saya"


@require_POST
@needs("lihat")
def comment(request: HttpRequest, case_id: str) -> HttpResponse:
    """Keeps a comment; whom it names has news."""
    row, form = case_for(request, case_id), CommentForm(request.POST)

    def keep(editor: Editor) -> None:
        values = form.checked()
        colleagues.comment(row, values["komentar"], values["sebut"], editor.user)

    back = f"{reverse('perkara', args=[row.id])}#rekan"
    return attempt(request, row.id, keep, "", back, form=form, again=lambda: case_page(request, row, form))


@require_POST
@needs("periksa")
def assign(request: HttpRequest, case_id: str) -> HttpResponse:
    """Gives the case to a colleague, to oneself ("saya"), or to nobody ("")."""
    row, user = case_for(request, case_id), person(request)
    chosen = AssignForm(request.POST).known()["kepada"]
    to = user if chosen == ME else User.objects.filter(id=int(chosen)).first() if chosen.isdecimal() else None
    try:
        if chosen and not to:
            raise UsageError("Pilih rekan dari daftar.")
        colleagues.assign(row.id, to, user)
    except UsageError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _told(to, user))
    return redirect("perkara", row.id)


def _told(to: User | None, user: User) -> str:
    if to is None:
        return "Berkas ini tidak lagi ditugaskan kepada siapa pun."
    name = to.get_full_name() or to.username
    return "Berkas ini menjadi milik Anda." if to == user else f"Berkas ini ditugaskan kepada {name}."
