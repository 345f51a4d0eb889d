"""What the archive job and the desk both know of an archive: where its parts lie, and how far it is.

DATA/arsip.json names the archives that the desk shows; TARGET/.kerja/status.json is written by the job.
"""

import hashlib
import json
import math
import time
from dataclasses import dataclass
from pathlib import Path

from models import durable
from models.paths import DataFolder

WORK = ".kerja"
STATUS = f"{WORK}/status.json"
ANSWERS = f"{WORK}/pemeriksaan.jsonl"
INDEX = "indeks.sqlite3"
EXPORTS = ("laporan.html", "indeks.csv", "indeks.xlsx", "indeks.parquet")
SILENCE_SECONDS = 60.0
"""A running job writes its state every two seconds; after so long without it was killed."""
Z95 = 1.959964
"""Two-sided 95 % of the normal distribution."""


@dataclass(frozen=True)
class State:
    """Where the job stands. `total`: files to do in this run; `share`: of their bytes, what is done."""

    done: int
    total: int
    pages: int
    errors: int
    doubtful: int
    seconds: float
    is_running: bool = True
    at: float = 0.0
    """When this was so, in seconds since 1970."""
    share: float = 0.0

    @property
    def pages_per_second(self) -> float:
        """Pages of this run by its time."""
        return self.pages / self.seconds if self.seconds else 0.0

    @property
    def remaining_seconds(self) -> float | None:
        """By the bytes done so far, since a file may hold a letter or a year; None at first."""
        return self.seconds / self.share * (1 - self.share) if self.share else None

    def words(self, now: float) -> str:
        """The state for somebody who is not the job: a job that was killed does not say so itself."""
        if not self.is_running:
            return f"Terakhir: {self.line()}"
        if now - self.at < SILENCE_SECONDS:
            return f"Berjalan: {self.line()}"
        return f"Terhenti sebelum selesai (jalankan perintah yang sama untuk melanjutkan): {self.line()}"

    def line(self) -> str:
        """One line for people."""
        left = self.remaining_seconds
        eta = f", sisa {_span(left)}" if left is not None and self.is_running else ""
        pace = f"{self.pages} halaman, {self.pages_per_second:.2f} halaman/detik".replace(".", ",")
        trouble = f"{self.errors} galat, {self.doubtful} meragukan"
        return f"{self.done}/{self.total} berkas, {pace}, {trouble}{eta}"


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} jam {minutes} menit" if hours else f"{minutes} menit {rest} detik"


def read_state(root: Path) -> State | None:
    """Where the job stood last; None where it said nothing, or nothing whole."""
    try:
        return State(**json.loads((root / STATUS).read_bytes()))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None


def is_running(root: Path) -> bool:
    """Whether a job works on the archive now (one that was killed says nothing for SILENCE_SECONDS)."""
    state = read_state(root)
    return state is not None and state.is_running and time.time() - state.at < SILENCE_SECONDS


@dataclass(frozen=True)
class Review:
    """What reviewers found in the sample: letters looked at, and letters with a wrong reading."""

    drawn: int
    looked_at: int
    wrong: int

    @property
    def sentence(self) -> str:
        """The error rate with its 95 % interval, or what is missing for it."""
        if self.looked_at == 0:
            return f"{self.drawn} surat diambil sebagai contoh acak, belum ada yang diperiksa."
        low, high = wilson(self.wrong, self.looked_at)
        return (
            f"Contoh acak: {self.looked_at} dari {self.drawn} surat diperiksa, {self.wrong} salah baca: "
            f"{percent(self.wrong / self.looked_at)} (selang kepercayaan 95 %, Wilson: {percent(low)} "
            f"sampai {percent(high)})."
        )


def percent(share: float) -> str:
    """3,7 %"""
    return f"{100 * share:.1f}".replace(".", ",") + " %"


def wilson(wrong: int, looked_at: int) -> tuple[float, float]:
    """The 95 % confidence interval of a share by Wilson's score; (0, 1) when nothing was looked at."""
    if looked_at == 0:
        return 0.0, 1.0
    share = wrong / looked_at
    spread = Z95**2 / looked_at
    middle = share + spread / 2
    half = Z95 * math.sqrt(share * (1 - share) / looked_at + spread / (4 * looked_at))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return max(0.0, low), min(1.0, high)


def sample_share(letter: str, seed: str = "berkas") -> float:
    """A number in [0, 1) by which a letter is drawn for the sample, the same on every run."""
    return int(hashlib.sha256(f"{seed}:{letter}".encode()).hexdigest()[:12], 16) / 16**12


def known_archives(data: Path) -> tuple[Path, ...]:
    """The archives made with this data folder, oldest first; a place never changes its number."""
    path = DataFolder(data).arsip
    if not path.exists():
        return ()
    return tuple(Path(name) for name in json.loads(path.read_text(encoding="utf-8")))


def remember_archive(data: Path, root: Path) -> None:
    """Let the desk of this data folder show the archive; without a data folder there is no desk."""
    known = known_archives(data)
    if root in known or not data.is_dir():
        return
    durable.write(DataFolder(data).arsip, json.dumps([str(each) for each in (*known, root)]).encode())
