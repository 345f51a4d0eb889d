"""The audit log: rows are only ever added (database triggers refuse the rest; desk/audit.py chains them)."""

from django.db import models


class AuditEntry(models.Model):
    """One entry. `data` is canonical JSON text; `mac` chains it to the entry before (desk/audit.py)."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=40)
    case_id = models.CharField(max_length=24, blank=True, default="", db_index=True)
    data = models.TextField(default="{}")
    mac = models.CharField(max_length=64)

    class Meta:
        verbose_name = "catatan audit"
        ordering = ["seq"]


class AuditHead(models.Model):
    """The chain's head: one row; writers lock it, so entries are written one after the other."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    count = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = "kepala audit"
