"""A person as a letter tells of him: one identity block, or what a sentence says."""

from dataclasses import dataclass

from extractors.fields.candidate import Candidate


@dataclass(frozen=True)
class Person:
    """One identity block; `row`: where it begins; `is_client`: another signs for him, in an office of his
    own."""

    row: int
    nama: Candidate | None = None
    nik: Candidate | None = None
    alamat: Candidate | None = None
    telepon: Candidate | None = None
    jabatan: Candidate | None = None
    is_client: bool = False
