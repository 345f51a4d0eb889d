"""The audit log: append-only, each entry chained to the one before by HMAC, the head anchored in a file.

mac(n) = HMAC-SHA256(key, mac(n-1) + canonical JSON of entry n). The key lies outside the database
(`kunci/audit.key`), so who can write the database alone can't make a valid entry; the anchor file
(`kunci/audit.anchor`: count and mac of the head) is rewritten after every commit, so a cut tail shows.
"""

import fcntl
import hmac
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from desk.models import CatatanAudit, KepalaAudit
from models.paths import DataFolder

Data = Mapping[str, object]
START = "0" * 64
"""The mac before the first entry."""
SYSTEM = "sistem"
"""Actor of what no person did."""


@dataclass(frozen=True)
class Anchor:
    """The head of the chain as it was last written outside the database."""

    count: int
    mac: str


@dataclass(frozen=True)
class AuditReport:
    """What `verify` found; no problems = the log is whole."""

    count: int
    anchored: int
    problems: tuple[str, ...]


def append(actor: str, action: str, case_id: str = "", data: Data | None = None) -> None:
    """Adds an entry within the caller's transaction (or one of its own)."""
    append_all(actor, action, [(case_id, data or {})])


def append_all(actor: str, action: str, subjects: Sequence[tuple[str, Data]]) -> None:
    """Adds an entry for each (case, data), in their order.

    The head row serialises writers; the anchor follows after the commit.
    """
    if not subjects:
        return
    with transaction.atomic():
        KepalaAudit.objects.get_or_create(id=1, defaults={"mac": START})
        head = KepalaAudit.objects.select_for_update().get(id=1)
        entries: list[CatatanAudit] = []
        for case_id, data in subjects:
            entry = CatatanAudit(
                seq=head.count + 1,
                at=timezone.now().isoformat(),
                actor=actor,
                action=action,
                case_id=case_id,
                data=json.dumps(data, ensure_ascii=False, sort_keys=True, default=str),
            )
            entry.mac = chain(head.mac, entry)
            head.count, head.mac = entry.seq, entry.mac
            entries.append(entry)
        CatatanAudit.objects.bulk_create(entries)
        head.save(update_fields=["count", "mac"])
        anchor = Anchor(head.count, head.mac)
        transaction.on_commit(lambda: write_anchor(anchor))


def chain(previous: str, entry: CatatanAudit) -> str:
    """The mac of `entry` after an entry with mac `previous`."""
    text = json.dumps(
        [previous, entry.seq, entry.at, entry.actor, entry.action, entry.case_id, entry.data],
        ensure_ascii=False,
    )
    return hmac.new(settings.AUDIT_KEY, text.encode(), sha256).hexdigest()


def verify() -> AuditReport:
    """Goes through the whole log: finds edits, removals, reordering, cut tails and re-computed chains."""
    anchor = read_anchor()
    problems: list[str] = []
    previous, count = START, 0
    for entry in CatatanAudit.objects.order_by("seq").iterator(chunk_size=2000):
        count += 1
        problems.extend(_faults(entry, count, previous))
        if anchor and entry.seq == anchor.count and entry.mac != anchor.mac:
            problems.append(f"Catatan {entry.seq} tidak sama dengan jangkar: rantai dihitung ulang.")
        previous, count = entry.mac, entry.seq
        if len(problems) >= 20:
            break
    else:
        problems.extend(_head_faults(count, previous, anchor))
    return AuditReport(count, anchor.count if anchor else 0, tuple(problems))


def _faults(entry: CatatanAudit, expected: int, previous: str) -> Iterator[str]:
    if entry.seq != expected:
        yield f"Catatan {expected} sampai {entry.seq - 1} hilang."
    if not hmac.compare_digest(chain(previous, entry), entry.mac):
        yield f"Catatan {entry.seq} diubah, disisipkan atau dipindahkan ({entry.at}, {entry.action})."


def _head_faults(count: int, mac: str, anchor: Anchor | None) -> Iterator[str]:
    head = KepalaAudit.objects.filter(id=1).first()
    if (head.count, head.mac) != (count, mac) if head else count:
        yield "Kepala rantai di basis data tidak cocok dengan catatan terakhir: ekor catatan dipotong."
    if anchor and anchor.count > count:
        yield f"Jangkar menyebut {anchor.count} catatan, yang ada {count}: ekor catatan dipotong."
    if count and not anchor:
        yield "Berkas jangkar (kunci/audit.anchor) hilang atau tidak sah."


def anchor_path() -> Path:
    """Where the head of the chain is written."""
    return DataFolder(settings.DATA_FOLDER).anchor


def write_anchor(anchor: Anchor) -> None:
    """Writes the head durably; an older head never replaces a newer one."""
    path = anchor_path()
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = read_anchor()
        if known and known.count >= anchor.count:
            return
        part = path.with_suffix(".part")
        with part.open("w", encoding="ascii") as file:
            file.write(f"{anchor.count} {anchor.mac} {_seal(anchor)}\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)


def read_anchor() -> Anchor | None:
    """The anchored head; None when there is none or its seal is broken."""
    try:
        count, mac, seal = anchor_path().read_text(encoding="ascii").split()
        anchor = Anchor(int(count), mac)
    except (OSError, ValueError):
        return None
    return anchor if hmac.compare_digest(_seal(anchor), seal) else None


def _seal(anchor: Anchor) -> str:
    text = f"jangkar {anchor.count} {anchor.mac}"
    return hmac.new(settings.AUDIT_KEY, text.encode(), sha256).hexdigest()
