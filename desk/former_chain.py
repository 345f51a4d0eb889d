"""The part of the audit log that a lost key wrote: its macs prove nothing any more, its digest holds it.

A new chain begins with an entry that names how many entries came before and their digest, chained by the new
key to the last of them (desk/audit.begin_anew). An anchor that was printed before still compares. Where
personal data was taken out of them later, the erasure's entry holds their digest as it is since (`REHELD`).
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from desk.models import AuditEntry

ACTION = "rantai_baru"
REHELD = "data_pribadi_dihapus"
"""desk.audit.ERASED."""
COUNT = "catatan_lama"
DIGEST = "sidik_lama"

Chain = Callable[[str, AuditEntry], str]
"""(mac before, entry) -> its mac under the key of now."""


class Digest:
    """SHA-256 over entries with their macs, one after the other."""

    def __init__(self) -> None:
        self._digest = sha256()

    def add(self, entry: AuditEntry) -> None:
        """The next entry."""
        facts = [entry.mac, entry.seq, entry.at, entry.actor, entry.action, entry.case_id, entry.data]
        self._digest.update(json.dumps(facts, ensure_ascii=False).encode() + b"\n")

    def hex(self) -> str:
        """Of all so far."""
        return self._digest.hexdigest()


@dataclass
class Former:
    """The entries 1 to `count`, whose digest was `digest` when the new chain began; 0: there are none."""

    count: int = 0
    digest: str = ""
    _seen: Digest = field(default_factory=Digest)

    def has(self, entry: AuditEntry) -> bool:
        """Whether the entry is one of them."""
        return entry.seq <= self.count

    def faults(self, entry: AuditEntry, expected: int) -> Iterator[str]:
        """What is wrong once `entry`, the next of them, is seen; the digest tells at the last."""
        if entry.seq != expected:
            yield f"Catatan {expected} sampai {entry.seq - 1} hilang."
        self._seen.add(entry)
        if entry.seq == self.count and self._seen.hex() != self.digest:
            yield f"Catatan 1 sampai {self.count} (kunci lama) diubah sejak rantai baru dimulai."


def find(chain: Chain) -> Former:
    """What the last beginning names that the key of now wrote; one that it did not is found as an entry."""
    for entry in AuditEntry.objects.filter(action__in=(ACTION, REHELD)).order_by("-seq"):
        if COUNT not in entry.data:
            continue
        before = AuditEntry.objects.filter(seq=entry.seq - 1).first()
        if before and chain(before.mac, entry) == entry.mac:
            facts = json.loads(entry.data)
            return Former(int(facts[COUNT]), str(facts[DIGEST]))
    return Former()


def digest_now(former: Former) -> str:
    """The digest of the former part as it is now."""
    digest = Digest()
    for entry in AuditEntry.objects.filter(seq__lte=former.count).order_by("seq").iterator(chunk_size=2000):
        digest.add(entry)
    return digest.hex()
