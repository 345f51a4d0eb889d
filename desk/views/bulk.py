"""Many cases at once from the queue: take, release, read again, print receipts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from desk import audit, bulk, facts, papers
from desk.forms.lists import BulkForm
from desk.models import CaseRow
from desk.paperwork import receipts
from desk.rights import may, person, visible
from desk.views.files import paper_file
from models.errors import BerkasError

ACTIONS = {
    "ambil": (bulk.hold, "periksa", "berkas Anda pegang selama dua jam"),
    "lepas": (bulk.release, "periksa", "berkas dilepas ke antrean"),
    "milik": (bulk.take_on, "periksa", "berkas menjadi milik Anda"),
    "baca_ulang": (bulk.read_again, "periksa", "berkas akan dibaca ulang"),
}
"""Action -> (what does it, right, words)."""
RECEIPTS = "tanda_terima"
SHOWN = 3
"""Cases left out that are named one by one."""


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Does the chosen action to the ticked cases and says what was left out and why."""
    user, values = person(request), BulkForm(request.POST).known()
    action = values["tindakan"]
    if action != RECEIPTS and action not in ACTIONS:
        raise Http404
    if not may(user, "terima_berkas" if action == RECEIPTS else ACTIONS[action][1]):
        raise PermissionDenied
    wanted = values["perkara"][: bulk.MOST]
    cases = list(visible(user).filter(id__in=wanted).order_by("sort_on", "received_at", "id"))
    if not cases:
        messages.error(request, "Tandai dahulu sedikitnya satu berkas pada daftar.")
    elif action == RECEIPTS:
        return _receipts(request, cases)
    else:
        function, _right, words = ACTIONS[action]
        _tell(request, function(cases, user), words)
    back = values["kembali"]
    return redirect(f"/?{back}" if back else "/")


def _tell(request: HttpRequest, outcome: bulk.Outcome, words: str) -> None:
    if outcome.done:
        messages.success(request, f"{len(outcome.done)} {words}.")
    for number, why in outcome.left[:SHOWN]:
        messages.warning(request, f"{number} dilewati: {why}")
    if len(outcome.left) > SHOWN:
        messages.warning(request, f"{len(outcome.left) - SHOWN} berkas lain juga dilewati.")


def _receipts(request: HttpRequest, cases: list[CaseRow]) -> HttpResponse:
    """The receipts of the ticked cases in one PDF, a page each."""
    user = person(request)
    for row in cases:
        audit.append(user.username, "tanda_terima", row.id, {"nomor": row.id, "cetak": "borongan"})
    try:
        body = receipts.pdf([papers.receipt_of_case(row, user) for row in cases])
    except BerkasError as error:
        messages.error(request, str(error))
        return redirect("antrean")
    return paper_file(body, f"tanda-terima-{facts.today():%Y%m%d}", "pdf")
