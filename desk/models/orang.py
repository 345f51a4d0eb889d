"""What the desk keeps of its users beyond Django's account."""

from django.conf import settings
from django.db import models


class Pegawai(models.Model):
    """An office worker's settings on the desk."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pegawai")
    must_change_password = models.BooleanField("harus mengganti kata sandi", default=True)
    uses_single_keys = models.BooleanField("pintasan satu tombol", default=True)

    class Meta:
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"
