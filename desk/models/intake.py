"""What passes between the desk and the intake: drops, requests, notices, receipts."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from desk.models.cases import CaseRow

REQUEST_LABELS = {"coba_lagi": "Coba lagi", "siapkan_tahap": "Menyiapkan tahap layanan"}
"""What people ask for and are told of. Pages' pictures are asked for as well (desk/pictures.py), unseen."""


class DropRow(models.Model):
    """A drop of the watched folder: admitted as a case, or gone to `gagal/` with a reason."""

    drop_id = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=16)
    name = models.CharField(max_length=255, blank=True, default="")
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.CASCADE, related_name="drops")
    is_known = models.BooleanField(default=False)
    failure = models.TextField(blank=True, default="")
    at = models.DateTimeField(default=timezone.now)
    is_open = models.BooleanField(default=False)
    """A failure nobody has dealt with yet."""

    class Meta:
        verbose_name = "masukan"
        indexes = [models.Index(fields=["is_open", "at"], name="masukan_gagal")]


class RequestRow(models.Model):
    """Work the desk wants of the intake; taken up under a lease like a file."""

    kind = models.CharField(max_length=24, choices=list(REQUEST_LABELS.items()))
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.CASCADE, related_name="requests")
    payload = models.JSONField(default=dict)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    owner = models.CharField(max_length=120, blank=True, default="")
    until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = "permintaan"
        indexes = [models.Index(fields=["done_at", "at"], name="permintaan_terbuka")]


class NoticeRow(models.Model):
    """Something the desk should tell a person about a case."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=24)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    is_open = models.BooleanField(default=True)
    other_case = models.ForeignKey(CaseRow, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "pemberitahuan"
        ordering = ["-at"]
        indexes = [models.Index(fields=["is_open", "at"], name="pemberitahuan_terbuka")]


class ReceiptRow(models.Model):
    """A receipt given at the counter; its number becomes the case's when the files arrive."""

    number = models.CharField(max_length=24, primary_key=True)
    channel = models.CharField(max_length=16)
    digests = models.JSONField(default=list)
    giver = models.CharField(max_length=200, blank=True, default="")
    contact = models.CharField(max_length=200, blank=True, default="")
    subject = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_digest = models.CharField(max_length=64, db_index=True)
    adds_to = models.ForeignKey(CaseRow, null=True, on_delete=models.CASCADE, related_name="+")
    """A later document for this (returned) case instead of a new one."""
    typed = models.JSONField(null=True)
    """The data of which the file is the print; they pass to the case when it arrives."""
    is_used = models.BooleanField(default=False)

    class Meta:
        verbose_name = "tanda terima"


class NumberCounter(models.Model):
    """The last tracking number given in a year (two digits)."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "penghitung"
