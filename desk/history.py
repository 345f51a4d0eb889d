"""The audit log of a case as sentences a person reads."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desk import words
from desk.models import CatatanAudit


@dataclass(frozen=True)
class Event:
    """One thing that happened."""

    at: datetime
    actor: str
    action: str
    text: str
    detail: str


def latest(case_id: str, count: int) -> list[Event]:
    """The newest entries of a case, newest first."""
    return [event(entry) for entry in CatatanAudit.objects.filter(case_id=case_id).order_by("-seq")[:count]]


def event(entry: CatatanAudit) -> Event:
    """The entry in words."""
    data: Mapping[str, object] = json.loads(entry.data)
    return Event(
        at=datetime.fromisoformat(entry.at),
        actor=entry.actor,
        action=entry.action,
        text=words.ACTION_LABELS.get(entry.action, words.label(entry.action)),
        detail="; ".join(_details(data)),
    )


def _details(data: Mapping[str, object]) -> list[str]:
    found = []
    name = str(data.get("isian", ""))
    hide = words.mask_nik if name in words.NIK_FIELDS else str
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
        if key not in {"isian", "dokumen", "sebelum", "sesudah", "mesin", "surat", "berkas"} and value != ""
    )
    return found


def _text(value: object) -> str:
    if isinstance(value, dict):
        return words.label(str(value.get("status", "")))
    text = words.show_value(value)
    return words.label(text) if text in words.STATUS_CODES else text
