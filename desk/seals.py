"""Decided cases are sealed: the digest of what was decided stands in the audit log, so that a later change
by SQL, past the desk, is found by `berkas audit verify`.

A seal covers the decision, the case's facts, its files, its documents and every value that counted. What may
change afterwards without a decision (confidentiality, the response given, a paper sent) is not covered.
"""

import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet

from desk.models import AuditEntry, CaseRow, Decision
from desk.models.decisions import DECISION_LABELS
from models.status import CaseStatus

SEAL = "sidik"
UNDONE = "urungkan"
RESEALED = "segel_ulang"
"""A case's seal under a new key (audit.begin_anew), or without its personal data (desk/personal)."""
NEUTRAL = frozenset(
    {
        "lihat_perkara", "lihat_gambar", "lihat_berkas", "tanggapan", "surat_keluar", "kerahasiaan",
        "dipegang", "ambil_alih", "kiriman_sama", "tahap", "tanda_terima", "api_kirim", "ditolak_akses",
        "data_pribadi_diekspor", "data_pribadi_dihapus", "berkas_susulan",
    }
)  # fmt: skip
"""Actions about a case that leave what was decided as it is."""
FINAL = frozenset({CaseStatus.DISETUJUI, CaseStatus.DITOLAK, CaseStatus.SELESAI, CaseStatus.DIARSIPKAN})
"""A case can be in these by a decision alone."""
BATCH = 200


def seal(row: CaseRow, decision: Decision) -> str:
    """The digest of the case as this decision leaves it; `row` may be not saved yet. Keyed (HMAC), since the
    values behind it could be guessed."""
    facts = {
        "perkara": [
            row.id, row.service, row.channel, row.received_on.isoformat(), row.identity_evidence,
        ],
        "putusan": [
            decision.kind, decision.status_before, decision.status_after, decision.reason, decision.letter,
            decision.person_id, decision.at.astimezone(UTC).isoformat(),
        ],
        "berkas": [[use.file_id, use.position, use.pages] for use in row.files.all()],
        "dokumen": [
            [document.kind, document.pages, [[item.name, item.value] for item in document.fields.all()]]
            for document in row.documents.all()
        ],
        "syarat": sorted([item.requirement, item.verdict, item.reason] for item in row.overrules.all()),
    }  # fmt: skip
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return hmac.new(settings.AUDIT_KEY, text.encode(), sha256).hexdigest()


@dataclass
class Trail:
    """What the log says of one case: its decisions that still count, and whether something else followed."""

    decisions: list[Mapping[str, str]] = field(default_factory=list)
    is_moved_on: bool = False


@dataclass
class Decided:
    """Gathers the decisions while the log is gone through; `faults` then compares the cases with them."""

    trails: dict[str, Trail] = field(default_factory=dict)

    def see(self, entry: AuditEntry, *, is_former: bool = False) -> None:
        """The next entry of the log; the seals of a former key can't be compared."""
        if not entry.case_id or entry.action in NEUTRAL:
            return
        trail = self.trails.get(entry.case_id)
        if entry.action in DECISION_LABELS:
            trail = self.trails.setdefault(entry.case_id, Trail())
            data = json.loads(entry.data)
            trail.decisions.append({**data, SEAL: ""} if is_former else data)
            trail.is_moved_on = False
        elif entry.action == RESEALED:
            if trail and trail.decisions:
                trail.decisions[-1] = {**trail.decisions[-1], **json.loads(entry.data)}
        elif trail and entry.action == UNDONE and trail.decisions:
            trail.decisions.pop()
        elif trail:
            trail.is_moved_on = True

    def faults(self) -> Iterator[str]:
        """A sentence for each case that is not as it was decided."""
        for row in self._rows():
            if fault := _fault(row, self.trails[row.id]):
                yield fault
        known = set(CaseRow.objects.filter(status__in=FINAL).values_list("id", flat=True))
        for case_id in sorted(known - set(self.trails)):
            yield f"Berkas {case_id} berstatus diputus tanpa keputusan di catatan audit."

    def seals(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        """(case, its seal as it stands now) of every case whose last decision still counts."""
        for row in self._rows():
            trail = self.trails[row.id]
            counting = _counting(row)
            if trail.decisions and not trail.is_moved_on and counting:
                yield row.id, {SEAL: seal(row, counting)}

    def _rows(self) -> Iterator[CaseRow]:
        ids = sorted(self.trails)
        for start in range(0, len(ids), BATCH):
            yield from _whole(CaseRow.objects.filter(id__in=ids[start : start + BATCH]))


def _whole(rows: QuerySet[CaseRow]) -> QuerySet[CaseRow]:
    parts = ("files", "documents__fields", "overrules", "decisions")
    return rows.defer("verdicts", "findings").prefetch_related(*parts)


def _counting(row: CaseRow) -> Decision | None:
    return next((item for item in row.decisions.all() if item.undone_at is None), None)


def _fault(row: CaseRow, trail: Trail) -> str:
    """What is wrong with the case; "" when nothing is, or when nothing can be said."""
    if trail.is_moved_on or row.merged_into_id:
        return ""
    last = trail.decisions[-1] if trail.decisions else None
    if last is None:
        return (
            ""
            if row.status not in FINAL
            else f"Berkas {row.id} berstatus diputus tanpa keputusan yang berlaku."
        )
    if row.status != last.get("sesudah"):
        return f"Status berkas {row.id} diubah di luar meja: {row.status}, seharusnya {last.get('sesudah')}."
    if not last.get(SEAL):
        return ""
    counting = _counting(row)
    if counting is None or seal(row, counting) != last[SEAL]:
        return f"Isi berkas {row.id} yang sudah diputus diubah di luar meja."
    return ""
