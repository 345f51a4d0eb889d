"""One who has to do with a letter: who writes it, signs it, bears witness, or gave the power to write it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractors.fields.candidate import Candidate
from extractors.fields.span import TextSpan, Token


class PartyRole(StrEnum):
    """What somebody is to a letter."""

    WRITER = "penulis"
    SIGNER = "penanda_tangan"
    WITNESS = "saksi"


_NAMELESS = Candidate(None, source="unread")


@dataclass(frozen=True)
class Party:
    """What a letter says of somebody: an identity block, a sentence, a row of a table, a signature.

    `row`: where it begins. `unread`: what may be his name and can't be read as one; `nameless`: what stands
    beside the label of a name and is none ('Anonim').
    """

    name: Candidate | None = None
    nik: Candidate | None = None
    address: Candidate | None = None
    phone: Candidate | None = None
    office: Candidate | None = None
    role: PartyRole = PartyRole.WRITER
    row: int = 0
    unread: TextSpan | None = None
    nameless: TextSpan | None = None

    @property
    def named(self) -> Candidate:
        """His name; without one a candidate that has no value."""
        return self.name or _NAMELESS

    @property
    def is_witness(self) -> bool:
        """Whether he only signs beside those who write."""
        return self.role is PartyRole.WITNESS

    def tokens(self) -> Iterator[Token]:
        """The words that say who he is and where he is reached."""
        for found in (self.name, self.nik, self.address, self.phone):
            if found:
                yield from found.where.tokens
