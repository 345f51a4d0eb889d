"""Which facts are on record of a case: one rule a fact, each a question to the desk's own rows."""

from collections.abc import Callable

from desk import facts
from desk.models import CasePaper, CaseRow, ComplaintCheck, Disposition, PartyRow
from desk.models.meetings import APPLICANT
from desk.procedure.standing import MEETING, SITE, latest, parties
from models.case import Verdict
from models.procedure.stages import Fact, PaperKind

IDENTITY_REQUIREMENTS = frozenset({"identitas", "identitas_lengkap"})


def _is_stage_over(row: CaseRow) -> bool:
    """The stage's own date has passed."""
    process = getattr(row, "process", None)
    return process is not None and process.due_on is not None and process.due_on < facts.today()


def _has_identity(row: CaseRow) -> bool:
    """A requirement of identity is met (by the check or by a person)."""
    told = (
        PartyRow.objects.filter(case=row, role=APPLICANT, is_active=True).exclude(name="").exclude(address="")
    )
    return told.exists() or any(
        item["id"] in IDENTITY_REQUIREMENTS and item["status"] == Verdict.TERPENUHI for item in row.verdicts
    )


def _checked(row: CaseRow, holds: Callable[[ComplaintCheck], bool]) -> bool:
    """Whether the administrative check is made and says so."""
    check = ComplaintCheck.objects.filter(case=row).first()
    return check is not None and holds(check)


def _is_complaint(check: ComplaintCheck) -> bool:
    """A suggestion that asks for an answer is treated like a complaint; an anonymous one is asked first."""
    is_asking = check.nature == "pengaduan" or (check.nature == "saran" and check.wants_answer)
    return is_asking and not check.is_anonymous


def _are_answered(row: CaseRow) -> bool:
    """There is a disposition, and none is open."""
    found = Disposition.objects.filter(case=row)
    return found.exists() and not found.filter(answered_on__isnull=True).exists()


def _is_final(kind: PaperKind) -> Callable[[CaseRow], bool]:
    """A final paper of that kind, made since the case came into its stage (a case may come back)."""

    def holds(row: CaseRow) -> bool:
        entered = row.stage_moves.last()
        papers = CasePaper.objects.filter(case=row, kind=kind.value, is_final=True)
        return (papers.filter(final_at__gte=entered.at) if entered else papers).exists()

    return holds


def _last_is(row: CaseRow, of_kind: str | None, **values: str) -> bool:
    """Whether the last meeting (of that kind) that was not cancelled is so."""
    meeting = latest(row, of_kind)
    return meeting is not None and all(getattr(meeting, name) == value for name, value in values.items())


def _all_invited(row: CaseRow) -> bool:
    """Every party's invitation to the last meeting is final and was sent."""
    meeting = latest(row)
    if meeting is None:
        return False
    sent = CasePaper.objects.filter(
        case=row, kind=PaperKind.UNDANGAN.value, subject_id=meeting.id, is_final=True, sent_on__isnull=False
    ).values_list("recipient_id", flat=True)
    return {party.id for party in parties(row)} <= set(sent)


def _has_minutes(row: CaseRow) -> bool:
    """The last meeting has its final berita acara."""
    meeting = latest(row)
    return (
        meeting is not None
        and CasePaper.objects.filter(
            case=row, kind=PaperKind.BERITA_ACARA.value, subject_id=meeting.id, is_final=True
        ).exists()
    )


RULES: dict[Fact, Callable[[CaseRow], bool]] = {
    Fact.BATAS_TAHAP_LEWAT: _is_stage_over,
    Fact.IDENTITAS_ADA: _has_identity,
    Fact.MATERI_DIBERIKAN: lambda row: row.consultations.exists(),
    Fact.PERTEMUAN_DIJADWALKAN: lambda row: _last_is(row, None, kind=MEETING, state="dijadwalkan"),
    Fact.UNDANGAN_DIKIRIM: _all_invited,
    Fact.PERTEMUAN_TERLAKSANA: lambda row: _last_is(row, MEETING, state="terlaksana"),
    Fact.TIDAK_HADIR: lambda row: _last_is(row, MEETING, state="tidak_hadir"),
    Fact.LOKASI_DISEPAKATI: lambda row: _last_is(row, None, kind=SITE),
    Fact.BERITA_ACARA: _has_minutes,
    Fact.ADMINISTRASI_DICEK: lambda row: _checked(row, lambda check: True),
    Fact.BERUPA_PENGADUAN: lambda row: _checked(row, _is_complaint),
    Fact.BERUPA_SARAN: lambda row: _checked(
        row, lambda check: check.nature == "saran" and not check.wants_answer
    ),
    Fact.BUKAN_WEWENANG: lambda row: _checked(row, lambda check: check.nature == "bukan_wewenang"),
    Fact.TANPA_IDENTITAS: lambda row: _checked(row, lambda check: check.is_anonymous),
    Fact.DISPOSISI_TUNTAS: _are_answered,
    Fact.PENYELESAIAN_DICATAT: lambda row: row.resolutions.exists(),
    Fact.LAPORAN_HASIL: _is_final(PaperKind.LAPORAN_HASIL),
    Fact.SURAT_JAWABAN: _is_final(PaperKind.SURAT_JAWABAN),
    Fact.SURAT_RUJUKAN: _is_final(PaperKind.SURAT_RUJUKAN),
    Fact.IDENTITAS_DIMINTA: _is_final(PaperKind.PERMINTAAN_IDENTITAS),
    Fact.UCAPAN_TERIMA_KASIH: _is_final(PaperKind.UCAPAN_TERIMA_KASIH),
    Fact.TANGGAPAN_DIBERIKAN: lambda row: row.answered_at is not None,
}
"""Fact -> whether it is on record; each fact has its rule (a test holds them together)."""


def on_record(row: CaseRow) -> frozenset[Fact]:
    """All facts of the case as it stands."""
    return frozenset(fact for fact, holds in RULES.items() if holds(row))
