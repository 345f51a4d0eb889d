"""A person as a letter tells of him: one identity block, or what a sentence says."""

from dataclasses import dataclass

from extractors.found import Found


@dataclass(frozen=True)
class Person:
    """One identity block; `row`: where it begins; `is_client`: another signs for him, in an office of his
    own."""

    row: int
    nama: Found | None = None
    nik: Found | None = None
    alamat: Found | None = None
    telepon: Found | None = None
    jabatan: Found | None = None
    is_client: bool = False
