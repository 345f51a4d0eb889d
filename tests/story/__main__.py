"""`python -m tests.story --data DIR [--json]`: plays the four lives into a data folder that is new or empty.

Each ends settled, with its papers in the data folder; the list of them is printed.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TypedDict

from desk import boot


class Life(TypedDict):
    """One life as it is told; `papers` are paths below the data folder."""

    life: str
    case: str
    papers: list[str]


def main(arguments: list[str]) -> int:
    """Plays them all."""
    parser = argparse.ArgumentParser(prog="python -m tests.story", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="a new or empty data folder")
    parser.add_argument("--json", action="store_true", help="print the list as JSON")
    options = parser.parse_args(arguments)
    data = options.data.resolve()
    if data.exists() and any(data.iterdir()):
        print(f"{data} is not empty", file=sys.stderr)
        return 2
    boot.configure(data)
    boot.prepare()
    told = _play(data)
    if options.json:
        print(json.dumps(told, indent=2))
    else:
        for life in told:
            print(f"{life['life']}: {life['case']}, {len(life['papers'])} files")
            print("".join(f"    {path}\n" for path in life["papers"]), end="")
    return 0


def _play(data: Path) -> list[Life]:
    """Imported late: the desk's tables can be imported only when it is configured."""
    from django.conf import settings

    from extractors.files.reading_children import ReadingChildren
    from models.settings import load_settings
    from tests.story.lives import LIVES
    from tests.story.office import Office, papers_of

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    own = load_settings(data)
    told: list[Life] = []
    with (
        ReadingChildren(own.worker_count, own.limits) as children,
        tempfile.TemporaryDirectory() as folder,
    ):
        office = Office(data, children)
        for name, play in LIVES.items():
            case_id = play(office, Path(folder))
            told.append(Life(life=name, case=case_id, papers=papers_of(case_id)))
    return told


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
