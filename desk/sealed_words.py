"""The words of a search as an address may hold them: sealed with a key that ends with the login.

A browser's history and a proxy's log keep addresses, and names and NIKs that are looked for stand in none of
them. Sealed instead of stored: no table of searches is kept, and turning pages, going back and reloading work
as with plain words. The same words give the same address (AES-SIV) as long as the person is logged in; once
the session has ended nobody can open it again, since the session's own key was half of what sealed it.
"""

import base64
import hmac
from collections.abc import Mapping
from hashlib import sha512
from urllib.parse import urlencode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

from desk.forms.asked import SealedForm

BOX = "cari"
"""What the boxes that one types them into call them, which send by POST."""
NAME = "pencarian"
"""What the address calls them."""
OVER = "Kata yang dicari tidak disimpan setelah sesi berakhir. Ketik lagi di kotak pencarian."


def sealed(request: HttpRequest, words: str) -> str:
    """The words for an address."""
    return base64.urlsafe_b64encode(_cipher(request).encrypt(words.encode(), None)).decode().rstrip("=")


def query(request: HttpRequest, words: str, others: Mapping[str, str]) -> str:
    """A query string: `others`, and the words sealed."""
    return urlencode({**others, **({NAME: sealed(request, words)} if words else {})})


def of_address(request: HttpRequest) -> str:
    """The words that the request's address holds; "" when it holds none, or when they were sealed in a login
    that is over, which the page then says."""
    text = SealedForm(request.GET).known()[NAME]
    if not text:
        return ""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return _cipher(request).decrypt(raw, None).decode()
    except (ValueError, InvalidTag):
        messages.info(request, OVER)
        return ""


def _cipher(request: HttpRequest) -> AESSIV:
    """The cipher of this session; the session's key alone (a copied cookie, a row) opens nothing."""
    own = f"kata yang dicari {request.session.session_key}"
    return AESSIV(hmac.new(settings.NIK_KEY, own.encode(), sha512).digest())
