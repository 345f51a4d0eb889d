"""Files of the office's own that are changed at the desk: holidays, reasons."""

import os
from pathlib import Path


def write_own(path: Path, text: str) -> None:
    """Durably and at once, so that no half list is ever read."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
