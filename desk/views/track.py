"""Where a citizen's case stands: by the number on the receipt, without logging in, nothing personal.

Off unless the setting `tracking_url` names the address. Requests are limited by address and in all, so that
numbers can't be gone through.
"""

import threading
import time
from collections import deque

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from desk import facts, joined
from desk.forms.asked import NumberForm
from desk.models import CaseRow
from desk.procedure import progress
from desk.procedure.panel import OVER
from models.status import CaseStatus
from models.tracking import parse

WINDOW_SECONDS = 600
PER_ADDRESS, IN_ALL = 20, 300
"""Looks within the window: a family asks a few times; a whole office's citizens ask less than that in all."""
WAITING = {
    CaseStatus.DITERIMA: "Berkas diterima",
    CaseStatus.GAGAL: "Berkas diterima",
    CaseStatus.MENUNGGU: "Pemeriksaan kelengkapan berkas",
    CaseStatus.DITUNDA: "Pemeriksaan kelengkapan berkas",
    CaseStatus.DIKEMBALIKAN: "Berkas perlu dilengkapi; lihat surat pemberitahuan",
    CaseStatus.DITOLAK: "Selesai; lihat surat jawaban",
    CaseStatus.DIARSIPKAN: "Selesai",
    CaseStatus.SELESAI: "Selesai",
}
"""What a citizen is told of a case that is not in a stage."""


class Limiter:
    """Looks of the last WINDOW_SECONDS; bounded by IN_ALL, so that no flood of addresses makes it grow."""

    def __init__(self) -> None:
        self._looks: deque[tuple[float, str]] = deque()
        self._lock = threading.Lock()

    def allows(self, address: str, now: float) -> bool:
        """Whether that address may look now; counts the look."""
        with self._lock:
            while self._looks and self._looks[0][0] < now - WINDOW_SECONDS:
                self._looks.popleft()
            own = sum(known == address for _at, known in self._looks)
            if own >= PER_ADDRESS or len(self._looks) >= IN_ALL:
                return False
            self._looks.append((now, address))
            return True


limiter = Limiter()


def track(request: HttpRequest, number: str = "") -> HttpResponse:
    """The page: the form, and the case's stage and next date."""
    if not facts.settings().tracking_url:
        raise Http404
    typed = number.strip() or NumberForm(request.GET).known()["nomor"]
    if not typed:
        return render(request, "desk/proses/lacak.html", {"typed": ""})
    if not limiter.allows(str(request.META.get("REMOTE_ADDR", "")), time.monotonic()):
        return render(request, "desk/proses/lacak.html", {"typed": typed, "is_busy": True}, status=429)
    known = parse(typed)
    row = joined.of_number(str(known)) if known else None
    context = {"typed": typed, "found": _shown(row) if row else None, "is_unknown": row is None}
    return render(request, "desk/proses/lacak.html", context, status=200 if row else 404)


def _shown(row: CaseRow) -> dict[str, object]:
    """Stage and next date alone: no name, no matter, no koperasi."""
    standard, stage, process = progress.standard_of(row), progress.stage_of(row), progress.process_of(row)
    status = CaseStatus(row.status)
    is_over = status in OVER
    words = stage.name if status is CaseStatus.DISETUJUI and stage else WAITING.get(status, "Diproses")
    due_on = process.due_on if process else row.due_on
    return {
        "number": row.id,
        "service": standard.name if standard else "",
        "stage": words,
        "due_on": None if is_over else due_on,
        "received_on": row.received_on,
        "is_over": is_over,
    }
