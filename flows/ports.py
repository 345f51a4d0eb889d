"""Ports of the loopback address."""

import errno
import socket

from models.errors import UsageError

HOST = "127.0.0.1"


def hindrance(host: str, port: int) -> str:
    """Why this process can't listen there and what to do; "" when it can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError:
            return f"Porta {port} tidak ada; pilih --port dari 1024 sampai 65535."
        except PermissionError:
            return f"Porta {port} hanya boleh dipakai root; pilih --port dari 1024 sampai 65535."
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Porta {port} di {host} sudah dipakai program lain; pilih --port lain."
            return f"{host} bukan alamat komputer ini; pilih --host lain, biasanya 127.0.0.1 atau 0.0.0.0."
    return ""


def held_port(wanted: int) -> socket.socket:
    """A socket that listens on `wanted`, or where that is taken on any free port of the loopback address.

    It listens at once: two that are only bound may get the same port.
    """
    for port in (wanted, 0):
        held = socket.socket()
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind((HOST, port))
            held.listen()
        except OSError:
            held.close()
            continue
        return held
    raise UsageError("Tidak ada porta bebas di komputer ini.")


def free_port(wanted: int) -> int:
    """`wanted` when nobody listens there, else any port free at this moment."""
    with held_port(wanted) as held:
        return int(held.getsockname()[1])
