"""Papers of a case, and the photos and scans that document it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from desk.models.cases import CaseRow, StoredOriginal
from models.procedure.stages import PaperKind

PAPER_LABELS: dict[PaperKind, str] = {
    PaperKind.TANDA_TERIMA: "Tanda terima",
    PaperKind.KEKURANGAN: "Pemberitahuan kekurangan berkas",
    PaperKind.DISPOSISI: "Lembar disposisi",
    PaperKind.UNDANGAN: "Undangan",
    PaperKind.DAFTAR_HADIR: "Daftar hadir",
    PaperKind.BERITA_ACARA: "Berita acara",
    PaperKind.SURAT_JAWABAN: "Surat jawaban",
    PaperKind.SURAT_RUJUKAN: "Surat rujukan",
    PaperKind.PERMINTAAN_IDENTITAS: "Permintaan identitas",
    PaperKind.UCAPAN_TERIMA_KASIH: "Ucapan terima kasih",
    PaperKind.LAPORAN_HASIL: "Laporan hasil",
}


class CasePaper(models.Model):
    """A paper: a draft that people change, or final. A final one is frozen (database triggers refuse a change
    of its content, number and digests); only that it was sent is added.

    `content`: models.papers.content.Content as JSON. `number` comes from the office's register.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=30, choices=[(k.value, text) for k, text in PAPER_LABELS.items()])
    subject_id = models.PositiveBigIntegerField(null=True)
    """What it belongs to besides the case: a meeting, a disposition."""
    recipient_id = models.PositiveBigIntegerField(null=True)
    """The party it goes to."""
    content = models.JSONField(default=dict)
    is_final = models.BooleanField(default=False)
    number = models.CharField(max_length=80, blank=True, default="")
    dated_on = models.DateField(null=True)
    docx = models.ForeignKey(StoredOriginal, null=True, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredOriginal, null=True, on_delete=models.PROTECT, related_name="+")
    is_edited = models.BooleanField(default=False)
    """The DOCX was changed in a word processor and handed in; it counts instead of `content`."""
    made_at = models.DateTimeField(default=timezone.now)
    final_at = models.DateTimeField(null=True)
    finalizer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_on = models.DateField(null=True)
    sent_by = models.CharField(max_length=40, blank=True, default="")
    """How it went out: handed over, post, WhatsApp ..."""

    class Meta:
        verbose_name = "surat"
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["is_final", "dated_on"], name="surat_keluar")]


class Documentation(models.Model):
    """A photo or scan that documents the case; it becomes part of the report's appendix when `in_report`."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="documentation")
    file = models.ForeignKey(StoredOriginal, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField(null=True)
    caption = models.CharField(max_length=300)
    in_report = models.BooleanField(default=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "dokumentasi"
        ordering = ["at", "id"]
