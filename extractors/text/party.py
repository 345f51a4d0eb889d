"""One who has to do with a letter: who writes it, signs it, bears witness, or gave the power to write it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from extractors.fields.candidate import Candidate


class PartyRole(StrEnum):
    """What somebody is to a letter."""

    WRITER = "penulis"
    SIGNER = "penanda_tangan"
    WITNESS = "saksi"
    PROXY = "kuasa"


_NAMELESS = Candidate(None, source="unread")


@dataclass(frozen=True)
class Party:
    """What a letter says of somebody: an identity block, a sentence, a signature. `row`: where it begins."""

    name: Candidate | None = None
    nik: Candidate | None = None
    address: Candidate | None = None
    phone: Candidate | None = None
    office: Candidate | None = None
    role: PartyRole = PartyRole.WRITER
    row: int = 0

    @property
    def named(self) -> Candidate:
        """His name; without one a candidate that has no value."""
        return self.name or _NAMELESS

    @property
    def is_witness(self) -> bool:
        """Whether he only signs beside those who write."""
        return self.role is PartyRole.WITNESS

    @property
    def is_proxy(self) -> bool:
        """Whether he signs for another, by power of attorney."""
        return self.role is PartyRole.PROXY

    def completed(self, other: "Party") -> "Party":
        """The same, what is not known of him taken from the other."""
        return replace(
            self,
            name=self.name or other.name,
            nik=self.nik or other.nik,
            address=self.address or other.address,
            phone=self.phone or other.phone,
            office=self.office or other.office,
        )
