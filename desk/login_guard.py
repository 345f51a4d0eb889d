"""Slows the guessing of passwords down: django-axes' gate with our own counting, in the database.

Axes asks `Guard` before each password is looked at and tells it how each try ended. Its own handler was not
taken: it forgets all failures at the end of a pause (so pauses can't grow), counts each browser name apart,
and keeps what was posted. Here a stranger's failures are counted three times over: for the account at the
address, for the account, for the address; a known browser's (desk/known_browsers.py) only under its own
number, so that strangers shut no one out who has logged in there before. Names are compared in the NFKC form
in which Django logs in, without regard to capitals. Every failure is in the audit log.
"""

import hmac
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network

from axes.handlers.base import AbstractAxesHandler, AxesBaseHandler
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from desk import audit, known_browsers
from desk.models import FailedLogins

Keys = Mapping[str, str]
"""Kind of count -> key of its row."""
NOBODY = "tidak dikenal"
"""Actor of a try under a name that no user has."""


@dataclass(frozen=True)
class Allowance:
    """`free` wrong passwords without a pause, then pauses of `first` seconds, doubled up to `longest`."""

    free: int
    first: int
    longest: int

    def pause(self, failures: int) -> int:
        """Seconds to wait after that many failures."""
        over = failures - self.free
        return 0 if over < 0 else min(self.longest, self.first * 2 ** min(over, 16))


ALLOWANCES = {
    "akun_alamat": Allowance(5, 10, 900),
    "akun": Allowance(9, 5, 300),
    "alamat": Allowance(9, 5, 60),
    "peramban": Allowance(8, 10, 900),
    "sandi": Allowance(5, 10, 900),
}
"""A person mistypes four or five times; the tenth guess at an account waits wherever it comes from. A
whole account and a whole address (many people may share one) wait less long: nobody is shut out for good."""

FORGET = timedelta(hours=1)
"""Failures so long after the last pause are forgotten: a morning's slip is no part of the afternoon's."""
OLD = timedelta(days=1)
"""Rows untouched for so long are removed."""
IPV6_HOST = 64
"""A subscriber has a whole /64 network of IPv6 addresses."""


def as_logged_in(name: str) -> str:
    """The name as Django's login form takes it (NFKC)."""
    return unicodedata.normalize("NFKC", name).replace("\0", "").strip()


def normal(name: str) -> str:
    """The name as counted: as it logs in, in small letters."""
    return as_logged_in(name).casefold()


def seconds_left(request: HttpRequest, name: str) -> int:
    """How long this request has to wait before it may try that name's password; 0 = now."""
    kinds = {key: kind for kind, key in keys_of(request, name).items()}
    rows = FailedLogins.objects.filter(key__in=kinds)
    left = max((_left(row, ALLOWANCES[kinds[row.key]]) for row in rows), default=timedelta(0))
    return max(0, -(-left // timedelta(seconds=1)))


def _left(row: FailedLogins, allowance: Allowance) -> timedelta:
    """How long the row's pause still lasts; none that is longer than any: the clock has been set back."""
    left = row.paused_until - timezone.now() if row.paused_until else timedelta(0)
    return left if left <= timedelta(seconds=allowance.longest) else timedelta(0)


def is_known(request: HttpRequest, name: str) -> bool:
    """Whether the person of that name has logged in from this browser before."""
    return bool(known_browsers.number_of(request, _user_id(name)))


def keys_of(request: HttpRequest, name: str) -> Keys:
    """Under which keys this request's failures with that name are counted."""
    if isinstance(user := getattr(request, "user", None), User):
        return {"sandi": _key("sandi", str(user.pk))}
    number, wanted, where = known_browsers.number_of(request, _user_id(name)), normal(name), network(request)
    if number:
        return {"peramban": _key("peramban", number, wanted)}
    return {
        "akun_alamat": _key("akun_alamat", wanted, where),
        "akun": _key("akun", wanted),
        "alamat": _key("alamat", where),
    }


def network(request: HttpRequest) -> str:
    """The address the request came from; of IPv6 its network."""
    text = str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ip_address(text)
    except ValueError:
        return text
    return str(ip_network(f"{address}/{IPV6_HOST}", strict=False)) if address.version == 6 else text


class Guard(AbstractAxesHandler, AxesBaseHandler):  # type: ignore[misc]
    """What django-axes asks and tells (axes.handlers.proxy)."""

    def is_allowed(self, request: HttpRequest, credentials: Mapping[str, str] | None = None) -> bool:
        """Whether the password may be looked at now."""
        return seconds_left(request, _name(credentials)) == 0

    def get_failures(self, request: HttpRequest, credentials: Mapping[str, str] | None = None) -> int:
        """The failures counted so far, of the key that has most."""
        rows = FailedLogins.objects.filter(key__in=keys_of(request, _name(credentials)).values())
        return max((row.failures for row in rows), default=0)

    def user_login_failed(
        self,
        sender: object,
        credentials: Mapping[str, str],
        request: HttpRequest | None = None,
        **kwargs: object,
    ) -> None:
        """Counts a wrong password; a try that was turned away is only noted."""
        if request is None:
            return
        if getattr(request, "axes_locked_out", False):
            note_refusal(request, _name(credentials))
        else:
            _count(request, _name(credentials))

    def user_logged_in(self, sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
        """The right password: what was counted for the account here is forgotten, the address's is not (who
        has an account could else guess at others' without end)."""
        forgive(request, user)

    def user_logged_out(self, sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
        """Nothing to count."""

    def post_save_access_attempt(self, instance: object, **kwargs: object) -> None:
        """Axes' own table stays empty."""

    def post_delete_access_attempt(self, instance: object, **kwargs: object) -> None:
        """Axes' own table stays empty."""


def forgive(request: HttpRequest, user: User) -> None:
    """Forgets what was counted for the account here, in every way but the address's."""
    name, number = normal(user.username), known_browsers.number_of(request, user.pk)
    keys = (
        _key("sandi", str(user.pk)),
        _key("peramban", number, name),
        _key("akun_alamat", name, network(request)),
        _key("akun", name),
    )
    FailedLogins.objects.filter(key__in=keys).delete()


def note_refusal(request: HttpRequest, name: str) -> None:
    """One more try during a pause: told with the next failure, so that no flood of tries fills the log."""
    FailedLogins.objects.filter(
        key__in=keys_of(request, name).values(), paused_until__gt=timezone.now()
    ).update(refused=F("refused") + 1)


def _count(request: HttpRequest, name: str) -> None:
    """Counts one failure under each of its keys and puts it into the audit log."""
    now = timezone.now()
    FailedLogins.objects.filter(last_at__lt=now - OLD).delete()
    keys = keys_of(request, name)
    with transaction.atomic():
        rows = [_one_more(kind, key, now) for kind, key in sorted(keys.items())]
        wait = max(((row.paused_until or now) - now for row in rows), default=timedelta(0))
        user = User.objects.filter(username=as_logged_in(name)).first()
        data = {
            "alamat": str(request.META.get("REMOTE_ADDR", "")),
            "peramban": "asing" if "alamat" in keys else "dikenal",
            "percobaan": max(row.failures for row in rows),
            "jeda_detik": round(wait.total_seconds()),
            "ditahan": max(row.refused for row in rows),
        }
        if not user:
            data["sidik_nama"] = _key("nama", normal(name))[:12]
        FailedLogins.objects.filter(key__in=keys.values()).update(refused=0)
        action = "sandi_salah" if "sandi" in keys else "masuk_gagal"
        audit.append(user.username if user else NOBODY, action, "", data)


def _one_more(kind: str, key: str, now: datetime) -> FailedLogins:
    row, _ = FailedLogins.objects.select_for_update().get_or_create(key=key, defaults={"last_at": now})
    if now - max(row.last_at, row.paused_until or row.last_at) > FORGET:
        row.failures = 0
    row.failures += 1
    row.last_at = now
    seconds = ALLOWANCES[kind].pause(row.failures)
    row.paused_until = now + timedelta(seconds=seconds) if seconds else None
    row.save(update_fields=["failures", "last_at", "paused_until"])
    return row


def _user_id(name: str) -> int | None:
    return User.objects.filter(username=as_logged_in(name)).values_list("id", flat=True).first()


def _name(credentials: Mapping[str, str] | None) -> str:
    return (credentials or {}).get("username") or ""


def _key(*parts: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), "\0".join(parts).encode(), sha256).hexdigest()
