"""Files that no scanner should leave: never half a file becomes a case, and nothing stops the inbox.

    python -m tests.faults.odd_files --minutes 5 [--only sqlite|postgresql]

As a user without rights (root is refused nothing), the intake with a stand-in for OCR and the real waiting
times: a writer that adds a piece every few seconds for minutes, a file that is written elsewhere and renamed
in, files taken away at random instants, FIFO, socket, links that lead in circles, a folder that holds itself,
files and folders that may not be read. At the end a good file must be read within a minute.
"""

import os
import pwd
import random
import socket
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path

from models.paths import DataFolder
from tests.as_user import USER, user_folder
from tests.faults.office import FILES, ask, flags, on_each, row, wait_slowly
from tests.faults.papers import letter_of
from tests.flows.processes import environment, kill, start

STABLE_SECONDS = 10
PIECE_SECONDS = 6.0
"""Between two pieces of the slow writer: less than a file must lie unchanged."""
TAKEN_AWAY = 60
PATIENCE = 1200.0
"""For a machine that is busy with something else."""
SETTINGS = {
    "BERKAS_STABLE_SECONDS": str(STABLE_SECONDS),
    "BERKAS_FOLDER_STABLE_SECONDS": str(STABLE_SECONDS),
    "BERKAS_UNDECODABLE_SECONDS": "20",
    "BERKAS_LEASE_SECONDS": "30",
}

ODD = {"pipa.pdf", "soket.pdf", "a.pdf", "b.pdf", "tautan.pdf", "tertutup.pdf"}
"""What is no file or may not be read, by name: each must lie in `gagal/` with its reason."""


class Hands:
    """What people and programs do to the watched folder; `good` are digests that must become cases, `maybe`
    those that may."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.good: set[str] = set()
        self.maybe: set[str] = set()
        self.numbers = iter(range(10**6))

    def paper(self) -> bytes:
        """A letter like no other."""
        return letter_of(next(self.numbers))

    def write_slowly(self, name: str, seconds: float) -> None:
        """A piece now and then, the file open all the while."""
        content = self.paper()
        pieces = max(2, int(seconds / PIECE_SECONDS))
        size = -(-len(content) // pieces)
        with (self.home / name).open("wb", buffering=0) as file:
            for place in range(0, len(content), size):
                file.write(content[place : place + size])
                os.fchown(file.fileno(), *owner())
                time.sleep(PIECE_SECONDS)
        self.good.add(sha256(content).hexdigest())

    def rename_in(self, name: str) -> None:
        """Written beside the watched folder, then moved in whole; then once more over it by another."""
        for _ in range(2):
            content = self.paper()
            part = self.home.parent.parent / f"{name}.baru"
            part.write_bytes(content)
            os.chown(part, *owner())
            part.replace(self.home / name)
        self.good.add(sha256(content).hexdigest())

    def take_away(self, dice: random.Random) -> None:
        """Files that vanish some time after they came."""
        for number in range(TAKEN_AWAY):
            content, path = self.paper(), self.home / f"hilang-{number}.pdf"
            path.write_bytes(content)
            os.chown(path, *owner())
            self.maybe.add(sha256(content).hexdigest())
            seconds = dice.uniform(0, 2.0 * STABLE_SECONDS)
            threading.Timer(seconds, path.unlink, kwargs={"missing_ok": True}).start()

    def odd(self) -> None:
        """What is no file, or may not be read."""
        os.mkfifo(self.home / "pipa.pdf")
        with socket.socket(socket.AF_UNIX) as ear:
            ear.bind(str(self.home / "soket.pdf"))
        (self.home / "a.pdf").symlink_to("b.pdf")
        (self.home / "b.pdf").symlink_to("a.pdf")
        (self.home / "tautan.pdf").symlink_to("/etc/passwd")
        folder = self.home / "bundel"
        folder.mkdir()
        (folder / "diri").symlink_to(folder)
        content = self.paper()
        (folder / "baik.pdf").write_bytes(content)
        self.good.add(sha256(content).hexdigest())
        closed = self.home / "tertutup.pdf"
        closed.write_bytes(self.paper())
        for path in (folder, folder / "baik.pdf", closed):
            os.chown(path, *owner())
        closed.chmod(0)
        shut = self.home / "folder-tertutup"
        shut.mkdir(mode=0o000)
        os.chown(shut, *owner())

    def drop(self, name: str) -> str:
        """A good file, whole at once; its digest."""
        content = self.paper()
        (self.home / name).write_bytes(content)
        os.chown(self.home / name, *owner())
        self.good.add(sha256(content).hexdigest())
        return sha256(content).hexdigest()


def owner() -> tuple[int, int]:
    """The user without rights; who this is when it is not root."""
    if os.geteuid():
        return os.geteuid(), os.getegid()
    entry = pwd.getpwnam(USER)
    return entry.pw_uid, entry.pw_gid


def run(kind: str, url: str, minutes: float, seed: int) -> int:
    """One office."""
    with user_folder() as place:
        data = DataFolder(place / "data")
        command = [sys.executable, "-m", "tests.flows.stub_intake", str(data.root), "0.1"]
        settings = SETTINGS | ({"BERKAS_DATABASE_URL": url} if url else {})
        settings |= {"PREFECT_HOME": str(place / "prefect"), "HOME": str(place)}
        process = start(without_rights(command), place.parent / f"{place.name}.log", environment(**settings))
        try:
            wait_slowly((data.masuk / "loket").is_dir, PATIENCE, "the inbox")
            hands = Hands(data.masuk / "loket")
            hands.odd()
            hands.rename_in("dipindah.pdf")
            writer = threading.Thread(target=hands.write_slowly, args=("lambat.pdf", minutes * 60))
            writer.start()
            hands.take_away(random.Random(seed))
            writer.join()
            last = hands.drop("terakhir.pdf")
            took = wait_slowly(lambda: last in digests(data, url), PATIENCE, "the last good file")
            wait_slowly(lambda: hands.good <= digests(data, url), PATIENCE, "every good file")
            facts = judge(data, url, hands)
            is_alive = process.poll() is None
        finally:
            kill(process)
    facts |= {"seconds of the last good file": round(took), "intake alive": is_alive}
    is_good = is_alive and not any(
        facts[key] for key in ("half files", "without a reason", "odd ones not refused", "no file in a case")
    )
    return row(f"odd files for {minutes:g} min, {kind}", facts, is_good=is_good)


def without_rights(command: list[str]) -> list[str]:
    """As a user whom rights bind when reading too (tests/as_user.py lets him read all)."""
    if os.geteuid():
        return command
    uid, gid = owner()
    switch = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--bounding-set=-all"]
    return [*switch, "--inh-caps=-all", "--", *command]


def digests(data: DataFolder, url: str) -> set[str]:
    """Of every file of every case."""
    return {digest for digest, _status in ask(data, FILES, url)}


def judge(data: DataFolder, url: str, hands: Hands) -> dict[str, object]:
    """What became of all."""
    found = digests(data, url)
    refused = [path for path in data.gagal.iterdir() if not path.name.endswith(".alasan.txt")]
    named = [path for path in refused if path.with_name(f"{path.name}.alasan.txt").is_file()]
    return {
        "cases' files": len(found),
        "half files": len(found - hands.good - hands.maybe),
        "taken away in time": len(hands.maybe - found),
        "refused": len(refused),
        "without a reason": len(refused) - len(named),
        "odd ones not refused": len(ODD - {path.name for path in refused}),
        "no file in a case": len(hands.good - found),
    }


def main() -> int:
    """Each kind of database."""
    parser = flags(__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=19)
    options = parser.parse_args()
    return on_each(lambda kind, url: run(kind, url, options.minutes, options.seed), options.only)


if __name__ == "__main__":
    sys.exit(main())
