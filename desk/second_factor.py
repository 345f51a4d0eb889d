"""The second factor at login: a code of the person's phone (TOTP, RFC 6238) or one of ten recovery codes.

Who has one is asked for it in every new session; who has a role of the setting `second_factor` must set one
up before working. Guessing is slowed down by django-otp, a code is good once. Nobody takes another's factor
away at the desk: an administrator who makes a one-time password for somebody still lacks it (`berkas user
factor`).
"""

from enum import Enum

import django_otp
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticToken

from desk import audit, sitting
from desk.models import Phone, RecoveryCodes

DEVICE_NAME = "ponsel"
RECOVERY_NAME = "cadangan"
RECOVERY_CODES = 10
NOT_NEEDED = "tanpa_faktor"
"""In a session: this person has none and needs none. Who gets a role that needs one logs in again."""


class Need(Enum):
    """What stands between a session and the desk."""

    NOTHING = "tidak ada"
    CODE = "kode"
    SET_UP = "pasang"


def need(request: HttpRequest, user: User) -> Need:
    """What the session still needs; asks the database until that is known."""
    session = request.session
    if session.get(django_otp.DEVICE_ID_SESSION_KEY) or session.get(NOT_NEEDED):
        return Need.NOTHING
    if has_one(user):
        return Need.CODE
    if must_have(user):
        return Need.SET_UP
    session[NOT_NEEDED] = True
    return Need.NOTHING


def has_one(user: User) -> bool:
    """Whether the person has set one up."""
    return bool(Phone.objects.filter(user=user, confirmed=True).exists())


def must_have(user: User) -> bool:
    """Whether a role of the person needs one."""
    roles = settings.SECOND_FACTOR_ROLES
    return bool(roles) and user.groups.filter(name__in=roles).exists()


def offered(user: User) -> Phone:
    """The factor that is being set up: its key stays until the person has proved it."""
    return Phone.offered_to(user, DEVICE_NAME)


def set_up(request: HttpRequest, user: User, code: str) -> list[str]:
    """Confirms the offered factor by its first code; other sessions end. The recovery codes, or nothing
    when the code is wrong."""
    with transaction.atomic():
        device = Phone.objects.select_for_update().get(pk=offered(user).pk)
        if not device.verify_token(_plain(code)):
            return []
        Phone.objects.filter(user=user, confirmed=True).delete()
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        codes = new_recovery_codes(user)
        audit.append(user.username, "faktor_dipasang")
    sitting.end_all(user, but=request.session.session_key)
    _passed(request, device)
    return codes


def verify(request: HttpRequest, user: User, code: str) -> bool:
    """Whether the code is right; then the session is through. Both outcomes are in the audit log."""
    code = _plain(code)
    for kind in (Phone, RecoveryCodes):
        for device in kind.objects.filter(user=user, confirmed=True):
            if django_otp.verify_token(user, device.persistent_id, code):
                audit.append(user.username, "faktor_cocok", "", {"dengan": device.name})
                _passed(request, device)
                return True
    audit.append(user.username, "faktor_salah")
    return False


def _passed(request: HttpRequest, device: Phone | RecoveryCodes) -> None:
    request.session.cycle_key()
    django_otp.login(request, device)


def new_recovery_codes(user: User) -> list[str]:
    """Ten codes, each good once, in place of any before."""
    RecoveryCodes.objects.filter(user=user).delete()
    device = RecoveryCodes.objects.create(user=user, name=RECOVERY_NAME)
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    for code in codes:
        device.add(code)
    return codes


def codes_left(user: User) -> int:
    """Recovery codes that were not used yet."""
    return int(StaticToken.objects.filter(device__user=user).count())


def take_away(user: User, actor: str) -> None:
    """The person has none any more, and logs in again."""
    with transaction.atomic():
        Phone.objects.filter(user=user).delete()
        RecoveryCodes.objects.filter(user=user).delete()
        sitting.end_all(user)
        audit.append(actor, "faktor_dilepas", "", {"pengguna": user.username})


def _plain(code: str) -> str:
    """As it is kept: people type it in groups and in capitals."""
    return "".join(code.split()).replace("-", "").lower()[:16]
