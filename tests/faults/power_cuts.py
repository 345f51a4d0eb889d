"""The power cut while the intake and an archive job work: root, a loop device, ext4.

    python -m tests.faults.power_cuts --cuts 10 [--only sqlite|postgresql]

The file system is shut down at a random instant (EXT4_IOC_SHUTDOWN, the journal not flushed): what was
written and not synced is gone. Then the journal is replayed and what must have lasted is looked at.
PostgreSQL's own data lie on the same disk, and the server goes with it.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from PIL import Image

from flows.archive.plan import RESULTS, done_ids
from flows.archive.storage import FolderStorage
from flows.archive.verify import reopen_broken
from models.paths import DataFolder
from tests.faults.machine import family
from tests.faults.office import KINDS, Disk, account, berkas, chance, drop, ended, flags, rotten, row
from tests.flows.archive.test_kill import make_source
from tests.flows.processes import environment, kill, start, wait_until
from tests.postgres import CAREFUL, Postgres, new_postgres

DISK_MIB = 600
LETTERS = 120
DROPS_A_CUT = 12
KEY_BYTES = 65
SHARE_AT_START = 0.2


def main() -> int:
    """Each kind of database."""
    parser = flags(__doc__)
    parser.add_argument("--cuts", type=int, default=10)
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()
    kinds = KINDS if options.only is None else (options.only,)
    return max(run(kind, options.cuts, chance(options.seed)) for kind in kinds)


def run(kind: str, cuts: int, dice: random.Random) -> int:
    """Work, cut, look; ten times; then let everything end."""
    with tempfile.TemporaryDirectory(prefix="berkas-uji-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL's user passes through
        letters, _pages = make_source(folder / "sumber", LETTERS)
        disk = Disk(folder, DISK_MIB)
        rig = Rig(folder, DataFolder(disk.place / "data"), kind)
        (rig.data.masuk / "loket").mkdir(parents=True)
        found: dict[str, int] = {}
        for _ in range(cuts):
            rig.work(dice)
            disk.cut_power()
            rig.stop()
            disk.unmount()
            found["unsound"] = found.get("unsound", 0) + (not disk.check())
            disk.mount()
            rig.database_on()
            for key, count in rig.look().items():
                found[key] = found.get(key, 0) + count
        rig.finish()
        facts = account(rig.data, rig.expected, rig.url) | found
        done = len(done_ids(rig.archive))
        bad = [key for key in facts if key not in {"drops", "pictures", "results"} and facts[key]]
        is_whole = rig.is_audit_whole()
        facts |= {"cuts": cuts, "audit whole": is_whole, "archive files done": done}
        rig.database_off()
        disk.unmount()
    return row(f"power cut, {kind}", facts, is_good=not bad and is_whole and letters > 0)


class Rig:
    """The intake and the archive job on one disk."""

    def __init__(self, folder: Path, data: DataFolder, kind: str) -> None:
        self.folder, self.data = folder, data
        self.archive = FolderStorage(data.root.parent / "arsip")
        self.expected: list[str] = []
        self.server: Postgres | None = None
        self.server_pid = 0
        self.url = ""
        if kind == "postgresql":
            place = data.root.parent / "pg"
            place.mkdir()
            self.server = new_postgres(place, CAREFUL)
            self.database_on()
            self.url = self.server.create("berkas")
        self.env = environment(
            BERKAS_DISK_RESERVE_MIB="1", **({"BERKAS_DATABASE_URL": self.url} if self.url else {})
        )

    def database_on(self) -> None:
        """PostgreSQL replays its own journal."""
        if self.server:
            self.server.start()
            pid = (self.server.place / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0]
            self.server_pid = int(pid)

    def database_off(self) -> None:
        """PostgreSQL ends with -9, all of it: its own programs can't read a disk without power."""
        pids = family(self.server_pid) if self.server else []
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not any(Path("/proc", str(pid)).exists() for pid in pids), 60, "its end")

    def start(self) -> None:
        """Both, each in its own process group."""
        stub = [sys.executable, "-m", "tests.faults.stub_pictures", str(self.data.root), "0.05"]
        job = [sys.executable, "-m", "tests.flows.archive.stub", str(self.folder / "sumber"),
               str(self.archive.root), "0.05"]  # fmt: skip
        self.intake = start(stub, self.folder / "log", self.env)
        self.job = start(job, self.folder / "log-arsip", self.env)

    def work(self, dice: random.Random) -> None:
        """Drop files while both work, until some instant, one time in five while they start."""
        before = ended(self.data, self.url)
        self.start()
        for _ in range(DROPS_A_CUT):
            self.expected.append(drop(self.data, len(self.expected)))
        if dice.random() < SHARE_AT_START:
            time.sleep(dice.uniform(0.5, 5.0))
            return
        wait_until(lambda: ended(self.data, self.url) > before, 600, "the first case")
        time.sleep(dice.uniform(0.0, 4.0))

    def stop(self) -> None:
        """They can do nothing more."""
        kill(self.intake)
        kill(self.job)
        self.database_off()

    def look(self) -> dict[str, int]:
        """What is there after the replay, and what of it is not what was written."""
        pictures = list(self.data.halaman.glob("??/*.jpg"))
        results = len(self.archive.names(RESULTS))
        return {
            "empty keys": sum(path.stat().st_size != KEY_BYTES for path in self.data.kunci.glob("*.key")),
            "rotten originals": rotten(self.data),
            "pictures": len(pictures),
            "broken pictures": sum(not is_picture(path) for path in pictures),
            "results": results,
            "broken results": reopen_broken(self.archive) if results else 0,
            "broken notes": sum(not is_json(path) for path in self.archive.path(".kerja").glob("*.json")),
        }

    def finish(self) -> None:
        """Let both come to their end."""
        self.start()
        try:
            wait_until(lambda: ended(self.data, self.url) >= len(self.expected), 600, "all cases")
            assert self.job.wait(600) == 0, (self.folder / "log-arsip").read_text()[-3000:]
        finally:
            kill(self.intake)
            kill(self.job)

    def is_audit_whole(self) -> bool:
        """As `berkas audit verify` says."""
        command = berkas("audit", "verify", "--data", str(self.data.root))
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=self.env)
        print(done.stdout + done.stderr, flush=True)
        return done.returncode == 0


def is_picture(path: Path) -> bool:
    """Whether it decodes to its end."""
    try:
        with Image.open(path) as picture:
            picture.load()
    except (OSError, SyntaxError):
        return False
    return True


def is_json(path: Path) -> bool:
    """Whether it holds what was written."""
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
