"""The intake killed with -9 in the middle of many drops: none lost, none doubled."""

import random
import sqlite3
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from models.paths import DataFolder
from tests.flows.files import PDF
from tests.flows.processes import kill, start_stub, wait_until

DROPS = 60
KILLS = 6
READING_SECONDS = 0.1


def statuses(data: DataFolder) -> list[tuple[str, str]]:
    """(digest, status) of every file of every case."""
    if not data.database.exists():
        return []
    query = "select f.file_id, p.status from desk_casefile f join desk_caserow p on p.id = f.case_id"
    with closing(sqlite3.connect(f"file:{data.database}?mode=ro", uri=True, timeout=30)) as database:
        try:
            return list(database.execute(query))
        except sqlite3.OperationalError:
            return []


def drop(data: DataFolder, number: int) -> str:
    """A drop as a scanner's software makes it: written under a temporary name, then renamed."""
    content = PDF + b"%d" % number
    part = data.masuk / "loket" / f"{number}.part"
    part.write_bytes(content)
    part.rename(data.masuk / "loket" / f"surat {number}.pdf")
    return sha256(content).hexdigest()


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_no_drop_is_lost_or_doubled(tmp_path: Path) -> None:
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")
    chance = random.Random(seed)
    data = DataFolder(tmp_path / "data")
    (data.masuk / "loket").mkdir(parents=True)
    log = tmp_path / "log"
    expected: list[str] = []
    for _ in range(KILLS):
        process = start_stub(data.root, log, READING_SECONDS)
        time.sleep(2.0)
        for _ in range(DROPS // KILLS):
            expected.append(drop(data, len(expected)))
            time.sleep(chance.uniform(0, 0.3))
        time.sleep(chance.uniform(0, 1.0))
        kill(process)
    process = start_stub(data.root, log, READING_SECONDS)
    try:
        wait_until(
            lambda: sum(status == "menunggu" for _file, status in statuses(data)) >= DROPS, 240, "all cases"
        )
    finally:
        kill(process)
    assert sorted(file for file, _status in statuses(data)) == sorted(expected), log.read_text()
    assert not [path for path in data.masuk.rglob("*") if path.is_file()]
    assert not list(data.proses.iterdir())
