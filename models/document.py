"""Documents: what kind of paper, which pages, which fields (case-contract.md)."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Attribute

from models.field import ABSENT, Field


class Kind(StrEnum):
    """The kinds of paper a case is made of."""

    SURAT_PERMOHONAN = "surat_permohonan"
    KTP = "ktp"
    IDENTITAS_LEMBAGA = "identitas_lembaga"
    SURAT_PENGADUAN = "surat_pengaduan"
    LAMPIRAN = "lampiran"
    KOSONG = "kosong"


class ServiceReading(BaseModel):
    """What the words of a letter say of the service it belongs to, and how sure that is (0..1).

    `is_about_office`: of a complaint, whether the office's own people and services are meant.
    """

    model_config = ConfigDict(frozen=True)

    probability: float
    is_about_office: bool = False


class LetterKnowledge(BaseModel):
    """What the reader knows of a letter beyond its fields: used to judge it, not in the contract's JSON.

    `persons`: surely read names of further people for whom it speaks (second signer, giver of a kuasa).
    `unsure_persons`: names of such people that were not surely read.
    `may_ask`: further names of whom one may be the applicant's.
    `helping`: those of both of whom it says that they do not ask: who write or sign for another.
    `says_what`: whether its words as a whole say what is wrong or asked, whichever sentences do; None: open.
    `idle`: the probability that it asks for nothing (it takes back, reports, answers or only sends papers).
    `takes_back`: its words take back what was asked before.
    `is_voided`: one of its pages is crossed out by pen, or stamped void.
    `lacks_sheet`: a sheet of it is not there.
    `written_to`: of a request, whom the rules take for its addressee; of a complaint, which has no such
    field, whom it is written to.
    `may_be`: the other kind that it may be as well, its own not being beyond doubt.
    `is_guess`: it is taken for a letter only because the case has no other.
    Of the last two the JSON has a finding.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    persons: tuple[str, ...] = ()
    unsure_persons: tuple[str, ...] = ()
    may_ask: tuple[str, ...] = ()
    helping: tuple[str, ...] = ()
    says_what: bool | None = None
    idle: float = 0.0
    takes_back: bool = False
    is_voided: bool = False
    lacks_sheet: bool = False
    written_to: Field = ABSENT
    may_be: Kind | None = None
    is_guess: bool = False


class PageRef(BaseModel):
    """A page of a file; `rotation` = degrees clockwise (0, 90, 180, 270) that make it upright."""

    model_config = ConfigDict(frozen=True)

    file: str
    page: int
    rotation: int = 0


class Document(BaseModel):
    """One paper of a case: its kind, its pages in order and its fields by name.

    A field's `page` counts from 1 in `pages`. What follows is not in the JSON. `known`: of a letter.
    `is_typed`: a person typed it at the desk, no engine has read it.
    `service`: what the reader of words says of a letter's service; None where it was not asked. `jenis`: what
    an attachment is, in words for a person ("SIM (surat izin mengemudi)"); None where that is not known.
    `rivals`: by field, the values that it may have, the likeliest first, each as sure as the ranker is that
    it is right (value None: the field is not carried); only while a case is read.
    `other_reading`: the letter read as the kind that it may be as well; see `Case.in_both_kinds`.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind
    pages: tuple[PageRef, ...]
    fields: dict[str, Field] = {}
    known: LetterKnowledge = Attribute(default=LetterKnowledge(), exclude=True)
    is_typed: bool = Attribute(default=False, exclude=True)
    service: ServiceReading | None = Attribute(default=None, exclude=True)
    jenis: str | None = Attribute(default=None, exclude=True)
    rivals: dict[str, tuple[Field, ...]] = Attribute(default={}, exclude=True)
    other_reading: "Document | None" = Attribute(default=None, exclude=True)

    def as_doubted(self) -> "Document":
        """The document with every value to be reviewed."""
        fields = {
            name: field if field.value is None else field.model_copy(update={"needs_review": True})
            for name, field in self.fields.items()
        }
        return self.model_copy(update={"fields": fields})

    def knowing(self, **changes: object) -> "Document":
        """The document with these of `known` changed."""
        known = LetterKnowledge.model_validate({**dict(self.known), **changes})
        return self.model_copy(update={"known": known})

    def field(self, name: str) -> Field:
        """The field of that name, or ABSENT."""
        return self.fields.get(name, ABSENT)

    def text(self, name: str) -> str | None:
        """The field's value when it is a text, else None."""
        value = self.field(name).value
        return value if isinstance(value, str) else None
