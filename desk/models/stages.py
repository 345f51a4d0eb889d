"""Where a case stands in its service's procedure (models/procedure), and the moves that brought it there."""

from django.conf import settings
from django.db import models

from desk.models.cases import CaseRow


class CaseProcess(models.Model):
    """The stage of an approved case. Stages are ids of the service's TOML."""

    case = models.OneToOneField(CaseRow, on_delete=models.CASCADE, primary_key=True, related_name="process")
    stage = models.CharField(max_length=40)
    stage_on = models.DateField()
    complete_on = models.DateField()
    """The day the file was approved as complete: the second clock starts."""
    due_on = models.DateField(null=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="processes"
    )
    """Who works on it; anybody with the stage's role may."""
    ended_on = models.DateField(null=True)

    class Meta:
        verbose_name = "proses"
        indexes = [models.Index(fields=["ended_on", "due_on"], name="proses_tenggat")]


class StageMove(models.Model):
    """One move from stage to stage; rows are only added."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="stage_moves")
    action = models.CharField(max_length=40)
    stage_from = models.CharField(max_length=40)
    stage_to = models.CharField(max_length=40)
    reason = models.TextField(blank=True, default="")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "perpindahan"
        ordering = ["at", "id"]
