"""The record of processing activities (UU 27/2022): what the office does with personal data, and why.

Facts of the office, kept in pemrosesan.toml of the data folder, else the packaged draft.
"""

from dataclasses import dataclass
from pathlib import Path

from models.paths import DataFolder
from models.toml_file import PACKAGED, Table, read_table

UNSURE = "periksa pasal"
"""Stands beside a number of an article that nobody has compared with the law's text."""


@dataclass(frozen=True)
class Activity:
    """One activity, each part in a sentence."""

    name: str
    purpose: str
    basis: str
    subjects: str
    data: str
    specific: str
    recipients: str
    place: str
    retention: str
    safeguards: str


@dataclass(frozen=True)
class ProcessingRecord:
    """The whole record. `checked`: who looked it over and when, "" = nobody yet."""

    controller: str
    responsible: str
    officer: str
    checked: str
    basis: str
    activities: tuple[Activity, ...]

    @property
    def is_sure(self) -> bool:
        """No article is left to be compared."""
        texts = [self.basis, *(item.basis for item in self.activities)]
        return not any(UNSURE in text for text in texts)


def load_processing(data: Path | None = None) -> ProcessingRecord:
    """The office's record, else the packaged draft. SettingsError names what is wrong."""
    own = DataFolder(data).pemrosesan if data else None
    table = read_table(own if own and own.exists() else PACKAGED / "data" / "pemrosesan.toml")
    record = ProcessingRecord(
        controller=table.text("pengendali"),
        responsible=table.text("penanggung_jawab", ""),
        officer=table.text("pejabat_pelindungan_data", ""),
        checked=table.text("diperiksa", ""),
        basis=table.text("dasar"),
        activities=tuple(_activity(row) for row in table.tables("kegiatan")),
    )
    table.finish()
    return record


def _activity(row: Table) -> Activity:
    activity = Activity(
        name=row.text("nama"),
        purpose=row.text("tujuan"),
        basis=row.text("dasar"),
        subjects=row.text("subjek"),
        data=row.text("data"),
        specific=row.text("khusus"),
        recipients=row.text("penerima"),
        place=row.text("tempat"),
        retention=row.text("retensi"),
        safeguards=row.text("pengamanan"),
    )
    row.finish()
    return activity
