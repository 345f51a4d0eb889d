"""`berkas serve`: the whole office system in one terminal, supervised."""

import argparse
import signal
import socket
import sys
import time
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from desk import boot
from flows.desk_first import yielding
from flows.locks import only_one
from flows.nightly import MORNING, Nightly, gently
from flows.ports import HOST, held_port, hindrance
from flows.prefect_env import environment, new_password, prepare_home, server_command, without_prefect
from flows.receive import prepare_folders
from flows.supervisor import Part, Supervisor
from models.errors import UsageError
from models.health import Part as Pulse
from models.health import beat
from models.paths import DataFolder
from models.settings import Settings, load_settings

PREFECT_PORT = 4200
"""Prefect's usual port; another free one when it is taken."""

DESK_SECONDS = 30.0
"""Longest wait for the desk before the other parts start all the same."""

BUSY = "Folder data ini sudah dijalankan 'berkas serve' lain; tutup yang itu, atau pakai --data lain."


LOOPBACK_NAMES = {"localhost": "127.0.0.1"}


@dataclass(frozen=True)
class Address:
    """Where the desk listens."""

    host: str
    port: int

    @property
    def reachable(self) -> str:
        """A host name under which this machine reaches it."""
        return HOST if self.host in {"0.0.0.0", "::"} else self.host

    @property
    def options(self) -> list[str]:
        """As options of `berkas desk`."""
        return ["--host", self.host, "--port", str(self.port)]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the desk listens."""
    parser.add_argument(
        "--host", metavar="ALAMAT", default=HOST, help="alamat meja pemeriksaan (bawaan: 127.0.0.1)"
    )
    parser.add_argument("--port", metavar="PORTA", type=int, help="porta meja pemeriksaan (bawaan: 8000)")


def run(options: argparse.Namespace, data: Path) -> int:
    """Start everything, tell where it is, tend it until Ctrl-C or SIGTERM."""
    settings = load_settings(data)
    port = options.port or settings.port
    with only_one(DataFolder(data).serve_lock, BUSY):
        if hindered := hindrance(options.host, port):
            raise UsageError(hindered)
        folder = DataFolder(data)
        prepare_folders(folder)
        prepare_home(folder)
        new_password(folder)
        beat(
            folder, Pulse.INBOX
        )  # from here on somebody has promised to look: an intake that never comes is told
        password = boot.prepare()
        supervisor = Supervisor()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda _number, _frame: supervisor.stop.set())
        with held_port(PREFECT_PORT) as prefect:
            try:
                start_parts(
                    supervisor, folder, settings, Address(options.host, port), password, prefect=prefect
                )
                supervisor.run()
            finally:
                say("Menghentikan semua bagian ...")
                supervisor.end()
                say("Selesai.")
    return 0


def start_parts(
    supervisor: Supervisor,
    data: DataFolder,
    settings: Settings,
    address: Address,
    password: str | None,
    *,
    prefect: socket.socket,
) -> None:
    """The desk first, so that people can work; then Prefect, on the socket `prefect`, and the intake."""
    prefect_port, logs = prefect.getsockname()[1], data.log
    plain = without_prefect()
    telling = environment(data, settings, prefect_port)
    own = [sys.executable, "-m", "flows.cli"]
    at = ["--data", str(data.root)]
    supervisor.add(Part("meja", [*own, "desk", *at, *address.options], plain, logs))
    wait_for(address, supervisor)
    announce(data, address, prefect_port, password)
    handle = prefect.fileno()
    supervisor.add(Part("prefect", server_command(handle), telling, logs, handles=[handle]))
    supervisor.add(Part("terima", yielding([*own, "intake", *at]), telling, logs))
    chores = {"audit": ["audit", "verify"], "berkas-asli": ["doctor", "--originals"]}
    for name, words in chores.items():
        supervisor.chores.append(Nightly(Part(name, gently([*own, *words, *at]), plain, logs)))
    if settings.smtp_host:
        mail = Part("pengingat", gently([*own, "remind", *at]), plain, logs)
        supervisor.chores.append(Nightly(mail, at=MORNING))


def announce(data: DataFolder, address: Address, prefect_port: int, password: str | None) -> None:
    """What a person needs to know, on the terminal."""
    say(f"Meja pemeriksaan : http://{address.reachable}:{address.port}")
    say(f"Folder masuk     : {data.masuk}")
    say(f"Catatan proses   : http://{HOST}:{prefect_port} (Prefect), {data.root / 'log'}")
    say(f"                   (kata sandi Prefect: {data.prefect_password})")
    if warning := open_warning(address.host, load_settings(data.root).trusted_proxy):
        say(warning)
    if password is not None:
        say(f"Pengguna pertama : admin, kata sandi sekali pakai: {password}")
        say("                   (admin mengelola pengguna; pemeriksa: berkas user add NAMA --role pemeriksa)")
    say("Hentikan dengan Ctrl-C.")


def open_warning(host: str, trusted_proxy: str) -> str:
    """What must be said where passwords and identity cards would go over a network in the clear."""
    if trusted_proxy or ip_address(LOOPBACK_NAMES.get(host, host)).is_loopback:
        return ""
    line = "!" * 78
    return (
        f"{line}\nPERINGATAN: meja melayani HTTP tanpa enkripsi di {host}. Kata sandi dan gambar KTP dapat "
        f"disadap\ndi jaringan. Pasang proksi TLS di depannya dan isi trusted_proxy (docs/security.md)."
        f"\n{line}"
    )


def say(text: str) -> None:
    """A line on the terminal, at once."""
    print(text, flush=True)


def wait_for(address: Address, supervisor: Supervisor) -> None:
    """Until something listens there, or the wait is over."""
    end = time.monotonic() + DESK_SECONDS
    while time.monotonic() < end and not supervisor.stop.is_set():
        try:
            with socket.create_connection((address.reachable, address.port), timeout=0.5):
                return
        except OSError:
            time.sleep(0.1)
            for part in supervisor.parts:
                part.tend(time.monotonic())
