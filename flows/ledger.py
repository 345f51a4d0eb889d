"""The inbox's `Ledger` over the desk's queue."""

from desk import queue
from flows.claims import Claim, ClaimedFile
from models.case import Channel


class DeskLedger:
    """Commits claims as cases and records refusals."""

    def is_admitted(self, drop_id: str) -> bool:
        """Whether the claim of that id was committed."""
        return queue.is_admitted(drop_id)

    def admit(self, made: Claim, files: tuple[ClaimedFile, ...]) -> str:
        """Commit; idempotent on the claim's id."""
        stored = tuple(queue.StoredFile(file.sha256, file.name, file.size, file.extension) for file in files)
        return queue.admit(queue.Arrival(made.id, made.channel, made.received_at, stored)).case_id

    def record_failure(self, drop_id: str, channel: Channel, name: str, reason: str) -> None:
        """A drop that went to gagal/."""
        queue.record_failure(drop_id, channel, name, reason)
