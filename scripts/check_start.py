"""Proves that `scripts/start` becomes a running office system, reads a paper, ends cleanly, starts again.

    python3 scripts/check_start.py [--port N] [--again-seconds 15] [--paper FILE]

Standard library only, so that a fresh machine can run it. Starts the system twice over one new data
folder, as a person in a terminal would: waits until the desk answers, puts the paper into
masuk/loket and waits until its case is read, ends it with Ctrl-C and looks that no process is left.
The second start must answer within `--again-seconds`. Prints the times; exit 1 when something is off.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_SECONDS = 180.0
"""First start of an installed system: compiles Python, makes the databases."""
READ_SECONDS = 300.0
"""Stable time, a page or two of OCR with cold children, and room for a slow machine."""
STOP_SECONDS = 30.0
AGAIN_SECONDS = 15.0


class Failure(Exception):
    """What is off, in one line."""


def say(text: str) -> None:
    """A line at once."""
    print(f"check_start: {text}", flush=True)


def wait_until(what: str, holds: Callable[[], bool], seconds: float, alive: Callable[[], bool]) -> float:
    """Seconds until `holds()`; Failure when `alive()` ends first or the time is over."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if holds():
            return time.monotonic() - began
        if not alive():
            raise Failure(f"the system ended before: {what}")
        time.sleep(0.2)
    raise Failure(f"not within {seconds:.0f} s: {what}")


def answers(port: int) -> bool:
    """Whether the desk gives a page (the log-in page, after a redirect)."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return bool(page.status == 200 and b"<form" in page.read())
    except (OSError, urllib.error.URLError):
        return False


def cases(data: Path) -> list[dict[str, object]]:
    """What `berkas cases --json` lists."""
    command = [str(ROOT / ".venv/bin/berkas"), "cases", "--data", str(data), "--json"]
    listed = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return list(listed)


def left_behind(data: Path, session: int) -> list[str]:
    """Command lines of living processes of that session, or that name the data folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            own_session = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[3])
        except OSError:
            continue
        if int(entry.name) != os.getpid() and words and (own_session == session or str(data) in words):
            found.append(words)
    return found


class Running:
    """`scripts/start` in a session of its own, as in a terminal of its own."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        self.process = subprocess.Popen(
            [ROOT / "scripts/start", "--data", data, "--port", str(port)],
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def wait_for_desk(self, seconds: float) -> float:
        """Seconds until the desk answers."""
        return wait_until("the desk answers", lambda: answers(self.port), seconds, self.alive)

    def wait_for_case(self, seconds: float) -> float:
        """Seconds until there is a case and none is still waiting to be read."""

        def all_read() -> bool:
            listed = cases(self.data)
            return bool(listed) and all(row["status"] != "diterima" for row in listed)

        return wait_until("the paper is a case that was read", all_read, seconds, self.alive)

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_exception: object) -> None:
        """Nothing is left running, whatever went wrong."""
        if self.alive():
            self.process.send_signal(signal.SIGINT)
            self.process.wait(STOP_SECONDS)

    def stop(self) -> float:
        """Ctrl-C, and seconds until everything is gone."""
        began = time.monotonic()
        os.killpg(self.process.pid, signal.SIGINT)
        try:
            status = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired as error:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise Failure(f"Ctrl-C did not end it within {STOP_SECONDS:.0f} s") from error
        if status not in {0, 130}:
            raise Failure(f"Ctrl-C ended it with status {status}")
        if left := left_behind(self.data, self.process.pid):
            raise Failure(f"still running after Ctrl-C: {left}")
        return time.monotonic() - began


def check(data: Path, port: int, again_seconds: float, paper: Path | None) -> None:
    """Both starts; Failure when something is off."""
    with Running(data, port) as first:
        say(f"first start: the desk answers after {first.wait_for_desk(FIRST_SECONDS):.1f} s")
        if paper:
            shutil.copyfile(paper, data / "masuk" / "loket" / paper.name)
            say(f"{paper.name} is a case that was read after {first.wait_for_case(READ_SECONDS):.1f} s")
        say(f"Ctrl-C: all gone after {first.stop():.1f} s")
    with Running(data, port) as second:
        took = second.wait_for_desk(FIRST_SECONDS)
        say(f"second start: the desk answers after {took:.1f} s")
        second.stop()
    if took > again_seconds:
        raise Failure(f"the second start took {took:.1f} s, more than {again_seconds:.0f}")


def main() -> int:
    """Parse, check in a new folder, tell."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--again-seconds", type=float, default=AGAIN_SECONDS)
    parser.add_argument(
        "--paper", type=Path, default=next(iter(sorted((ROOT / "samples").rglob("*.pdf"))), None)
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="berkas-start-") as folder:
        try:
            check(Path(folder) / "data", options.port, options.again_seconds, options.paper)
        except Failure as failure:
            say(f"FAILED: {failure}")
            return 1
    say("all as it should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
