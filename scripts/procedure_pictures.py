"""Takes the pictures of the procedure for docs/panduan.md: stages, papers, figures, personal data.

    .venv/bin/python -m scripts.procedure_pictures

Unlike `scripts/make_pictures.py` it reads no scan: invented cases stand in the stage that the picture shows.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from desk import boot

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "img"


def main() -> int:
    """Makes the cases, runs the desk, walks it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--to", type=Path, default=PICTURES, help="folder of the pictures")
    to = parser.parse_args().to
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # playwright runs a loop in this thread
    os.environ["BERKAS_SECOND_FACTOR"] = ""  # the people of the pictures have none
    with tempfile.TemporaryDirectory(prefix="berkas-gambar-") as folder:
        data = Path(folder).resolve()
        (data / "pengaturan.toml").write_text('tracking_url = "https://contoh.example"\n', encoding="utf-8")
        boot.configure(data)
        boot.prepare()
        from scripts import procedure_walk  # noqa: PLC0415 - Django's tables need a configured desk

        procedure_walk.walk(procedure_walk.make_cases(data), to)
    return 0


if __name__ == "__main__":
    sys.exit(main())
