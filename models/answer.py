"""Draft of the office's answer (surat jawaban) to a request or complaint that was carried out or declined.

Form as in models/notice.py. What the office did or why it can't serve is a person's to say: the draft
carries a mark in its place, which `fill` replaces; a letter with the mark left in is not ready.
"""

from datetime import date

from models.case import Case
from models.document import Kind
from models.notice import Notice, addressee_lines, reference_words, signatory_lines
from models.office import Office
from models.service import Standards
from models.wording import long_date

RESULT_MARK = "[hasil]"
REASON_MARK = "[alasan]"
MARKS = (RESULT_MARK, REASON_MARK)
THANKS = "Demikian untuk menjadi maklum. Atas perhatian Saudara, kami ucapkan terima kasih."


def answer_letter(
    case: Case, office: Office, tracking: str, *, is_declined: bool, written_on: date, standards: Standards
) -> Notice:
    """The draft; `is_declined`: the office can't serve the matter. `tracking`: the number on the receipt."""
    matter = "Pengaduan" if case.first(Kind.SURAT_PENGADUAN) else "Permohonan"
    standard = standards.get(case.service)
    service = f" untuk layanan {standard.name}" if standard else ""
    opening = (
        f"Menindaklanjuti {reference_words(case)} yang kami terima pada tanggal {long_date(case.received_on)}"
        f" dengan nomor penelusuran {tracking}{service}, bersama ini kami sampaikan hal berikut:"
    )
    told = (
        f"{matter} Saudara belum dapat kami layani dengan alasan sebagai berikut: {REASON_MARK}"
        if is_declined
        else f"{matter} Saudara telah kami tindak lanjuti dengan hasil sebagai berikut: {RESULT_MARK}"
    )
    return Notice(
        place_and_date=f"{office.city}, {long_date(written_on)}",
        number="",
        nature="Biasa",
        attachment="-",
        subject=f"Jawaban atas {matter} Saudara",
        addressee=addressee_lines(case),
        opening=opening,
        shortages=(),
        closing=tuple(part for part in (told, _contact(office, tracking), THANKS) if part),
        signatory=signatory_lines(office),
    )


def answer_body(letter: Notice) -> str:
    """What a person may edit, as plain text."""
    return "\n\n".join([letter.opening, *letter.closing])


def fill(body: str, words: str) -> str:
    """The letter with the person's words in the place of the mark."""
    for mark in MARKS:
        body = body.replace(mark, words.strip() or mark)
    return body


def is_unfinished(body: str) -> bool:
    """Whether a mark is still in it."""
    return any(mark in body for mark in MARKS)


def _contact(office: Office, tracking: str) -> str:
    contact = office.contact_words
    how = f"Keterangan lebih lanjut dapat diperoleh melalui {contact}" if contact else ""
    return f"{how} dengan menyebut nomor penelusuran {tracking}." if how else ""
