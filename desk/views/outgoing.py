"""The register of outgoing letters, to look through and as XLSX."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk import audit, facts
from desk.paperwork import outgoing
from desk.paperwork.outgoing import Wanted
from desk.rights import may, needs, person
from desk.views.figures import XLSX


@needs("lihat")
def register(request: HttpRequest) -> HttpResponse:
    """A year of it; `?unduh` gives the same as XLSX (who may export)."""
    user, sent, today = person(request), request.GET, facts.today()
    year = int(sent["tahun"]) if sent.get("tahun", "").isdecimal() else today.year
    words = " ".join(sent.get("nomor", "").split())[:80]
    kinds = dict(outgoing.kinds())
    kind = sent.get("jenis", "") if sent.get("jenis", "") in kinds else ""
    wanted = Wanted(min(max(year, 1), 9999), kind, sent.get("belum") == "ya", words)
    found = outgoing.letters(user, wanted)
    if "unduh" in sent and may(user, "ekspor"):
        audit.append(user.username, "ekspor", "", {"format": "surat_keluar", "tahun": str(year)})
        response = HttpResponse(outgoing.workbook(list(found)), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="surat-keluar-{year}.xlsx"'
        return response
    page = max(int(sent["hal"]) if sent.get("hal", "").isdecimal() else 1, 1)
    start = (page - 1) * outgoing.PAGE
    papers = list(found[start : start + outgoing.PAGE + 1])
    query = sent.copy()
    query.pop("hal", None)
    query.pop("unduh", None)
    context = {
        "lines": [outgoing.line(paper) for paper in papers[: outgoing.PAGE]],
        "count": found.count(),
        "wanted": wanted,
        "years": outgoing.years(user, today),
        "kinds": list(kinds.items()),
        "query": query.urlencode(),
        "next": page + 1 if len(papers) > outgoing.PAGE else None,
    }
    return render(request, "desk/proses/surat_keluar.html", context)
