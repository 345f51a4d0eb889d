"""Roles, their permissions, and the first administrator."""

import secrets

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

from desk import audit
from desk.models import Pegawai

ROLES: dict[str, tuple[str, ...]] = {
    "petugas": ("lihat", "periksa", "terima_berkas"),
    "pemeriksa": ("lihat", "periksa", "putuskan", "terima_berkas", "ekspor"),
    "pengelola_pengaduan": (
        "lihat", "periksa", "putuskan", "kelola_pengaduan", "terima_berkas", "ekspor", "lihat_rahasia",
        "lihat_dasbor",
    ),
    "kepala": (
        "lihat", "periksa", "putuskan", "lihat_dasbor", "lihat_audit", "ekspor", "lihat_rahasia", "lihat_nik",
    ),
    "arsiparis": ("lihat", "arsipkan", "ekspor", "lihat_dasbor"),
    "admin": ("kelola_pengguna", "lihat_audit", "lihat_dasbor"),
}  # fmt: skip
"""What each role may do; `admin` manages users and sees no case."""

ADMIN = "admin"
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
        Pegawai.objects.create(user=user, must_change_password=True)
        return password


def one_time_password() -> str:
    """Sixteen letters and digits in groups of four: can be read out and typed without a slip."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


def pegawai(user: User) -> Pegawai:
    """The user's desk settings, made when missing."""
    return Pegawai.objects.get_or_create(user=user)[0]
