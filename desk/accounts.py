"""Roles, their permissions, and the first administrator."""

import secrets

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

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
    "admin": ("lihat_audit", "lihat_dasbor"),
}  # fmt: skip
"""What each role may do; `admin` manages users and sees no case."""

FIRST_ADMIN = "admin"
USER_RIGHTS = (
    "add_user", "change_user", "view_user", "view_group", "add_tokenapi", "change_tokenapi", "view_tokenapi",
)  # fmt: skip


def make_roles() -> None:
    """Makes each role's group and sets its permissions; safe to repeat."""
    with transaction.atomic():
        for role, rights in ROLES.items():
            group, _ = Group.objects.get_or_create(name=role)
            wanted = Permission.objects.filter(content_type__app_label="desk", codename__in=rights)
            if role == "admin":
                wanted = wanted | Permission.objects.filter(codename__in=USER_RIGHTS)
            group.permissions.set(wanted)


def make_first_admin() -> str | None:
    """The administrator with a one-time password, when there is no user yet."""
    with transaction.atomic():
        if User.objects.exists():
            return None
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        user = User.objects.create_superuser(FIRST_ADMIN, password=password)
        user.groups.add(Group.objects.get(name="admin"))
        Pegawai.objects.create(user=user, must_change_password=True)
        return password


def pegawai(user: User) -> Pegawai:
    """The user's desk settings, made when missing."""
    return Pegawai.objects.get_or_create(user=user)[0]
