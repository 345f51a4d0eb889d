"""Berita acara and daftar hadir of a meeting (reference 5.3): no agreement is a valid result."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.office import Office
from models.papers.common import BLANK
from models.papers.content import Content, Detail, Section, Signer
from models.papers.letters import Appointment
from models.papers.matter import Matter
from models.procedure.stages import PaperKind
from models.wording import date_in_words, listed, long_date, sentence, weekday

OUTCOMES = {
    "sepakat": "Para pihak mencapai kesepakatan sebagai berikut:",
    "sebagian": "Para pihak mencapai kesepakatan sebagian sebagai berikut:",
    "tidak": "Para pihak belum mencapai kesepakatan.",
}
"""Result of a meeting -> how the berita acara opens it."""
HIDDEN = "Pemohon (identitas dirahasiakan)"
ORDINALS = ("Pihak Pertama", "Pihak Kedua", "Pihak Ketiga", "Pihak Keempat", "Pihak Kelima")
BLANK_ROWS = 3
"""Lines of a daftar hadir for who comes unannounced."""


@dataclass(frozen=True)
class Attendant:
    """A party at the meeting. `role`: pemohon, termohon, ...; `proxy`: who came for it."""

    name: str
    role: str
    address: str = ""
    is_applicant: bool = False
    is_present: bool = True
    proxy: str = ""


@dataclass(frozen=True)
class Gathering:
    """A meeting with its parties and the officers who lead it."""

    meeting: Appointment
    parties: tuple[Attendant, ...]
    officers: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of it. `kind`: a key of OUTCOMES; `follow_ups`: rows (what, who, by when)."""

    kind: str
    positions: tuple[str, ...]
    points: tuple[str, ...]
    follow_ups: tuple[tuple[str, str, str], ...] = ()


def minutes(matter: Matter, office: Office, gathering: Gathering, outcome: Outcome) -> Content:
    """Berita acara of the meeting, also of one to which somebody did not come."""
    meeting, parties, officers = gathering.meeting, gathering.parties, gathering.officers
    where = "penyelesaian masalah di lokasi yang disepakati" if meeting.on_site else "pertemuan"
    opening = (
        f"Pada hari ini, {weekday(meeting.on)}, {date_in_words(meeting.on)}, pukul "
        f"{meeting.starts:%H.%M} WIB, "
        f"bertempat di {meeting.place}, telah dilaksanakan {where} dalam rangka fasilitasi penyelesaian "
        f"masalah "
        f"koperasi dengan nomor penelusuran {matter.tracking}, dihadiri oleh:"
    )
    return Content(
        kind=PaperKind.BERITA_ACARA,
        title=f"BERITA ACARA {where.upper()}",
        opening=(opening,),
        details=tuple(_party(place, party, matter) for place, party in enumerate(parties)),
        sections=_sections(matter, parties, outcome),
        columns=("Tindak lanjut", "Pelaksana", "Paling lambat") if outcome.follow_ups else (),
        rows=outcome.follow_ups,
        closing=(
            "Demikian berita acara ini dibuat dengan sebenarnya dan ditandatangani oleh para pihak yang "
            "hadir.",
        ),
        signers=(
            *_signing(parties, matter),
            *_facilitators(officers, office),
            Signer(role="Saksi", name=BLANK),
        ),
        doubtful=matter.doubtful,
    )


def attendance(matter: Matter, gathering: Gathering, office: Office) -> Content:
    """Daftar hadir to be signed at the meeting."""
    meeting, parties, officers = gathering.meeting, gathering.parties, gathering.officers
    people = [(shown_name(party, matter), party.role) for party in parties]
    people += [(name, office.short_name) for name in officers]
    people += [("", "")] * BLANK_ROWS
    return Content(
        kind=PaperKind.DAFTAR_HADIR,
        title="DAFTAR HADIR",
        details=(
            Detail(label="Acara", value=meeting.agenda),
            Detail(label="Hari, tanggal", value=f"{weekday(meeting.on)}, {long_date(meeting.on)}"),
            Detail(label="Pukul", value=f"{meeting.starts:%H.%M} WIB"),
            Detail(label="Tempat", value=meeting.place),
            Detail(label="Nomor penelusuran", value=matter.tracking),
        ),
        columns=("Nama", "Sebagai", "Tanda tangan"),
        rows=tuple((f"{number}. {name}", role, "") for number, (name, role) in enumerate(people, start=1)),
    )


def shown_name(party: Attendant, matter: Matter) -> str:
    """The party's name; a confidential complainant has none on papers that others see."""
    return HIDDEN if party.is_applicant and matter.is_confidential else party.name


def _party(place: int, party: Attendant, matter: Matter) -> Detail:
    title = ORDINALS[place] if place < len(ORDINALS) else f"Pihak ke-{place + 1}"
    proxy = f", diwakili {party.proxy}" if party.proxy else ""
    came = "" if party.is_present else ", tidak hadir"
    return Detail(label=title, value=f"{shown_name(party, matter)} ({party.role}{proxy}{came})")


def _sections(matter: Matter, parties: Sequence[Attendant], outcome: Outcome) -> tuple[Section, ...]:
    absent = [shown_name(party, matter) for party in parties if not party.is_present]
    result = [OUTCOMES[outcome.kind]] if not absent or outcome.points else []
    if absent:
        result.insert(0, sentence(f"{listed(absent)} tidak hadir memenuhi undangan"))
    result += [f"{number}. {point}" for number, point in enumerate(outcome.points, start=1)]
    parts = (
        ("Pokok masalah", (sentence(matter.matter),) if matter.matter and not matter.is_confidential else ()),
        ("Keterangan para pihak", outcome.positions),
        ("Hasil", tuple(result)),
    )
    return tuple(Section(title=title, paragraphs=texts) for title, texts in parts if texts)


def _signing(parties: Sequence[Attendant], matter: Matter) -> list[Signer]:
    return [
        Signer(role=ORDINALS[min(place, len(ORDINALS) - 1)], name=party.proxy or shown_name(party, matter))
        for place, party in enumerate(parties)
        if party.is_present
    ]


def _facilitators(officers: Sequence[str], office: Office) -> list[Signer]:
    return [Signer(role="Fasilitator", name=name) for name in officers or (f"Petugas {office.short_name}",)]
