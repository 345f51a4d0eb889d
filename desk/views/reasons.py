"""The office's list of reasons, changed at the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from desk import audit, facts, reasons
from desk.forms.office import ReasonsForm
from desk.rights import needs, person
from models.errors import BerkasError
from models.reasons import KINDS, LONGEST, MOST


@require_http_methods(["GET", "POST"])
@needs("kelola_pengguna")
def listed(request: HttpRequest) -> HttpResponse:
    """The reasons by kind, one a line; POST keeps them."""
    now = facts.reasons()
    first = {kind: "\n".join(now.of(kind)) for kind in KINDS}
    form = ReasonsForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST":
        try:
            reasons.change(form.checked())
        except BerkasError as error:
            messages.error(request, str(error))
        else:
            audit.append(person(request).username, "alasan", "", {"banyaknya": reasons.count()})
            messages.success(request, "Daftar alasan disimpan.")
            return redirect("alasan")
    return render(request, "desk/alasan.html", {"form": form, "most": MOST, "longest": LONGEST})
