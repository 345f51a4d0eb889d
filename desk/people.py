"""Managing users, for the desk's page and for `berkas user`: every change is in the audit log.

Functions raise UsageError (with what to do) for a wrong name or role, and when the last administrator
would be lost; StorageError when the database refuses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Prefetch

from desk import audit, second_factor, second_person, sitting
from desk.accounts import ADMIN, ROLES, one_time_password, profile_of, waiting_for_a_password
from desk.door import door
from desk.models import ApiToken, CaseRow, RoleProposal, StaffProfile
from models.clean import clean_text
from models.errors import UsageError

USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,149}")
"""No letter of another script that looks like one of ours."""

COMMAND_LINE = "baris perintah"
"""Actor of what was done with `berkas user`: who may run it has the data folder anyway."""


@dataclass(frozen=True)
class Person:
    """A user as the lists show them."""

    id: int
    username: str
    full_name: str
    roles: tuple[str, ...]
    is_active: bool
    last_login: datetime | None
    must_change_password: bool
    email: str = ""
    waiting_roles: tuple[str, ...] = ()
    """Proposed, and not confirmed by a second person yet."""


@door
def everyone() -> list[Person]:
    """All users by name."""
    users = User.objects.order_by("username").prefetch_related(
        Prefetch("groups", queryset=Group.objects.order_by("name")),
        Prefetch(
            "proposals", queryset=RoleProposal.objects.filter(state=RoleProposal.WAITING).order_by("role")
        ),
    )
    waiting = set(StaffProfile.objects.filter(must_change_password=True).values_list("user_id", flat=True))
    return [
        Person(
            user.id,
            user.username,
            user.get_full_name(),
            tuple(group.name for group in user.groups.all()),
            user.is_active,
            user.last_login,
            user.id in waiting,
            user.email,
            tuple(each.role for each in user.proposals.all()),
        )
        for user in users
    ]


@door
def add(username: str, roles: Sequence[str], actor: str, full_name: str = "") -> str:
    """A new user; returns the one-time password."""
    name = username.strip()
    if not USERNAME.fullmatch(name):
        raise UsageError("Nama pengguna hanya berisi huruf a-z, angka, dan tanda . _ - tanpa spasi.")
    _check(roles)
    with transaction.atomic():
        if User.objects.filter(username__iexact=name).exists():
            raise UsageError(f"Nama pengguna {name} sudah dipakai; pilih nama lain.")
        password = one_time_password()
        user = User.objects.create_user(
            name, password=password, first_name=clean_text(full_name).strip()[:150]
        )
        second_person.give(user, roles, actor, at_once=actor == COMMAND_LINE)
        StaffProfile.objects.create(user=user, **waiting_for_a_password())
        audit.append(actor, "pengguna_ditambah", "", {"pengguna": name, "peran": _names(roles)})
        _note_waiting(user, actor)
    return password


@door
def renew_password(username: str, actor: str) -> str:
    """A new one-time password for who lost theirs; open sessions end, and roles that nothing else guards wait
    for a second person when it is made at the desk. Returns it."""
    with transaction.atomic():
        user = _user(username)
        password = one_time_password()
        user.set_password(password)
        user.save(update_fields=["password"])
        profile_of(user)
        StaffProfile.objects.filter(user=user).update(**waiting_for_a_password())
        sitting.end_all(user)
        audit.append(actor, "sandi_baru", "", {"pengguna": user.username})
        if actor != COMMAND_LINE and second_person.hold_after_new_password(user, actor):
            _keep_an_admin()
            _note_waiting(user, actor)
    return password


@door
def set_roles(username: str, roles: Sequence[str], actor: str) -> None:
    """The user's roles from now on; new ones given at the desk wait for a second person."""
    _check(roles)
    with transaction.atomic():
        user = _user(username)
        before = second_person.names(user)
        second_person.give(user, roles, actor, at_once=actor == COMMAND_LINE)
        _keep_an_admin()
        audit.append(
            actor,
            "peran_diubah",
            "",
            {
                "pengguna": user.username,
                "sebelum": _names(before),
                "sesudah": _names(second_person.names(user)),
            },
        )
        _note_waiting(user, actor)


def actor_of(person: User | None) -> str:
    """As the audit log names him; None: who works on the machine itself."""
    return person.username if person else COMMAND_LINE


@door
def settle_roles(user_id: int, by: User | None, *, is_confirmed: bool) -> None:
    """What waits for the user is confirmed or refused by a second person; `by` None: on the machine itself.
    UsageError when nothing waits or that person may not."""
    actor = actor_of(by)
    with transaction.atomic():
        user = User.objects.get(id=user_id)
        roles = second_person.settle(user, by, actor, is_confirmed=is_confirmed)
        action = "peran_ditegaskan" if is_confirmed else "peran_ditolak"
        audit.append(actor, action, "", {"pengguna": user.username, "peran": _names(roles)})


@door
def confirm(username: str) -> None:
    """Confirms from the command line what waits for the user."""
    settle_roles(_user(username).id, None, is_confirmed=True)


@door
def set_active(username: str, is_active: bool, actor: str) -> None:
    """Shuts the user out, or lets them in again; nothing they did is lost. Sessions and tokens of before end
    for good: who comes back logs in and makes new tokens."""
    with transaction.atomic():
        user = _user(username)
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        _keep_an_admin()
        sitting.end_all(user)
        ApiToken.objects.filter(user=user).update(is_active=False)
        CaseRow.objects.filter(assignee=user).update(assignee=None)
        action = "pengguna_diaktifkan" if is_active else "pengguna_dinonaktifkan"
        audit.append(actor, action, "", {"pengguna": user.username})


@door
def set_full_name(username: str, full_name: str, actor: str) -> None:
    """The name shown beside what the user does."""
    with transaction.atomic():
        user = _user(username)
        before, user.first_name, user.last_name = (
            user.get_full_name(),
            clean_text(full_name).strip()[:150],
            "",
        )
        user.save(update_fields=["first_name", "last_name"])
        audit.append(
            actor,
            "nama_diubah",
            "",
            {"pengguna": user.username, "sebelum": before, "sesudah": user.first_name},
        )


@door
def set_email(username: str, address: str, actor: str) -> None:
    """Where the user's summaries of what is due go; empty = nowhere. UsageError for what is no address."""
    try:
        if address.strip():
            validate_email(address.strip())
    except ValidationError as error:
        raise UsageError("Alamat surel itu tidak benar.") from error
    with transaction.atomic():
        user = _user(username)
        user.email = address.strip()
        user.save(update_fields=["email"])
        audit.append(actor, "surel_diubah", "", {"pengguna": user.username})


@door
def take_factor(username: str, actor: str) -> None:
    """Takes the second factor from who lost the phone and the recovery codes. From the command line alone: at
    the desk a one-time password and this would let an administrator in as anybody."""
    second_factor.take_away(_user(username), actor)


def _check(roles: Sequence[str]) -> None:
    unknown = [role for role in roles if role not in ROLES]
    if unknown or not roles:
        what = f"Peran {unknown[0]} tidak dikenal" if unknown else "Pilih sedikitnya satu peran"
        raise UsageError(f"{what}. Pilihannya: {', '.join(ROLES)}.")


def _note_waiting(user: User, actor: str) -> None:
    if roles := second_person.waiting_roles(user):
        audit.append(actor, "peran_diusulkan", "", {"pengguna": user.username, "peran": _names(roles)})


def _names(roles: Sequence[str]) -> str:
    return ", ".join(sorted(roles))


def _user(username: str) -> User:
    user = User.objects.filter(username=username.strip()).first()
    if not user:
        raise UsageError(f"Tidak ada pengguna bernama {username}.")
    return user


def _keep_an_admin() -> None:
    """Without one, nobody could manage users at the desk any more."""
    if not User.objects.filter(is_active=True, groups__name=ADMIN).exists():
        raise UsageError("Harus ada sedikitnya satu admin yang aktif; tambahkan admin lain dahulu.")
