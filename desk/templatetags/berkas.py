"""Words and pictures for the templates: labels, masked NIK, dates in Indonesian, inline icons."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from desk import topics, words
from desk.countdown import due_words
from desk.procedure import progress
from desk.procedure.panel import Panel
from models.procedure.agenda import Slot
from models.wording import weekday

register = template.Library()
ICONS = Path(__file__).resolve().parent.parent / "icons"


@lru_cache
def _drawing(name: str) -> SafeString:
    return mark_safe((ICONS / f"{name}.svg").read_text(encoding="utf-8").strip())


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing `icons/<name>.svg`, inline; it is decoration, the words stand beside it."""
    return format_html('<span class="icon" aria-hidden="true">{}</span>', _drawing(name))


@register.filter
def mask(nik: str | None) -> str:
    """3517********0003."""
    return words.mask_nik(nik or "")


@register.filter
def samar(text: str | None) -> str:
    """A file's name, or a sentence with one, as lists show it: a NIK in it is masked."""
    return words.without_niks(text or "")


@register.filter
def label(value: object) -> str:
    """The words for a code: a field, kind, status, channel, verdict ..."""
    return words.label(str(value)) if value else "-"


@register.filter
def label_singkat(service: str) -> str:
    """The service's name as lists show it."""
    return words.SERVICES_IN_LISTS.get(service) or words.label(service)


@register.filter
def kejadian(action: str) -> str:
    """What happened, in words: setujui -> Disetujui."""
    return words.ACTION_LABELS.get(action) or words.label(action)


@register.filter
def tanggal(day: date | None) -> str:
    """24 Nov 2026."""
    return words.short_date(day) if day else "-"


@register.filter
def tanggal_dekat(day: date | None) -> str:
    """24 Nov in the year that runs, else 24 Nov 2026."""
    return words.near_date(day, timezone.localdate()) if day else "-"


@register.filter
def waktu(moment: datetime | None) -> str:
    """24 Nov 2026 14.05."""
    if not moment:
        return "-"
    local = timezone.localtime(moment)
    return f"{words.short_date(local.date())} {local:%H.%M}"


@register.filter
def nilai(value: object) -> str:
    """A field's value as a person reads it."""
    return words.show_value(value)


@register.filter
def sisa(days: int | None) -> str:
    """The deadline in words."""
    return due_words(days)


@register.filter
def tahap(stage_id: str, panel: Panel) -> str:
    """The name of a stage of the panel's procedure."""
    procedure = progress.procedure_of(panel.row)
    stage = procedure.stage(stage_id) if procedure else None
    return stage.name if stage else words.label(stage_id)


@register.filter
def kode_usul(slot: Slot) -> str:
    """A proposed time as the form sends it (desk/forms/meetings.py)."""
    return f"{slot.starts.isoformat()}|{slot.ends.isoformat()}|{slot.room}"


@register.filter
def topik(code: str) -> str:
    """The name of a topic."""
    return topics.LABELS.get(code.lower()) or words.label(code.lower())


@register.filter
def hari(day: date) -> str:
    """Selasa."""
    return weekday(day)
