"""A backup under load, restored into a clean folder: is all there, does every page's picture answer?

    python -m tests.faults.restored_pictures [--only sqlite|postgresql]

Invented papers are dropped into an office of its own and really read; a backup is taken while further
letters come in and are read, and restored into a new folder (and a new database). What the office held when
the backup began must be there: every case, every stored original under its digest, and no table with fewer
rows than then or more than at the backup's end; `berkas audit verify` must find the log whole, and what was
not read yet must be read there. Every page of every case is then asked for as a clerk's browser does, small
and whole: once with the backup's own pictures, once with `halaman/` taken away, so that each is drawn again
from its original. Exit status 1 when something is missing or does not answer.
"""

import argparse
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from desk import boot
from models.paths import DataFolder
from tests.faults.office import ask, drop, rotten
from tests.faults.papers import letter_of
from tests.flows.processes import environment, running, start, wait_until
from tests.postgres import own_postgres

CASES = 6
FIRST_LETTERS = 5
"""Letters of one page that are on their way when the backup begins; one more comes each second."""
MOST_SECONDS = 900.0
"""Backup and restore together (issue 19)."""
TABLES = {
    "desk_caserow": "id", "desk_storedoriginal": "sha256", "desk_casefile": "id", "desk_documentrow": "id",
    "desk_fieldrow": "id", "desk_pagerow": "id", "desk_auditentry": "seq",
}  # fmt: skip
SEED = 2711
READING_SECONDS = 1200
"""For a machine that is busy with something else."""

ASK_SECONDS = 120
"""How long a browser goes on asking for a picture in the making (desk/static/desk/umum.js: 60 times, 2 s)."""

BERKAS = [sys.executable, "-m", "flows.cli"]
LOOK = "--look"
PREPARE = [
    sys.executable,
    "-c",
    "import sys, pathlib; from desk import boot; boot.configure(pathlib.Path(sys.argv[1])); boot.prepare()",
]
"""What `berkas serve` does first."""


def main() -> int:
    """Both databases; a line of figures for each look."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument(LOOK, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.look:
        return look(options.look)
    failed = False
    if options.only != "postgresql":
        failed |= rehearse("SQLite", {}, {})
    if options.only != "sqlite":
        with own_postgres() as server:
            urls = [{"BERKAS_DATABASE_URL": server.create(name)} for name in ("hidup", "pulih")]
            failed |= rehearse("PostgreSQL", *urls)
    return int(failed)


def rehearse(kind: str, live: Mapping[str, str], restored: Mapping[str, str]) -> bool:
    """Read, back up, restore, look twice; whether a picture did not answer."""
    with tempfile.TemporaryDirectory(prefix="berkas-pulih-") as folder:
        place = Path(folder)
        data, back = DataFolder(place / "kantor"), DataFolder(place / "pulih")
        subprocess.run([*PREPARE, str(data.root)], env=environment(**live), check=True)
        with intake(data, place, live):
            berkas("demo", data, live, "--cases", str(CASES), "--seed", str(SEED))
            wait_until(lambda: is_read(data, live), READING_SECONDS, "the reading of all cases")
            with letters_come_in(data) as dropped:
                wait_until(lambda: len(dropped) >= FIRST_LETTERS, 60, "the first letters")
                begin = held(data, live)
                words = (str(place / "cadangan"), "--new-keys", str(place / "kunci.txt"))
                seconds = timed(lambda: berkas("backup", data, live, *words))
                end = held(data, live)
        (backup,) = (place / "cadangan").glob("berkas-*")
        again = timed(
            lambda: berkas("restore", back, restored, str(backup), "--keys", str(place / "kunci.txt"))
        )
        print(f"{kind}: {len(dropped)} letters came in meanwhile; backup {seconds:.1f} s, "
              f"restore {again:.1f} s (goal: 15 min)", flush=True)  # fmt: skip
        failed = is_missing(kind, begin, end, held(back, restored)) or rotten(back) > 0
        failed |= seconds + again > MOST_SECONDS
        print(f"{kind}, audit log: {berkas('audit', back, restored, 'verify').strip()}", flush=True)
        with intake(back, place, restored):
            wait_until(lambda: is_read(back, restored), READING_SECONDS, "the reading of what came last")
            for name in ("pictures of the backup", "drawn again"):
                print(f"{kind}, {name}: ", end="", flush=True)
                command = [sys.executable, "-m", "tests.faults.restored_pictures", LOOK, str(back.root)]
                failed |= subprocess.run(command, env=environment(**restored), check=False).returncode != 0
                shutil.rmtree(back.halaman)
    return failed


Held = dict[str, set[str]]
"""Table -> its rows' keys."""


def held(data: DataFolder, settings: Mapping[str, str]) -> Held:
    """What the office's database holds now."""
    url = settings.get("BERKAS_DATABASE_URL", "")
    return {
        table: {str(key) for (key,) in ask(data, f"select {column} from {table}", url)}
        for table, column in TABLES.items()
    }


def is_missing(kind: str, begin: Held, end: Held, there: Held) -> bool:
    """Tells for each table how many rows there were and are; whether one of the beginning is missing, or one
    is there that the office did not have at the end."""
    lost = {table: len(begin[table] - there[table]) for table in TABLES}
    strange = {table: len(there[table] - end[table]) for table in TABLES}
    for table in TABLES:
        counts = f"{len(begin[table])} before, {len(there[table])} restored, {len(end[table])} at its end"
        print(f"{kind}, {table}: {counts}, missing {lost[table]}", flush=True)
    return any(lost.values()) or any(strange.values()) or not begin["desk_caserow"]


@contextlib.contextmanager
def letters_come_in(data: DataFolder) -> Iterator[list[str]]:
    """A letter each second for the block; their digests."""
    dropped: list[str] = []
    stop = threading.Event()

    def work() -> None:
        while not stop.wait(1.0):
            number = len(dropped)
            dropped.append(drop(data, number, content=letter_of(number)))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield dropped
    finally:
        stop.set()
        thread.join()


def berkas(name: str, data: DataFolder, settings: Mapping[str, str], *arguments: str) -> str:
    """A command of the product; its standard output."""
    command = [*BERKAS, name, "--data", str(data.root), *arguments]
    done = subprocess.run(command, env=environment(**settings), capture_output=True, text=True, check=True)
    return done.stdout


@contextlib.contextmanager
def intake(data: DataFolder, place: Path, settings: Mapping[str, str]) -> Iterator[None]:
    """The intake on that folder for the block."""
    command = [*BERKAS, "intake", "--data", str(data.root)]
    with running(start(command, place / "log", environment(**settings))):
        yield


def is_read(data: DataFolder, settings: Mapping[str, str]) -> bool:
    """Whether all cases of the demo are before the reviewers."""
    rows = json.loads(berkas("cases", data, settings, "--json"))
    return len(rows) >= CASES and all(row["status"] != "diterima" for row in rows)


def timed(work: object) -> float:
    """Seconds by the wall."""
    begin = time.monotonic()
    work()  # type: ignore[operator]
    return time.monotonic() - begin


def look(data: Path) -> int:
    """Ask for every page of every case; 1 when one does not answer with a picture."""
    boot.configure(data)
    boot.prepare()
    from desk.models import CaseFile, PageRow
    from tests.desk import people

    browser = people.client("petugas", f"uji_{time.time_ns()}")
    addresses = [
        f"/perkara/{use.case_id}/gambar/{use.position}/{page.number}/{small}"
        for use in CaseFile.objects.order_by("case_id", "position")
        for page in PageRow.objects.filter(file_id=use.file_id).order_by("number")
        if not use.pages or page.number in use.pages
        for small in ("kecil/", "")
    ]
    begin = time.monotonic()
    lost = [address for address in addresses if not _answers(browser, address)]
    seconds = time.monotonic() - begin
    print(
        f"{len(addresses) - len(lost)} of {len(addresses)} pictures answered in {seconds:.1f} s", flush=True
    )
    return 1 if lost or not addresses else 0


def _answers(browser: object, address: str) -> bool:
    """As the page's script: again while the desk says that the picture is being made."""
    end = time.monotonic() + ASK_SECONDS
    while time.monotonic() < end:
        answer = browser.get(address)  # type: ignore[attr-defined]
        if answer.status_code == 200:
            content = bytes(answer.content)
            return content.startswith(b"\xff\xd8") and content.endswith(b"\xff\xd9")
        if answer.status_code != 503:
            print(f"\n{answer.status_code} {address}: {answer.content.decode()[:120]}", flush=True)
            return False
        time.sleep(1)
    return False


if __name__ == "__main__":
    raise SystemExit(main())
