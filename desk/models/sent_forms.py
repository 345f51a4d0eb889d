"""Which forms were sent, so that none is done twice (desk/sendings.py)."""

from django.db import models


class SentForm(models.Model):
    """One form that was sent: `digest` of all that came with it (nothing of it can be read back), `address` =
    where it led to, "" while it is being done. Rows go after half a day."""

    digest = models.CharField(max_length=64, primary_key=True)
    address = models.TextField(blank=True, default="")
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "kiriman"
        verbose_name_plural = "kiriman"
