"""Service standards: what each service asks for, how long it may take, which letters ask for it.

One TOML a service, named after its id: the packaged ones in models/services, the office's own in
`layanan/` of the data folder, which add to them or take the place of one with the same id. Another
service is such a file, not code (docs/data-sources.md says where ours come from).
"""

from dataclasses import dataclass
from pathlib import Path

from models.case import Channel
from models.document import Kind
from models.errors import SettingsError
from models.office import Office, load_office
from models.paths import DataFolder
from models.procedure.stages import Procedure, read_procedure
from models.toml_file import PACKAGED, Table, read_table

ABOUT_KOPERASI = "koperasi"
ABOUT_OFFICE = "dinas"

REQUEST_KINDS = ("konsultasi", "pengaduan", "penyelesaian_masalah")
"""What a surat permohonan may ask for (`jenis_layanan` of the contract)."""


@dataclass(frozen=True)
class Requirement:
    """One requirement. `letter`: the kind of letter it belongs to; `text`: as the standard words it."""

    id: str
    letter: Kind
    text: str


@dataclass(frozen=True)
class Limits:
    """Hari kerja after receipt, None where the standard sets none."""

    response: int | None = None
    service: int | None = None


@dataclass(frozen=True)
class Choice:
    """Which letters ask for the service: kinds of request, and what a complaint letter is about.

    `keywords`: words in the perihal, in capitals, that choose it before any kind of request does.
    """

    request_kinds: tuple[str, ...] = ()
    complaint_about: str | None = None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class ServiceStandard:
    """One service as its standard fixes it."""

    id: str
    name: str
    sk_number: str
    basis: str
    requirements: tuple[Requirement, ...]
    steps: tuple[str, ...]
    limits: Limits
    fee: str
    product: tuple[str, ...]
    channels: tuple[Channel, ...]
    choice: Choice
    procedure: Procedure | None = None

    def requirements_for(self, letter: Kind) -> tuple[Requirement, ...]:
        """Those that belong to that kind of letter, in the order of the file."""
        return tuple(item for item in self.requirements if item.letter is letter)


@dataclass(frozen=True)
class Standards:
    """All services of the office, by id."""

    services: dict[str, ServiceStandard]
    office: Office

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the services, packaged ones first."""
        return tuple(self.services)

    def get(self, service_id: str | None) -> ServiceStandard | None:
        """The service with that id, or None."""
        return self.services.get(service_id) if service_id else None

    def for_request(self, request_kind: str | None, subject: str = "") -> ServiceStandard | None:
        """The service that a letter of that jenis_layanan and perihal asks for, or None."""
        upper = subject.upper()
        named = (s for s in self.services.values() if any(word in upper for word in s.choice.keywords))
        kinds = (s for s in self.services.values() if request_kind in s.choice.request_kinds)
        return next(named, None) or next(kinds, None)

    def about_office(self) -> frozenset[str]:
        """Ids of the services whose complaints are about the office's own people."""
        return frozenset(s.id for s in self.services.values() if s.choice.complaint_about == ABOUT_OFFICE)

    def for_complaint(self, about: str) -> ServiceStandard | None:
        """The service of a complaint letter about a koperasi or about the office, or None."""
        return next((s for s in self.services.values() if s.choice.complaint_about == about), None)


def load_standards(data: Path | None = None) -> Standards:
    """All services: packaged, then those of the data folder. SettingsError names file and fault."""
    paths = {path.stem: path for path in sorted((PACKAGED / "services").glob("*.toml"))}
    if data:
        paths |= {path.stem: path for path in sorted(DataFolder(data).layanan.glob("*.toml"))}
    services = {service_id: _standard(service_id, read_table(path)) for service_id, path in paths.items()}
    return Standards(services, load_office(data))


def _standard(service_id: str, table: Table) -> ServiceStandard:
    standard = ServiceStandard(
        id=service_id,
        name=table.text("nama"),
        sk_number=table.text("nomor_sk", ""),
        basis=table.text("dasar", ""),
        requirements=tuple(_requirement(row) for row in table.tables("persyaratan")),
        steps=table.texts("langkah", ()),
        limits=_limits(table.table("batas_waktu")),
        fee=table.text("biaya", ""),
        product=table.texts("produk", ()),
        channels=tuple(_channel(name, table) for name in table.texts("saluran", tuple(Channel))),
        choice=_choice(table.table("dipilih_bila")),
        procedure=read_procedure(table),
    )
    table.finish()
    if not standard.requirements:
        raise SettingsError(f"{table.where}: tulis sedikitnya satu [[persyaratan]].")
    return standard


def _requirement(row: Table) -> Requirement:
    letter = row.text("untuk", Kind.SURAT_PERMOHONAN)
    if letter not in (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN):
        raise SettingsError(f"{row.where}: untuk harus surat_permohonan atau surat_pengaduan.")
    requirement = Requirement(row.text("id"), Kind(letter), row.text("teks"))
    row.finish()
    return requirement


def _limits(table: Table) -> Limits:
    limits = Limits(
        response=table.integer("tanggapan", least=1) if "tanggapan" in table else None,
        service=table.integer("layanan", least=1) if "layanan" in table else None,
    )
    table.finish()
    return limits


def _channel(name: str, table: Table) -> Channel:
    if name not in set(Channel):
        raise SettingsError(f"{table.where}: saluran {name} tidak dikenal; pilih dari {', '.join(Channel)}.")
    return Channel(name)


def _choice(table: Table) -> Choice:
    kinds = table.texts("jenis_layanan", ())
    about = table.text("terlapor", "") or None
    keywords = tuple(word.upper() for word in table.texts("kata_perihal", ()) if word.strip())
    table.finish()
    wrong = [kind for kind in kinds if kind not in REQUEST_KINDS]
    if wrong or about not in (None, ABOUT_KOPERASI, ABOUT_OFFICE):
        raise SettingsError(
            f"{table.where}: jenis_layanan harus dari {', '.join(REQUEST_KINDS)}; "
            f"terlapor harus {ABOUT_KOPERASI} atau {ABOUT_OFFICE}."
        )
    return Choice(kinds, about, keywords)
