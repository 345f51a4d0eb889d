"""Services and cases for tests of the procedure."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.contrib.auth.models import User

from desk import changes, decisions, facts, stored
from desk.models import CaseRow, Disposition, Documentation, FollowUp, Meeting
from desk.paperwork import drafts
from desk.procedure import complaints, consultation, materials, progress
from models.materials import Material
from models.paths import DataFolder
from models.procedure.stages import PaperKind
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


def in_coordination(data: Path, who: User, received_on: date) -> str:
    """A checked pengaduan layanan that waits for dispositions."""
    case_id = approved(data, 1, who, "pengaduan_layanan", received_on=received_on)
    made = complaints.Check("pengaduan", is_anonymous=False, wants_answer=True, found=frozenset())
    complaints.check(case_id, made, people.editor(who, case_id))
    move(case_id, "koordinasikan", who)
    return case_id


@dataclass(frozen=True)
class Around:
    """Rows of the procedure that the pages need."""

    consulted: str
    paper: int
    photo: int
    attachment: int
    meeting: int
    follow_up: int
    complained: str
    order: int


def around(data: Path, waiting: str, who: User) -> Around:
    """A case in consultation, a draft, a photo, and a material with a file."""
    consulted = approved(data, 30, who, "fasilitasi_konsultasi")
    given = consultation.Given(None, "RAT", "Isi.", "", facts.today(), "telepon")
    consultation.record(consulted, given, people.editor(who, consulted))
    paper = drafts.prepare(CaseRow.objects.get(id=waiting), PaperKind.SURAT_JAWABAN)
    photo = Documentation.objects.create(
        case_id=waiting, file=stored.put(b"%PDF-1.4 contoh", ".pdf"), caption="Pindaian", person=who
    )
    material = Material("contoh", "Contoh", "RAT", ("UU 25/1992",), "Isi.")
    made = materials.save(material, 0, who, [("contoh.pdf", b"%PDF-1.4 contoh")])
    meeting, follow_up = _meeting(waiting, who)
    complained = approved(data, 31, who, "pengaduan_layanan")
    order = Disposition.objects.create(
        case_id=waiting, to="Bidang A", instruction="Klarifikasi", due_on=date(2026, 12, 20), person=who,
        at=factory.at_nine(date(2026, 12, 1)),
    )  # fmt: skip
    return Around(
        consulted, paper.id, photo.id, made.attachments.get().id, meeting, follow_up, complained, order.id
    )


def _meeting(case_id: str, who: User) -> tuple[int, int]:
    """A meeting and a follow-up."""
    at = factory.at_nine(date(2026, 12, 1))
    meeting = Meeting.objects.create(
        case_id=case_id, kind="pertemuan", number=1, starts_at=at, ends_at=at + timedelta(hours=2),
        place="Ruang rapat dinas", agenda="Klarifikasi", person=who, state="batal",
    )  # fmt: skip
    follow_up = FollowUp.objects.create(
        case_id=case_id, text="Angsuran", who="Pengurus", due_on=date(2026, 12, 20)
    )
    return meeting.id, follow_up.id
