"""The office: letterhead, contact, signatory and the region it serves (kantor.toml).

Another office is another file in the data folder, not code. What is unknown stays empty and is left
blank on papers.
"""

from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from models.errors import SettingsError
from models.paths import DataFolder
from models.procedure.agenda import Rules
from models.region import Region, regions
from models.toml_file import PACKAGED, Table, read_table

DEFAULT_MEETINGS = Rules(notice_days=2, starts=(time(9), time(13)), minutes=120, rooms=("Ruang rapat dinas",))
"""Until an office says otherwise; the standard sets no days of notice."""


@dataclass(frozen=True)
class Letterhead:
    """Kop surat, line by line."""

    government: str
    name: str
    address: str
    phone: str
    email: str
    website: str


@dataclass(frozen=True)
class Signatory:
    """Who signs outgoing letters; `position` also says Plt. or a.n. Empty texts stay blank."""

    position: str
    name: str
    rank: str
    nip: str


@dataclass(frozen=True)
class Office:
    """An office and what its papers say of it.

    `region_code`: the kabupaten/kota it serves (Kemendagri). `prefix`: opens its tracking numbers.
    `known_as`: names by which letters call it, in capitals. `hours`: opening hours, may be empty.
    `shortage_note`: sentence in a notice of shortage on how time is counted meanwhile; the standard does
    not say, so it is empty until the office decides. `emblem`: picture file of the lambang beside
    kantor.toml.
    `number_hint`: how the office's letter numbers look; the number itself is entered from the register.
    """

    letterhead: Letterhead
    signatory: Signatory
    name: str
    short_name: str
    city: str
    region_code: str
    prefix: str
    hours: str
    known_as: tuple[str, ...]
    complaint_phone: str
    complaint_whatsapp: str
    shortage_note: str
    emblem: str = ""
    number_hint: str = ""
    supply_days: int = 0
    """Hari kerja that a notice of shortage gives for completing the file; 0 = it names no date."""
    meetings: Rules = DEFAULT_MEETINGS

    @property
    def contacts(self) -> tuple[tuple[str, str], ...]:
        """Where people ask, said alike by letters and receipts: (way, number or address), those there are.
        The first telephone is the letterhead's, which stands above on the same sheet."""
        is_other = self.complaint_phone != self.letterhead.phone
        ways = (
            ("telepon", self.letterhead.phone),
            ("telepon pengaduan", self.complaint_phone if is_other else ""),
            ("WhatsApp", self.complaint_whatsapp),
            ("surel", self.letterhead.email),
        )
        return tuple((way, where) for way, where in ways if where)

    @property
    def contact_words(self) -> str:
        """The same in one line, "" when the office has set no way."""
        return ", ".join(f"{way} {where}" for way, where in self.contacts)

    @property
    def region(self) -> Region:
        """The kabupaten or kota it serves."""
        region = regions().get(self.region_code)
        if region is None:
            raise SettingsError(f"kode_wilayah {self.region_code} bukan kode kabupaten/kota.")
        return region


def load_office(data: Path | None = None) -> Office:
    """The office of the data folder's kantor.toml, else the packaged one. SettingsError names the fault."""
    own = DataFolder(data).kantor if data else None
    table = read_table(own if own and own.exists() else PACKAGED / "data" / "kantor.toml")
    letterhead = _letterhead(table.table("kop"))
    signatory = _signatory(table.table("penanda_tangan"))
    office = replace(_office(table, letterhead, signatory), meetings=_meetings(table.table("pertemuan")))
    table.finish()
    if len(office.region_code) != 4 or regions().get(office.region_code) is None:
        raise SettingsError(f"{table.where}: kode_wilayah harus kode kabupaten/kota, misalnya 3517.")
    return office


def _meetings(table: Table) -> Rules:
    """How the office holds meetings."""
    default = DEFAULT_MEETINGS
    starts = table.texts("jam_mulai", tuple(f"{start:%H.%M}" for start in default.starts))
    rules = Rules(
        notice_days=table.integer("hari_undangan", default.notice_days),
        starts=tuple(_time(text, table.where) for text in starts),
        minutes=table.integer("lama_menit", default.minutes, least=15),
        rooms=table.texts("ruang", default.rooms),
    )
    table.finish()
    if not rules.starts or not rules.rooms:
        raise SettingsError(f"{table.where}: isi sedikitnya satu jam_mulai dan satu ruang.")
    return rules


def _time(text: str, where: str) -> time:
    try:
        return time.fromisoformat(text.replace(".", ":"))
    except ValueError as error:
        raise SettingsError(f"{where}: jam {text} harus seperti 09.00.") from error


def _letterhead(table: Table) -> Letterhead:
    letterhead = Letterhead(
        government=table.text("pemerintah"),
        name=table.text("nama"),
        address=table.text("alamat"),
        phone=table.text("telepon", ""),
        email=table.text("surel", ""),
        website=table.text("laman", ""),
    )
    table.finish()
    return letterhead


def _signatory(table: Table) -> Signatory:
    signatory = Signatory(
        position=table.text("jabatan"),
        name=table.text("nama", ""),
        rank=table.text("pangkat", ""),
        nip=table.text("nip", ""),
    )
    table.finish()
    return signatory


def _office(table: Table, letterhead: Letterhead, signatory: Signatory) -> Office:
    own, contact, letters = table.table("kantor"), table.table("pengaduan"), table.table("surat")
    office = Office(
        letterhead=letterhead,
        signatory=signatory,
        name=own.text("nama"),
        short_name=own.text("nama_pendek"),
        city=own.text("kota"),
        region_code=own.text("kode_wilayah").replace(".", ""),
        prefix=own.text("awalan_nomor").upper(),
        hours=own.text("jam_layanan", ""),
        known_as=own.texts("sebutan", ()),
        complaint_phone=contact.text("telepon", ""),
        complaint_whatsapp=contact.text("whatsapp", ""),
        shortage_note=own.text("catatan_kekurangan", ""),
        emblem=letters.text("lambang", ""),
        number_hint=letters.text("contoh_nomor", ""),
        supply_days=letters.integer("hari_melengkapi", 0),
    )
    letters.finish()
    own.finish()
    contact.finish()
    return office
