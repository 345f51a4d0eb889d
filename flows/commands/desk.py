"""`berkas desk`: the review desk's web server by itself (a part of `berkas serve`)."""

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from waitress.server import create_server

from desk import bodies, boot
from flows.logs import log_to_stderr
from flows.ports import hindrance
from models.errors import UsageError
from models.settings import load_settings

THREADS = 12
"""A handful of reviewers, each with a page and its images in flight; waiting threads cost little. At most 7
of them are at a login (desk/login_lanes.py)."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument(
        "--host", metavar="ALAMAT", default="127.0.0.1", help="alamat yang dilayani (bawaan: 127.0.0.1)"
    )
    parser.add_argument("--port", metavar="PORTA", type=int, help="porta meja pemeriksaan (bawaan: 8000)")


def run(options: argparse.Namespace, data: Path) -> int:
    """Serve until stopped."""
    log_to_stderr()
    signal.signal(signal.SIGTERM, _leave)
    settings = load_settings(data)
    port = options.port or settings.port
    if hindered := hindrance(options.host, port):
        raise UsageError(hindered)
    make_server(options.host, port, settings.trusted_proxy).run()
    return 0


def make_server(host: str, port: int, trusted_proxy: str) -> Any:
    """The web server, listening; the proxy's word on who asks is believed from its address alone."""
    proxy: dict[str, object] = {"clear_untrusted_proxy_headers": True}
    if trusted_proxy:
        headers = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
        proxy |= {"trusted_proxy": trusted_proxy, "trusted_proxy_headers": headers}
    server = create_server(boot.wsgi(), host=host, port=port, threads=THREADS, ident=None, **proxy)
    server.channel_class = bodies.Channel
    return server


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)
