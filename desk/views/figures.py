"""The dashboard and the exports."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from desk import audit, charts, exports, facts, figures, listing, trace
from desk.forms.lists import ExportForm
from desk.rights import may, needs, person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs("lihat_dasbor")
def dashboard(request: HttpRequest) -> HttpResponse:
    """Figures people look at."""
    found = figures.dashboard(person(request))
    span = found.period
    drawn = [
        charts.columns("Diterima dan diputus per minggu", found.weekly, found.weeks, ("diterima", "diputus")),
        charts.rows("Menunggu, menurut tenggat", found.waiting, "saat ini"),
        charts.rows("Hari kerja sampai keputusan", found.days, span),
        charts.rows("Pokok masalah", found.topics, span),
        charts.rows("Koperasi yang disebut", found.koperasi, span),
        charts.rows("Kecamatan pemohon", found.kecamatan, span),
        charts.rows("Isian yang diperiksa", found.corrections, span, ("dibetulkan", "benar")),
    ]
    context = {"found": found, "charts": drawn, "may_list": may(person(request), "lihat")}
    return render(request, "desk/dasbor.html", context)


@require_POST
@needs("ekspor")
def export(request: HttpRequest) -> HttpResponse:
    """The filtered list as CSV or XLSX; each export is in the audit log."""
    form = ExportForm(request.POST)
    kind = form.known()["format"] or "csv"
    if kind not in ("csv", "xlsx"):
        raise Http404
    user = person(request)
    filters = form.filters()
    lines = exports.rows(listing.matching(user, filters), user)
    body = exports.as_csv(lines) if kind == "csv" else exports.as_xlsx(lines)
    audit.append(
        user.username,
        "ekspor",
        "",
        {
            "format": kind, "status": filters.status, "kanal": filters.channel, "layanan": filters.service,
            "dicari": trace.digest(filters.query), "nik_utuh": may(user, "lihat_nik"), "ukuran": len(body),
        },
    )  # fmt: skip
    response = HttpResponse(body, content_type="text/csv; charset=utf-8" if kind == "csv" else XLSX)
    response["Content-Disposition"] = f'attachment; filename="berkas-{facts.today():%Y%m%d}.{kind}"'
    return response
