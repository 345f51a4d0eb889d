"""How sure a reading is, in the three words the completeness check knows."""

from enum import StrEnum

from models.case import Verdict
from models.document import Document
from models.field import Field


class Certainty(StrEnum):
    """SURE: read and sure. DOUBTFUL: on the paper, but not surely read. ABSENT: not on the paper."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    ABSENT = "absent"


RANK = {Verdict.TIDAK_TERPENUHI: 0, Verdict.PERLU_DIPERIKSA: 1, Verdict.TERPENUHI: 2}
"""Verdicts from worst to best."""

Judgement = tuple[Verdict, str]
"""A verdict and its reason, one sentence in Indonesian."""


def certainty(field: Field) -> Certainty:
    """What can be said of a field; an empty text counts as none."""
    if field.needs_review:
        return Certainty.DOUBTFUL
    is_empty = field.value is None or (isinstance(field.value, str) and not field.value.strip())
    return Certainty.ABSENT if is_empty else Certainty.SURE


def is_sure(document: Document, name: str) -> bool:
    """Whether that field has a value surely read."""
    return certainty(document.field(name)) is Certainty.SURE


def sure_text(document: Document, name: str) -> str | None:
    """The text of a field surely read, else None."""
    return document.text(name) if is_sure(document, name) else None


def best(judgements: list[Judgement]) -> Judgement:
    """The best of several judgements, the first of equal ones; there must be one."""
    return max(judgements, key=lambda judgement: RANK[judgement[0]])
