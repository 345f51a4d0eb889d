"""The register of outgoing letters, to look through and as XLSX."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk import audit, facts
from desk.forms.asked import RegisterForm
from desk.paperwork import outgoing
from desk.rights import may, needs, person
from desk.views.figures import XLSX


@needs("lihat")
def register(request: HttpRequest) -> HttpResponse:
    """A year of it; `?unduh` gives the same as XLSX (who may export)."""
    user, form = person(request), RegisterForm(request.GET)
    asked, wanted = form.known(), form.wanted()
    found = outgoing.letters(user, wanted)
    if asked["unduh"] is not None and may(user, "ekspor"):
        audit.append(user.username, "ekspor", "", {"format": "surat_keluar", "tahun": str(wanted.year)})
        response = HttpResponse(outgoing.workbook(list(found)), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="surat-keluar-{wanted.year}.xlsx"'
        return response
    page = asked["hal"] or 1
    start = (page - 1) * outgoing.PAGE
    papers = list(found[start : start + outgoing.PAGE + 1])
    context = {
        "lines": [outgoing.line(paper) for paper in papers[: outgoing.PAGE]],
        "count": found.count(),
        "wanted": wanted,
        "years": outgoing.years(user, facts.today()),
        "kinds": outgoing.kinds(),
        "query": form.address("hal", "unduh"),
        "next": page + 1 if len(papers) > outgoing.PAGE else None,
    }
    return render(request, "desk/proses/surat_keluar.html", context)
