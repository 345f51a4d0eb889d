"""Consultations, and the library of materials that they draw on."""

from collections.abc import Mapping

from django import forms

from desk import facts
from desk.forms.base import DeskForm, Files, FilesField, Sent, choice, day, text
from desk.models import MaterialRow
from desk.models.materials import MANNERS
from desk.procedure import consultation
from models import topics
from models.materials import Material


def topic_choices() -> list[tuple[str, str]]:
    """Code and name of each topic."""
    return [(topic.code, topic.name) for topic in topics.topics()]


class ConsultationForm(DeskForm):
    """What was given to the applicant, when and how."""

    key = "konsultasi"
    materi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tanggal = day("Tanggal", is_needed=True)
    cara = choice("Cara", list(MANNERS.items()))
    pertanyaan = text("Pertanyaan pemohon (boleh kosong)", rows=2)
    isi = text("Materi yang diberikan", rows=12, is_needed=True)

    def __init__(self, sent: Sent = None, *, first: Mapping[str, object] | None = None) -> None:
        super().__init__(sent, initial={"tanggal": facts.today(), **(first or {})})
        self.fields["topik"] = choice("Pokok", topic_choices())
        self.limit("tanggal", max=facts.today())

    def given(self) -> consultation.Given:
        """The consultation; of today when no day was said."""
        values = self.checked()
        return consultation.Given(
            material_id=values["materi"],
            topic=values["topik"],
            text=values["isi"],
            question=values["pertanyaan"],
            given_on=values["tanggal"] or facts.today(),
            manner=values["cara"],
        )


class MaterialForm(DeskForm):
    """A material of the library, as it stands or new."""

    key = "materi"
    versi = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    judul = text("Judul", 200, is_needed=True)
    sumber = text("Dasar hukum (satu baris satu peraturan; wajib)", rows=3, is_needed=True)
    isi = text("Isi (Markdown: ## judul, - butir, 1. urutan, **tebal**)", rows=18, is_needed=True)

    lampiran = FilesField()

    def __init__(self, found: MaterialRow | None, sent: Sent = None, files: Files = None) -> None:
        known: dict[str, object] = {"versi": 0}
        if found:
            sources = "\n".join(found.sources)
            known = {"versi": found.version, "judul": found.title, "topik": found.topic, "sumber": sources}
            known["isi"] = found.body
        super().__init__(sent, files, initial=known)
        self.fields["topik"] = choice("Pokok", topic_choices())

    def material(self, slug: str) -> tuple[Material, int]:
        """The material and the version it was made from (-1: none was said)."""
        values = self.checked()
        sources = tuple(line.strip() for line in values["sumber"].splitlines() if line.strip())
        version = -1 if values["versi"] is None else values["versi"]
        return Material(slug, values["judul"], values["topik"], sources, values["isi"]), version
