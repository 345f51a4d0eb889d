"""Roles, their permissions, and the first administrator."""

import secrets
from datetime import timedelta

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.utils import timezone

from desk import audit
from desk.models import StaffProfile

ROLES: dict[str, tuple[str, ...]] = {
    "petugas": ("lihat", "periksa", "terima_berkas"),
    "pemeriksa": ("lihat", "periksa", "putuskan", "terima_berkas", "ekspor"),
    "pengelola_pengaduan": (
        "lihat", "periksa", "putuskan", "kelola_pengaduan", "terima_berkas", "ekspor", "lihat_rahasia",
        "lihat_dasbor",
    ),
    "kepala": (
        "lihat", "periksa", "putuskan", "lihat_dasbor", "lihat_audit", "ekspor", "lihat_rahasia", "lihat_nik",
        "kelola_data_pribadi", "tegaskan_peran",
    ),
    "arsiparis": ("lihat", "arsipkan", "ekspor", "lihat_dasbor"),
    "admin": ("kelola_pengguna", "lihat_audit", "lihat_dasbor", "tegaskan_peran"),
}  # fmt: skip
"""What each role may do; `admin` manages users and sees no case."""

ADMIN = "admin"
HEAD = "kepala"
ONE_TIME = timedelta(days=3)
"""A weekend between making a one-time password and its first use; a note of it lies about no longer."""
FIRST_ADMIN = "admin"


def make_roles() -> None:
    """Makes each role's group and sets its permissions; safe to repeat. Nobody stands above the roles: a
    superuser of an earlier version keeps the roles alone."""
    with transaction.atomic():
        for role, rights in ROLES.items():
            group, _ = Group.objects.get_or_create(name=role)
            group.permissions.set(
                Permission.objects.filter(content_type__app_label="desk", codename__in=rights)
            )
        for user in User.objects.filter(is_superuser=True):
            user.is_superuser = user.is_staff = False
            user.save(update_fields=["is_superuser", "is_staff"])
            audit.append(audit.SYSTEM, "hak_luar_biasa_dicabut", "", {"pengguna": user.username})


def make_first_admin() -> str | None:
    """The administrator with a one-time password, when there is no user yet."""
    with transaction.atomic():
        if User.objects.exists():
            return None
        password = one_time_password()
        user = User.objects.create_user(FIRST_ADMIN, password=password)
        user.groups.add(Group.objects.get(name=ADMIN))
        StaffProfile.objects.create(user=user, **waiting_for_a_password())
        return password


def waiting_for_a_password() -> dict[str, object]:
    """What a `StaffProfile` says of who has got a one-time password now."""
    return {"must_change_password": True, "one_time_until": timezone.now() + ONE_TIME}


def is_one_time_over(user: User) -> bool:
    """Whether the user's one-time password was not used in time."""
    settings = profile_of(user)
    until = settings.one_time_until
    return bool(settings.must_change_password and until and until < timezone.now())


def one_time_password() -> str:
    """Sixteen letters and digits in groups of four: can be read out and typed without a slip."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


def profile_of(user: User) -> StaffProfile:
    """The user's desk settings, made when missing."""
    return StaffProfile.objects.get_or_create(user=user)[0]
