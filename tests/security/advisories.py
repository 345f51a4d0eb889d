"""Known vulnerabilities of what is locked, asked of the advisory service that pip-audit knows, or of a list.

    python -m tests.security.advisories [LOCK ...]     (default: requirements.lock)
    python -m tests.security.advisories --list FOLDER [LOCK ...]

pip-audit is no part of the office's own packages: it is run where it is installed (`pip install pip-audit`).
It asks about every package of the lock, so it is run by a person or on a schedule, not with the tests.
`--list`: without a network, in a folder of OSV records in YAML (a copy of pypa/advisory-database, say).
Exit status: 0 none known, 1 some known (they are listed), 2 not looked: no pip-audit, its service out of
reach, or a list older than `FRESH_DAYS`. A lock that could not be asked about is never "none known".
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

NONE, SOME, NOT_LOOKED = 0, 1, 2
MOST_SECONDS = 900
"""Some two hundred packages, a question each."""
FRESH_DAYS = 31
"""A list that ends earlier says nothing of what was found since."""
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)


def main(program: str | None = None) -> int:
    """Every lock; the worst status. `program`: pip-audit's path, for tests."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lock", nargs="*", type=Path, default=[Path("requirements.lock")])
    parser.add_argument("--list", type=Path, dest="folder")
    options = parser.parse_args()
    locks: list[Path] = options.lock
    if options.folder:
        return max(look_in_list(options.folder, lock) for lock in locks)
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


def look_in_list(folder: Path, lock: Path) -> int:
    """One lock, against the records of a folder; its newest record tells how far the list goes."""
    pins: dict[str, str] = {
        canonicalize_name(name): version for name, version in PIN.findall(lock.read_text())
    }
    newest, known = datetime.min.replace(tzinfo=UTC), 0
    for path in sorted(folder.rglob("*.yaml")):
        record = yaml.load(path.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        newest = max(newest, _moment(record["modified"]))
        for name, fixed in [] if "withdrawn" in record else _hits(record, pins):
            known += 1
            print(f"{lock}: {name} {pins[name]}: {record['id']}, mended in {fixed or 'no version yet'}")
    is_fresh = newest > datetime.now(UTC) - timedelta(days=FRESH_DAYS)
    print(f"{lock}: {len(pins)} packages, {known} advisories in a list that ends at {newest:%Y-%m-%d}")
    if known:
        return SOME
    return NONE if is_fresh and pins else NOT_LOOKED


def _hits(record: Mapping[str, Any], pins: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The locked packages that the record is about in their locked version, and what mends each."""
    for affected in record["affected"]:
        name = canonicalize_name(affected["package"]["name"])
        if name not in pins:
            continue
        ranges = [each for each in affected.get("ranges", ()) if each["type"] == "ECOSYSTEM"]
        fixed = [event["fixed"] for each in ranges for event in each["events"] if "fixed" in event]
        listed = pins[name] in map(str, affected.get("versions", ()))
        if listed or any(_is_within(pins[name], each["events"]) for each in ranges):
            yield name, ", ".join(fixed)


def _is_within(version: str, events: list[dict[str, str]]) -> bool:
    """Whether the version lies between an introduction and its end (OSV schema: events in order)."""
    is_in = False
    try:
        here = Version(version)
        for event in sorted(events, key=lambda one: Version(next(iter(one.values())))):
            if "introduced" in event and here >= Version(event["introduced"]):
                is_in = True
            if "fixed" in event and here >= Version(event["fixed"]):
                is_in = False
            if "last_affected" in event and here > Version(event["last_affected"]):
                is_in = False
    except InvalidVersion:
        return False
    return is_in


def _moment(said: datetime | str) -> datetime:
    found = said if isinstance(said, datetime) else datetime.fromisoformat(said)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


if __name__ == "__main__":
    sys.exit(main())
