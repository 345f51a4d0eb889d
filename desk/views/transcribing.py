"""Handwriting line by line: the ink above, its text below, one line after the other."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from desk import changes
from desk.forms.asked import LinesForm
from desk.forms.case import LineForm
from desk.rights import case_for, is_hidden, may, needs, person
from desk.transcripts import lines, saving
from desk.transcripts.lines import Place
from desk.views.case import record_look
from desk.views.conflict import conflict_page, editor_of
from desk.views.hiding import ask_page, moved_page
from models.errors import ConflictError, HidesCase


def case_lines(request: HttpRequest, case_id: str) -> HttpResponse:
    """The case's lines of handwriting, the doubtful ones alone unless `?tampil=semua`; `?hal=N`: any page."""
    row, user = case_for(request, case_id), person(request)
    record_look(request, row.id)
    places = lines.places(row)
    form = LinesForm(request.GET)
    number, wants_all = form.known()["hal"], form.wants_all()
    chosen = _chosen(places, number)
    found = lines.line_views(row, chosen)
    holder = changes.holder(row)
    context = {
        "row": row,
        "subject": " \N{MIDDLE DOT} ".join(filter(None, (row.id, row.applicant, row.koperasi))),
        "holder": holder,
        "is_open": row.status == "menunggu" and holder in (None, user) and may(user, "periksa"),
        "lines": found if wants_all else [line for line in found if line.is_doubtful and not line.is_done],
        "wants_all": wants_all,
        "doubtful": sum(line.is_doubtful and not line.is_done for line in found),
        "all": len(found),
        "pages": places,
        "page_number": number,
        "save_url": reverse("baris", args=[row.id]),
        "back_url": reverse("perkara", args=[row.id]),
    }
    return render(request, "desk/tulisan.html", context)


def _chosen(places: Sequence[Place], number: str) -> list[Place]:
    """The page of that number (from 1), else the pages written by hand."""
    if number.isdecimal():
        return [place for place in places if place.view.index + 1 == int(number)]
    return [place for place in places if place.view.is_handwritten]


@require_POST
@needs("periksa")
def save_line(request: HttpRequest, case_id: str) -> HttpResponse:
    """Keeps one line; answers with it and with what became of the fields in it."""
    row, line = case_for(request, case_id), LineForm(request.POST).line()
    try:
        view = saving.save(row.id, line, editor_of(request))
    except ConflictError as error:
        return conflict_page(request, row.id, None, line.text, str(error))
    except HidesCase:
        return ask_page(request, row.id)
    if is_hidden(row.id, person(request)):
        return moved_page(request, row.id)
    if not request.headers.get("HX-Request"):
        return redirect("tulisan", row.id)
    row.refresh_from_db()
    context = {"row": row, "line": view, "is_open": True, "oob": True}
    return render(request, "desk/_baris.html", context | {"save_url": reverse("baris", args=[row.id])})
