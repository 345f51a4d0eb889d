"""The audit log of a case as sentences a person reads."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.contrib.auth.models import User

from desk import words
from desk.models import AuditEntry
from desk.models.papers import PAPER_LABELS
from models.field_spec import FieldType, is_of


@dataclass(frozen=True)
class Event:
    """One thing that happened."""

    at: datetime
    actor: str
    action: str
    text: str
    detail: str


LOOKS = ("lihat_perkara", "lihat_gambar", "lihat_berkas", "lihat_surat")
"""Who looked at what: recorded, and told apart from what changed the case."""
REPEATED = (*LOOKS, "tanda_terima")
"""What one person did several times in a row is one line."""


def latest(case_id: str, count: int) -> list[Event]:
    """The newest entries of a case that changed something, newest first."""
    entries = AuditEntry.objects.filter(case_id=case_id).exclude(action__in=LOOKS)
    return _with_names([event(entry) for entry in entries.order_by("-seq")[:count]])


def whole(case_id: str, count: int) -> list[Event]:
    """All entries, newest first; looks one after the other are one line."""
    entries = AuditEntry.objects.filter(case_id=case_id).order_by("-seq")[:count]
    found: list[Event] = []
    for (action, actor), group in groupby(entries, key=lambda entry: (entry.action, entry.actor)):
        events = [event(entry) for entry in group]
        if action in REPEATED:
            details = dict.fromkeys(item.detail for item in reversed(events))
            found.append(
                Event(events[0].at, actor, action, events[0].text, " | ".join(filter(None, details)))
            )
        else:
            found.extend(events)
    return _with_names(found)


def _with_names(events: Sequence[Event]) -> list[Event]:
    """The same by people's names, where the log holds those they log in by."""
    people = User.objects.filter(username__in={item.actor for item in events})
    names = {who.username: who.get_full_name() or who.username for who in people}
    return [replace(item, actor=names.get(item.actor, item.actor)) for item in events]


def event(entry: AuditEntry) -> Event:
    """The entry in words."""
    data: Mapping[str, object] = json.loads(entry.data)
    return Event(
        at=datetime.fromisoformat(entry.at),
        actor=entry.actor,
        action=entry.action,
        text=words.ACTION_LABELS.get(entry.action, words.label(entry.action)),
        detail="; ".join(_details(data)),
    )


PAPERS = {kind.value: text for kind, text in PAPER_LABELS.items()}
DIGEST = re.compile(r"[0-9a-f]{64}")
SHOWN_DIGITS = 8
"""Of a file's digest: enough to tell two apart; the log itself holds it whole."""
UNSHOWN = frozenset(
    {
        "isian", "baris", "dokumen", "sebelum", "sesudah", "mesin", "surat", "berkas", "ukuran", "sidik",
        "sidik_nama", "sidik_nik", "catatan", "catatan_lama", "sidik_lama", "id", "docx", "pdf",
    }
)  # fmt: skip
"""Data of an entry that is said in other words, or says nothing to a reader."""


def _details(data: Mapping[str, object]) -> list[str]:
    kind = PAPERS.get(str(data.get("surat", "")))
    found = [kind] if kind else []
    name = str(data.get("isian", ""))
    hide = _hidden if is_of(name, FieldType.NIK) else words.without_niks if "baris" in data else str
    if name:
        found.append(f"{words.label(str(data.get('dokumen', '')))}: {words.label(name)}")
    if "sebelum" in data or "sesudah" in data:
        before, after = (hide(_text(data.get(key))) for key in ("sebelum", "sesudah"))
        found.append(f"{before} \N{RIGHTWARDS ARROW} {after}" if before != after else after)
    if "mesin" in data and data.get("mesin") != data.get("sebelum"):
        found.append(f"bacaan mesin: {hide(_text(data['mesin']))}")
    found.extend(
        f"{words.label(key).lower()}: {_text(value)}"
        for key, value in data.items()
        if key not in UNSHOWN and value != ""
    )
    return found


def _hidden(text: str) -> str:
    """A NIK masked; "(kosong)" stays what it says."""
    return words.mask_nik(text) if any(char.isdigit() for char in text) else text


def _text(value: object) -> str:
    if isinstance(value, dict):
        return words.label(str(value.get("status", "")))
    text = words.show_value(value)
    if DIGEST.fullmatch(text):
        return f"{text[:SHOWN_DIGITS]}\N{HORIZONTAL ELLIPSIS}"
    return words.label(text) if text in words.STATUS_CODES else text
