"""What the finders found in a letter, role by role."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from extractors.fields.candidate import Candidate


@dataclass(frozen=True)
class Found:
    """A letter's candidates, each under the role of its `FieldSpec` (its name where it has none); None where
    the letter does not carry it."""

    nomor: Candidate | None = None
    tanggal: Candidate | None = None
    tempat: Candidate | None = None
    perihal: Candidate | None = None
    tujuan: Candidate | None = None
    nama: Candidate | None = None
    nik: Candidate | None = None
    alamat: Candidate | None = None
    telepon: Candidate | None = None
    jabatan: Candidate | None = None
    koperasi: Candidate | None = None
    koperasi_alamat: Candidate | None = None
    badan_hukum: Candidate | None = None
    jenis_layanan: Candidate | None = None
    pihak_lain: Candidate | None = None
    bertanda_tangan: Candidate | None = None
    berstempel: Candidate | None = None

    def by_role(self) -> Mapping[str, Candidate | None]:
        """Role -> what was found."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def each(self, change: Callable[[Candidate], Candidate]) -> "Found":
        """The same with every candidate changed."""
        return Found(**{role: change(one) if one else None for role, one in self.by_role().items()})
