"""Looks and refusals for the audit log: what was searched for (as a digest), and who was turned away."""

import hmac
import re
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest

from desk import audit
from desk.rights import person
from models.tracking import parse

KEPT = 200
"""Searches of a session that are remembered, so that paging and reloading add no entry."""
NUMBERS = re.compile(r"[\d .-]{8,}")


def search(request: HttpRequest, query: str, where: str, hits: int | None = None) -> None:
    """Records a search once a session: words and numbers may be personal data, so the log holds a keyed
    digest (the same words give the same one) and what kind of text it was. Tracking numbers are none."""
    words = " ".join(query.casefold().split())
    if not words or parse(query):
        return
    mark = digest(query)
    seen = request.session.get("dicari", [])
    if f"{where} {mark}" in seen:
        return
    request.session["dicari"] = [*seen[-KEPT:], f"{where} {mark}"]
    data: dict[str, object] = {"di": where, "sidik": mark, "bentuk": _shape(words)}
    if hits is not None:
        data["hasil"] = hits
    audit.append(person(request).username, "cari", "", data)


def digest(query: str) -> str:
    """What stands for the searched words in the log; empty for none."""
    words = " ".join(query.casefold().split())
    if not words:
        return ""
    return hmac.new(settings.AUDIT_KEY, f"cari {words}".encode(), sha256).hexdigest()[:16]


def _shape(words: str) -> str:
    digits = sum(character.isdigit() for character in words)
    if NUMBERS.fullmatch(words):
        return f"angka, {digits} digit"
    return f"{len(words.split())} kata"


def refusal(request: HttpRequest) -> None:
    """Somebody asked for what their role does not cover: who, which page, which case."""
    if not request.user.is_authenticated:
        return
    match = request.resolver_match
    case_id = str(match.kwargs.get("case_id", "")) if match else ""
    data = {"halaman": match.view_name if match else "", "cara": request.method}
    audit.append(person(request).username, "ditolak_akses", case_id[:24], data)
