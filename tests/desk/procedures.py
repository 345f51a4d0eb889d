"""Services and cases for tests of the procedure."""

from datetime import date
from pathlib import Path

from django.contrib.auth.models import User

from desk import changes, decisions
from desk.procedure import progress
from models.paths import DataFolder
from tests.desk import factory, people

PLAIN = """
nama = "Legalisasi Salinan"

[batas_waktu]
layanan = 5

[[persyaratan]]
id = "surat_permohonan"
teks = "Surat permohonan"
"""
"""A service that states no stages: it ends by a decision alone."""


def give_plain_service(data: Path, case_id: str, who: User) -> str:
    """Makes the case one of a service without stages; returns its id."""
    folder = DataFolder(data).layanan
    folder.mkdir(exist_ok=True)
    (folder / "legalisasi.toml").write_text(PLAIN, encoding="utf-8")
    changes.set_service(case_id, "legalisasi", people.editor(who, case_id))
    return case_id


def approved(data: Path, number: int, who: User, service: str, **values: object) -> str:
    """A case of that service, approved by `who`; its id. The word `tetap` of doubts is not asked."""
    values.setdefault("received_on", date(2026, 11, 24))
    case_id = factory.admit_case(data, number, with_images=False, **values)  # type: ignore[arg-type]
    changes.set_service(case_id, service, people.editor(who, case_id))
    decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    return case_id


def move(case_id: str, action: str, who: User, reason: str = "") -> str:
    """Makes the move; the id of the stage after it."""
    return progress.move(case_id, action, people.editor(who, case_id), reason).id
