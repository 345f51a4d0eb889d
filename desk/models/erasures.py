"""Erasures of personal data: who asked for what, and which files are still to be taken off the disk."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from desk.models.cases import CaseRow

SCOPES = {"gambar": "Pindaian dan gambar halaman", "perkara": "Seluruh data pribadi berkas"}


class Erasure(models.Model):
    """One erasure of a case's data. The row stays; what it erased does not come back.

    `files`: [digest, extension] of stored originals that no row names any more; empty when they are gone.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="erasures")
    scope = models.CharField(max_length=12, choices=list(SCOPES.items()))
    reason = models.CharField(max_length=300)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    """None: somebody at the command line."""
    at = models.DateTimeField(default=timezone.now)
    files = models.JSONField(default=list)
    shared = models.PositiveIntegerField(default=0)
    """Originals that stay, since another case's pages lie in the same file."""
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "penghapusan"
        ordering = ["at", "id"]
