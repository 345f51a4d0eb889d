"""What the desk keeps of its users beyond Django's account."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class StaffProfile(models.Model):
    """An office worker's settings on the desk."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_profile"
    )
    must_change_password = models.BooleanField("harus mengganti kata sandi", default=True)
    one_time_until = models.DateTimeField("kata sandi sekali pakai berlaku hingga", null=True, blank=True)
    """Until then a one-time password opens the door; null for one that was made before this limit."""
    uses_single_keys = models.BooleanField("pintasan satu tombol", default=True)

    reminded_on = models.DateField(null=True, blank=True)
    """The last day a summary of what is due was mailed (desk/procedure/reminder_mail.py)."""

    class Meta:
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"


class ApiToken(models.Model):
    """A key to the API. Only its digest is kept; it acts as `user` within its scopes.

    `scopes`: any of "baca" (read cases) and "kirim" (hand papers in).
    """

    name = models.CharField("nama", max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, verbose_name="bertindak sebagai"
    )
    scopes = models.JSONField("lingkup", default=list)
    expires_at = models.DateTimeField("berlaku hingga", null=True, blank=True)
    is_active = models.BooleanField("aktif", default=True)

    class Meta:
        verbose_name = "token API"
        verbose_name_plural = "token API"

    def __str__(self) -> str:
        return self.name


class RoleProposal(models.Model):
    """A role that somebody proposed for a user, what became of it and who decided (desk/second_person.py).

    `is_renewed`: the user held it, and a new one-time password made it wait.
    """

    WAITING, IN_FORCE, REFUSED, WITHDRAWN = "menunggu", "berlaku", "ditolak", "ditarik"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="proposals")
    role = models.CharField("peran", max_length=30)
    proposed_by = models.CharField("diusulkan oleh", max_length=150)
    at = models.DateTimeField(default=timezone.now)
    is_renewed = models.BooleanField(default=False)
    state = models.CharField("keadaan", max_length=12, default=WAITING)
    decided_by = models.CharField("diputuskan oleh", max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "usulan peran"
        verbose_name_plural = "usulan peran"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=models.Q(state="menunggu"), name="usulan_peran_sekali"
            )
        ]
