"""The one shape of a paper's content: kept as JSON, edited by a person, filled into one DOCX template
a kind."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from models.procedure.stages import PaperKind

FREE = "Pelayanan ini tidak dipungut biaya."
"""On each receipt and invitation (service standard: Biaya / Tarif: Tidak dipungut biaya)."""


class OfficePaper(StrEnum):
    """Papers of the office itself, about no single case; each has a template of its own too."""

    LAPORAN_BULANAN = "laporan_bulanan"
    CATATAN_PEMROSESAN = "catatan_pemrosesan"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Detail(_Frozen):
    """A line `label : value`."""

    label: str
    value: str


class Section(_Frozen):
    """A part with a heading ("" in a letter) and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


class Signer(_Frozen):
    """Who signs: in which role, and the name below the space for the signature."""

    role: str
    name: str


class Picture(_Frozen):
    """A photo or scan of the appendix, by the digest of its stored file."""

    sha256: str
    extension: str
    caption: str


class Content(_Frozen):
    """A paper. Empty parts are left out by the template; texts are whole sentences.

    `title`: of papers that are no letter. A row of `rows` with one cell is a heading over those below it.
    `doubtful`: labels of fields that the text rests on and that nobody has looked at yet.
    """

    kind: PaperKind | OfficePaper
    title: str = ""
    subject: str = ""
    nature: str = "Biasa"
    attachment: str = "-"
    addressee: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    sections: tuple[Section, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    closing_title: str = ""
    closing: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    copies: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    doubtful: tuple[str, ...] = ()

    def words(self) -> str:
        """All its text, to look for what must not stand in it."""
        parts = [self.title, self.subject, *self.addressee, *self.opening, *self.closing, *self.copies]
        parts += [f"{item.label} {item.value}" for item in self.details]
        parts += [text for section in self.sections for text in (section.title, *section.paragraphs)]
        parts += [cell for row in self.rows for cell in row]
        parts += [f"{signer.role} {signer.name}" for signer in self.signers]
        return "\n".join([*parts, *(picture.caption for picture in self.pictures)])
