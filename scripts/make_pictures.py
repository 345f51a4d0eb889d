"""Takes the pictures of docs/panduan.md and the README from the running system.

    .venv/bin/python -m scripts.make_pictures [--seed N]

Starts `berkas serve` over a new data folder, puts invented samples (and two files that can't be read) into
the watched folder, waits until all are read, and walks the desk as a reviewer in Debian's chromium.
Needs the test tools (`scripts/setup --dev`). Everybody in the pictures is invented.
"""

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from desk import boot
from flows.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "img"
SIZE = (1366, 768)
READ_SECONDS = 600.0
"""A dozen samples on two busy cores."""
QUICK = {
    "BERKAS_SECOND_FACTOR": "",
    "BERKAS_STABLE_SECONDS": "1",
    "BERKAS_FOLDER_STABLE_SECONDS": "2",
    "BERKAS_UNDECODABLE_SECONDS": "2",
}


def berkas(*words: str) -> list[str]:
    """A command line of the product."""
    return [sys.executable, "-m", "flows.cli", *words]


@contextlib.contextmanager
def serving(data: Path, port: int) -> Iterator[None]:
    """The office system while the block runs."""
    command = berkas("serve", "--data", str(data), "--port", str(port))
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | QUICK, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)


def wait_until(what: str, holds: Callable[[], bool]) -> None:
    """Until `holds()`; TimeoutError after READ_SECONDS."""
    end = time.monotonic() + READ_SECONDS
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(1)


def all_read(data: Path, count: int) -> bool:
    """Whether `count` cases are on the desk, each read."""
    done = subprocess.run(berkas("cases", "--data", str(data), "--json"), capture_output=True, check=False)
    rows = json.loads(done.stdout or "[]")
    return len(rows) >= count and all(row["status"] != "diterima" for row in rows)


def bring_in(data: Path, cases: int, seed: int) -> None:
    """Samples, a damaged and an empty file into the watched folder; returns when all are read."""
    wait_until("the watched folder", (data / "masuk" / "loket").is_dir)
    (data / "masuk" / "loket" / "pindaian terputus.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    (data / "masuk" / "kotak_aduan" / "pindaian kosong.pdf").touch()
    words = ("demo", "--data", str(data), "--cases", str(cases), "--seed", str(seed))
    subprocess.run(berkas(*words), cwd=ROOT, check=True)
    wait_until("all samples read", lambda: all_read(data, cases))
    wait_until("both refused", lambda: len(list((data / "gagal").glob("*.alasan.txt"))) == 2)


def main() -> int:
    """Serve, bring in, walk."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--cases", type=int, default=10)
    options = parser.parse_args()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="berkas-gambar-") as folder:
        data, port = Path(folder).resolve() / "data", free_port(0)
        with serving(data, port):
            bring_in(data, options.cases, options.seed)
            boot.configure(data)
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # playwright runs a loop in this thread
            from scripts import picture_walk  # noqa: PLC0415 - Django's tables need a configured desk

            picture_walk.walk(f"http://127.0.0.1:{port}", PICTURES, SIZE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
