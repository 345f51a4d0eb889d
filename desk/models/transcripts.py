"""Lines of writing as a person typed them, beside what was read: rows are only ever added."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from desk.models.documents import PageRow


class LineTranscript(models.Model):
    """A line of a page as a person typed or accepted it; of several of one line the latest counts.

    It goes with the page it stands on (an erased scan takes its lines along). `box`: the line's place, in
    fractions of the upright page. `read`: what the machine had read. `words`: the machine's words with their
    confidence, [[text, confidence], ...]. `may_train`: the office let typed lines be learnt from when it was
    typed (setting `learn_from_lines`).
    """

    page = models.ForeignKey(PageRow, on_delete=models.CASCADE, related_name="transcripts")
    box = models.JSONField()
    read = models.TextField(blank=True)
    text = models.TextField(blank=True)
    words = models.JSONField(default=list)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    may_train = models.BooleanField(default=False)

    class Meta:
        verbose_name = "salinan baris"
        ordering = ["at", "id"]
