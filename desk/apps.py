"""The desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the tables under the label `desk`."""

    name = "desk"
    label = "desk"
    verbose_name = "Meja periksa"
    default_auto_field = "django.db.models.BigAutoField"
