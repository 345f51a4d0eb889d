"""Letters to the applicant: answer, referral, request for identity, thanks for a suggestion, invitation.

Form of an official letter by Permendagri 1/2023 (kop, nomor, sifat, lampiran, hal, Yth.; Ps. 44: signer with
title, rank and NIP). What the office found or did is a person's to say: the draft holds a mark in its place.
"""

from dataclasses import dataclass
from datetime import date, time

from models.office import Office
from models.papers.common import THANKS, contact, received, reference, signatory, to_applicant
from models.papers.content import FREE, Content, Detail, Section
from models.papers.matter import Matter
from models.papers.names import addressed
from models.procedure.stages import PaperKind
from models.wording import long_date, sentence, weekday

RESULT_MARK = "[tuliskan hasilnya]"
AGENCY_MARK = "[tuliskan instansi yang berwenang]"
ARTICLE_MARK = "(periksa pasal)"
"""Stands behind a legal source whose article nobody has compared with the law's text."""
MARKS = (RESULT_MARK, AGENCY_MARK, ARTICLE_MARK)
"""A paper with a mark left in is not ready."""


@dataclass(frozen=True)
class Appointment:
    """A meeting as an invitation says it."""

    number: int
    on: date
    starts: time
    ends: time | None
    place: str
    agenda: str
    on_site: bool = False


@dataclass(frozen=True)
class Guest:
    """Who is invited. `is_applicant`: he knows his own complaint; others are told no more than they need."""

    name: str
    address: str
    is_applicant: bool


def answer(matter: Matter, office: Office, result: str = "") -> Content:
    """Surat jawaban: what was done with the request or complaint."""
    what = "Pengaduan" if matter.is_complaint else "Permohonan"
    return Content(
        kind=PaperKind.SURAT_JAWABAN,
        subject=f"Jawaban atas {what} Saudara",
        addressee=to_applicant(matter),
        opening=(f"Menindaklanjuti {reference(matter)} {received(matter)}, kami sampaikan hal-hal berikut:",),
        sections=(Section(title="", paragraphs=tuple(result.split("\n\n")) if result else (RESULT_MARK,)),),
        closing=_closing(office, matter),
        signers=(signatory(office),),
        doubtful=matter.doubtful,
    )


def referral(matter: Matter, office: Office) -> Content:
    """Surat rujukan: the matter is not this office's; where to turn."""
    text = (
        f"Setelah kami periksa, pokok yang Saudara sampaikan bukan wewenang {office.name}. Hal tersebut "
        f"menjadi "
        f"wewenang {AGENCY_MARK}. Dengan ini kami sarankan Saudara menyampaikannya kepada instansi "
        f"tersebut dengan "
        "melampirkan surat ini."
    )
    return Content(
        kind=PaperKind.SURAT_RUJUKAN,
        subject="Penyampaian Pengaduan kepada Instansi yang Berwenang",
        addressee=to_applicant(matter),
        opening=(f"Menindaklanjuti {reference(matter)} {received(matter)}, kami sampaikan hal berikut.",),
        sections=(Section(title="", paragraphs=(text,)),),
        closing=_closing(office, matter),
        signers=(signatory(office),),
        doubtful=matter.doubtful,
    )


def identity_request(matter: Matter, office: Office, until: date | None) -> Content:
    """Permintaan identitas: also posted at the office, so it tells nothing of the matter but number
    and day."""
    deadline = f" paling lambat {weekday(until)}, {long_date(until)}" if until else ""
    text = (
        "Agar dapat ditindaklanjuti, mohon pelapor menyampaikan nama, alamat lengkap, dan nomor telepon "
        "kepada "
        f"Pejabat Pengelola Pengaduan{deadline}. Identitas pelapor dapat dirahasiakan. Bila identitas tidak "
        "disampaikan, surat tersebut dicatat dan menjadi bahan perbaikan pelayanan."
    )
    who = (
        to_applicant(matter)
        if matter.address
        else ("Yth.", f"Pengirim surat nomor {matter.tracking}", "di tempat")
    )
    return Content(
        kind=PaperKind.PERMINTAAN_IDENTITAS,
        subject="Permintaan Identitas Pelapor",
        addressee=who,
        opening=(
            f"Surat Saudara {received(matter)} telah kami catat, tetapi tidak memuat identitas lengkap.",
        ),
        sections=(Section(title="", paragraphs=(text,)),),
        closing=(*(part for part in (contact(office, matter.tracking),) if part), FREE, THANKS),
        signers=(signatory(office),),
    )


def thanks(matter: Matter, office: Office) -> Content:
    """Ucapan terima kasih for a suggestion."""
    text = (
        "Saran dan masukan Saudara telah kami catat dalam register dan kami teruskan kepada bidang yang "
        "terkait "
        "sebagai bahan perbaikan pelayanan."
    )
    return Content(
        kind=PaperKind.UCAPAN_TERIMA_KASIH,
        subject="Ucapan Terima Kasih atas Saran dan Masukan",
        addressee=to_applicant(matter),
        opening=(f"Kami mengucapkan terima kasih atas {reference(matter)} {received(matter)}.",),
        sections=(Section(title="", paragraphs=(text,)),),
        closing=_closing(office, matter),
        signers=(signatory(office),),
        doubtful=matter.doubtful,
    )


def invitation(matter: Matter, office: Office, meeting: Appointment, guest: Guest) -> Content:
    """Undangan for one party. Nobody but the applicant is told his name when he asked for secrecy, nor
    ever his
    KTP or NIK."""
    second = " Kedua" if meeting.number == 2 else f" ke-{meeting.number}" if meeting.number > 2 else ""
    return Content(
        kind=PaperKind.UNDANGAN,
        subject=f"Undangan{second} {'Penyelesaian Masalah di Lokasi' if meeting.on_site else 'Pertemuan'}",
        nature="Penting",
        addressee=("Yth.", addressed(guest.name), f"di {guest.address or 'tempat'}"),
        opening=(
            _invited_because(matter, guest, meeting),
            "Untuk itu kami mengharap kehadiran Saudara pada:",
        ),
        details=_appointment(meeting),
        sections=(Section(title="", paragraphs=(_to_bring(guest),)),),
        closing=tuple(
            part
            for part in (
                "Bila berhalangan, mohon memberi kabar sebelum hari pertemuan.",
                contact(office, matter.tracking),
                f"{FREE} Kehadiran Saudara sangat diharapkan.",
                THANKS,
            )
            if part
        ),
        signers=(signatory(office),),
        doubtful=matter.doubtful if guest.is_applicant else (),
    )


def _invited_because(matter: Matter, guest: Guest, meeting: Appointment) -> str:
    again = (
        " Karena pada pertemuan sebelumnya ada pihak yang belum dapat hadir, pertemuan dijadwalkan kembali."
        if meeting.number > 1 and not meeting.on_site
        else ""
    )
    if guest.is_applicant:
        letter = f"{reference(matter)} {received(matter)}"
        return f"Menindaklanjuti {letter}, kami akan mempertemukan para pihak.{again}"
    who = (
        "seorang anggota masyarakat"
        if matter.is_confidential
        else f"Saudara/i {matter.applicant or 'pemohon'}"
    )
    about = f" mengenai {matter.koperasi}" if matter.koperasi else ""
    return (
        f"Kami menerima permohonan fasilitasi penyelesaian masalah dari {who}{about} dengan nomor "
        f"penelusuran "
        f"{matter.tracking} tanggal {long_date(matter.received_on)}. Agar dapat diselesaikan secara "
        f"musyawarah, kami "
        f"akan mempertemukan para pihak.{again}"
    )


def _appointment(meeting: Appointment) -> tuple[Detail, ...]:
    until = f" sampai {meeting.ends:%H.%M} WIB" if meeting.ends else " WIB sampai selesai"
    rows = (
        ("Hari, tanggal", f"{weekday(meeting.on)}, {long_date(meeting.on)}"),
        ("Pukul", f"{meeting.starts:%H.%M}{until}"),
        ("Tempat", meeting.place),
        ("Acara", meeting.agenda),
    )
    return tuple(Detail(label=label, value=value) for label, value in rows)


def _to_bring(guest: Guest) -> str:
    if guest.is_applicant:
        return "Mohon membawa bukti yang berkaitan, misalnya buku simpanan, kuitansi, dan surat perjanjian."
    return sentence(
        "Mohon membawa dokumen yang berkaitan, misalnya anggaran dasar dan anggaran rumah tangga, "
        "laporan RAT, "
        "daftar pengurus, dan catatan simpanan atau pinjaman yang bersangkutan"
    )


def _closing(office: Office, matter: Matter) -> tuple[str, ...]:
    return tuple(part for part in (contact(office, matter.tracking), THANKS) if part)
