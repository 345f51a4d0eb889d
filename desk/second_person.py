"""A role needs a second person: who manages users proposes it, somebody else confirms it before it counts.

Every role does, `admin` too: else an administrator's own second account would be the second person. A head
(`kepala`) confirms; where no active one is there, another administrator; never who proposed it or who gets
it. What `berkas user` gives on the machine itself counts at once, since who may run it has database and keys;
heads see it on the same page. Taking a role away needs nobody. The setting `second_person` switches it off.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.utils import timezone

from desk import second_factor, sitting
from desk.accounts import ADMIN, HEAD
from desk.models import RoleProposal
from models.errors import UsageError

SHOWN = timedelta(days=90)
"""How long what was decided stands on the page; the audit log keeps it."""


@dataclass(frozen=True)
class Waiting:
    """A user whose roles wait; `obstacle`: why who looks may not settle it ("" when they may)."""

    user: User
    roles: tuple[str, ...]
    proposed_by: str
    at: datetime
    is_renewed: bool
    obstacle: str


def give(user: User, roles: Collection[str], actor: str, *, at_once: bool) -> None:
    """Sets the user's roles; new ones wait unless they count `at_once`. The caller's transaction."""
    held = set(names(user))
    new = set(roles) - held
    waits = set() if at_once or not settings.SECOND_PERSON else new
    _take_effect(user, set(roles) - waits)
    _open(user).exclude(role__in=waits).update(
        state=RoleProposal.WITHDRAWN, decided_by=actor, decided_at=timezone.now()
    )
    _propose(user, waits, actor)
    for role in sorted(new - waits):
        RoleProposal.objects.create(
            user=user, role=role, proposed_by=actor, state=RoleProposal.IN_FORCE, decided_by=actor,
            decided_at=timezone.now(),
        )  # fmt: skip


def hold_after_new_password(user: User, actor: str) -> tuple[str, ...]:
    """The roles of who has got a new one-time password wait again, when nothing but that password stands
    between its maker and the user's cases; which."""
    if not settings.SECOND_PERSON or user.username == actor or second_factor.has_one(user):
        return ()
    held = names(user)
    user.groups.clear()
    _propose(user, held, actor, is_renewed=True)
    return held


def settle(user: User, by: User | None, actor: str, *, is_confirmed: bool) -> tuple[str, ...]:
    """Confirms or refuses what waits for the user; which roles. `by` None: the machine's own shell.
    UsageError when nothing waits or `by` may not. The caller's transaction."""
    found = list(_open(user).select_for_update())
    if not found:
        raise UsageError(f"Tidak ada peran {user.username} yang menunggu penegasan.")
    if by and (reason := obstacle(by, found)):
        raise UsageError(reason)
    roles = tuple(sorted(each.role for each in found))
    state = RoleProposal.IN_FORCE if is_confirmed else RoleProposal.REFUSED
    _open(user).update(state=state, decided_by=actor, decided_at=timezone.now())
    if is_confirmed:
        _take_effect(user, {*names(user), *roles})
    return roles


def obstacle(by: User, found: Sequence[RoleProposal]) -> str:
    """Why that person may not settle these proposals of one user; "" when they may."""
    if any(each.user_id == by.pk for each in found):
        return "Peran Anda sendiri ditegaskan orang lain."
    if any(each.proposed_by == by.username for each in found):
        return "Yang mengusulkan tidak dapat menegaskan."
    if not confirmers(found[0].user).filter(pk=by.pk).exists():
        return "Kepala yang menegaskan peran."
    return ""


def confirmers(user: User) -> QuerySet[User]:
    """Who may confirm a role of the user: heads, or administrators where there is no other head."""
    others = User.objects.filter(is_active=True).exclude(pk=user.pk)
    heads = others.filter(groups__name=HEAD)
    return heads if heads.exists() else others.filter(groups__name=ADMIN)


def who_confirms(user: User, actor: str) -> str:
    """In words for who proposed it."""
    found = list(confirmers(user).exclude(username=actor).order_by("username"))
    if not found:
        return (
            f"Belum ada orang kedua: tegaskan di komputer server dengan berkas user confirm {user.username}"
        )
    role = HEAD if any(HEAD in names(each) for each in found) else "admin lain"
    return f"Peran berlaku setelah ditegaskan {role} ({', '.join(each.username for each in found)})"


def waiting(by: User) -> list[Waiting]:
    """What waits, user by user, as `by` sees it."""
    rows = RoleProposal.objects.filter(state=RoleProposal.WAITING).select_related("user").order_by("at", "id")
    grouped: dict[int, list[RoleProposal]] = {}
    for each in rows:
        grouped.setdefault(each.user_id, []).append(each)
    return [
        Waiting(
            found[0].user, tuple(each.role for each in found), found[0].proposed_by, found[0].at,
            any(each.is_renewed for each in found), obstacle(by, found),
        )
        for found in grouped.values()
    ]  # fmt: skip


def count_for(by: User) -> int:
    """How many users' roles this person could settle now."""
    return sum(not each.obstacle for each in waiting(by))


def settled() -> QuerySet[RoleProposal]:
    """What was decided or given at once lately, the newest first."""
    since = timezone.now() - SHOWN
    done = RoleProposal.objects.exclude(state=RoleProposal.WAITING).filter(decided_at__gt=since)
    return done.select_related("user").order_by("-decided_at", "-id")[:200]


def waiting_roles(user: User) -> tuple[str, ...]:
    """The user's roles that wait."""
    return tuple(_open(user).order_by("role").values_list("role", flat=True))


def names(user: User) -> tuple[str, ...]:
    """The user's roles in force."""
    return tuple(user.groups.order_by("name").values_list("name", flat=True))


def _open(user: User) -> QuerySet[RoleProposal]:
    return RoleProposal.objects.filter(user=user, state=RoleProposal.WAITING)


def _propose(user: User, roles: Collection[str], actor: str, *, is_renewed: bool = False) -> None:
    for role in sorted(roles):
        RoleProposal.objects.get_or_create(
            user=user, role=role, state=RoleProposal.WAITING,
            defaults={"proposed_by": actor, "is_renewed": is_renewed},
        )  # fmt: skip


def _take_effect(user: User, roles: Collection[str]) -> None:
    """The roles in force; who needs a second factor from now on logs in anew."""
    needed = second_factor.must_have(user)
    user.groups.set(Group.objects.filter(name__in=roles))
    if second_factor.must_have(user) and not needed:
        sitting.end_all(user)
