"""The record of processing as a paper: the office's activities, and how much there is of what."""

from django.db.models import Count

from desk import facts
from desk.models import CaseRow, Erasure, PageRow
from models.papers.common import signatory
from models.papers.content import Content, Detail, OfficePaper, Section
from models.processing import Activity


def figures() -> list[tuple[str, int]]:
    """What is kept now, in numbers."""
    erased = dict(Erasure.objects.values_list("scope").annotate(Count("case", distinct=True)))
    return [
        ("Berkas", CaseRow.objects.filter(merged_into__isnull=True).count()),
        ("Halaman yang dibaca", PageRow.objects.count()),
        ("Berkas yang pindaiannya dihapus", erased.get("gambar", 0)),
        ("Berkas yang data pribadinya dihapus", erased.get("perkara", 0)),
    ]


def content() -> Content:
    """The paper, as long as the record is."""
    record, office = facts.processing(), facts.office()
    head = (
        ("Pengendali data", record.controller),
        ("Penanggung jawab", record.responsible),
        ("Pejabat pelindungan data", record.officer),
        ("Dasar pencatatan", record.basis),
        ("Diperiksa", record.checked or "belum"),
    )
    kept = tuple(f"{label}: {number}." for label, number in figures())
    schedule = tuple(
        f"{kind.name}: berkas {kind.case_words}, pindaian {kind.image_words}. {kind.basis}."
        for kind in facts.retention().classes
    )
    return Content(
        kind=OfficePaper.CATATAN_PEMROSESAN,
        title="CATATAN KEGIATAN PEMROSESAN DATA PRIBADI",
        details=tuple(Detail(label=label, value=value) for label, value in head if value),
        sections=(
            *(_section(number, item) for number, item in enumerate(record.activities, start=1)),
            Section(title="Jadwal retensi", paragraphs=schedule),
            Section(title="Jumlah yang disimpan", paragraphs=kept),
        ),
        signers=(signatory(office),),
    )


def parts(activity: Activity) -> list[tuple[str, str]]:
    """Label and text of an activity's parts."""
    return [
        ("Tujuan", activity.purpose), ("Dasar", activity.basis), ("Subjek data", activity.subjects),
        ("Data", activity.data), ("Data spesifik", activity.specific), ("Penerima", activity.recipients),
        ("Tempat", activity.place), ("Retensi", activity.retention), ("Pengamanan", activity.safeguards),
    ]  # fmt: skip


def _section(number: int, activity: Activity) -> Section:
    lines = tuple(f"{label}: {text}." for label, text in parts(activity))
    return Section(title=f"{number}. {activity.name}", paragraphs=lines)
