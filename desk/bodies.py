"""How large a request's body may be, decided by its headers before any of it is read.

Waitress reads a whole body before the desk sees the request; so 60 MB sent to the login page were taken in
from anybody. Uploads are let through where files are handed in, from a browser that carries our signed proof
of a login or a program that carries a token of ours. Neither opens anything; both can be told without asking
the database, which this thread (the one that serves all connections) must not wait for.
"""

import hmac
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, parse_cookie
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError

UPLOADS = ("/terima/", "/api/v1/berkas")
SMALL_BYTES = 5 * 2**20
"""A page's form with the longest letter is far below; Django's own limit for a form without files."""
STRANGER_BYTES = 64 * 2**10
"""Who shows neither proof nor token sends a login form."""
PROOF = "berkas_masuk"
SALT = "berkas.masuk"
RENEWED_SECONDS = 3600
"""A proof older than this is given anew, so that none ends between a page and the upload from it."""
SEAL_LETTERS = 16
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")
"""What proxies say of themselves; waitress takes it away where no proxy is trusted."""
CAME_BY_PROXY = "Berkas-Forwarded"
"""The mark that stays when they are taken away. Who sends it himself is refused what it refuses."""


def prove(request: HttpRequest, response: HttpResponse) -> None:
    """A browser in which somebody is logged in gets its proof, or a new one in good time."""
    if not _is_proven(request.COOKIES.get(PROOF, ""), RENEWED_SECONDS):
        response.set_cookie(
            PROOF,
            signing.dumps(1, salt=SALT),
            max_age=settings.SESSION_COOKIE_AGE,
            secure=request.is_secure(),
            httponly=True,
            samesite="Strict",
        )


def sealed(token: str) -> str:
    """A token's text with a seal by which it is told from a made-up one."""
    return f"{token}.{_seal(token)}"


def most_bytes(path: str, headers: dict[str, str], largest: int) -> int:
    """The limit for a request with these headers (waitress's names: capitals, underscores)."""
    proof = parse_cookie(headers.get("COOKIE", "")).get(PROOF, "")
    token, _, seal = headers.get("AUTHORIZATION", "").removeprefix("Bearer ").rpartition(".")
    is_ours = _is_proven(proof, settings.SESSION_COOKIE_AGE) or hmac.compare_digest(
        seal.encode(), _seal(token).encode()
    )
    if not is_ours:
        return STRANGER_BYTES
    return largest if path.startswith(UPLOADS) else SMALL_BYTES


def _is_proven(proof: str, seconds: int) -> bool:
    try:
        signing.loads(proof, salt=SALT, max_age=seconds)
    except signing.BadSignature:
        return False
    return True


def _seal(token: str) -> str:
    """By the key that outlives sessions and restores, as tokens do."""
    return hmac.new(settings.NIK_KEY, f"token {token}".encode(), sha256).hexdigest()[:SEAL_LETTERS]


def _in_waitress(name: str) -> str:
    """How waitress spells a header's name."""
    return name.upper().replace("-", "_")


class Bounded:
    """Waitress's adjustments with another limit of the body."""

    def __init__(self, plain: Any, most: int) -> None:
        self._plain = plain
        self.max_request_body_size = most

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plain, name)


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """Knows the limit as soon as the headers are there, and whether a proxy spoke in them."""

    adj: Any

    def parse_header(self, header_plus: bytes) -> None:
        """As waitress does, then the limit for the body to come.

        ParsingError (400, the connection ends) where a proxy before us could find another end of the request
        than we do (RFC 9112, 6.1 and 6.3).
        """
        super().parse_header(header_plus)
        if (self.chunked and "CONTENT_LENGTH" in self.headers) or "TRANSFER_ENCODING" in self.headers:
            raise ParsingError("Content-Length and Transfer-Encoding do not go together")
        if any(_in_waitress(name) in self.headers for name in FORWARDED):
            self.headers[_in_waitress(CAME_BY_PROXY)] = "ya"
        most = most_bytes(self.path, self.headers, self.adj.max_request_body_size)
        self.adj = Bounded(self.adj, most)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose requests are parsed so."""

    parser_class = Parser
