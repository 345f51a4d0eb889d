"""Notices about cases."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from desk import colleagues
from desk.models import NoticeRow
from desk.rights import needs, person, visible_notices

MOST = 200


@needs("lihat")
def notices(request: HttpRequest) -> HttpResponse:
    """Open notices about cases the person may see; what is for them alone stands first."""
    user = person(request)
    found = visible_notices(user).select_related("case", "other_case")
    return render(request, "desk/kabar.html", {"notices": found[:MOST], "news": colleagues.news(user)[:MOST]})


@require_POST
@needs("lihat")
def news_read(request: HttpRequest) -> HttpResponse:
    """The person has seen what colleagues wanted them to know."""
    colleagues.all_seen(person(request))
    return redirect("kabar")


@require_POST
@needs("periksa")
def notice_done(request: HttpRequest, notice: int) -> HttpResponse:
    """Somebody who may see the case has read it."""
    is_done = visible_notices(person(request)).filter(id=notice).update(is_open=False)
    if not is_done and NoticeRow.objects.filter(id=notice, is_open=True).exists():
        raise Http404
    return redirect("kabar")
