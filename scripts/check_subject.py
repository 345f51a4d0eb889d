"""The subject of a commit says why, in at most 72 characters.

python scripts/check_subject.py FILE      a message as git hands it to the hook; exit 1 with what is wrong
python scripts/check_subject.py           the commits that lie here, since LAST_LONG (for who has no hooks)
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LAST_LONG = "413addd0ea84ff78a70b84338ec0bafe2b7a4172"
"""The last commit with a longer subject; what was made before the rule stays as it is."""
ROOT = Path(__file__).parents[1]

SUBJECT_LENGTH = 72
THROWN_AWAY = re.compile(r"(?i)(wip|tmp|fixup!|squash!|update|changes?)\b[ .:!]*$")


def faults(message: str) -> list[str]:
    """What is wrong with a commit message; empty when nothing is."""
    lines = [line for line in message.splitlines() if not line.startswith("#")]
    subject = lines[0].strip() if lines else ""
    found = []
    if not subject:
        found.append("the first line is empty: it says why the change is made")
    if len(subject) > SUBJECT_LENGTH:
        found.append(f"the subject has {len(subject)} characters; {SUBJECT_LENGTH} at most")
    if THROWN_AWAY.match(subject):
        found.append(f"'{subject}' says nothing: say why the change is made")
    if len(lines) > 1 and lines[1].strip():
        found.append("the second line is empty, the explanation begins in the third")
    return found


def history(root: Path = ROOT, since: str = LAST_LONG) -> Iterator[tuple[str, str]]:
    """(short id, message) of the commits after `since` but merges. Of the newest alone where `since` is not
    to be had (a shallow copy), of none where there is no repository."""
    shown = ["log", "--no-merges", "--format=%h%n%B%x00"]
    for which in (f"{since}..HEAD", "-1"):
        done = subprocess.run(
            ["git", "-C", str(root), *shown, which], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            break
    for entry in done.stdout.split("\0"):
        commit, _, message = entry.strip().partition("\n")
        if commit:
            yield commit, message


def main(argv: list[str]) -> int:
    """Prints the faults of the message in a file, or of the history; 1 when there are some."""
    messages = [("commit message", Path(argv[0]).read_text(encoding="utf-8"))] if argv else history()
    found = [f"{name}: {fault}" for name, message in messages for fault in faults(message)]
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
