"""Konsultasi: the officer picks a material, adapts it, and records what was given, when and how."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from desk import audit, facts
from desk.changes import Editor, changing
from desk.models import CaseRow, Consultation, MaterialRow
from desk.models.materials import MANNERS
from desk.procedure import progress
from models.errors import UsageError
from models.wording import long_date


@dataclass(frozen=True)
class Given:
    """A consultation as the officer records it. `text`: what was given, adapted from the material."""

    material_id: int | None
    topic: str
    text: str
    question: str
    given_on: date
    manner: str


def record(case_id: str, given: Given, editor: Editor) -> Consultation:
    """Records it. UsageError for what can't be: no text, a day before receipt or after today."""
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        progress.running(row)
        _check(row, given)
        material = MaterialRow.objects.filter(id=given.material_id).first() if given.material_id else None
        made = Consultation.objects.create(
            case=row,
            material=material,
            topic=given.topic,
            text=given.text.strip(),
            question=given.question.strip(),
            given_on=given.given_on,
            manner=given.manner,
            person=editor.user,
            at=timezone.now(),
        )
        audit.append(
            editor.user.username,
            "konsultasi",
            case_id,
            {
                "topik": given.topic, "tanggal": given.given_on, "cara": MANNERS[given.manner],
                "materi": f"{material.title} versi {material.version}" if material else "",
            },
        )  # fmt: skip
    return made


def _check(row: CaseRow, given: Given) -> None:
    if not given.text.strip():
        raise UsageError("Tuliskan materi yang diberikan.")
    if given.manner not in MANNERS:
        raise UsageError("Pilih cara konsultasinya.")
    if not row.received_on <= given.given_on <= facts.today():
        raise UsageError("Tanggal konsultasi harus antara tanggal berkas diterima dan hari ini.")


def sentences(row: CaseRow) -> list[str]:
    """What was carried out, for the report."""
    return [
        f"Konsultasi pada tanggal {long_date(item.given_on)} ({MANNERS[item.manner].lower()}) oleh "
        f"{item.person.get_full_name() or item.person.username}"
        + (f", dengan materi {item.material.title}." if item.material else ".")
        for item in row.consultations.select_related("material", "person")
    ]
