"""Figures for a monitoring system in the text format of Prometheus; counts only, no personal data."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count

from desk import health
from desk.models import CaseRow, DropRow
from models.health import STATES, Part, silence
from models.paths import DataFolder
from models.status import CaseStatus

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class Gauge:
    """One figure; `values`: (label="value" or "", number)."""

    name: str
    help: str
    values: tuple[tuple[str, float], ...]


def gauges(data: DataFolder) -> Iterator[Gauge]:
    """All figures as of now. DatabaseError when the database is away."""
    on = {item.state.id for item in health.active(data)}
    states = tuple((f'state="{state.id}"', float(state.id in on)) for state in STATES)
    yield Gauge("berkas_state", "1 while a state of models/health.py is on.", states)
    found = CaseRow.objects.filter(merged_into__isnull=True).values_list("status").annotate(Count("id"))
    counts = dict(found)
    statuses = tuple((f'status="{status}"', float(counts.get(status.value, 0))) for status in CaseStatus)
    yield Gauge("berkas_cases", "Cases by status.", statuses)
    refused = float(DropRow.objects.filter(is_open=True).count())
    yield Gauge("berkas_refused_drops", "Drops in gagal/ that nobody has dealt with.", (("", refused),))
    yield Gauge("berkas_disk_free_bytes", "Free space of the data folder.",
                (("", float(shutil.disk_usage(data.root).free)),))  # fmt: skip
    seconds = silence(data, Part.INBOX)
    if seconds is not None:
        yield Gauge("berkas_inbox_silence_seconds", "Since the inbox's last sign of life.", (("", seconds),))


def text(found: Iterable[Gauge]) -> str:
    """As a scraper reads it."""
    lines = []
    for gauge in found:
        lines += [f"# HELP {gauge.name} {gauge.help}", f"# TYPE {gauge.name} gauge"]
        for label, number in gauge.values:
            shown = f"{{{label}}}" if label else ""
            lines.append(f"{gauge.name}{shown} {number:.15g}")
    return "\n".join(lines) + "\n"
