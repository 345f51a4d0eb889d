"""The dashboard and the exports."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from desk import audit, charts, exports, facts, figures, listing, trace
from desk.rights import may, needs, person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs("lihat_dasbor")
def dashboard(request: HttpRequest) -> HttpResponse:
    """Figures people look at."""
    found = figures.dashboard(person(request))
    drawn = [
        (
            "Diterima dan diputus per minggu",
            "gelap = diterima, terang = diputus",
            charts.columns,
            found.weekly,
        ),
        ("Menunggu, menurut tenggat", "", charts.rows, found.waiting),
        ("Hari kerja sampai putusan (90 hari)", "", charts.rows, found.days),
        ("Pokok perkara (90 hari)", "", charts.rows, found.topics),
        ("Koperasi yang disebut (90 hari)", "", charts.rows, found.koperasi),
        ("Kecamatan pemohon (90 hari)", "", charts.rows, found.kecamatan),
        ("Isian yang dibetulkan, dari yang diperiksa (90 hari)", "", charts.rows, found.corrections),
    ]
    context = {
        "found": found,
        "charts": [(title, note, draw(bars, title), bars) for title, note, draw, bars in drawn],
    }
    return render(request, "desk/dasbor.html", context)


@require_POST
@needs("ekspor")
def export(request: HttpRequest) -> HttpResponse:
    """The filtered list as CSV or XLSX; each export is in the audit log."""
    kind = request.POST.get("format", "csv")
    if kind not in ("csv", "xlsx"):
        raise Http404
    user = person(request)
    filters = listing.read_filters(request.POST.dict())
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
    response["Content-Disposition"] = f'attachment; filename="perkara-{facts.today():%Y%m%d}.{kind}"'
    return response
