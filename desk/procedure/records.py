"""Which facts are on record of a case: one rule a fact, each a question to the desk's own rows."""

from collections.abc import Callable

from desk import facts
from desk.models import Perkara, Surat
from models.case import Verdict
from models.procedure.stages import Fact, PaperKind

IDENTITY_REQUIREMENTS = frozenset({"identitas", "identitas_lengkap"})


def _is_stage_over(row: Perkara) -> bool:
    """The stage's own date has passed."""
    process = getattr(row, "process", None)
    return process is not None and process.due_on is not None and process.due_on < facts.today()


def _has_identity(row: Perkara) -> bool:
    """A requirement of identity is met (by the check or by a person)."""
    return any(
        item["id"] in IDENTITY_REQUIREMENTS and item["status"] == Verdict.TERPENUHI for item in row.verdicts
    )


def _is_final(kind: PaperKind) -> Callable[[Perkara], bool]:
    """A final paper of that kind, made since the case came into its stage (a case may come back)."""

    def holds(row: Perkara) -> bool:
        entered = row.stage_moves.last()
        papers = Surat.objects.filter(case=row, kind=kind.value, is_final=True)
        return (papers.filter(final_at__gte=entered.at) if entered else papers).exists()

    return holds


RULES: dict[Fact, Callable[[Perkara], bool]] = {
    Fact.BATAS_TAHAP_LEWAT: _is_stage_over,
    Fact.IDENTITAS_ADA: _has_identity,
    Fact.MATERI_DIBERIKAN: lambda row: row.consultations.exists(),
    Fact.LAPORAN_HASIL: _is_final(PaperKind.LAPORAN_HASIL),
    Fact.SURAT_JAWABAN: _is_final(PaperKind.SURAT_JAWABAN),
    Fact.SURAT_RUJUKAN: _is_final(PaperKind.SURAT_RUJUKAN),
    Fact.IDENTITAS_DIMINTA: _is_final(PaperKind.PERMINTAAN_IDENTITAS),
    Fact.UCAPAN_TERIMA_KASIH: _is_final(PaperKind.UCAPAN_TERIMA_KASIH),
    Fact.TANGGAPAN_DIBERIKAN: lambda row: row.answered_at is not None,
}
"""Fact -> whether it is on record; a fact without a rule yet is never on record, so its move stays shut."""


def on_record(row: Perkara) -> frozenset[Fact]:
    """All facts of the case as it stands."""
    return frozenset(fact for fact, holds in RULES.items() if holds(row))
