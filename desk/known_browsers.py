"""Browsers from which somebody has logged in before: strangers' wrong guesses do not shut them out.

A device cookie (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"): signed, for the login
page alone, a random number for each account that logged in there. It proves nothing but that; the
password is asked all the same, and wrong ones are counted under the cookie's own number.
"""

import secrets
from collections.abc import Mapping

from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "berkas_peramban"
SALT = "berkas.peramban"
KEEP_SECONDS = 365 * 24 * 3600
MOST_ACCOUNTS = 12
"""Accounts one browser is known for: the people of a counter share its computer."""


def number_of(request: HttpRequest, user_id: int | None) -> str:
    """The number under which this browser is known for the account; empty for a stranger."""
    return _numbers(request).get(str(user_id), "")


def remember(request: HttpRequest, response: HttpResponse, user_id: int) -> None:
    """From now on the browser is known for the account."""
    known = dict(_numbers(request))
    number = known.pop(str(user_id), "") or secrets.token_hex(8)
    kept = dict([*known.items()][-(MOST_ACCOUNTS - 1) :]) | {str(user_id): number}
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=KEEP_SECONDS,
        path="/masuk/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )


def _numbers(request: HttpRequest) -> Mapping[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEEP_SECONDS)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}
