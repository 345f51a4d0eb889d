"""Outgoing papers: the notice of what a file lacks (`models.notice`) and the answer (`models.answer`),
drafted here, corrected by a person."""

from datetime import date

from desk import facts, judging
from desk.models import CaseRow, Decision
from models.answer import answer_body, answer_letter, fill, is_unfinished
from models.errors import UsageError
from models.notice import Notice, shortage_notice

SHORTAGE = "kembalikan"
DECLINED = "tolak"
DONE = "selesaikan"
KINDS = (SHORTAGE, DECLINED, DONE)
"""Decisions that send a paper."""
NOTHING_LACKS = (
    "Surat ini belum menyebut satu kekurangan pun. Tuliskan yang harus dilengkapi pemohon; bila tidak ada "
    "yang kurang, berkas tidak perlu dikembalikan."
)
TITLES = {
    SHORTAGE: "Surat pemberitahuan kekurangan berkas",
    DECLINED: "Surat jawaban: belum dapat dilayani",
    DONE: "Surat jawaban: hasil layanan",
}


def notice(row: CaseRow, kind: str, decision: Decision | None = None) -> Notice:
    """The letter for the case as it stands, dated today or on the day of the decision."""
    case, office = judging.judged(row), facts.office()
    written_on = decision.at.date() if decision else facts.today()
    if kind == SHORTAGE:
        return shortage_notice(
            case,
            office,
            row.id,
            written_on=written_on,
            standards=facts.standards(),
            supply_until=supply_until(written_on),
        )
    return answer_letter(
        case,
        office,
        row.id,
        is_declined=kind == DECLINED,
        written_on=written_on,
        standards=facts.standards(),
    )


def supply_until(written_on: date) -> date | None:
    """The last day for completing a file that is returned on that day, if the office sets one."""
    days = facts.office().supply_days
    return facts.calendar().add(written_on, days) if days else None


def draft(row: CaseRow, kind: str) -> str:
    """The part a person may edit."""
    letter = notice(row, kind)
    return letter.body if kind == SHORTAGE else answer_body(letter)


def finished(row: CaseRow, kind: str, letter: str, words: str) -> str:
    """The letter to send: the person's words in their place. UsageError when they are still missing, and of a
    notice that names nothing to be supplied."""
    if kind == SHORTAGE:
        if not names_shortage(row, letter):
            raise UsageError(NOTHING_LACKS)
        return letter
    text = fill(letter, words)
    if is_unfinished(text):
        what = "alasan" if kind == DECLINED else "hasil layanan"
        raise UsageError(f"Tuliskan {what}; isinya masuk ke dalam surat.")
    return text


def names_shortage(row: CaseRow, letter: str) -> bool:
    """Whether the notice says anything beside what every notice says: its opening and its closing."""
    found = notice(row, SHORTAGE)
    always = {" ".join(part.split()) for part in (found.opening, *found.closing)}
    said = (" ".join(part.split()) for part in letter.replace("\r\n", "\n").split("\n\n"))
    return any(part and part not in always for part in said)


def paragraphs(decision: Decision) -> list[str]:
    """The letter as it was decided, paragraph by paragraph."""
    return [part for part in decision.letter.replace("\r\n", "\n").split("\n\n") if part.strip()]
