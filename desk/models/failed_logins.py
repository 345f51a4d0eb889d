"""What is kept of wrong passwords, so that guessing is slowed down (desk/login_guard.py)."""

from django.db import models


class FailedLogins(models.Model):
    """Wrong passwords counted under one key: an account, an address, both together, or a known browser.

    `key` is a keyed digest: what was typed as a name may be anything, even a password. `refused` counts
    tries that were turned away during the pause; the next entry of the audit log carries it.
    """

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    paused_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "percobaan masuk"
        verbose_name_plural = "percobaan masuk"
