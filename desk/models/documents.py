"""Documents, their fields and the page readings behind them."""

from django.conf import settings
from django.db import models

from desk.models.cases import CaseRow, StoredOriginal
from models.document import Kind

KIND_LABELS: dict[Kind, str] = {
    Kind.SURAT_PERMOHONAN: "Surat permohonan",
    Kind.KTP: "KTP",
    Kind.IDENTITAS_LEMBAGA: "Identitas lembaga",
    Kind.SURAT_PENGADUAN: "Surat pengaduan",
    Kind.LAMPIRAN: "Lampiran",
    Kind.KOSONG: "Halaman kosong",
}


class DocumentRow(models.Model):
    """One paper of a case. `pages` = [{"file", "page", "rotation"}], as in the contract."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=24, choices=[(k.value, label) for k, label in KIND_LABELS.items()])
    pages = models.JSONField(default=list)
    known = models.JSONField(default=dict)
    """What the reader knows of a letter beyond its fields (models.document.LetterKnowledge); the desk never
    looks for documents by a part of it."""
    is_typed = models.BooleanField(default=False)
    """A person typed it at the desk; no engine has read it."""
    set_aside = models.JSONField(default=dict)
    """Fields it has no place for as a paper of its kind, by name (desk/set_aside.py)."""

    class Meta:
        verbose_name = "dokumen"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="satu_dokumen_satu_tempat"),
        ]


class FieldRow(models.Model):
    """One field: what the machine read stays beside what a person says.

    `is_person`: `person_value` counts instead of `machine_value` (they may be equal: accepted).
    Values are str, bool or null (null = the document does not carry it, or it can't be read).
    """

    document = models.ForeignKey(DocumentRow, on_delete=models.CASCADE, related_name="fields")
    name = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    machine_value = models.JSONField(null=True)
    raw = models.TextField(null=True)
    second = models.TextField(null=True)
    """What another engine reads at the same place, where it reads otherwise."""
    in_full = models.TextField(null=True)
    """A koperasi's name with the place behind it on the paper (models.field.Field.in_full)."""
    confidence = models.FloatField()
    needs_review = models.BooleanField()
    page = models.PositiveIntegerField(null=True)
    box = models.JSONField(null=True)
    is_person = models.BooleanField(default=False)
    person_value = models.JSONField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_at = models.DateTimeField(null=True)
    is_corrected = models.BooleanField(default=False)
    """A person's value differs from the machine's."""

    class Meta:
        verbose_name = "isian"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "name"], name="satu_isian_satu_nama"),
        ]
        indexes = [
            models.Index(
                fields=["person_at", "name", "is_corrected"],
                name="isian_dibetulkan",
                condition=models.Q(person_at__isnull=False),
            ),
        ]

    @property
    def value(self) -> str | bool | None:
        """The value that counts now."""
        chosen: str | bool | None = self.person_value if self.is_person else self.machine_value
        return chosen

    @property
    def is_doubtful(self) -> bool:
        """A person should still look at it."""
        return self.needs_review and not self.is_person


class PageRow(models.Model):
    """A page as it was read; belongs to the stored file, so every case with that file has it.

    `reading`: zlib-compressed JSON of models.page.PageReading.
    """

    file = models.ForeignKey(StoredOriginal, on_delete=models.CASCADE, related_name="readings")
    number = models.PositiveIntegerField()
    reading = models.BinaryField()
    rotation = models.PositiveIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=24, blank=True, default="")
    failure = models.TextField(blank=True, default="")
    is_handwritten = models.BooleanField(default=False)

    class Meta:
        verbose_name = "halaman"
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="satu_halaman_satu_bacaan"),
        ]
