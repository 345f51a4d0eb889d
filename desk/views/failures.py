"""The list of what could not be taken in or read: why, a look at it, again, aside."""

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from desk import audit, failures, pictures
from desk.forms.asked import FailuresForm
from desk.forms.lists import FailureForm
from desk.pictures import Missing
from desk.rights import case_for, needs, person
from desk.views import images
from models.errors import BerkasError

MOST_REQUESTS = 20


@needs("lihat")
def listed(request: HttpRequest) -> HttpResponse:
    """All failures, or with `?disisihkan=ya` those set aside; and requests that could not be carried out."""
    user = person(request)
    is_set_aside = FailuresForm(request.GET).known()["disisihkan"]
    context = {
        "failures": failures.failures(user, is_set_aside=is_set_aside),
        "is_set_aside": is_set_aside,
        "requests": failures.refused_requests(user)[:MOST_REQUESTS],
    }
    return render(request, "desk/gagal.html", context)


@require_POST
@needs("periksa")
def act(request: HttpRequest) -> HttpResponse:
    """Tries one again, sets it aside or brings it back."""
    values = FailureForm(request.POST).known()
    kind, key, action = values["jenis"], values["kunci"], values["tindakan"]
    try:
        messages.success(request, failures.act(kind, key, action, person(request)))
    except BerkasError as error:
        messages.error(request, str(error))
    back = reverse("gagal")
    return redirect(f"{back}?disisihkan=ya" if action == "kembalikan" else back)


@require_POST
@needs("periksa")
def try_all_again(request: HttpRequest) -> HttpResponse:
    """All of them at once: harmless, since nothing is decided by it."""
    user = person(request)
    try:
        number = failures.retry_all(failures.failures(user), user)
    except BerkasError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{number} kegagalan akan dicoba lagi.")
    return redirect("gagal")


def preview(request: HttpRequest, case_id: str) -> HttpResponse:
    """The small picture of a failed case's first page, where it can be drawn; the look is recorded."""
    row = case_for(request, case_id)
    page = failures.first_page(row)
    if page is None:
        raise Http404("Berkas itu tidak mempunyai pindaian.")
    found = pictures.picture_of(page)
    if isinstance(found, Path):
        found = images.small(page, found)
    if isinstance(found, Missing):
        return images.no_picture(found)
    about = {"berkas": page.file_id, "halaman": page.number, "ukuran": "kecil"}
    audit.append(person(request).username, "lihat_gambar", row.id, about)
    response = HttpResponse(found.read_bytes(), content_type="image/jpeg")
    response["Cache-Control"] = "no-store"
    return response
