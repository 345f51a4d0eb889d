"""Outgoing papers: the notice of what a file lacks, drafted by `models.notice`, mended by a person."""

from desk import facts, judging
from desk.models import Keputusan, Perkara
from models.notice import Notice, shortage_notice


def notice(row: Perkara, decision: Keputusan | None = None) -> Notice:
    """The letter for the case as it stands, dated today or on the day of the decision."""
    return shortage_notice(
        judging.judged(row),
        facts.office(),
        row.id,
        written_on=decision.at.date() if decision else facts.today(),
        standards=facts.standards(),
    )


def draft(row: Perkara) -> str:
    """The part a person may edit."""
    return notice(row).body


def paragraphs(decision: Keputusan) -> list[str]:
    """The letter as it was decided, paragraph by paragraph."""
    return [part for part in decision.letter.replace("\r\n", "\n").split("\n\n") if part.strip()]
