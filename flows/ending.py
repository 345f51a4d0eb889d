"""How a process ends whose work is done while a library's thread still waits."""

import os
import threading

EXIT_SECONDS = 20.0
"""For threads of others (Prefect's clients) to end once the work is done. An intake whose supervisor was
killed with -9 was seen to wait for one of them for minutes, with 300 MiB and nothing left to do."""


def end_soon(seconds: float = EXIT_SECONDS) -> None:
    """End the process after so many seconds, whatever thread it still waits for. All work must be done."""
    timer = threading.Timer(seconds, os._exit, (0,))
    timer.daemon = True
    timer.start()
