"""`berkas desk`: the review desk's web server by itself (a part of `berkas serve`)."""

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

import waitress

from desk import boot
from flows.logs import log_to_stderr
from models.settings import load_settings

THREADS = 12
"""A handful of reviewers, each with a page and its images in flight; waiting threads cost little. At most 7
of them are at a login (desk/login_lanes.py)."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="alamat yang dilayani (bawaan: 127.0.0.1)")
    parser.add_argument("--port", type=int, help="porta meja pemeriksaan (bawaan: 8000)")


def run(options: argparse.Namespace, data: Path) -> int:
    """Serve until stopped."""
    log_to_stderr()
    signal.signal(signal.SIGTERM, _leave)
    port = options.port or load_settings(data).port
    waitress.serve(boot.wsgi(), host=options.host, port=port, threads=THREADS, ident=None)
    return 0


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)
