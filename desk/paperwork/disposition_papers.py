"""Lembar disposisi, and what dispositions and responses say in the report."""

from desk.models import CasePaper, CaseRow, Disposition
from desk.models.responses import RESPONSE_CHANNELS
from desk.paperwork import shelf
from desk.paperwork.matter import matter_of
from models.papers.dispositions import Order, sheet_content
from models.wording import long_date, mid_sentence


def sheet(order: Disposition) -> CasePaper:
    """The draft of the sheet."""
    asked = Order(order.to, order.instruction, order.due_on, order.is_external)
    return shelf.draft(order.case, sheet_content(matter_of(order.case), asked), subject_id=order.id)


def sentences(row: CaseRow) -> list[str]:
    """What was asked of whom, and the answer."""
    return [
        f"Koordinasi dengan {item.to}"
        + (f", dijawab pada {long_date(item.answered_on)}: {item.answer}" if item.answered_on else ".")
        for item in row.dispositions.all()
    ]


def responses(row: CaseRow) -> list[str]:
    """What the complainant was told."""
    found = row.responses.filter(withdrawn_at__isnull=True).order_by("at")
    return [
        f"Tanggapan disampaikan pada {long_date(item.given_on)} melalui "
        f"{mid_sentence(RESPONSE_CHANNELS.get(item.channel, item.channel))}: {item.text}"
        for item in found
    ]
