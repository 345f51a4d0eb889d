"""Entries of the audit log without personal values: who did what when stays, what was written goes.

A value that is a code, a date, a number of ours, a digest, a stage or a user stays; any other text goes. A
later entry vouches for each changed line (desk/audit.py), so the log is still whole.
"""

import json
import re
from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User

from desk import audit, facts, former_chain, words
from desk.models import AuditEntry
from models.errors import UsageError
from models.field_spec import FIELD_NAMES
from models.procedure.stages import PaperKind

PLAIN = re.compile(r"\d{4}-\d\d-\d\d|[0-9a-f]{64}|[0-9a-f]{32}|\d{1,6}|")
"""Dates, digests, ids of drops, small numbers, nothing."""

FIELD, LINE = "isian", "baris"
VALUES = frozenset({"sebelum", "sesudah", "mesin"})
"""Of an entry about a field or a typed line: its values, which go whatever they look like (a date of birth is
a date)."""


def take_out(case_ids: Iterable[str]) -> dict[str, object]:
    """Takes the personal values out of the cases' entries; what the erasure's own entry says of it, so that
    they can be proved still. UsageError when entries of a lost key are not what they were before."""
    former = former_chain.find(audit.chain)
    if former.count and former_chain.digest_now(former) != former.digest:
        raise UsageError("Catatan audit tidak utuh; jalankan dahulu: berkas audit verify")
    harmless = _codes()
    vouched: dict[str, str] = {}
    for entry in AuditEntry.objects.filter(case_id__in=list(case_ids)).exclude(action=audit.ERASED):
        kept = stub(json.loads(entry.data), harmless)
        if kept is None:
            continue
        entry.data = kept
        AuditEntry.objects.filter(seq=entry.seq).update(data=kept)
        if not former.has(entry):
            vouched[str(entry.seq)] = audit.voucher(entry)
    found: dict[str, object] = {audit.VOUCHED: vouched}
    if former.count:
        held = {former_chain.COUNT: former.count, former_chain.DIGEST: former_chain.digest_now(former)}
        found |= held
    return found


def stub(data: Mapping[str, object], harmless: frozenset[str]) -> str | None:
    """The entry's data with the harmless part alone; None when all of it is."""
    if audit.TAKEN_OUT in data:
        return None
    values = VALUES if FIELD in data or LINE in data else frozenset()
    kept = {key: value for key, value in data.items() if key not in values and _is_harmless(value, harmless)}
    if len(kept) == len(data):
        return None
    return json.dumps({audit.TAKEN_OUT: facts.today().isoformat(), **kept}, ensure_ascii=False)


def _is_harmless(value: object, harmless: frozenset[str]) -> bool:
    if isinstance(value, str):
        return value in harmless or PLAIN.fullmatch(value) is not None
    if isinstance(value, list):
        return all(_is_harmless(item, harmless) for item in value)
    if isinstance(value, dict):
        return all(_is_harmless(item, harmless) for item in value.values())
    return value is None or isinstance(value, (bool, int, float))


def _codes() -> frozenset[str]:
    """Every word of ours that may stand in an entry."""
    found = {*words.codes(), *(name for names in FIELD_NAMES.values() for name in names), *PaperKind}
    for standard in facts.standards().services.values():
        stages = standard.procedure.stages if standard.procedure else ()
        found |= {standard.id, *(part for stage in stages for part in (stage.id, stage.name))}
    return frozenset(found | set(User.objects.values_list("username", flat=True)))
