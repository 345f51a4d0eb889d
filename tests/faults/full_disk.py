"""The disk full for minutes under the whole system: told, nobody's attempt spent, all read afterwards.

    python -m tests.faults.full_disk --seconds 120 [--only sqlite|postgresql]

The real `berkas serve` with real reading, its data folder on a small disk in memory (root). PostgreSQL's own
data lie elsewhere, as on a host of its own.
"""

import sys
import tempfile
import time
from pathlib import Path

from models.paths import DataFolder
from tests.faults.office import account, ask, berkas, drop, ended, flags, healthy, memory_disk, on_each, row
from tests.flows.files import letter_pdf
from tests.flows.processes import environment, kill, start, wait_until

DISK_MIB = 320
RESERVE_MIB = 16
BALLAST_BYTES = 1 << 20
PORT = 8517
SETTINGS = {
    "BERKAS_STABLE_SECONDS": "0", "BERKAS_LEASE_SECONDS": "30", "BERKAS_WORKERS": "2",
    "BERKAS_DISK_RESERVE_MIB": str(RESERVE_MIB), "BERKAS_PAGE_SECONDS": "300",
}  # fmt: skip


def main() -> int:
    """Each kind of database."""
    parser = flags(__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--drops", type=int, default=8)
    options = parser.parse_args()
    return on_each(lambda kind, url: run(kind, url, options.seconds, options.drops), options.only)


def run(kind: str, url: str, seconds: float, drops: int) -> int:
    """Start, fill, drop, wait, empty, count."""
    with (
        tempfile.TemporaryDirectory(prefix="berkas-uji-") as name,
        memory_disk(Path(name) / "disk", DISK_MIB),
    ):
        data = DataFolder(Path(name) / "disk" / "data")
        env = environment(**SETTINGS, **({"BERKAS_DATABASE_URL": url} if url else {}))
        command = berkas("serve", "--data", str(data.root), "--port", str(PORT))
        process = start(command, Path(name) / "log", env)
        try:
            wait_until(
                lambda: healthy(PORT)[0] == 200 and (data.keadaan / "masuk.detak").exists(), 240, "desk"
            )
            first = drops // 2
            expected = [drop(data, each, content=letter_pdf(str(each))) for each in range(first)]
            wait_until(lambda: len(cases_begun(data, url)) > 0, 240, "the first case")
            lines = log_lines(data)
            told = fill_for(data, seconds)
            expected += [drop(data, each, content=letter_pdf(str(each))) for each in range(first, drops)]
            lines = log_lines(data) - lines
            begin = time.monotonic()
            wait_until(lambda: ended(data, url) >= len(expected), 1200, "all cases")
            facts = account(data, expected, url)
            facts |= {
                "told after s": round(told), "log lines while full": lines,
                "seconds to the end": round(time.monotonic() - begin),
                "most attempts": max(cases_begun(data, url)),
                "left probes": len(list(data.root.rglob(".periksa-*"))),
            }  # fmt: skip
            wait_until(lambda: healthy(PORT)[0] == 200, 60, "health")
        finally:
            kill(process, 15)
    bad = [key for key in ("lost", "doubled", "left", "failed", "left probes") if facts[key]]
    is_good = not bad and told >= 0 and facts["most attempts"] == 1
    return row(f"disk full for {seconds:.0f} s, {kind}", facts, is_good=is_good)


def fill_for(data: DataFolder, seconds: float) -> float:
    """Fill the disk to its last byte, keep it full; after how many seconds `/sehat/` said so (-1: never)."""
    ballast, begin, told = data.root.parent / "penuh", time.monotonic(), -1.0
    with ballast.open("wb", buffering=0) as file:
        while time.monotonic() < begin + seconds:
            try:
                file.write(bytes(BALLAST_BYTES))
                continue
            except OSError:
                pass
            status, text = healthy(PORT)
            if told < 0 and status == 503 and "disk_penuh" in text:
                told = time.monotonic() - begin
            time.sleep(1.0)
    ballast.unlink()
    return told


def cases_begun(data: DataFolder, url: str) -> list[int]:
    """The attempts of each case."""
    return [count for (count,) in ask(data, "select attempts from desk_caserow", url)]


def log_lines(data: DataFolder) -> int:
    """Lines of all logs."""
    return sum(path.read_bytes().count(b"\n") for path in data.log.glob("*.log"))


if __name__ == "__main__":
    sys.exit(main())
