"""The data folder: every path berkas keeps, worked out from one root (docs/architecture.md)."""

from dataclasses import dataclass
from pathlib import Path

REASON_SUFFIX = ".alasan.txt"
"""What the name of the reason beside a file of `gagal/` ends with."""


@dataclass(frozen=True)
class DataFolder:
    """Pure paths below `root`; nothing is created or looked up here."""

    root: Path

    @property
    def masuk(self) -> Path:
        """The watched folder, with a sub-folder per channel."""
        return self.root / "masuk"

    @property
    def proses(self) -> Path:
        """Claimed drops, one folder each; inside `masuk` so that a claim is a rename."""
        return self.masuk / ".proses"

    @property
    def gagal(self) -> Path:
        """What could not be read, each with its reason beside it."""
        return self.root / "gagal"

    @property
    def simpan(self) -> Path:
        """Stored originals, never changed or deleted."""
        return self.root / "simpan"

    def stored(self, sha256: str, extension: str) -> Path:
        """Where the original with that digest lies; `extension` carries its dot."""
        return self.simpan / sha256[:2] / f"{sha256}{extension}"

    @property
    def halaman(self) -> Path:
        """Pictures of pages for the desk; made again when they are missing."""
        return self.root / "halaman"

    def page_image(self, sha256: str, page: int) -> Path:
        """The picture of a page (counted from 1) for the desk: JPEG, upright, about 150 dpi."""
        return self.halaman / sha256[:2] / f"{sha256}-{page}.jpg"

    @property
    def database(self) -> Path:
        """Cases, audit log and users (SQLite)."""
        return self.root / "berkas.sqlite3"

    @property
    def prefect(self) -> Path:
        """Prefect's own database and logs."""
        return self.root / "prefect"

    @property
    def log(self) -> Path:
        """What the running parts say, a file each."""
        return self.root / "log"

    @property
    def serve_lock(self) -> Path:
        """Held while `berkas serve` runs."""
        return self.root / ".serve.lock"

    @property
    def intake_lock(self) -> Path:
        """Held while the intake runs."""
        return self.root / ".intake.lock"

    @property
    def sementara(self) -> Path:
        """Temporary folders of the running commands (flows/scratch.py)."""
        return self.root / "sementara"

    @property
    def kunci(self) -> Path:
        """Secret key and audit key (mode 0600)."""
        return self.root / "kunci"

    @property
    def keadaan(self) -> Path:
        """Notes of what is not well and the parts' signs of life (models/health.py); no personal data."""
        return self.root / "keadaan"

    @property
    def mail_password(self) -> Path:
        """Password of the mail server (mode 0600), if it asks for one (desk/mail.py)."""
        return self.kunci / "surel.sandi"

    @property
    def anchor(self) -> Path:
        """The head of the audit log's chain, outside the database (desk/audit.py)."""
        return self.kunci / "audit.anchor"

    @property
    def prefect_password(self) -> Path:
        """What Prefect's API asks for, `user:password` (flows/prefect_env.py)."""
        return self.kunci / "prefect.sandi"

    @property
    def backup_recipient(self) -> Path:
        """For whom backups are sealed: a public key (flows/backup/sealing.py)."""
        return self.kunci / "cadangan.penerima"

    @property
    def backup_note(self) -> Path:
        """When the last backup was made and what it found (models/backup_note.py)."""
        return self.root / "cadangan-terakhir.json"

    @property
    def layanan(self) -> Path:
        """Service standards of the office's own, one TOML each (models/service.py)."""
        return self.root / "layanan"

    @property
    def templat(self) -> Path:
        """Paper templates of the office's own (DOCX), which go before the packaged ones."""
        return self.root / "templat"

    @property
    def hari_libur(self) -> Path:
        """Holidays, if the office keeps its own list (models/working_days.py)."""
        return self.root / "hari_libur.toml"

    @property
    def alasan(self) -> Path:
        """Reasons that the office often gives, if it keeps its own list (models/reasons.py)."""
        return self.root / "alasan.toml"

    @property
    def retensi(self) -> Path:
        """How long what is kept, if the office has set it (models/retention.py)."""
        return self.root / "retensi.toml"

    @property
    def pemrosesan(self) -> Path:
        """The office's own record of processing personal data (models/processing.py)."""
        return self.root / "pemrosesan.toml"

    @property
    def kantor(self) -> Path:
        """Letterhead and signatory, if they differ from the packaged ones (models/office.py)."""
        return self.root / "kantor.toml"

    @property
    def arsip(self) -> Path:
        """The archives that the desk shows (models/archive.py)."""
        return self.root / "arsip.json"

    @property
    def pengaturan(self) -> Path:
        """Settings (models/settings.py)."""
        return self.root / "pengaturan.toml"
