"""Changes of the case itself: service, overruled requirements, identity evidence, confidentiality, kind of
a document, reading again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from desk import changes, facts, mending, page_kinds, words
from desk.forms.case import ConfidentialForm, EvidenceForm, KindForm, OverruleForm, ServiceForm
from desk.models import DocumentRow
from desk.models.documents import KIND_LABELS
from desk.rights import case_for, needs
from desk.views.attempts import attempt


@require_POST
@needs("periksa")
def service(request: HttpRequest, case_id: str) -> HttpResponse:
    """Re-classifies the service; "" = follow the letter."""
    row, chosen = case_for(request, case_id), ServiceForm(request.POST).known()["layanan"] or None
    return attempt(
        request,
        row.id,
        lambda editor: changes.set_service(row.id, chosen, editor),
        "Layanan disimpan; tenggat ikut.",
    )


@require_POST
@needs("periksa")
def evidence(request: HttpRequest, case_id: str) -> HttpResponse:
    """How the applicant's identity was shown."""
    row, chosen = case_for(request, case_id), EvidenceForm(request.POST).known()["bukti"]
    return attempt(
        request,
        row.id,
        lambda editor: changes.set_evidence(row.id, chosen, editor),
        "Bukti identitas dicatat.",
    )


@require_POST
@needs("periksa")
def confidential(request: HttpRequest, case_id: str) -> HttpResponse:
    """Sets or lifts confidentiality."""
    row = case_for(request, case_id)
    wanted = ConfidentialForm(request.POST).known()["rahasia"]
    return attempt(
        request,
        row.id,
        lambda editor: changes.set_confidential(row.id, wanted, editor),
        "Pelapor dirahasiakan." if wanted else "Kerahasiaan dibuka.",
    )


@needs("putuskan")
def requirement(request: HttpRequest, case_id: str, requirement_id: str) -> HttpResponse:
    """The form that overrules a requirement, with a reason."""
    row = case_for(request, case_id)
    verdict = next((item for item in row.verdicts if item["id"] == requirement_id), None)
    if not verdict:
        raise Http404
    form, error = OverruleForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST":
        chosen = form.verdict()
        if form["batalkan"].data:
            return attempt(
                request,
                row.id,
                lambda editor: changes.withdraw_overrule(row.id, requirement_id, editor),
                "Penilaian sistem berlaku lagi.",
            )
        if chosen:
            return attempt(
                request,
                row.id,
                lambda editor: changes.overrule(row.id, requirement_id, *chosen, editor),
                "Penilaian disimpan.",
                form=form,
            )
        error = "Pilih penilaian dan tuliskan alasannya."
    context = {
        "row": row,
        "verdict": verdict,
        "label": words.requirement(requirement_id),
        "form": form,
        "is_overruled": row.overrules.filter(requirement=requirement_id).exists(),
        "reasons": facts.reasons().of("koreksi"),
        "error": error,
    }
    return render(request, "desk/syarat.html", context, status=400 if error else 200)


@needs("periksa")
def kind(request: HttpRequest, case_id: str, document_id: int) -> HttpResponse:
    """Re-classifies a document."""
    row = case_for(request, case_id)
    document = get_object_or_404(DocumentRow, id=document_id, case=row)
    form = KindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return attempt(
            request,
            row.id,
            lambda editor: page_kinds.set_kind(row.id, document_id, form.kind(), editor),
            "Jenis dokumen disimpan.",
        )
    kinds = [(code.value, text) for code, text in KIND_LABELS.items()]
    return render(request, "desk/jenis.html", {"row": row, "document": document, "kinds": kinds})


@require_POST
@needs("periksa")
def read_again(request: HttpRequest, case_id: str) -> HttpResponse:
    """Sets the case back to be read; what people said stays."""
    row = case_for(request, case_id)
    return attempt(
        request,
        row.id,
        lambda editor: mending.read_again(row.id, editor),
        "Berkas akan dibaca ulang sebentar lagi.",
    )
