"""Prefect's server as it runs here: `python -m flows.prefect_server [HANDLE]`.

As `prefect server start`, but on a socket that the supervisor opened and holds (HANDLE: its descriptor), so
that no other system on the machine gets this one's port, be it between two starts of the server; and it
answers to names of this machine only, so that no web page reaches it by a name of its own (DNS rebinding).
Who asks needs the password in PREFECT_SERVER_API_AUTH_STRING (flows/prefect_env.py).
"""

import socket
import sys

import uvicorn
from prefect.server.api.server import create_app
from prefect.settings import get_current_settings
from starlette.middleware.trustedhost import TrustedHostMiddleware

from flows.ports import HOST, held_port
from models.errors import UsageError

NAMES = [HOST, "localhost"]


def main() -> int:
    """Serve until a signal."""
    settings = get_current_settings().server
    own = socket.socket(fileno=int(sys.argv[1])) if len(sys.argv) > 1 else _at(settings.api.port)
    app = create_app(final=True)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=NAMES, www_redirect=False)
    config = uvicorn.Config(
        app,
        timeout_keep_alive=settings.api.keepalive_timeout,
        ws_ping_interval=settings.api.websocket_ping_interval,
        ws_ping_timeout=settings.api.websocket_ping_timeout,
        log_level=settings.logging_level.lower(),
    )
    uvicorn.Server(config).run(sockets=[own])
    return 0


def _at(port: int) -> socket.socket:
    """A socket on that port and no other. UsageError."""
    own = held_port(port)
    if own.getsockname()[1] != port:
        raise UsageError(f"Porta {port} sudah dipakai program lain.")
    return own


if __name__ == "__main__":
    sys.exit(main())
