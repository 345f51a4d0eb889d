"""Decisions of people on a case."""

from django.conf import settings
from django.db import models

from desk.models.cases import CaseRow

DECISION_LABELS = {
    "setujui": "Setujui",
    "kembalikan": "Kembalikan",
    "tunda": "Tunda",
    "tolak": "Tolak",
    "lanjutkan": "Lanjutkan",
    "selesaikan": "Selesaikan",
    "arsipkan": "Arsipkan",
}


class Decision(models.Model):
    """One decision. It may be undone until `left_at`: then something has left the house."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=16, choices=list(DECISION_LABELS.items()))
    status_before = models.CharField(max_length=16)
    status_after = models.CharField(max_length=16)
    reason = models.TextField(blank=True, default="")
    letter = models.TextField(blank=True, default="")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "keputusan"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["at"], name="keputusan_waktu")]


class Overrule(models.Model):
    """A requirement that a person judged otherwise than the check, with the reason."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="overrules")
    requirement = models.CharField(max_length=40)
    verdict = models.CharField(max_length=20)
    reason = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "pengesampingan"
        constraints = [
            models.UniqueConstraint(fields=["case", "requirement"], name="satu_pengesampingan"),
        ]
