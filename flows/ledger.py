"""The inbox's `Ledger` over the desk's intake."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager

from desk import door
from desk.intake import admission
from desk.intake.values import Arrival, StoredFile
from flows.claims import Claim, ClaimedFile
from models.case import Channel
from models.clean import clean_text


class DeskLedger:
    """Commits claims as cases and records refusals."""

    def at_work(self) -> AbstractContextManager[None]:
        """One connection for a round of the inbox."""
        return door.connection_kept()

    def in_cases(self, digests: Collection[str]) -> frozenset[str]:
        """Those of the originals that some case holds."""
        return admission.in_cases(digests)

    def admit(self, made: Claim, files: tuple[ClaimedFile, ...]) -> str:
        """Commit; idempotent on the claim's id."""
        return admission.admit(arrival_of(made, files)).case_id

    def admit_all(self, stored: Sequence[tuple[Claim, tuple[ClaimedFile, ...]]]) -> None:
        """Commit all of them or, with an error, none."""
        admission.admit_all([arrival_of(made, files) for made, files in stored])

    def record_failure(self, drop_id: str, channel: Channel, name: str, reason: str) -> None:
        """A drop that went to gagal/."""
        admission.record_failure(drop_id, channel, name, reason)


def arrival_of(made: Claim, files: tuple[ClaimedFile, ...]) -> Arrival:
    """The claim as the desk's intake takes it."""
    names = told_apart([clean_text(file.name) for file in files])
    stored = tuple(
        StoredFile(file.sha256, name, file.size, file.extension)
        for file, name in zip(files, names, strict=True)
    )
    return Arrival(made.id, made.channel, made.received_at, stored)


def told_apart(names: Sequence[str]) -> list[str]:
    """The names, a number before one that stands there already: pages of a case name their file."""
    found: list[str] = []
    for place, name in enumerate(names, start=1):
        found.append(f"{place}-{name}" if name in found else name)
    return found
