"""The case: documents, verdicts, findings and deadlines (`berkas.case/1`, case-contract.md)."""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Attribute

from models.clean import Text
from models.document import Document, Kind

SCHEMA: Final = "berkas.case/1"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Channel(StrEnum):
    """How the paper came in: the seven channels of the service standard."""

    LOKET = "loket"
    KOTAK_ADUAN = "kotak_aduan"
    TELEPON = "telepon"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    SP4N_LAPOR = "sp4n_lapor"
    MEDIA_SOSIAL = "media_sosial"


class Verdict(StrEnum):
    """What the completeness check says of one requirement."""

    TERPENUHI = "terpenuhi"
    TIDAK_TERPENUHI = "tidak_terpenuhi"
    PERLU_DIPERIKSA = "perlu_diperiksa"


class CompletenessStatus(StrEnum):
    """What it says of the whole case."""

    LENGKAP = "lengkap"
    TIDAK_LENGKAP = "tidak_lengkap"
    PERLU_DIPERIKSA = "perlu_diperiksa"


class Severity(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    PERINGATAN = "peringatan"
    GALAT = "galat"


class RequirementVerdict(_Frozen):
    """One requirement, judged; `reason` is one sentence in Indonesian."""

    id: str
    status: Verdict
    reason: str


class Completeness(_Frozen):
    """The completeness check of step 2 of the service standard."""

    status: CompletenessStatus
    requirements: tuple[RequirementVerdict, ...]


class Finding(_Frozen):
    """Something a person should know; `message` is one sentence in Indonesian."""

    code: str
    severity: Severity
    message: Text
    field: str | None = None
    file: str | None = None


class Deadlines(_Frozen):
    """Dates in hari kerja after receipt, None where the service sets none."""

    response_due: date | None = None
    service_due: date | None = None


class Case(_Frozen):
    """A case as every reader gets it. `service` is a service's id (models/services), or None.

    `service_needs_review`: the text does not surely say which service is meant (a wrong one is a wrong
    deadline).
    """

    schema_: Literal["berkas.case/1"] = Attribute(default=SCHEMA, alias="schema")
    service: str | None
    service_needs_review: bool = False
    channel: Channel
    received_on: date
    documents: tuple[Document, ...]
    completeness: Completeness
    findings: tuple[Finding, ...] = ()
    deadlines: Deadlines = Deadlines()

    def first(self, kind: Kind) -> Document | None:
        """The first document of that kind."""
        return next((doc for doc in self.documents if doc.kind is kind), None)

    def in_both_kinds(self) -> "Case":
        """The case with each letter whose kind is in doubt listed as the other kind as well, right behind
        it (docs/case-contract.md): all to be reviewed, since it holds only if the first kind is wrong.
        """
        documents: list[Document] = []
        for document in self.documents:
            other = document.other_reading
            documents += [document, other.as_doubted()] if other else [document]
        return self.model_copy(update={"documents": tuple(documents)})

    def to_json(self) -> str:
        """The contract's JSON, indented."""
        return self.model_dump_json(by_alias=True, indent=2)
