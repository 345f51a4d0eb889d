"""The library of consultation materials, and what was given in a consultation."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from desk.models.cases import CaseRow, StoredOriginal
from models.papers.letters import ARTICLE_MARK

MANNERS = {
    "tatap_muka": "Tatap muka di kantor",
    "kunjungan": "Kunjungan ke koperasi",
    "telepon": "Telepon",
    "whatsapp": "WhatsApp",
    "surel": "Surel",
}


class MaterialRow(models.Model):
    """One version of a material; a change makes a new version, so what was given stays as it was given."""

    slug = models.SlugField(max_length=80)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    topic = models.CharField(max_length=40)
    sources = models.JSONField(default=list)
    body = models.TextField()
    is_packaged = models.BooleanField(default=False)
    """It came with the program; the office has not changed it."""
    is_latest = models.BooleanField(default=True)
    is_withdrawn = models.BooleanField(default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    @property
    def is_unchecked(self) -> bool:
        """Nobody has compared the articles that it names with the law's text."""
        return any(ARTICLE_MARK in source for source in self.sources)

    class Meta:
        verbose_name = "materi"
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="satu_versi_materi")]


class MaterialFile(models.Model):
    """A file that belongs to a version of a material."""

    material = models.ForeignKey(MaterialRow, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredOriginal, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "lampiran materi"


class Consultation(models.Model):
    """What was given in a consultation: the material as it was adapted, when, how, by whom."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="consultations")
    material = models.ForeignKey(MaterialRow, null=True, on_delete=models.PROTECT, related_name="uses")
    topic = models.CharField(max_length=40)
    text = models.TextField()
    question = models.TextField(blank=True, default="")
    given_on = models.DateField()
    manner = models.CharField(max_length=20, choices=list(MANNERS.items()))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "konsultasi"
        ordering = ["given_on", "id"]
