"""Pengaduan layanan: the administrative check, dispositions, the resolution."""

from django.conf import settings
from django.db import models

from desk.models.cases import CaseRow

NATURES = {
    "pengaduan": "Pengaduan",
    "saran": "Saran atau masukan",
    "bukan_wewenang": "Bukan wewenang kantor ini",
}
CHECKS = {
    "has_name": "Nama dan alamat lengkap",
    "has_matter": "Uraian pelayanan yang diadukan",
    "has_wish": "Permintaan penyelesaian",
    "has_signature": "Tempat, waktu, dan tanda tangan",
}
"""What a written complaint contains (UU 25/2009 Ps. 42): field -> words. Noted, never a ground of refusal."""


class ComplaintCheck(models.Model):
    """The check of a complaint; the last one counts."""

    case = models.OneToOneField(CaseRow, on_delete=models.CASCADE, primary_key=True, related_name="check_up")
    nature = models.CharField(max_length=16, choices=list(NATURES.items()))
    is_anonymous = models.BooleanField(default=False)
    wants_answer = models.BooleanField(default=False)
    has_name = models.BooleanField(default=False)
    has_matter = models.BooleanField(default=False)
    has_wish = models.BooleanField(default=False)
    has_signature = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "cek administrasi"


class Disposition(models.Model):
    """Coordination: what is asked of whom, by when, and the answer."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="dispositions")
    is_external = models.BooleanField(default=False)
    to = models.CharField(max_length=200)
    instruction = models.TextField()
    due_on = models.DateField()
    answer = models.TextField(blank=True, default="")
    answered_on = models.DateField(null=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "disposisi"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["answered_on", "due_on"], name="disposisi_tenggat")]


class Resolution(models.Model):
    """How a complaint was settled, "sesuai dengan kondisi dan permasalahan yang ada"."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="resolutions")
    text = models.TextField()
    on = models.DateField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "penyelesaian"
        ordering = ["at", "id"]
