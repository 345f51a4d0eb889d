"""Ports of the loopback address."""

import socket

from models.errors import UsageError

HOST = "127.0.0.1"


def is_taken(host: str, port: int) -> bool:
    """Whether nobody else may listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


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
