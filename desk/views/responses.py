"""Responses given to the applicant: the form that puts one on record, and its proof."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from desk import audit, facts, responses
from desk.forms.case import WithdrawForm
from desk.forms.responses import ResponseForm
from desk.models import ResponseRow
from desk.rights import case_for, may, needs, person
from desk.views.attempts import attempt
from desk.views.conflict import conflict_page, editor_of
from desk.views.images import TYPES
from models.errors import BerkasError, ConflictError
from models.paths import DataFolder


@require_http_methods(["GET", "POST"])
@needs("lihat")
def responded(request: HttpRequest, case_id: str) -> HttpResponse:
    """The responses on record, and the form for another; POST records or withdraws one."""
    row = case_for(request, case_id)
    if request.method == "POST" and not may(person(request), "periksa"):
        raise Http404
    if WithdrawForm(request.POST).known()["cabut"]:
        return attempt(
            request, row.id, lambda editor: responses.withdraw(row.id, editor), "Catatan tanggapan dicabut."
        )
    first = {"tanggal": f"{facts.today():%d-%m-%Y}", "kanal": row.channel}
    form = ResponseForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            responses.record(row.id, form.response(), editor_of(request))
        except ConflictError as error:
            return conflict_page(request, row.id, None, None, str(error), form=form)
        except BerkasError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Tanggapan dicatat dengan buktinya.")
            return redirect("perkara", row.id)
    context = {"row": row, "form": form, "responses": list(row.responses.select_related("person"))}
    return render(request, "desk/tanggapan.html", context, status=400 if form.errors else 200)


@needs("lihat")
def proof(request: HttpRequest, case_id: str, response_id: int) -> HttpResponseBase:
    """The stored proof of a response, for saving."""
    row = case_for(request, case_id)
    found = get_object_or_404(ResponseRow.objects.select_related("proof"), id=response_id, case=row)
    path = (
        DataFolder(settings.DATA_FOLDER).stored(found.proof.sha256, found.proof.extension)
        if found.proof
        else None
    )
    if not found.proof or path is None or not path.exists():
        raise Http404("Lampiran itu tidak ada di penyimpanan.")
    audit.append(person(request).username, "lihat_berkas", row.id, {"berkas": found.proof.sha256})
    kind = TYPES.get(found.proof.extension, "application/octet-stream")
    return FileResponse(path.open("rb"), content_type=kind, as_attachment=True, filename=found.proof_name)
