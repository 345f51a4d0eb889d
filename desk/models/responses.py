"""Responses given to applicants and complainants, each with its proof."""

from django.conf import settings
from django.db import models

from desk.models.cases import CHANNEL_LABELS, CaseRow, StoredOriginal

RESPONSE_CHANNELS: dict[str, str] = {"surat": "Surat"} | {
    channel.value: text for channel, text in CHANNEL_LABELS.items()
}
"""How a response may go out: by letter, or by any channel that papers come in by."""


class ResponseRow(models.Model):
    """One response. Rows are never changed but for `withdrawn_at`: the record was a mistake.

    The proof is a reference (letter's number, ticket, message), a stored file, or both.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="responses")
    given_on = models.DateField()
    channel = models.CharField(max_length=16, choices=list(RESPONSE_CHANNELS.items()))
    text = models.TextField()
    reference = models.CharField(max_length=200, blank=True, default="")
    proof = models.ForeignKey(StoredOriginal, null=True, on_delete=models.PROTECT, related_name="+")
    proof_name = models.CharField(max_length=255, blank=True, default="")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "tanggapan"
        ordering = ["-at", "-id"]
