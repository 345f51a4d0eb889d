"""Responses (tanggapan) to applicants: what was said, by which channel, when, by whom, and the proof of it.

The date for a response binds until one is on record; recording and withdrawing are in the audit log.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from desk import attachments, audit, facts, rows
from desk.changes import Editor, changing
from desk.models import CaseRow, ResponseRow
from desk.models.responses import RESPONSE_CHANNELS
from desk.uploads import Chunks
from models.errors import UsageError

NOON = time(12)
"""A response recorded later has a date and no hour."""


@dataclass(frozen=True)
class Response:
    """What the officer says of a response that was given."""

    given_on: date | None
    channel: str
    text: str
    reference: str = ""
    proof: Chunks | None = None


def record(case_id: str, response: Response, editor: Editor) -> ResponseRow:
    """Puts the response on record; the date for it binds no longer. UsageError when something is missing."""
    with changing(case_id, editor, needs_waiting=False) as row:
        given_on = _checked(row, response)
        stored = attachments.keep(response.proof) if response.proof else None
        made = ResponseRow.objects.create(
            case=row,
            given_on=given_on,
            channel=response.channel,
            text=response.text.strip(),
            reference=response.reference.strip()[:200],
            proof=stored,
            proof_name=attachments.shown_name(response.proof) if response.proof else "",
            person=editor.user,
            at=timezone.now(),
        )
        row.answered_at = timezone.make_aware(datetime.combine(given_on, NOON))
        rows.set_due(row)
        audit.append(
            editor.user.username,
            "tanggapan",
            case_id,
            {
                "tanggal": f"{given_on:%d-%m-%Y}", "kanal": response.channel, "rujukan": made.reference,
                "lampiran": stored.sha256 if stored else "", "tanggapan": made.text,
            },
        )  # fmt: skip
    return made


def _checked(row: CaseRow, response: Response) -> date:
    """The date of a response that says all it must."""
    if not response.text.strip():
        raise UsageError("Tuliskan isi tanggapannya.")
    if response.channel not in RESPONSE_CHANNELS:
        raise UsageError("Pilih lewat apa tanggapan itu disampaikan.")
    if response.given_on is None:
        raise UsageError("Tuliskan tanggal tanggapan, misalnya 20-11-2026.")
    if response.given_on > facts.today():
        raise UsageError("Tanggal tanggapan belum tiba; catat setelah disampaikan.")
    if response.given_on < row.received_on:
        raise UsageError("Tanggal tanggapan lebih awal dari tanggal berkas diterima.")
    if not response.reference.strip() and not response.proof:
        raise UsageError("Sertakan buktinya: nomor surat atau pesan, atau lampiran.")
    return response.given_on


def withdraw(case_id: str, editor: Editor) -> None:
    """The last record was a mistake; the one before it, or none, counts again."""
    with changing(case_id, editor, needs_waiting=False) as row:
        found = current(row)
        if not found:
            raise UsageError("Belum ada tanggapan yang dicatat.")
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        left = current(row)
        row.answered_at = timezone.make_aware(datetime.combine(left.given_on, NOON)) if left else None
        rows.set_due(row)
        audit.append(
            editor.user.username, "tanggapan_dicabut", case_id, {"tanggal": f"{found.given_on:%d-%m-%Y}"}
        )


def current(row: CaseRow) -> ResponseRow | None:
    """The response that counts: the last one not withdrawn."""
    return row.responses.filter(withdrawn_at__isnull=True).select_related("person", "proof").first()
