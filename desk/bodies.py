"""How large a request's body may be, decided by its headers before any of it is read.

Waitress reads a whole body before the desk sees the request; so 60 MB sent to the login page were taken in
from anybody. Uploads are let through where files are handed in, and from who shows a session or a token.
"""

from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

UPLOADS = ("/terima/", "/api/v1/berkas")
SMALL_BYTES = 5 * 2**20
"""A page's form with the longest letter is far below; Django's own limit for a form without files."""
STRANGER_BYTES = 64 * 2**10
"""Who shows neither session nor token sends a login form."""


def most_bytes(path: str, headers: dict[str, str], largest: int) -> int:
    """The limit for a request with these headers (waitress's names: capitals, underscores)."""
    is_shown = "sesi" in headers.get("COOKIE", "") or bool(headers.get("AUTHORIZATION"))
    if not is_shown:
        return STRANGER_BYTES
    return largest if path.startswith(UPLOADS) else SMALL_BYTES


class Bounded:
    """Waitress's adjustments with another limit of the body."""

    def __init__(self, plain: Any, most: int) -> None:
        self._plain = plain
        self.max_request_body_size = most

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plain, name)


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """Knows the limit as soon as the headers are there."""

    adj: Any

    def parse_header(self, header_plus: bytes) -> None:
        """As waitress does, then the limit for the body to come."""
        super().parse_header(header_plus)
        most = most_bytes(self.path, self.headers, self.adj.max_request_body_size)
        self.adj = Bounded(self.adj, most)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose requests are parsed so."""

    parser_class = Parser
