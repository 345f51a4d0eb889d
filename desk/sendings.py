"""A form that is sent twice is done once: a double click, Enter twice, "send again" after the back button.

The browser's script stops a second press (desk/static/desk/umum.js); this holds where the script can't: two
requests of one form that arrive together, and one that is repeated later. What makes two requests the same is
the page's own CSRF token (new for every page that is shown) with the address, the person and all that was
typed. The first that succeeds leaves where it led to; the next is led there too and changes nothing.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from desk import sealed_words
from desk.models import SentForm

KEPT = timedelta(hours=12)
"""A form of yesterday is refused by its case's version or its session; nobody sends it again."""
LOST = timedelta(minutes=2)
"""A request without an end for so long died with its process: no page of the desk works longer."""
PATIENCE_SECONDS = 15.0
"""How long the second request waits for the first: longer than LibreOffice needs for a paper."""
STEP_SECONDS = 0.1
REPEATED = "Formulir ini sudah tersimpan; kiriman yang kedua tidak diulang."
ENDS_AT = "kiriman_menuju"


def ends_at(request: HttpRequest, address: str) -> None:
    """For an answer that is a page and no redirect though something was made (a secret shown once): where
    the same form leads to when it comes again."""
    setattr(request, ENDS_AT, address)


class Once:
    """Does each form of a logged-in person once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        digest = _digest(request)
        if not digest:
            return self.get_response(request)
        if not _begin(digest):
            return _again(request, digest) or self.get_response(request)
        done = ""
        try:
            response = self.get_response(request)
            done = getattr(request, ENDS_AT, "") or (
                response.headers.get("Location", "") if response.status_code in (302, 303) else ""
            )
        finally:
            _end(digest, done)
        return response


def _digest(request: HttpRequest) -> str:
    """What was sent, by whom and from which page; "" where nothing is to be guarded: a reading, a search, a
    part of a page (htmx; its field carries the case's version), a stranger, a program.

    An oral complaint is the same from whatever page it comes: after the back button the browser shows a new
    page with the old words in it, and one more press would be one more case. Elsewhere the same words may be
    meant twice (a comment), or the case's version refuses them.
    """
    if request.method != "POST" or request.headers.get("HX-Request") or not request.user.is_authenticated:
        return ""
    if not request.POST.get("csrfmiddlewaretoken") or sealed_words.BOX in request.POST:
        return ""
    is_entry = request.path == reverse("lisan")
    left_out = {"csrfmiddlewaretoken"} if is_entry else set()
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in left_out)
    files = [(name, file.name, _bytes_of(file)) for name, found in request.FILES.lists() for file in found]
    whole = repr((request.user.pk, request.get_full_path(), typed, files))
    return sha256(whole.encode()).hexdigest()


def _bytes_of(file: UploadedFile) -> str:
    """Scanners call each page `scan.pdf`, and forms have one size: only the bytes tell two apart."""
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _begin(digest: str) -> bool:
    """Whether this request is the first of its kind; then it has its row."""
    now = timezone.now()
    SentForm.objects.filter(at__lt=now - KEPT).delete()
    SentForm.objects.filter(digest=digest, address="", at__lt=now - LOST).delete()
    try:
        with transaction.atomic():
            SentForm.objects.create(digest=digest, at=now)
    except IntegrityError:
        return False
    return True


def _end(digest: str, address: str) -> None:
    """Keeps where it led to; what was refused or failed may be sent again as it is."""
    row = SentForm.objects.filter(digest=digest)
    if address:
        row.update(address=address)
    else:
        row.delete()


def _again(request: HttpRequest, digest: str) -> HttpResponse | None:
    """Where the first one led to, or that it still works; None when the first was refused meanwhile: then
    this one is answered by itself, with the same words."""
    end = time.monotonic() + PATIENCE_SECONDS
    while (address := _address(digest)) == "" and time.monotonic() < end:
        time.sleep(STEP_SECONDS)
    if address:
        messages.info(request, REPEATED)
        return redirect(address)
    if address is None:
        return None
    text = (
        "Kiriman yang pertama masih dikerjakan. Tunggu sebentar, lalu periksa hasilnya sebelum mengirim lagi."
    )
    return render(request, "desk/galat.html", {"title": "Sedang disimpan", "text": text}, status=409)


def _address(digest: str) -> str | None:
    """Where it led to, "" while it works, None when there is no such request (any more)."""
    return SentForm.objects.filter(digest=digest).values_list("address", flat=True).first()
