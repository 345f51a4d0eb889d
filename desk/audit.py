"""The audit log: append-only, each entry chained to the one before by HMAC, the head anchored outside.

mac(n) = HMAC-SHA256(key, mac(n-1) + canonical JSON of entry n). The key lies outside the database
(`kunci/audit.key`), so who can write the database alone can't make a valid entry. The head is anchored in
files (desk/anchor.py): nothing is appended to a log that is behind its anchor, so a cut tail is not grown
over. Decided cases are sealed (desk/seals.py). An entry whose text was taken out (desk/personal) keeps its
mac, to which the next entry is chained, and a later entry holds the digest of what it is now. `verify` looks
at all of it.
"""

import hmac
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from desk import anchor, former_chain
from desk.anchor import Anchor
from desk.models import AuditEntry, AuditHead
from desk.seals import RESEALED, Decided
from models.errors import StorageError, UsageError
from models.health import clear, note
from models.paths import DataFolder

Data = Mapping[str, object]
START = "0" * 64
"""The mac before the first entry."""
SYSTEM = "sistem"
"""Actor of what no person did."""


ERASED = "data_pribadi_dihapus"
"""The action that takes personal data out; its entry vouches for the entries that it changed."""
VOUCHED = "catatan"
"""In its data: number of a changed entry -> digest of the entry as it is now."""
TAKEN_OUT = "dihapus"
"""First in the data of a changed entry: the day its text was taken out."""

STATE = "audit_tidak_utuh"
CUT = (
    "Catatan audit terpotong: basis data memuat {there} catatan, jangkar menyebut {known}. Tindakan tidak "
    "dapat dicatat. Hubungi admin: berkas audit verify."
)
MOST_PROBLEMS = 20


class AuditCut(StorageError):
    """The log is behind its anchor; nothing may be appended until an administrator has looked."""

    code = "AUDIT_TERPOTONG"


@dataclass(frozen=True)
class AuditReport:
    """What `verify` found; no problems = the log is whole."""

    count: int
    anchored: int
    problems: tuple[str, ...]


@dataclass(frozen=True)
class _News:
    """An entry to be: who did what to which case."""

    actor: str
    action: str
    case_id: str
    data: Data


_gathered = threading.local()


@contextmanager
def together() -> Iterator[None]:
    """What is appended within the block is added at its end, in its order: the head is read and the anchor
    written once for all. The caller's transaction holds the whole block; on an error nothing is added."""
    found: list[_News] = []
    _gathered.news = found
    try:
        yield
    finally:
        _gathered.news = None
    _add(found)


def append(actor: str, action: str, case_id: str = "", data: Data | None = None) -> None:
    """Adds an entry within the caller's transaction (or one of its own)."""
    append_all(actor, action, [(case_id, data or {})])


def append_all(actor: str, action: str, subjects: Sequence[tuple[str, Data]]) -> None:
    """Adds an entry for each (case, data), in their order."""
    news = [_News(actor, action, case_id, data) for case_id, data in subjects]
    gathered: list[_News] | None = getattr(_gathered, "news", None)
    if gathered is None:
        _add(news)
    else:
        gathered.extend(news)


def _add(news: Sequence[_News]) -> None:
    """The head row serialises writers; the anchor follows after the commit."""
    if not news:
        return
    with transaction.atomic():
        heads = AuditHead.objects.select_for_update().filter(id=1)
        head = heads.first()
        if head is None:
            AuditHead.objects.get_or_create(id=1, defaults={"mac": START})
            head = heads.get()
        _refuse_if_cut(head)
        is_first = head.count == 0
        entries: list[AuditEntry] = []
        for new in news:
            entry = AuditEntry(
                seq=head.count + 1,
                at=timezone.now().isoformat(),
                actor=new.actor,
                action=new.action,
                case_id=new.case_id,
                data=json.dumps(new.data, ensure_ascii=False, sort_keys=True, default=str),
            )
            entry.mac = chain(head.mac, entry)
            head.count, head.mac = entry.seq, entry.mac
            entries.append(entry)
        AuditEntry.objects.bulk_create(entries)
        head.save(update_fields=["count", "mac"])
        reached = Anchor(head.count, head.mac)
        transaction.on_commit(lambda: anchor.write(reached, is_first=is_first))


def _refuse_if_cut(head: AuditHead) -> None:
    """AuditCut when the anchor knows more than the database, or something else."""
    known = anchor.read()
    if known is None or known.count < head.count:
        return
    if (known.count, known.mac) != (head.count, head.mac):
        note(DataFolder(settings.DATA_FOLDER), STATE, "Ekor catatan terpotong.")
        raise AuditCut(CUT.format(there=head.count, known=known.count))


def chain(previous: str, entry: AuditEntry) -> str:
    """The mac of `entry` after an entry with mac `previous`."""
    text = json.dumps(
        [previous, entry.seq, entry.at, entry.actor, entry.action, entry.case_id, entry.data],
        ensure_ascii=False,
    )
    return hmac.new(settings.AUDIT_KEY, text.encode(), sha256).hexdigest()


def voucher(entry: AuditEntry) -> str:
    """The digest of an entry as it is now, all of it."""
    parts = [entry.seq, entry.at, entry.actor, entry.action, entry.case_id, entry.data, entry.mac]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _vouched() -> dict[int, str]:
    """Number of an entry -> the digest that an erasure's entry (itself in the chain) holds of it."""
    found: dict[int, str] = {}
    for data in AuditEntry.objects.filter(action=ERASED).order_by("seq").values_list("data", flat=True):
        try:
            listed = json.loads(data).get(VOUCHED, {})
            found |= {int(seq): str(digest) for seq, digest in listed.items()}
        except (ValueError, AttributeError):
            continue  # changed past the desk: its own line in the chain is at fault and is told
    return found


def verify(paper: Anchor | None = None, *, with_cases: bool = True) -> AuditReport:
    """Goes through the whole log: finds edits, removals, reordering, cut tails, re-computed and rolled-back
    chains, and decided cases that were changed past the desk. `paper`: an anchor that was printed."""
    near = anchor.read()
    far, is_readable = anchor.read_far()
    wanted = [near] * bool(near) + far + [paper] * bool(paper)
    anchors = {item.count: item.mac for item in wanted if item}
    problems: list[str] = [] if is_readable else [f"Jangkar luar {settings.AUDIT_FAR_ANCHOR} tidak terbaca."]
    previous, count, decided, former = START, 0, Decided(), former_chain.find(chain)
    vouched = _vouched()
    for entry in AuditEntry.objects.order_by("seq").iterator(chunk_size=2000):
        count += 1
        own = _faults(entry, count, previous, vouched.get(entry.seq, ""))
        problems.extend(former.faults(entry, count) if former.has(entry) else own)
        if entry.seq in anchors and not entry.mac.startswith(anchors[entry.seq]):
            problems.append(f"Catatan {entry.seq} tidak sama dengan jangkar: rantai dihitung ulang.")
        previous, count = entry.mac, entry.seq
        decided.see(entry, is_former=former.has(entry))
        if len(problems) >= MOST_PROBLEMS:
            break
    else:
        problems.extend(_head_faults(count, previous, near, max(anchors, default=0)))
        if with_cases:
            problems.extend(islice(decided.faults(), MOST_PROBLEMS))
    return AuditReport(count, near.count if near else 0, tuple(problems))


def watch(paper: Anchor | None = None) -> AuditReport:
    """Verifies and tells the desk: a log that is not whole is a state until it is whole again; a whole one
    gets a line in the far anchor."""
    report, data = verify(paper), DataFolder(settings.DATA_FOLDER)
    if report.problems:
        note(data, STATE, f"{len(report.problems)} hal ditemukan.")
    else:
        clear(data, STATE)
        if head := anchor.read():
            anchor.write_far(head)
    return report


def accept(reason: str, actor: str) -> None:
    """After a look by an administrator the log goes on from where the database is: what the anchor said is
    kept as an entry. UsageError without a reason, or when there is nothing to accept."""
    known, head = anchor.read(), AuditHead.objects.filter(id=1).first()
    there = Anchor(head.count, head.mac) if head else Anchor(0, START)
    if not reason.strip():
        raise UsageError("Sebutkan alasannya: berkas audit accept --reason '...'")
    if known == there:
        raise UsageError("Jangkar cocok dengan catatan; tidak ada yang perlu diterima.")
    anchor.put(there)
    data = {"jangkar_lama": known.printed if known else "", "alasan": reason.strip()}
    append(actor, "jangkar_diganti", "", data)


def begin_anew(reason: str, actor: str) -> int:
    """The log goes on under a new key where the old one is lost (`berkas restore --new-audit-key`); returns
    how many entries it can no longer prove. They are held by their digest from now on, and what is decided is
    sealed anew. UsageError without a reason, or when the log was written with this key."""
    if not reason.strip():
        raise UsageError("Sebutkan alasannya: berkas audit new-chain --reason '...'")
    first = AuditEntry.objects.order_by("seq").first()
    if former_chain.find(chain).count or (first and chain(START, first) == first.mac):
        raise UsageError("Catatan audit ditulis dengan kunci ini; tidak ada yang perlu dimulai lagi.")
    decided, digest, last = Decided(), former_chain.Digest(), None
    with transaction.atomic():
        head = AuditHead.objects.select_for_update().filter(id=1).first()
        for entry in AuditEntry.objects.order_by("seq").iterator(chunk_size=2000):
            digest.add(entry)
            decided.see(entry, is_former=True)
            last = entry
        if last is None or head is None or (head.count, head.mac) != (last.seq, last.mac):
            raise UsageError("Catatan audit kosong atau terpotong; pulihkan dari cadangan lain.")
        facts = {former_chain.COUNT: last.seq, former_chain.DIGEST: digest.hex(), "alasan": reason.strip()}
        append(actor, former_chain.ACTION, "", facts)
        append_all(actor, RESEALED, list(decided.seals()))
    head = AuditHead.objects.get(id=1)
    anchor.put(Anchor(head.count, head.mac))
    return last.seq


def _faults(entry: AuditEntry, expected: int, previous: str, vouched: str) -> Iterator[str]:
    if entry.seq != expected:
        yield f"Catatan {expected} sampai {entry.seq - 1} hilang."
    is_sound = hmac.compare_digest(chain(previous, entry), entry.mac)
    if not is_sound and voucher(entry) != vouched:
        yield f"Catatan {entry.seq} diubah, disisipkan atau dipindahkan ({entry.at}, {entry.action})."


def _head_faults(count: int, mac: str, near: Anchor | None, known: int) -> Iterator[str]:
    head = AuditHead.objects.filter(id=1).first()
    if (head.count, head.mac) != (count, mac) if head else count:
        yield "Kepala rantai di basis data tidak cocok dengan catatan terakhir: ekor catatan dipotong."
    if known > count:
        yield f"Jangkar menyebut {known} catatan, yang ada {count}: ekor catatan dipotong."
    if count and not near:
        yield "Berkas jangkar (kunci/audit.anchor) hilang atau tidak sah."
