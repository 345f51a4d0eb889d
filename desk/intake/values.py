"""The values that pass through the door of flows into the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from models.case import Channel
from models.document import Kind
from models.typed_paper import TypedPaper


@dataclass(frozen=True)
class StoredFile:
    """A stored original: `simpan/<sha256[:2]>/<sha256><extension>`; `name` is the one it came with.

    `pages`: the page numbers that belong to the case (after a split); empty = all.
    """

    sha256: str
    name: str
    size: int
    extension: str
    pages: tuple[int, ...] = ()
    typed: TypedPaper | None = None
    """The file is only the print of these data: never read."""


@dataclass(frozen=True)
class Arrival:
    """A drop of the watched folder, stored and ready to be admitted."""

    drop_id: str
    channel: Channel
    received_at: datetime
    files: tuple[StoredFile, ...]


@dataclass(frozen=True)
class Admitted:
    """The case a drop became, or (`is_known`) the one it was linked to."""

    case_id: str
    is_known: bool


@dataclass(frozen=True)
class Work:
    """A case taken for reading; `attempt` counts from 1.

    `rotations`: (file name, page) -> degrees clockwise a person asked for, instead of the reader's own.
    `service`: a person's choice of service, which a new reading keeps. `kinds`: (file name, page) -> the
    kinds of paper on it as a person said, kept likewise.
    """

    case_id: str
    attempt: int
    channel: Channel
    received_on: date
    files: tuple[StoredFile, ...]
    service: str | None = None
    rotations: Mapping[tuple[str, int], int] = field(default_factory=dict)
    kinds: Mapping[tuple[str, int], tuple[Kind, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """Something the desk asks of the intake. Kinds and their payload:

    `coba_lagi` (drop_id, name, channel): move that drop from gagal/ back to masuk/<channel>/.

    Reading again needs no request: the desk sets the case back to `diterima`, and `take` hands it out.
    Papers are made at the desk itself (desk/paperwork/).
    """

    id: int
    kind: str
    case_id: str | None
    payload: Mapping[str, str]
    attempt: int


@dataclass(frozen=True)
class CaseSummary:
    """A line of the list of cases."""

    id: str
    status: str
    service: str | None
    completeness: str
    channel: str
    received_on: date
    response_due: date | None
    service_due: date | None


@dataclass(frozen=True)
class Correction:
    """A field a person looked at: what the machine read, how sure it was, what the person says."""

    kind: str
    name: str
    machine_value: str | bool | None
    raw: str | None
    confidence: float
    needs_review: bool
    person_value: str | bool | None
