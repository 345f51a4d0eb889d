"""What colleagues say to each other about a case: comments, and what one person should hear of."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from desk.models.cases import CaseRow


class CommentRow(models.Model):
    """A comment on a case, for colleagues only; it is never changed and stands on no paper."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "komentar"
        ordering = ["at", "id"]


class PersonalNews(models.Model):
    """News of a case for one person: somebody named them in a comment, or gave them the case."""

    MENTION, TASK = "sebutan", "tugas"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="news")
    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="news")
    kind = models.CharField(max_length=12, choices=[(MENTION, "Disebut"), (TASK, "Ditugaskan")])
    comment = models.ForeignKey(CommentRow, null=True, on_delete=models.CASCADE, related_name="mentions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "kabar pribadi"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["user", "read_at", "case"], name="kabar_pribadi")]
