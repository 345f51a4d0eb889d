"""Phrases that several papers share."""

from models.office import Office
from models.papers.content import Detail, Signer
from models.papers.matter import Matter
from models.papers.names import addressed
from models.wording import long_date

THANKS = "Demikian untuk menjadi maklum. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."
BLANK = "........................................"


def reference(matter: Matter) -> str:
    """`surat Saudara nomor ... tanggal ... perihal ...`, as far as the letter says."""
    number = f" nomor {matter.letter_number}" if matter.letter_number else ""
    dated = f" tanggal {long_date(matter.letter_date)}" if matter.letter_date else ""
    subject = f" perihal {matter.subject}" if matter.subject else ""
    return f"surat Saudara{number}{dated}{subject}"


def received(matter: Matter) -> str:
    """When it came and under which number."""
    return (
        f"yang kami terima pada tanggal {long_date(matter.received_on)} melalui {matter.channel} dengan "
        f"nomor "
        f"penelusuran {matter.tracking}"
    )


def to_applicant(matter: Matter) -> tuple[str, ...]:
    """`Yth.`, the applicant, position, place."""
    name = addressed(matter.applicant or "Pemohon")
    post = (
        " ".join(part for part in (matter.applicant_post, matter.koperasi) if part)
        if matter.applicant_post
        else ""
    )
    return tuple(part for part in ("Yth.", name, post, f"di {matter.address or 'tempat'}") if part)


def contact(office: Office, tracking: str) -> str:
    """Where to ask; "" when the office has set no way."""
    told = office.contact_words
    return (
        f"Keterangan lebih lanjut dapat diperoleh melalui {told} dengan menyebut nomor {tracking}."
        if told
        else ""
    )


def signatory(office: Office) -> Signer:
    """Who signs for the office; the template adds rank and NIP."""
    return Signer(role=office.signatory.position, name=office.signatory.name)


def identity(matter: Matter) -> tuple[Detail, ...]:
    """The case in labelled lines; a confidential complainant is not named."""
    name = "dirahasiakan" if matter.is_confidential else matter.applicant
    rows = (
        ("Nomor penelusuran", matter.tracking),
        ("Diterima", f"{long_date(matter.received_on)}, melalui {matter.channel}"),
        ("Layanan", matter.service),
        ("Pelapor" if matter.is_complaint else "Pemohon", name or "tanpa nama"),
        ("Koperasi", matter.koperasi),
        ("Perihal", matter.subject),
    )
    return tuple(Detail(label=label, value=value) for label, value in rows if value)
