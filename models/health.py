"""The states of a system that is not well: one list, told on the desk, by `/sehat/` and by `berkas doctor`.

A state is on while its probe says so (`desk/health.py`: what anybody can see for himself, such as a full
disk) or while a note of it lies in `keadaan/` (what only one part knows: `note`, `clear`). Parts that must
not fall silent `beat`. Notes are files, since a state must be told when the database is the trouble; an
empty file and a touched time still succeed on a full disk.

To add a state: a line in STATES, and either a probe or calls of `note` and `clear`.
"""

import contextlib
import os
import time
from dataclasses import dataclass
from enum import StrEnum

from models.paths import DataFolder

GIB = 1024**3
LOW_DISK_BYTES = 5 * GIB
"""A year's paper of one office is about 5 GiB; below that the desk says so."""

SILENT_SECONDS = 90.0
"""A part that gives no sign of life for so long has stopped: the longest wait for a locked database is
30 s (desk/boot.py), and the largest file (512 MiB) is copied and digested well within a minute."""

PULSE = ".detak"
"""How the files end whose times are the parts' signs of life."""


class Part(StrEnum):
    """Parts that give signs of life."""

    INBOX = "masuk"


class Severity(StrEnum):
    """How bad a state is; GENTING makes `/sehat/` answer 503."""

    GENTING = "genting"
    PERHATIAN = "perhatian"


@dataclass(frozen=True)
class State:
    """`message` says what is, `advice` what to do: plain Indonesian for whoever sits at the desk."""

    id: str
    severity: Severity
    message: str
    advice: str


@dataclass(frozen=True)
class Active:
    """A state that is on; `detail` adds what is known of it (no names, no file names)."""

    state: State
    detail: str = ""


STATES = (
    State(
        "penerima_berhenti",
        Severity.GENTING,
        "Folder masuk tidak dilayani: berkas yang ditaruh di sana belum diambil.",
        "Berkasnya tidak hilang, jangan ditaruh ulang. Minta admin menjalankan ulang berkas "
        "(scripts/start atau layanan berkas).",
    ),
    State(
        "folder_masuk_macet",
        Severity.GENTING,
        "Berkas di folder masuk belum dapat diambil.",
        "Berkasnya tidak hilang dan dicoba lagi dengan sendirinya. Bila keadaan ini tetap, hubungi "
        "admin (berkas doctor).",
    ),
    State(
        "disk_penuh",
        Severity.GENTING,
        "Ruang disk habis: berkas baru tidak diambil dan tidak dibaca.",
        "Minta admin mengosongkan disk. Penerimaan dan pembacaan berlanjut sendiri setelah itu.",
    ),
    State(
        "basis_data_terkunci",
        Severity.GENTING,
        "Basis data tidak dapat ditulisi: berkas baru dan keputusan belum dapat disimpan.",
        "Tunggu sebentar lalu ulangi. Bila tetap demikian, minta admin menutup program lain yang "
        "memakai basis data.",
    ),
    State(
        "kunci_hilang",
        Severity.GENTING,
        "Kunci rahasia sistem hilang atau kosong.",
        "Hentikan pekerjaan dan minta admin mengembalikannya dari berkas kunci cadangan.",
    ),
    State(
        "audit_tidak_utuh",
        Severity.GENTING,
        "Catatan audit tidak utuh: ada catatan yang hilang atau diubah.",
        "Beri tahu kepala dinas dan admin; jalankan berkas audit verify.",
    ),
    State(
        "baca_ditunda",
        Severity.GENTING,
        "Pembacaan berkas ditunda.",
        "Tidak ada berkas yang hilang; pembacaan berlanjut sendiri setelah penyebabnya diatasi.",
    ),
    State(
        "berkas_asli_hilang",
        Severity.GENTING,
        "Ada berkas asli yang hilang atau rusak di penyimpanan.",
        "Jangan menghapus cadangan mana pun. Minta admin menyalin berkas itu dari cadangan.",
    ),
    State(
        "disk_hampir_penuh",
        Severity.PERHATIAN,
        "Ruang disk hampir habis.",
        "Minta admin mengosongkan disk atau memindahkan folder data sebelum benar-benar penuh.",
    ),
    State(
        "jam_mundur",
        Severity.PERHATIAN,
        "Jam komputer mundur: tanggal dan tenggat yang dicatat sekarang salah.",
        "Minta admin menyetel jam komputer server; keadaan ini hilang setelah jamnya maju lagi. Bila "
        "jam yang sekarang justru benar, hapus berkas keadaan/jam di folder data.",
    ),
    State(
        "catatan_proses_diam",
        Severity.PERHATIAN,
        "Pencatat proses (Prefect) tidak menjawab; berkas tetap dibaca tanpa catatannya.",
        "Tidak ada yang perlu diulang. Bila tetap demikian, minta admin melihat log/prefect.log.",
    ),
    State(
        "jangkar_luar_gagal",
        Severity.PERHATIAN,
        "Jangkar catatan audit di luar mesin ini tidak dapat ditulis.",
        "Minta admin memeriksa disk pada pengaturan audit_anchor.",
    ),
    State(
        "cadangan_lama",
        Severity.PERHATIAN,
        "Tidak ada cadangan data dari sehari terakhir.",
        "Minta admin menjalankan berkas backup.",
    ),
    State(
        "cadangan_belum_teruji",
        Severity.PERHATIAN,
        "Pembuatan cadangan terakhir gagal.",
        "Minta admin menjalankan berkas backup lagi dan membaca pesannya.",
    ),
)
"""Every state there is, the gravest first; the desk shows them in this order."""

_KNOWN = {state.id: state for state in STATES}


def state(state_id: str) -> State:
    """The state of that id. KeyError for one that is not in the list."""
    return _KNOWN[state_id]


def note(data: DataFolder, state_id: str, detail: str = "") -> None:
    """Turn a state on, or change its detail; it stays on until `clear`. Never raises OSError."""
    path = data.keadaan / state(state_id).id
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        if path.exists() and path.read_text(encoding="utf-8") == detail:
            return
        data.keadaan.mkdir(parents=True, exist_ok=True)
        path.touch()
        try:
            scratch.write_text(detail, encoding="utf-8")
            scratch.replace(path)
        finally:
            scratch.unlink(missing_ok=True)


def clear(data: DataFolder, state_id: str) -> None:
    """Turn a state off. Never raises OSError."""
    with contextlib.suppress(OSError):
        (data.keadaan / state(state_id).id).unlink(missing_ok=True)


def noted(data: DataFolder) -> dict[str, str]:
    """Id -> detail of the states that somebody noted."""
    found = {}
    for known in STATES:
        with contextlib.suppress(OSError):
            found[known.id] = (data.keadaan / known.id).read_text(encoding="utf-8", errors="replace").strip()
    return found


def beat(data: DataFolder, part: Part) -> None:
    """A sign of life of a part. Never raises OSError."""
    path = data.keadaan / f"{part}{PULSE}"
    with contextlib.suppress(OSError):
        data.keadaan.mkdir(parents=True, exist_ok=True)
        path.touch()


CLOCK = "jam"
CLOCK_SECONDS = 30.0
"""The latest time is written at most so often."""


def keep_latest_time(data: DataFolder) -> None:
    """Notes how far the clock has come, as seconds since 1970 in a file: its own time would go back with the
    clock. Never raises OSError."""
    if time.time() < _latest_time(data) + CLOCK_SECONDS:
        return
    with contextlib.suppress(OSError):
        (data.keadaan / CLOCK).write_text(f"{time.time():.0f}\n", encoding="ascii")


def clock_behind(data: DataFolder) -> float:
    """Seconds by which the clock stands behind the latest time it had; 0 when it does not."""
    return max(0.0, _latest_time(data) - time.time())


def _latest_time(data: DataFolder) -> float:
    try:
        return float((data.keadaan / CLOCK).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0.0


AT_WORK = "meja.dipakai"
AT_WORK_SECONDS = 120.0
"""So long after somebody's last click they still work: reading and thinking take a minute or two."""


def person_works(data: DataFolder) -> None:
    """Somebody does something at the desk. Never raises OSError."""
    with contextlib.suppress(OSError):
        (data.keadaan / AT_WORK).touch()


def people_work(data: DataFolder) -> bool:
    """Whether somebody has done something at the desk just now."""
    try:
        return abs(time.time() - (data.keadaan / AT_WORK).stat().st_mtime) < AT_WORK_SECONDS
    except OSError:
        return False


def silence(data: DataFolder, part: Part) -> float | None:
    """Seconds since the part's last sign of life, by the clock (in either direction: the clock may have
    been set back); None for a part that never gave one."""
    try:
        return abs(time.time() - (data.keadaan / f"{part}{PULSE}").stat().st_mtime)
    except OSError:
        return None
