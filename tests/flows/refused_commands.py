"""Every command in one process, as a user without rights: `python -m tests.flows.refused_commands DATA HOW`.

HOW `tertutup`: that user may not even look into DATA (root gives up its rights once all modules are loaded);
`terbaca`: as whoever runs this. Prints of each: name, exit status, its errors or else its output.
"""

import contextlib
import io
import json
import os
import pwd
import sys
from pathlib import Path

from flows.cli import COMMANDS, configure_desk, main
from tests.as_user import USER


def commands(data: Path) -> list[list[str]]:
    """Each command as it would work if it might."""
    beside = data.parent
    told: dict[str, list[str]] = {
        "read": [str(beside / "surat.pdf")],
        "demo": ["--cases", "1"],
        "backup": [str(beside / "cadangan"), "--plain"],
        "restore": [str(beside / "tertutup")],
        "archive": [str(beside / "tertutup"), "--to", str(beside / "arsip")],
        "calendar": ["check"],
        "audit": ["verify"],
        "user": ["add", "siti", "--role", "petugas"],
        "personal-data": ["due"],
        "calibrate": ["--undo"],
    }
    return [[name, *told.get(name, []), "--data", str(data)] for name in COMMANDS]


def run(data: Path, how: str) -> None:
    """All of them; what one raises is told as such."""
    if how == "tertutup":
        configure_desk(data)
        for row in COMMANDS.values():
            __import__(row.module)
        if os.geteuid() == 0:
            os.seteuid(pwd.getpwnam(USER).pw_uid)
    found = []
    for words in commands(data):
        err = io.StringIO()
        with contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()) as out:
            try:
                status: object = main(words)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - told, whatever it is
                status = repr(error)
        found.append([words[0], status, err.getvalue() or out.getvalue()])
    print(json.dumps(found))


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
