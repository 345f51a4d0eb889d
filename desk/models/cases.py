"""A case and the stored files it was made of."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from models.case import Channel, CompletenessStatus
from models.status import STATUS_LABELS, CaseStatus

CHANNEL_LABELS: dict[Channel, str] = {
    Channel.LOKET: "Loket",
    Channel.KOTAK_ADUAN: "Kotak aduan",
    Channel.TELEPON: "Telepon",
    Channel.WHATSAPP: "WhatsApp",
    Channel.EMAIL: "Surel",
    Channel.SP4N_LAPOR: "SP4N LAPOR!",
    Channel.MEDIA_SOSIAL: "Media sosial",
}
COMPLETENESS_LABELS: dict[CompletenessStatus, str] = {
    CompletenessStatus.LENGKAP: "Lengkap",
    CompletenessStatus.TIDAK_LENGKAP: "Tidak lengkap",
    CompletenessStatus.PERLU_DIPERIKSA: "Perlu diperiksa",
}
EVIDENCE_LABELS = {
    "fotokopi": "Fotokopi dalam berkas",
    "ktp_ditunjukkan": "KTP-el asli ditunjukkan",
    "ikd": "Identitas Kependudukan Digital ditunjukkan",
}
"""How the applicant's identity was shown (reference 5.1: a copy is not the only way)."""


class StoredOriginal(models.Model):
    """A stored original, named by its digest; its bytes lie in `simpan/`, never changed."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    extension = models.CharField(max_length=10)
    stored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "berkas tersimpan"


class CaseRow(models.Model):
    """A case. The columns the queue shows and sorts by are kept here, so that no list joins.

    Two leases never mix: `intake_*` is the reading process's, `reviewer*` the person's.
    `version` grows with every change by a person or by a new reading; a saver who saw an older one
    gets a conflict.
    """

    id = models.CharField(max_length=24, primary_key=True)
    status = models.CharField(max_length=16, choices=[(s.value, STATUS_LABELS[s]) for s in CaseStatus])
    service = models.CharField(max_length=60, null=True, blank=True)
    is_service_set = models.BooleanField(default=False)
    """A person chose the service; a new reading does not change it."""
    completeness = models.CharField(max_length=16, blank=True, default="")
    channel = models.CharField(
        max_length=16, choices=[(c.value, label) for c, label in CHANNEL_LABELS.items()]
    )
    received_at = models.DateTimeField()
    received_on = models.DateField()
    response_due = models.DateField(null=True, blank=True)
    service_due = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    """The next date that binds: response_due until answered, else service_due."""
    sort_on = models.DateField(default=date.max)
    """`due_on`, or the end of time: an index can't put nulls last."""
    applicant = models.CharField(max_length=200, blank=True, default="")
    koperasi = models.CharField(max_length=200, blank=True, default="")
    kecamatan = models.CharField(max_length=80, blank=True, default="")
    nik_hash = models.CharField(max_length=64, blank=True, default="")
    """Keyed digest of the applicant's NIK, to find the same person without a list of NIKs."""
    subject = models.CharField(max_length=300, blank=True, default="")
    topic = models.CharField(max_length=60, blank=True, default="")
    doubtful = models.PositiveIntegerField(default=0)
    fields_read = models.PositiveIntegerField(default=0)
    fields_doubtful = models.PositiveIntegerField(default=0)
    """Fields the papers carry, and how many of them the machine was unsure of (for the touch rate)."""
    is_confidential = models.BooleanField(default=False)
    is_confidential_set = models.BooleanField(default=False)
    """A person said whether it is confidential; the setting `office_complaints` no longer counts."""
    identity_evidence = models.CharField(max_length=20, default="fotokopi")
    version = models.PositiveIntegerField(default=1)
    verdicts = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    read_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the first response (tanggapan) went to the applicant; until then its date binds."""
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)

    intake_owner = models.CharField(max_length=120, blank=True, default="")
    intake_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True, default="")
    is_set_aside = models.BooleanField(default=False)
    """A case that can't be read, which nobody needs any more: out of the list of failures."""

    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="held"
    )
    reviewer_until = models.DateTimeField(null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="assigned",
    )
    """Whose case it is until it ends; a lease says who has it open now."""

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        indexes = [
            # The queue's order, and the tabs' numbers from the index alone.
            models.Index(
                fields=["merged_into", "status", "sort_on", "received_at", "id", "is_confidential"],
                name="perkara_antrean",
            ),
            # The dashboard's figures, from the indexes alone.
            models.Index(
                fields=[
                    "merged_into",
                    "received_on",
                    "is_confidential",
                    "topic",
                    "koperasi",
                    "kecamatan",
                    "fields_read",
                    "fields_doubtful",
                ],
                name="perkara_dasbor",
            ),
            # The year's course and the age of what is not settled (desk/procedure/performance.py), likewise.
            models.Index(
                fields=[
                    "merged_into",
                    "received_on",
                    "status",
                    "is_confidential",
                    "service_due",
                    "decided_on",
                    "id",
                ],
                name="case_course",
            ),
            models.Index(
                fields=["merged_into", "decided_on", "received_on", "is_confidential"], name="perkara_putusan"
            ),
            models.Index(fields=["status", "received_at"], name="perkara_diterima"),
            models.Index(fields=["status", "completeness", "sort_on"], name="perkara_lengkap"),
            models.Index(fields=["status", "channel", "sort_on"], name="perkara_kanal"),
            models.Index(fields=["status", "service", "sort_on"], name="perkara_layanan"),
            models.Index(fields=["received_at"], name="perkara_masuk"),
            models.Index(fields=["nik_hash"], name="perkara_nik"),
            models.Index(fields=["applicant"], name="perkara_nama"),
            models.Index(fields=["reviewer"], name="perkara_pemeriksa"),
            models.Index(fields=["assignee", "status", "sort_on"], name="perkara_milik"),
        ]
        permissions = [
            ("lihat", "Melihat berkas"),
            ("periksa", "Memeriksa dan membetulkan isian"),
            ("putuskan", "Memutuskan berkas"),
            ("kelola_pengaduan", "Mengelola pengaduan"),
            ("lihat_dasbor", "Melihat dasbor"),
            ("lihat_audit", "Melihat catatan audit"),
            ("ekspor", "Mengekspor daftar"),
            ("lihat_nik", "Melihat NIK utuh di ekspor"),
            ("terima_berkas", "Menerima berkas di loket"),
            ("arsipkan", "Mengarsipkan berkas"),
            ("lihat_rahasia", "Melihat berkas rahasia"),
            ("kelola_pengguna", "Mengelola pengguna dan token"),
            ("kelola_data_pribadi", "Mengekspor dan menghapus data pribadi"),
            ("tegaskan_peran", "Menegaskan peran yang diusulkan orang lain"),
        ]

    def __str__(self) -> str:
        return self.id


class CaseReading(models.Model):
    """The machine's reading as it was delivered (berkas.case/1): zlib-compressed JSON, apart from the case's
    row, so that lists read few pages."""

    case = models.OneToOneField(CaseRow, on_delete=models.CASCADE, primary_key=True, related_name="reading")
    json = models.BinaryField()

    class Meta:
        verbose_name = "bacaan"


class CaseFile(models.Model):
    """One file of a case, under the name it came with, in the order it came.

    `pages`: the page numbers that belong to this case; empty = all of the file. `rotations`: page -> degrees
    clockwise that a person asked for.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredOriginal, on_delete=models.PROTECT, related_name="uses")
    name = models.CharField(max_length=255)
    position = models.PositiveIntegerField()
    pages = models.JSONField(default=list)
    rotations = models.JSONField(default=dict)
    kinds = models.JSONField(default=dict)
    """Page -> the kinds of paper on it, where a person said so; every reading keeps them."""
    typed = models.JSONField(null=True)
    """The file is the print of a models.typed_paper.TypedPaper; it is never read by an engine."""

    class Meta:
        verbose_name = "isi berkas"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="satu_berkas_satu_tempat"),
        ]
