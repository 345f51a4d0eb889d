"""The queue page, its live counts, and "the next case"."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from desk import changes, decisions, facts, listing
from desk.models import Masukan, Pemberitahuan
from desk.models.perkara import CHANNEL_LABELS, COMPLETENESS_LABELS
from desk.rights import may, needs, person, visible

PARAMETERS = {
    "status": "status", "query": "cari", "channel": "kanal", "service": "layanan",
    "completeness": "kelengkapan", "holder": "pemegang", "order": "urut",
}  # fmt: skip


def queue(request: HttpRequest) -> HttpResponse:
    """The list of cases; htmx asks for the list alone. Who manages users only goes to where they work."""
    user = person(request)
    if not may(user, "lihat"):
        if may(user, "kelola_pengguna"):
            return redirect("pengguna")
        raise PermissionDenied
    filters = listing.read_filters(request.GET.dict())
    context = {
        "listing": listing.listing(user, filters),
        "counts": listing.counts(user),
        "overdue": listing.overdue(user),
        "filters": filters,
        "channels": [(channel.value, text) for channel, text in CHANNEL_LABELS.items()],
        "completeness": [(code.value, text) for code, text in COMPLETENESS_LABELS.items()],
        "services": [(code, item.name) for code, item in facts.standards().services.items()],
        "here": _address(filters),
        "views": listing.views(user),
        "fields": [(name, getattr(filters, key)) for key, name in PARAMETERS.items()],
        "failures": Masukan.objects.filter(is_open=True).count(),
        "notices": Pemberitahuan.objects.filter(is_open=True).count(),
    }
    is_part = request.headers.get("HX-Target") == "daftar"
    return render(request, "desk/_daftar.html" if is_part else "desk/antrean.html", context)


@needs("lihat")
def live_counts(request: HttpRequest) -> HttpResponse:
    """The tabs with fresh numbers, asked for every few seconds."""
    user = person(request)
    filters = listing.read_filters(request.GET.dict())
    context = {"counts": listing.counts(user), "overdue": listing.overdue(user), "filters": filters}
    return render(request, "desk/_hitungan.html", context)


@needs("periksa")
def next_case(request: HttpRequest) -> HttpResponse:
    """Opens the most urgent free case, or the friendly end of the queue."""
    user = person(request)
    waiting = decisions.waiting_for(user, visible(user))
    skip = request.GET.get("lewati", "")
    if skip:
        changes.release(skip, user)
    row = waiting.exclude(id=skip).only("id").first()
    if row:
        return redirect("perkara", row.id)
    if skip and waiting.exists():
        messages.info(request, "Tidak ada perkara lain yang menunggu.")
        return redirect("perkara", skip)
    done = user_today(request)
    return render(request, "desk/selesai.html", {"done": done})


def user_today(request: HttpRequest) -> int:
    """How many decisions the user took today."""
    return decisions.taken_on(person(request), facts.today())


def _address(filters: listing.Filters) -> str:
    """The query string of these filters, without the page."""
    values = {name: getattr(filters, key) for key, name in PARAMETERS.items()}
    values |= {"lewat": "ya" if filters.overdue else "", "yakin": "ya" if filters.sure else ""}
    return urlencode({name: value for name, value in values.items() if value})
