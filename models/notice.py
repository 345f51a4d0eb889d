"""Draft of the letter that says what is missing (pemberitahuan kekurangan berkas), as plain values.

Form of an official letter by Permendagri 1/2023 (kop, nomor, sifat, lampiran, hal, Yth.; Ps. 44: signer with
title, rank and NIP): neutral, no word on the
merits. The number stays blank (the registry gives it); the desk renders it and a person may change it.
"""

from dataclasses import dataclass
from datetime import date

from models.case import Case, RequirementVerdict, Verdict
from models.completeness import COMPLAINT_REQUIREMENTS, REQUEST_REQUIREMENTS
from models.document import Kind
from models.field_spec import places
from models.office import Office
from models.papers.names import proper_name
from models.service import Standards
from models.wording import long_date

SUBJECT = "Pemberitahuan Kekurangan Berkas"

REMEDIES = {
    "surat_permohonan": (
        "Mohon disampaikan surat permohonan yang memuat nama pemohon dan maksud permohonan serta "
        "ditandatangani."
    ),
    "identitas": (
        "Mohon disampaikan fotokopi KTP pemohon atau penanda tangan surat, atau identitas lembaga koperasi "
        "yang bersangkutan, yang terbaca jelas."
    ),
    "identitas_lengkap": "Mohon dilengkapi nama dan alamat lengkap pelapor, serta nomor telepon bila ada.",
    "materi_pengaduan": (
        "Mohon dijelaskan peristiwa yang diadukan, tempat dan waktunya, serta penyelesaian yang diharapkan."
    ),
}
"""How each requirement can be met; others are asked for in their own words."""


@dataclass(frozen=True)
class Shortage:
    """One thing that is missing: requirement as the standard words it, what was found, how to mend it."""

    requirement: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class Notice:
    """The letter, part by part, from top to bottom; texts are whole sentences."""

    place_and_date: str
    number: str
    nature: str
    attachment: str
    subject: str
    addressee: tuple[str, ...]
    opening: str
    shortages: tuple[Shortage, ...]
    closing: tuple[str, ...]
    signatory: tuple[str, ...]

    @property
    def body(self) -> str:
        """What a person may edit: opening, list and closing as plain text."""
        items = [
            f"{number}. {item.requirement}. {item.reason} {item.remedy}"
            for number, item in enumerate(self.shortages, start=1)
        ]
        return "\n\n".join([self.opening, "\n".join(items), *self.closing])


def shortage_notice(
    case: Case,
    office: Office,
    tracking: str,
    *,
    written_on: date,
    standards: Standards,
    supply_until: date | None = None,
) -> Notice:
    """The draft for a case: every requirement that is not `terpenuhi`, with how to meet it.

    `tracking`: the number on the receipt. `supply_until`: the date to be named, if the office sets one.
    A case in which nothing is missing gives a notice without shortages; the caller does not send it.
    """
    return Notice(
        place_and_date=f"{office.city}, {long_date(written_on)}",
        number="",
        nature="Biasa",
        attachment="-",
        subject=SUBJECT,
        addressee=addressee_lines(case),
        opening=_opening(case, tracking, standards),
        shortages=tuple(_shortage(item, case, standards) for item in failed_requirements(case)),
        closing=_closing(office, tracking, supply_until),
        signatory=signatory_lines(office),
    )


def failed_requirements(case: Case) -> tuple[RequirementVerdict, ...]:
    """Requirements that are not met, those that are missing altogether first."""
    failed = [item for item in case.completeness.requirements if item.status is not Verdict.TERPENUHI]
    return tuple(sorted(failed, key=lambda item: item.status is not Verdict.TIDAK_TERPENUHI))


def sender_name(case: Case) -> str | None:
    """Who is written to: the applicant, the complainant, or else the name on the KTP."""
    for kind, field in places("nama"):
        document = case.first(kind)
        name = document.text(field) if document else None
        if name:
            return name
    return None


def addressee_lines(case: Case) -> tuple[str, ...]:
    """`Yth.`, the applicant, their position, their address, line by line."""
    letter = case.first(Kind.SURAT_PERMOHONAN) or case.first(Kind.SURAT_PENGADUAN)
    name = f"Saudara/i {proper_name(sender_name(case) or 'Pemohon')}"
    if letter is None:
        return ("Yth.", name, "di tempat")
    post, koperasi = letter.text("pemohon_jabatan"), letter.text("koperasi_nama")
    is_told = bool(post and koperasi) and (koperasi or "").lower() not in (post or "").lower()
    position = f"{post} {koperasi}" if is_told else post or ""
    address = letter.text("pemohon_alamat") or letter.text("pelapor_alamat")
    return tuple(part for part in ("Yth.", name, position, f"di {address or 'tempat'}") if part)


def _opening(case: Case, tracking: str, standards: Standards) -> str:
    standard = standards.get(case.service)
    matter = f" untuk layanan {standard.name}" if standard else ""
    return (
        f"Menindaklanjuti {reference_words(case)} yang kami terima pada tanggal {long_date(case.received_on)}"
        f" dengan nomor penelusuran {tracking}{matter}, bersama ini kami beritahukan bahwa berkas tersebut"
        " masih perlu dilengkapi sebagai berikut:"
    )


def reference_words(case: Case) -> str:
    """`surat Saudara nomor ... tanggal ...`, as far as the letter says."""
    letter = case.first(Kind.SURAT_PERMOHONAN) or case.first(Kind.SURAT_PENGADUAN)
    if letter is None:
        return "berkas Saudara"
    number, written_on = letter.text("nomor_surat"), letter.text("tanggal_surat")
    parts = [f"nomor {number}" if number else "", f"tanggal {_long(written_on)}" if written_on else ""]
    return " ".join(["surat Saudara", *filter(None, parts)])


def _long(iso: str) -> str:
    try:
        return long_date(date.fromisoformat(iso))
    except ValueError:
        return iso


def _shortage(item: RequirementVerdict, case: Case, standards: Standards) -> Shortage:
    standard = standards.get(case.service)
    known = (*(standard.requirements if standard else ()), *REQUEST_REQUIREMENTS, *COMPLAINT_REQUIREMENTS)
    text = next((requirement.text for requirement in known if requirement.id == item.id), item.id)
    return Shortage(
        text, item.reason, REMEDIES.get(item.id, f"Mohon disampaikan {text[0].lower()}{text[1:]}.")
    )


def _closing(office: Office, tracking: str, supply_until: date | None) -> tuple[str, ...]:
    until = f" paling lambat tanggal {long_date(supply_until)}" if supply_until else ""
    hours = f" pada {office.hours}" if office.hours else ""
    contact = office.contact_words
    supply = (
        f"Kelengkapan tersebut dapat disampaikan ke kantor {office.name},"
        f" {office.letterhead.address}{hours}{until} dengan menyebut nomor penelusuran {tracking}."
    )
    ask = f"Keterangan lebih lanjut dapat diperoleh melalui {contact}." if contact else ""
    thanks = "Demikian untuk menjadi maklum. Atas perhatian Saudara, kami ucapkan terima kasih."
    return tuple(part for part in (supply, ask, office.shortage_note, thanks) if part)


def signatory_lines(office: Office) -> tuple[str, ...]:
    """Who signs: position, name, rank, NIP, as far as the office has set them."""
    signer = office.signatory
    nip = f"NIP {signer.nip}" if signer.nip else ""
    return tuple(part for part in (signer.position, signer.name, signer.rank, nip) if part)
