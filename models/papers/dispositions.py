"""Lembar disposisi: the letter in labelled lines, who is to do what by when, room for the answer."""

from dataclasses import dataclass
from datetime import date

from models.papers.common import identity
from models.papers.content import Content, Detail
from models.papers.matter import Matter
from models.procedure.stages import PaperKind
from models.wording import long_date

LINE = "." * 110
"""A line for a pen."""


@dataclass(frozen=True)
class Order:
    """What is asked of whom."""

    to: str
    instruction: str
    due_on: date
    is_external: bool = False


def sheet_content(matter: Matter, order: Order) -> Content:
    """The sheet; a confidential complainant is not named on it."""
    letter = (
        ("Nomor surat", matter.letter_number),
        ("Tanggal surat", long_date(matter.letter_date) if matter.letter_date else ""),
        ("Sifat", "Rahasia" if matter.is_confidential else "Biasa"),
    )
    return Content(
        kind=PaperKind.DISPOSISI,
        title="LEMBAR DISPOSISI",
        details=(*identity(matter), *(Detail(label=label, value=value) for label, value in letter if value)),
        columns=("Diteruskan kepada", "Isi disposisi", "Paling lambat"),
        rows=((order.to, order.instruction, long_date(order.due_on)),),
        closing=("Jawaban atau catatan:", *[LINE] * 3),
        doubtful=matter.doubtful,
    )
