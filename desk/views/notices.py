"""Notices about cases."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from desk.models import Pemberitahuan
from desk.rights import needs, person, visible_notices

MOST = 200


@needs("lihat")
def notices(request: HttpRequest) -> HttpResponse:
    """Open notices about cases the person may see."""
    found = visible_notices(person(request)).select_related("case", "other_case")
    return render(request, "desk/kabar.html", {"notices": found[:MOST]})


@require_POST
@needs("periksa")
def notice_done(request: HttpRequest, notice: int) -> HttpResponse:
    """Somebody has read it."""
    Pemberitahuan.objects.filter(id=notice).update(is_open=False)
    return redirect("kabar")
