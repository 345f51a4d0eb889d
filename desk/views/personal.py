"""Personal data (UU 27/2022): the record of processing, one person's data, what is past its retention."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from desk import audit, facts, rows, trace
from desk.forms.asked import PrintForm, ScopeForm
from desk.forms.personal import ErasureForm, ExportForm, WhoForm
from desk.paperwork import template, writer
from desk.personal import erasing, exporting, files, record, schedule, subject
from desk.personal.erasing import Order
from desk.rights import case_for, needs, person, visible
from models.errors import BerkasError, StorageError, UsageError

RIGHT = "kelola_data_pribadi"


@needs(RIGHT)
def overview(request: HttpRequest) -> HttpResponse:
    """The record, the classes with their times, what is past them; `?cetak` gives the record as PDF."""
    if PrintForm(request.GET).print_form():
        return _printed(request)
    cases = visible(person(request))
    context = {
        "record": facts.processing(),
        "activities": [(item.name, record.parts(item)) for item in facts.processing().activities],
        "figures": record.figures(),
        "classes": schedule.classes(cases),
        "expired": schedule.expired(cases),
    }
    return render(request, "desk/pribadi/catatan.html", context)


def _printed(request: HttpRequest) -> HttpResponse:
    try:
        body = writer.pdf(template.docx(record.content(), number="", dated_on=facts.today()))
    except StorageError as error:
        messages.error(request, str(error))
        return redirect("data_pribadi")
    audit.append(person(request).username, "catatan_pemrosesan")
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="catatan-pemrosesan-data-pribadi.pdf"'
    return response


@require_http_methods(["GET", "POST"])
@needs(RIGHT)
def search(request: HttpRequest) -> HttpResponse:
    """Looks for a person; name and NIK come by POST, so that they stand in no address."""
    context: dict[str, object] = {"name": "", "nik": ""}
    if request.method == "POST":
        form = WhoForm(request.POST)
        context |= {"name": form["nama"].value() or "", "nik": form["nik"].value() or ""}
        try:
            who = form.who()
        except UsageError as error:
            messages.error(request, str(error))
        else:
            found = subject.find(who, visible(person(request)))
            context |= {
                "found": found,
                "letters": subject.letters_of(who, settings.DATA_FOLDER),
                "has_looked": True,
            }
            digest = rows.nik_digest(who.digits) if who.digits else ""
            data = {"sidik": trace.digest(who.name), "sidik_nik": digest, "jumlah": len(found)}
            audit.append(person(request).username, "data_pribadi_dicari", "", data)
    return render(request, "desk/pribadi/cari.html", context)


@require_POST
@needs(RIGHT)
def export(request: HttpRequest) -> HttpResponseBase:
    """The chosen cases (and letters of archives) as a ZIP."""
    user = person(request)
    try:
        form = ExportForm(request.POST)
        who, values = form.who(), form.cleaned_data
        cases = list(visible(user).filter(id__in=values["perkara"]))
        chosen = set(values["surat"])
        letters = [item for item in subject.letters_of(who, settings.DATA_FOLDER) if item.id in chosen]
        by = exporting.Person(user.username, facts.office().name, facts.today())
        packed = exporting.export(cases, letters, who, by)
    except UsageError as error:
        messages.error(request, str(error))
        return redirect("cari_orang")
    response = FileResponse(packed, content_type="application/zip", as_attachment=True)
    response["Content-Disposition"] = f'attachment; filename="data-pribadi-{facts.today():%Y%m%d}.zip"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
@needs(RIGHT)
def erase(request: HttpRequest, case_id: str) -> HttpResponse:
    """Asks what is to be erased and why; erases when the case's number was typed."""
    row = case_for(request, case_id)
    form = ErasureForm(
        request.POST if request.method == "POST" else None, initial=ScopeForm(request.GET).known()
    )
    scope = form.scope()
    if request.method == "POST":
        try:
            job = erasing.erase(Order(row.id, scope, form.said(person(request))))
        except BerkasError as error:
            messages.error(request, str(error))
        else:
            text = "Data pribadi berkas dihapus; catatan auditnya tinggal."
            if job.shared:
                text += f" {job.shared} pindaian tinggal, sebab dipakai berkas lain juga."
            messages.success(request, text)
            return redirect("hapus_data", row.id)
    context = {
        "row": row,
        "scope": scope.value,
        "reason": form["alasan"].value() or "",
        "erasures": row.erasures.select_related("person"),
        "is_erased": erasing.is_erased(row) is not None,
        "is_closed": row.status in {status.value for status in erasing.CLOSED},
        "scans": len(files.scans_of(row.id)),
        "all_files": len(files.of_case(row.id)),
        "kind": facts.retention().of(row.service),
    }
    return render(request, "desk/pribadi/hapus.html", context)
