"""Stages of a service as its TOML states them: who acts, what is due, which papers result, where it may go.

A stage is a table `[[tahap]]` of the service's file; its moves are `[[tahap.lanjut]]`. A service without
stages has no procedure: its cases are closed by a decision alone. A procedure that can't be walked (a stage
nobody reaches, or from which no end is reached, a fact that nothing records) is refused when it is read.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from models.errors import SettingsError
from models.toml_file import Table

Code = TypeVar("Code", bound=StrEnum)

APPROVAL = "setujui"
"""The move that the reviewer's decision makes: from the first stage (completeness) to the next."""

ACTORS = ("petugas", "pemeriksa", "pengelola_pengaduan", "kepala")
"""Roles of the desk that may act in a stage."""


class Work(StrEnum):
    """What is done in a stage; the desk has a screen for each."""

    PEMERIKSAAN = "pemeriksaan"
    KONSULTASI = "konsultasi"
    PERTEMUAN = "pertemuan"
    LOKASI = "lokasi"
    ADMINISTRASI = "administrasi"
    KOORDINASI = "koordinasi"
    TANGGAPAN = "tanggapan"
    PENYELESAIAN = "penyelesaian"
    LAPORAN = "laporan"
    SELESAI = "selesai"


class Fact(StrEnum):
    """What can be on record of a case; moves ask for facts."""

    MATERI_DIBERIKAN = "materi_diberikan"
    PERTEMUAN_DIJADWALKAN = "pertemuan_dijadwalkan"
    UNDANGAN_DIKIRIM = "undangan_dikirim"
    PERTEMUAN_TERLAKSANA = "pertemuan_terlaksana"
    TIDAK_HADIR = "tidak_hadir"
    LOKASI_DISEPAKATI = "lokasi_disepakati"
    BERITA_ACARA = "berita_acara"
    ADMINISTRASI_DICEK = "administrasi_dicek"
    BERUPA_PENGADUAN = "berupa_pengaduan"
    BERUPA_SARAN = "berupa_saran"
    BUKAN_WEWENANG = "bukan_wewenang"
    TANPA_IDENTITAS = "tanpa_identitas"
    IDENTITAS_DIMINTA = "identitas_diminta"
    IDENTITAS_ADA = "identitas_ada"
    BATAS_TAHAP_LEWAT = "batas_tahap_lewat"
    DISPOSISI_TUNTAS = "disposisi_tuntas"
    TANGGAPAN_DIBERIKAN = "tanggapan_diberikan"
    PENYELESAIAN_DICATAT = "penyelesaian_dicatat"
    UCAPAN_TERIMA_KASIH = "ucapan_terima_kasih"
    SURAT_RUJUKAN = "surat_rujukan"
    SURAT_JAWABAN = "surat_jawaban"
    LAPORAN_HASIL = "laporan_hasil"


FACT_WORDS: dict[Fact, str] = {
    Fact.MATERI_DIBERIKAN: "materi konsultasi dicatat sudah diberikan",
    Fact.PERTEMUAN_DIJADWALKAN: "pertemuan dijadwalkan",
    Fact.UNDANGAN_DIKIRIM: "undangan setiap pihak final dan dicatat dikirim",
    Fact.PERTEMUAN_TERLAKSANA: "kehadiran dicatat dan semua pihak hadir",
    Fact.TIDAK_HADIR: "kehadiran dicatat dan ada pihak yang tidak hadir",
    Fact.LOKASI_DISEPAKATI: "tempat dan waktu penyelesaian disepakati",
    Fact.BERITA_ACARA: "berita acara final",
    Fact.ADMINISTRASI_DICEK: "cek administrasi dicatat",
    Fact.BERUPA_PENGADUAN: "cek administrasi: berupa pengaduan",
    Fact.BERUPA_SARAN: "cek administrasi: berupa saran atau masukan",
    Fact.BUKAN_WEWENANG: "cek administrasi: bukan wewenang kantor ini",
    Fact.TANPA_IDENTITAS: "cek administrasi: tanpa identitas",
    Fact.IDENTITAS_DIMINTA: "permintaan identitas final",
    Fact.IDENTITAS_ADA: "identitas pelapor terpenuhi",
    Fact.BATAS_TAHAP_LEWAT: "batas waktu tahap ini sudah lewat",
    Fact.DISPOSISI_TUNTAS: "setiap disposisi dijawab",
    Fact.TANGGAPAN_DIBERIKAN: "tanggapan dicatat dengan isi dan salurannya",
    Fact.PENYELESAIAN_DICATAT: "penyelesaian dicatat",
    Fact.UCAPAN_TERIMA_KASIH: "ucapan terima kasih final",
    Fact.SURAT_RUJUKAN: "surat rujukan final",
    Fact.SURAT_JAWABAN: "surat jawaban final",
    Fact.LAPORAN_HASIL: "laporan hasil final",
}
"""What is to be on record, in the words of the screen."""


class PaperKind(StrEnum):
    """Papers of the service; each has one template (desk/papers)."""

    TANDA_TERIMA = "tanda_terima"
    KEKURANGAN = "pemberitahuan_kekurangan"
    DISPOSISI = "lembar_disposisi"
    UNDANGAN = "undangan"
    DAFTAR_HADIR = "daftar_hadir"
    BERITA_ACARA = "berita_acara"
    SURAT_JAWABAN = "surat_jawaban"
    SURAT_RUJUKAN = "surat_rujukan"
    PERMINTAAN_IDENTITAS = "permintaan_identitas"
    UCAPAN_TERIMA_KASIH = "ucapan_terima_kasih"
    LAPORAN_HASIL = "laporan_hasil"


class Since(StrEnum):
    """The event after which hari kerja are counted."""

    DITERIMA = "diterima"
    LENGKAP = "lengkap"
    TAHAP = "tahap"


@dataclass(frozen=True)
class Term:
    """A time limit: hari kerja after an event."""

    days: int
    since: Since


@dataclass(frozen=True)
class Move:
    """A way out of a stage. `needs`: facts that must be on record; `needs_reason`: a person says why."""

    action: str
    label: str
    target: str
    needs: tuple[Fact, ...] = ()
    needs_reason: bool = False


@dataclass(frozen=True)
class Stage:
    """One stage. `limit` names a limit of the standard (`layanan`, `tanggapan`), `term` is its own."""

    id: str
    name: str
    work: Work
    step: int | None
    actors: tuple[str, ...]
    papers: tuple[PaperKind, ...]
    limit: str | None
    term: Term | None
    moves: tuple[Move, ...]

    @property
    def is_end(self) -> bool:
        """The matter is settled: nothing follows, nothing is due."""
        return self.work is Work.SELESAI


@dataclass(frozen=True)
class Procedure:
    """All stages of a service, in the order of the file; the first is the completeness check."""

    stages: tuple[Stage, ...]

    def stage(self, stage_id: str) -> Stage | None:
        """The stage with that id, or None."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    @property
    def first(self) -> Stage:
        """Where every case begins."""
        return self.stages[0]

    @property
    def after_approval(self) -> Stage:
        """Where an approved case goes."""
        target = next(move.target for move in self.first.moves if move.action == APPROVAL)
        found = self.stage(target)
        assert found
        return found


def read_procedure(table: Table) -> Procedure | None:
    """The stages of a service's file; None when it has none. SettingsError names what can't be walked."""
    stages = tuple(_stage(row) for row in table.tables("tahap"))
    if not stages:
        return None
    procedure = Procedure(stages)
    faults = list(_faults(procedure))
    if faults:
        raise SettingsError(f"{table.where}, [[tahap]]: {' '.join(faults)}")
    return procedure


def _stage(row: Table) -> Stage:
    stage_id, work = row.text("id"), _known(row, "kerja", row.text("kerja"), Work)
    term = row.table("tenggat")
    limit, own = _limit(term)
    is_end = work is Work.SELESAI
    stage = Stage(
        id=stage_id,
        name=row.text("nama"),
        work=work,
        step=row.integer("langkah", least=1) if "langkah" in row else None,
        actors=_actors(row, () if is_end else None),
        papers=tuple(_known(row, "surat", name, PaperKind) for name in row.texts("surat", ())),
        limit=limit,
        term=own,
        moves=tuple(_move(move) for move in row.tables("lanjut")),
    )
    row.finish()
    return stage


def _move(row: Table) -> Move:
    move = Move(
        action=row.text("aksi"),
        label=row.text("nama"),
        target=row.text("ke"),
        needs=tuple(_known(row, "perlu", name, Fact) for name in row.texts("perlu", ())),
        needs_reason=row.flag("alasan", False),
    )
    row.finish()
    return move


def _limit(table: Table) -> tuple[str | None, Term | None]:
    """`batas = "layanan"`, or `hari_kerja = 2` with `sejak = "tahap"`, or nothing."""
    limit = table.text("batas", "") or None
    if limit not in (None, "layanan", "tanggapan"):
        raise SettingsError(f"{table.where}: batas harus layanan atau tanggapan.")
    term = None
    if "hari_kerja" in table:
        since = _known(table, "sejak", table.text("sejak", Since.TAHAP), Since)
        term = Term(table.integer("hari_kerja", least=1), since)
    table.finish()
    return limit, term


def _actors(row: Table, default: tuple[str, ...] | None) -> tuple[str, ...]:
    actors = row.texts("pelaku", default)
    unknown = [actor for actor in actors if actor not in ACTORS]
    if unknown:
        raise SettingsError(
            f"{row.where}: pelaku {unknown[0]} tidak dikenal; pilih dari {', '.join(ACTORS)}."
        )
    return actors


def _known(row: Table, key: str, value: str, codes: type[Code]) -> Code:
    if value not in set(codes):
        raise SettingsError(f"{row.where}: {key} {value} tidak dikenal; pilih dari {', '.join(codes)}.")
    return codes(value)


def _faults(procedure: Procedure) -> list[str]:
    """What makes the procedure impossible to walk, one sentence each."""
    ids = [stage.id for stage in procedure.stages]
    faults = [f"id {name} dipakai dua kali." for name in dict.fromkeys(ids) if ids.count(name) > 1]
    for stage in procedure.stages:
        actions = [move.action for move in stage.moves]
        faults += [f"{stage.id}: aksi {name} dua kali." for name in set(actions) if actions.count(name) > 1]
        faults += [f"{stage.id}: tahap {m.target} tidak ada." for m in stage.moves if m.target not in ids]
        if stage.is_end and stage.moves:
            faults.append(f"{stage.id}: sesudah selesai tidak ada lanjutan.")
    if procedure.first.work is not Work.PEMERIKSAAN:
        faults.append("tahap pertama harus berisi kerja pemeriksaan.")
    if [move.action for move in procedure.first.moves] != [APPROVAL]:
        faults.append(f"tahap pertama hanya punya satu lanjutan, aksi {APPROVAL}.")
    return faults or _dead_ends(procedure)


def _dead_ends(procedure: Procedure) -> list[str]:
    """Stages nobody reaches, and stages from which no end is reached."""
    onward = {stage.id: {move.target for move in stage.moves} for stage in procedure.stages}
    ends = {stage.id for stage in procedure.stages if stage.is_end}
    reached = _closure({procedure.first.id}, onward)
    lost = [stage.id for stage in procedure.stages if stage.id not in reached]
    stuck = [name for name in onward if not _closure({name}, onward) & ends]
    return [f"tahap {name} tidak pernah tercapai." for name in lost] + [
        f"dari tahap {name} tidak ada jalan sampai selesai." for name in stuck
    ]


def _closure(start: set[str], onward: dict[str, set[str]]) -> set[str]:
    found = set(start)
    while more := {target for name in found for target in onward[name]} - found:
        found |= more
    return found
