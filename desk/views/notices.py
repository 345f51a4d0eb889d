"""What went to `gagal/`, with "Coba lagi"; and notices about cases."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from desk import audit
from desk.models import Masukan, Pemberitahuan, Permintaan
from desk.models.permintaan import REQUEST_LABELS
from desk.rights import needs, person, visible_notices

MOST = 200


@needs("lihat")
def failures(request: HttpRequest) -> HttpResponse:
    """Drops that could not be taken in, and requests the intake could not carry out."""
    context = {
        "drops": Masukan.objects.filter(is_open=True).order_by("-at")[:MOST],
        "requests": Permintaan.objects.filter(kind__in=REQUEST_LABELS)
        .exclude(error="")
        .order_by("-done_at")[:20],
    }
    return render(request, "desk/gagal.html", context)


@require_POST
@needs("periksa")
def try_again(request: HttpRequest, drop: int) -> HttpResponse:
    """Asks the intake to move the drop from gagal/ back into the watched folder."""
    with transaction.atomic():
        row = get_object_or_404(Masukan.objects.select_for_update(), id=drop, is_open=True)
        _ask_again(row, person(request))
    messages.success(request, f"Kiriman {row.name} akan dicoba lagi.")
    return redirect("gagal")


@require_POST
@needs("periksa")
def try_all_again(request: HttpRequest) -> HttpResponse:
    """All of them at once: harmless, since nothing is decided by it."""
    with transaction.atomic():
        drops = list(Masukan.objects.select_for_update().filter(is_open=True)[:MOST])
        for row in drops:
            _ask_again(row, person(request))
    messages.success(request, f"{len(drops)} kiriman akan dicoba lagi.")
    return redirect("gagal")


def _ask_again(row: Masukan, user: User) -> None:
    """Asks the intake to move the drop back; the caller's transaction."""
    payload = {"drop_id": row.drop_id, "name": row.name, "channel": row.channel}
    Permintaan.objects.create(kind="coba_lagi", payload=payload, person=user)
    row.is_open = False
    row.save(update_fields=["is_open"])
    audit.append(user.username, "coba_lagi", "", {"drop": row.drop_id})


@require_POST
@needs("periksa")
def set_aside(request: HttpRequest, drop: int) -> HttpResponse:
    """The drop stays in gagal/; the desk shows it no longer."""
    row = get_object_or_404(Masukan, id=drop)
    row.is_open = False
    row.save(update_fields=["is_open"])
    audit.append(person(request).username, "abaikan_kiriman", "", {"drop": row.drop_id})
    return redirect("gagal")


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
