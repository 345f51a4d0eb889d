"""The database locked by another program: told on the desk, the inbox lives, all goes on by itself.

While it is locked a letter, an empty file and a link are dropped (a link once ended the inbox's thread).
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from models.paths import DataFolder
from tests.faults.full_disk import PORT, SETTINGS
from tests.faults.office import account, berkas, drop, ended, healthy, row
from tests.flows.files import letter_pdf
from tests.flows.processes import environment, kill, start, wait_until

QUICK = SETTINGS | {"BERKAS_UNDECODABLE_SECONDS": "0", "BERKAS_SWEEP_SECONDS": "1"}


def main() -> int:
    """Start, lock, drop, unlock, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="berkas-uji-") as name:
        data = DataFolder(Path(name) / "data")
        process = start(berkas("serve", "--data", str(data.root), "--port", str(PORT)), Path(name) / "log",
                        environment(**QUICK))  # fmt: skip
        try:
            wait_until(
                lambda: healthy(PORT)[0] == 200 and (data.keadaan / "masuk.detak").exists(), 240, "desk"
            )
            expected = [drop(data, 1, content=letter_pdf("1"))]
            wait_until(lambda: ended(data) == 1, 300, "the first case")
            told = -1.0
            with closing(sqlite3.connect(data.database, timeout=60, isolation_level=None)) as database:
                database.execute("begin exclusive")
                begin = time.monotonic()
                (data.masuk / "loket" / "tautan.pdf").symlink_to("/etc/hostname")
                (data.masuk / "loket" / "kosong.pdf").touch()
                expected += [drop(data, each, content=letter_pdf(str(each))) for each in (2, 3)]
                while time.monotonic() < begin + options.seconds:
                    status, text = healthy(PORT)
                    if told < 0 and status == 503 and "basis_data_terkunci" in text:
                        told = time.monotonic() - begin
                    time.sleep(1.0)
                database.execute("rollback")
            begin = time.monotonic()
            wait_until(lambda: ended(data) >= len(expected), 600, "all cases")
            wait_until(lambda: refused(data) == ["kosong.pdf", "tautan.pdf"], 120, "the refusals")
            wait_until(lambda: healthy(PORT)[0] == 200, 60, "health")
            facts = account(data, expected)
            facts |= {"told after s": round(told), "seconds to the end": round(time.monotonic() - begin)}
        finally:
            kill(process, 15)
    bad = [key for key in ("lost", "doubled", "left", "failed") if facts[key]]
    return row(f"database locked for {options.seconds:.0f} s", facts, is_good=not bad and told >= 0)


def refused(data: DataFolder) -> list[str]:
    """Names in gagal/ that the desk knows."""
    with closing(sqlite3.connect(f"file:{data.database}?mode=ro", uri=True, timeout=30)) as database:
        return sorted(name for (name,) in database.execute("select name from desk_droprow where is_open"))


if __name__ == "__main__":
    sys.exit(main())
