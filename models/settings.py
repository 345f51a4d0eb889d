"""Settings of an installation: `pengaturan.toml` in the data folder, over defaults that fit one office.

Read once at an entry point and passed on. An environment variable BERKAS_<KEY in capitals> goes before
the file (for tests and services). Whole numbers, seconds unless the name says otherwise, and two texts.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from models.errors import SettingsError
from models.limits import MIB, Limits
from models.paths import DataFolder
from models.toml_file import Table, read_table


@dataclass(frozen=True)
class Settings:
    """What an operator may change, with the reason for each default."""

    stable_seconds: int = 10
    """A file is ready when size and time are unchanged so long (scanners reopen a file per page)."""
    folder_stable_seconds: int = 30
    """A sub-folder is ready when nothing in it changed so long."""
    undecodable_seconds: int = 120
    """What is stable but does not decode goes to gagal/ after so long (a slow copy may be under way)."""
    sweep_seconds: int = 5
    """A look at the whole watched folder at least so often; events only make it faster."""
    page_seconds: int = 60
    """Longest reading of a page before its process group is killed."""
    case_minutes: int = 30
    """Longest reading of a case, its pages' times summed: 200 usual pages. What is left over is put aside."""
    lease_seconds: int = 60
    """A case taken by an intake without a sign of life for so long is taken up again."""
    attempts: int = 3
    """Tries of a case before it is `gagal`."""
    workers: int = 0
    """Reading children; 0 = one a core (OCR runs one thread a page)."""
    child_memory_mib: int = 2048
    """Address space of a reading child; one peaks at 0.9 GiB with usual pages, at 1.8 with the largest."""
    child_pages: int = 200
    """A child is replaced after so many pages, since OCR processes grow."""
    max_pixels: int = 80_000_000
    """Largest page in pixels; A3 at 600 dpi is 70 million."""
    max_pages: int = 2000
    """Most pages of one file; a year's box of letters in one file has fewer."""
    max_file_mib: int = 512
    """Largest file taken in."""
    disk_reserve_mib: int = 512
    """With less free space nothing is taken in or read: decisions and the database need room too."""
    port: int = 8000
    """The desk listens here."""
    keep_runs_days: int = 30
    """Prefect's runs and events are kept so long; cases are kept in our own database."""
    database_url: str = ""
    """postgresql://user:password@host:5432/name; empty = SQLite in the data folder."""
    clock_rule: str = "keduanya"
    """Which clock of the standard binds: from `diterima`, from `lengkap`, or `keduanya` (both shown, the
    earlier one binds): the standard does not say whether a returned file stops the clock."""
    office_complaints: str = "rahasia"
    """Complaints about the office's own people: `rahasia` (until a pengelola_pengaduan says otherwise, and in
    the archive) or `terbuka` (seen by whoever sees cases)."""
    learn_from_lines: str = "tidak"
    """`ya`: lines of handwriting typed at the desk may be learnt from in this office (`berkas train`);
    `tidak`: they only correct their case. They are letters of citizens: the office decides."""
    tracking_url: str = ""
    """https://name under which citizens reach the tracking page; it stands in the QR of receipts.
    Empty = off."""
    hosts: str = ""
    """Further names under which the desk is called, with commas between (it listens to no others)."""
    trusted_proxy: str = ""
    """Address of the TLS proxy before the desk, as the desk sees it (127.0.0.1 on the same machine). With it
    cookies are for HTTPS alone, browsers are told to keep to HTTPS (HSTS), and the proxy's word on who asks
    is believed. Empty = no proxy: plain HTTP, fit for this machine only."""
    second_factor: str = "admin,kepala"
    """Roles that need a code of a phone besides the password, with commas between; others may set one up.
    Empty = nobody must."""
    second_person: str = "wajib"
    """Whether a role given at the desk counts only when a second person confirmed it: `wajib` or `tidak`."""
    session_idle_minutes: int = 60
    """Who does nothing for so long logs in again: a counter's screen is seen by many."""
    session_hours: int = 12
    """Longest login: a working day with overtime."""
    smtp_host: str = ""
    """Mail server for the daily summary of what is due; empty = no mail. Its password lies in
    kunci/surel.sandi (or BERKAS_SMTP_PASSWORD), never here."""
    smtp_port: int = 587
    """587 is submission (RFC 6409); 465 goes with `tls`."""
    smtp_security: str = "starttls"
    """`starttls`, `tls`, or `tanpa` (a server on this machine alone)."""
    smtp_user: str = ""
    """Who logs in at the mail server; empty = no login."""
    smtp_sender: str = ""
    """Address that the summary comes from; needed with smtp_host."""
    audit_anchor: str = ""
    """A file on another disk or machine to which the audit log's head is added from time to time; with it a
    database rolled back together with the data folder's own anchor is found. Empty = none."""

    @property
    def worker_count(self) -> int:
        """Reading children to start: `workers`, or one for each core."""
        return self.workers or os.cpu_count() or 1

    @property
    def second_factor_roles(self) -> tuple[str, ...]:
        """`second_factor` as role names."""
        return tuple(role.strip() for role in self.second_factor.split(",") if role.strip())

    @property
    def disk_reserve_bytes(self) -> int:
        """`disk_reserve_mib` in bytes."""
        return self.disk_reserve_mib * MIB

    @property
    def limits(self) -> Limits:
        """The bounds of a reading."""
        return Limits(
            page_seconds=self.page_seconds,
            memory_bytes=self.child_memory_mib * MIB,
            child_pages=self.child_pages,
            max_pixels=self.max_pixels,
            max_pages=self.max_pages,
            max_file_bytes=self.max_file_mib * MIB,
        )


LEAST = dict.fromkeys(
    ("workers", "stable_seconds", "folder_stable_seconds", "undecodable_seconds", "disk_reserve_mib"), 0
)
"""Smallest allowed value of a setting; 1 for all others."""

CHOICES = {
    "clock_rule": ("keduanya", "diterima", "lengkap"),
    "learn_from_lines": ("tidak", "ya"),
    "office_complaints": ("rahasia", "terbuka"),
    "second_person": ("wajib", "tidak"),
    "smtp_security": ("starttls", "tls", "tanpa"),
}
"""Settings of words: the words they take."""


def load_settings(data: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of the data folder `data`. SettingsError for an unknown key or a wrong value.

    `environment` is the process's own unless given.
    """
    path = DataFolder(data).pengaturan
    table = read_table(path) if path.exists() else Table({}, path.name)
    environment = os.environ if environment is None else environment
    defaults = Settings()
    values: dict[str, Any] = {}
    for field in fields(Settings):
        if isinstance(getattr(defaults, field.name), str):
            text = table.text(field.name, str(getattr(defaults, field.name)))
            values[field.name] = _allowed(
                field.name, environment.get(f"BERKAS_{field.name.upper()}", text), table.where
            )
            continue
        least = LEAST.get(field.name, 1)
        value = table.integer(field.name, getattr(defaults, field.name), least=least)
        values[field.name] = _from_environment(environment, field.name, value, least)
    table.finish()
    return Settings(**values)


def _allowed(name: str, value: str, where: str) -> str:
    """The text, when the setting takes any or this one. SettingsError else."""
    allowed = CHOICES.get(name)
    if allowed and value not in allowed:
        raise SettingsError(f"{where}: {name} harus salah satu dari {', '.join(allowed)}.")
    return value


def _from_environment(environment: Mapping[str, str], name: str, value: int, least: int) -> int:
    variable = f"BERKAS_{name.upper()}"
    text = environment.get(variable)
    if text is None:
        return value
    if not text.isdecimal() or int(text) < least:
        raise SettingsError(f"{variable} harus bilangan bulat paling kecil {least}, bukan '{text}'.")
    return int(text)
