"""`python -m tests.screens --to DIR`: pictures of every page of the desk, for a person to look at.

Each page of tests/desk/visits.py, the pages outside a login, and the four lives of tests/story stage by
stage, at 1366, 1920, 390 pixels and at 200 % zoom (683), light and dark. DIR/lembar/ holds contact sheets;
DIR/terpotong.txt lists text that is cut off and what scrolls sideways. It measures nothing and fails on
nothing but a page's own fault.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from desk import boot

SETTINGS = """
tracking_url = "https://contoh.example"
session_hours = 100
"""


def main(arguments: list[str]) -> int:
    """Takes them all, or those whose name holds one of the words."""
    parser = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="a new or empty folder")
    parser.add_argument(
        "--looks", nargs="*", default=[], metavar="LOOK", help="1366, 1920, 390, 683, 1366-gelap"
    )
    parser.add_argument("--only", nargs="*", default=[], metavar="WORD", help="pages whose name holds a word")
    parser.add_argument(
        "--without-lives", action="store_true", help="leave out the four lives (they are read)"
    )
    options = parser.parse_args(arguments)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # playwright runs a loop in this thread
    os.environ["BERKAS_SECOND_FACTOR"] = ""
    with tempfile.TemporaryDirectory(prefix="berkas-layar-") as folder:
        data = Path(folder).resolve()
        (data / "pengaturan.toml").write_text(SETTINGS, encoding="utf-8")
        boot.configure(data)
        boot.prepare()
        from tests.screens import route

        return route.walk(data, options.to, options.looks, options.only, has_lives=not options.without_lives)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
