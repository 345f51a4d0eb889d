"""Known vulnerabilities of what is locked, asked of the advisory service that pip-audit knows.

    python -m tests.security.advisories [LOCK ...]     (default: requirements.lock)

pip-audit is no part of the office's own packages: it is run where it is installed (`pip install pip-audit`).
It asks about every package of the lock, so it is run by a person or on a schedule, not with the tests.
Exit status: 0 none known, 1 some known (they are listed), 2 not looked: no pip-audit, or its service is out
of reach. A lock that could not be asked about is never "none known".
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

NONE, SOME, NOT_LOOKED = 0, 1, 2
MOST_SECONDS = 900
"""Some two hundred packages, a question each."""


def main(program: str | None = None) -> int:
    """Every lock; the worst status. `program`: pip-audit's path, for tests."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lock", nargs="*", type=Path, default=[Path("requirements.lock")])
    locks: list[Path] = parser.parse_args().lock
    program = program or shutil.which("pip-audit")
    if not program:
        print("not looked: pip-audit is not installed here (pip install pip-audit)")
        return NOT_LOOKED
    return max(look(program, lock) for lock in locks)


def look(program: str, lock: Path) -> int:
    """One lock, told in words."""
    command = [program, "--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json",
               "--requirement", str(lock)]  # fmt: skip
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        asked = json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError, TypeError) as error:
        print(f"{lock}: not looked: no answer of the advisory service ({type(error).__name__})")
        return NOT_LOOKED
    return told(lock, asked)


def told(lock: Path, asked: list[dict[str, Any]]) -> int:
    """What pip-audit's answer says; a lock with packages it passed over was not looked at whole."""
    known = [(item["name"], item["version"], each) for item in asked for each in item.get("vulns", ())]
    for name, version, each in known:
        fixed = ", ".join(each.get("fix_versions", ())) or "no version yet"
        print(f"{lock}: {name} {version}: {each['id']}, mended in {fixed}")
    passed = [str(item["name"]) for item in asked if "skip_reason" in item]
    print(f"{lock}: {len(asked) - len(passed)} packages asked about, {len(known)} advisories")
    if known:
        return SOME
    if passed or not asked:
        print(f"{lock}: not looked at: {', '.join(passed) or 'the whole lock'}")
        return NOT_LOOKED
    return NONE


if __name__ == "__main__":
    sys.exit(main())
