"""What is true of a sample: the contract's JSON with the values as printed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from models.case import Case, Channel, Completeness, Deadlines
from models.document import Document, Kind, PageRef
from models.field import Field
from models.field_spec import FIELD_NAMES
from samples.splits import Level, Split

Value = str | bool | None


@dataclass(frozen=True)
class Paper:
    """One document as it was made: kind, true values, and on which of its pages each stands (from 1)."""

    kind: Kind
    values: Mapping[str, Value]
    pages_of: Mapping[str, int] = field(default_factory=dict)
    is_readable: bool = True
    """False: no person could read it, so each field it carries is null and to be reviewed."""

    def document(self, pages: Sequence[PageRef]) -> Document:
        """The contract's document with certain fields (confidence 1, nothing to review)."""
        fields = {}
        for name in FIELD_NAMES[self.kind]:
            value = self.values.get(name)
            page = self.pages_of.get(name, 1) if value is not None else None
            lost = value is not None and not self.is_readable
            fields[name] = Field(value=None if lost else value, confidence=1.0, needs_review=lost, page=page)
        unknown = set(self.values) - set(FIELD_NAMES[self.kind])
        if unknown:
            raise ValueError(f"fields unknown to the contract: {sorted(unknown)}")
        return Document(kind=self.kind, pages=tuple(pages), fields=fields)


@dataclass(frozen=True)
class Label:
    """Where a sample comes from; stands in the JSON under the key "sample"."""

    part: str
    family: str
    level: Level
    split: Split
    seed: int
    is_handwritten: bool = False
    alternatives: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    """Field -> what may be answered instead of its value; None among them: nothing is right, too."""

    def as_dict(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "part": self.part,
            "family": self.family,
            "level": str(self.level),
            "split": str(self.split),
            "seed": self.seed,
            "handwritten": self.is_handwritten,
        } | ({"alternatives": dict(self.alternatives)} if self.alternatives else {})


@dataclass(frozen=True)
class Expected:
    """All that is true of one sample case."""

    service: str | None
    channel: Channel
    received_on: date
    documents: tuple[Document, ...]
    completeness: Completeness
    deadlines: Deadlines
    label: Label

    def to_json(self) -> str:
        """The contract's JSON plus "sample"."""
        case = Case(
            service=self.service,
            channel=self.channel,
            received_on=self.received_on,
            documents=self.documents,
            completeness=self.completeness,
            deadlines=self.deadlines,
        )
        return json.dumps(
            json.loads(case.to_json()) | {"sample": self.label.as_dict()}, indent=2, ensure_ascii=False
        )


def load_expected(path: Path) -> tuple[Case, dict[str, Any]]:
    """A `.expected.json` as (case, sample label)."""
    data = json.loads(path.read_text(encoding="utf-8"))
    label = data.pop("sample")
    return Case.model_validate(data), label
