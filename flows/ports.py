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


def free_port(wanted: int) -> int:
    """`wanted` when nobody listens there, else any free port of the loopback address."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise UsageError("Tidak ada porta bebas di komputer ini.")
