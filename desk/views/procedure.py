"""The page of a case's procedure: where it stands, what the stage asks for, and the moves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from desk.models import Perkara
from desk.procedure import panel, progress
from desk.rights import case_for, needs, person
from desk.views.conflict import conflict_page, editor_of
from models.errors import ConflictError, UsageError


@needs("lihat")
def process(request: HttpRequest, case_id: str) -> HttpResponse:
    """The whole procedure of the case."""
    row = case_for(request, case_id)
    return render(request, "desk/proses/proses.html", page_context(request, row))


def page_context(request: HttpRequest, row: Perkara) -> dict[str, object]:
    """What the page shows. 404 when the service states no stages."""
    shown = panel.panel(row, person(request))
    if shown is None:
        raise Http404
    return {"row": row, "panel": shown, "work": f"desk/proses/kerja_{shown.stage.work.value}.html"}


@require_POST
@needs("periksa")
def move(request: HttpRequest, case_id: str, action: str) -> HttpResponse:
    """Moves the case to another stage."""
    row, editor = case_for(request, case_id), editor_of(request)
    try:
        stage = progress.move(row.id, action, editor, request.POST.get("alasan", ""))
    except ConflictError as error:
        return conflict_page(request, row.id, None, None, str(error))
    except UsageError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Perkara {row.id}: {stage.name}.")
    return redirect("proses", row.id)
