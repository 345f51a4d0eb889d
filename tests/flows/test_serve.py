"""`berkas serve` as a person uses it: under a terminal, with CI unset; and what it never does."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from flows.ports import free_port
from models.paths import DataFolder
from tests.flows.files import letter_pdf
from tests.flows.processes import cases, environment, states, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.tesseract, pytest.mark.timeout(300)]

USABLE_SECONDS = 15.0
"""Goal of a second start on a machine that does nothing else."""

STRACE = shutil.which("strace")
CONNECTION = re.compile(r"sin6?_addr=(?:inet_addr\(\"([^\"]+)\"\)|inet_pton\(AF_INET6, \"([^\"]+)\")")


@dataclass
class Served:
    """A running `berkas serve` with the terminal it runs in."""

    process: subprocess.Popen[bytes]
    terminal: int
    data: Path
    port: int
    trace: Path

    def says(self) -> str:
        """What it printed until now."""
        os.set_blocking(self.terminal, False)
        text = b""
        try:
            while chunk := os.read(self.terminal, 65536):
                text += chunk
        except (BlockingIOError, OSError):
            pass
        return text.decode()

    def answers(self) -> bool:
        """Whether the desk answers."""
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/", timeout=2).status_code < 500
        except httpx.HTTPError:
            return False

    def parts(self) -> dict[str, int]:
        """Process ids of the parts: desk, prefect, intake."""
        found = subprocess.run(
            ["ps", "-eww", "-o", "pid,args"], capture_output=True, text=True, check=True
        ).stdout
        lines = [line.split(None, 1) for line in found.splitlines()[1:]]
        ours = {pid: text for pid, text in lines if str(self.data) in text or "prefect_server" in text}
        return {
            name: int(pid)
            for pid, text in ours.items()
            for name in ("desk", "intake")
            if f"flows.cli {name} " in text and "setpriv" not in text
        }


def start_serve(data: Path, port: int) -> Served:
    """Start it in a terminal of its own, traced where strace is."""
    ours, theirs = pty.openpty()
    env = environment(BERKAS_STABLE_SECONDS="1")
    env.pop("CI", None)
    trace = data.with_name(f"trace-{time.monotonic_ns()}")
    tracing = (
        [STRACE, "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect,sendto", "-o", str(trace)]
        if STRACE
        else []
    )
    command = [*tracing, sys.executable, "-m", "flows.cli", "serve", "--data", str(data), "--port", str(port)]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True
    )
    os.close(theirs)
    return Served(process, ours, data, port, trace)


def crowding() -> float:
    """How much slower this machine is now than an idle one: processes that want a core, by cores."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def stop(served: Served) -> int:
    """Ctrl-C to the foreground group, as a terminal sends it."""
    os.killpg(served.process.pid, signal.SIGINT)
    return served.process.wait(60)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("kantor") / "data"
    running = start_serve(data, free_port(0))
    try:
        wait_until(running.answers, 60 * crowding(), "the desk")
        yield running
    finally:
        if running.process.poll() is None:
            os.killpg(running.process.pid, signal.SIGKILL)


def test_it_says_where_everything_is(served: Served) -> None:
    text = served.says()
    assert f"http://127.0.0.1:{served.port}" in text
    assert str(served.data / "masuk") in text
    assert re.search(r"admin, kata sandi sekali pakai: \S{8,}", text)


def test_log_and_originals_are_looked_at_from_the_start(served: Served) -> None:
    """And every night (test_nightly.py)."""
    logs = DataFolder(served.data).log

    def is_said() -> bool:
        text = "".join(path.read_text() for path in logs.glob("*.log"))
        return "Catatan audit utuh." in text and "berkas asli ada di simpan/ dan utuh" in text

    wait_until(is_said, min(240, 60 * crowding()), "a word on log and originals")


def test_a_second_one_on_the_same_data_refuses(served: Served) -> None:
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "serve",
        "--data",
        str(served.data),
        "--port",
        str(free_port(0)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == 1
    assert "sudah dijalankan" in done.stderr


def test_a_drop_becomes_a_case(served: Served) -> None:
    (served.data / "masuk" / "email" / "surat.pdf").write_bytes(letter_pdf())
    # The database itself is asked until then: the command costs most of a second of a core each time.
    wait_until(lambda: states(DataFolder(served.data)) == ["menunggu"], 90 * crowding(), "the case")
    assert [(row["status"], row["channel"]) for row in cases(served.data)] == [("menunggu", "email")]


def test_a_killed_part_is_started_again(served: Served) -> None:
    wait_until(lambda: "intake" in served.parts(), 30 * crowding(), "the intake")
    before = served.parts()["intake"]
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: served.parts().get("intake", before) != before, 30 * crowding(), "a new intake")


def test_ctrl_c_ends_all_of_it_and_it_starts_again(served: Served) -> None:
    pids = served.parts()
    assert stop(served) == 0
    assert not [pid for pid in pids.values() if Path(f"/proc/{pid}").exists()]
    again = start_serve(served.data, served.port)
    try:
        wait_until(again.answers, USABLE_SECONDS * crowding(), "the desk's second start")
        assert "sekali pakai" not in again.says()
        assert stop(again) == 0
    finally:
        if again.process.poll() is None:
            os.killpg(again.process.pid, signal.SIGKILL)


@pytest.mark.skipif(STRACE is None, reason="strace is not installed: connections can't be watched")
def test_nothing_speaks_to_the_outside(served: Served) -> None:
    text = "".join(path.read_text(errors="replace") for path in served.data.parent.glob("trace-*"))
    hosts = {first or second for first, second in CONNECTION.findall(text)}
    assert "127.0.0.1" in hosts
    assert {host for host in hosts if not host.startswith("127.") and host not in {"::1", "::"}} == set()
