"""A paper that a person typed at the desk: its fields are data as typed, and its PDF is only their print."""

from pydantic import BaseModel, ConfigDict

from models.document import Document, Kind, PageRef
from models.field import ABSENT, Field
from models.field_spec import FIELD_NAMES

TYPED = "diketik petugas"
"""What a page of such a paper says of its reader: no engine has looked at it."""


class TypedField(BaseModel):
    """A value and how it was typed (a NIK with its blanks, a date in words)."""

    model_config = ConfigDict(frozen=True)

    value: str | bool
    raw: str | None = None


class TypedPaper(BaseModel):
    """`pages`: how many the print has. Fields that are not there were left empty: the paper has none."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    pages: int
    fields: dict[str, TypedField]

    def document(self, file: str) -> Document:
        """The document, as sure as a person's word; `file`: the print's name in its case."""
        fields = dict.fromkeys(FIELD_NAMES[self.kind], ABSENT)
        for name, typed in self.fields.items():
            fields[name] = Field(value=typed.value, raw=typed.raw, confidence=1.0)
        refs = tuple(PageRef(file=file, page=number) for number in range(1, self.pages + 1))
        return Document(kind=self.kind, pages=refs, fields=fields, is_typed=True)
