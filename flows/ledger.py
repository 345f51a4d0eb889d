"""The inbox's `Ledger` over the desk's queue."""

from collections.abc import Sequence

from desk import queue
from flows.claims import Claim, ClaimedFile
from models.case import Channel
from models.clean import clean_text


class DeskLedger:
    """Commits claims as cases and records refusals."""

    def is_admitted(self, drop_id: str) -> bool:
        """Whether the claim of that id was committed."""
        return queue.is_admitted(drop_id)

    def admit(self, made: Claim, files: tuple[ClaimedFile, ...]) -> str:
        """Commit; idempotent on the claim's id."""
        names = told_apart([clean_text(file.name) for file in files])
        stored = tuple(
            queue.StoredFile(file.sha256, name, file.size, file.extension)
            for file, name in zip(files, names, strict=True)
        )
        return queue.admit(queue.Arrival(made.id, made.channel, made.received_at, stored)).case_id

    def record_failure(self, drop_id: str, channel: Channel, name: str, reason: str) -> None:
        """A drop that went to gagal/."""
        queue.record_failure(drop_id, channel, name, reason)


def told_apart(names: Sequence[str]) -> list[str]:
    """The names, a number before one that stands there already: pages of a case name their file."""
    found: list[str] = []
    for place, name in enumerate(names, start=1):
        found.append(f"{place}-{name}" if name in found else name)
    return found
