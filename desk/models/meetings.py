"""Parties of a case, their meetings, who came, and what is still to be done."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from desk.models.cases import CaseRow

ROLES_OF_PARTIES = {
    "pemohon": "Pemohon",
    "termohon": "Termohon",
    "pengurus": "Pengurus koperasi",
    "pengawas": "Pengawas koperasi",
    "saksi": "Saksi",
    "lain": "Pihak lain",
}
APPLICANT = "pemohon"
MEETING_KINDS = {"pertemuan": "Pertemuan", "lokasi": "Penyelesaian di lokasi"}
MEETING_STATES = {
    "dijadwalkan": "Dijadwalkan",
    "terlaksana": "Terlaksana",
    "tidak_hadir": "Ada yang tidak hadir",
    "batal": "Dibatalkan",
}
OUTCOME_LABELS = {
    "sepakat": "Sepakat",
    "sebagian": "Sepakat sebagian",
    "tidak": "Belum sepakat",
}


class PartyRow(models.Model):
    """A party. The first ones are taken from the reading; a person completes them. No NIK is kept here."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(max_length=12, choices=list(ROLES_OF_PARTIES.items()))
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = "pihak"
        ordering = ["id"]


class Meeting(models.Model):
    """A meeting or a settlement on site. One that is moved is cancelled and a new one made."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=12, choices=list(MEETING_KINDS.items()))
    number = models.PositiveSmallIntegerField()
    """First, second ... invitation of this kind."""
    state = models.CharField(max_length=12, choices=list(MEETING_STATES.items()), default="dijadwalkan")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    room = models.CharField(max_length=80, blank=True, default="")
    agenda = models.CharField(max_length=200)
    officers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="meetings")
    agreed_by = models.CharField(max_length=300, blank=True, default="")
    agreed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, blank=True, default="", choices=list(OUTCOME_LABELS.items()))
    positions = models.TextField(blank=True, default="")
    points = models.TextField(blank=True, default="")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "pertemuan"
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["state", "starts_at"], name="pertemuan_jadwal")]


class Attendance(models.Model):
    """Whether a party came to a meeting, itself or by somebody else."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    party = models.ForeignKey(PartyRow, on_delete=models.PROTECT, related_name="+")
    is_present = models.BooleanField()
    proxy = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "kehadiran"
        constraints = [models.UniqueConstraint(fields=["meeting", "party"], name="satu_kehadiran")]


class FollowUp(models.Model):
    """What somebody promised, by when; done when somebody says so."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="follow_ups")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.CASCADE, related_name="follow_ups")
    text = models.CharField(max_length=300)
    who = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        verbose_name = "tindak lanjut"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["done_on", "due_on"], name="tindak_lanjut_tenggat")]
