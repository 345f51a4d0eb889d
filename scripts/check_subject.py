"""The subject of a commit says why, in at most 72 characters: a hook of `.pre-commit-config.yaml`.

python scripts/check_subject.py FILE      a message as git hands it to the hook; exit 1 with what is wrong
"""

import re
import sys
from pathlib import Path

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


def main(argv: list[str]) -> int:
    """Prints the faults of the message in a file; 1 when there are some."""
    found = faults(Path(argv[0]).read_text(encoding="utf-8"))
    for fault in found:
        print(f"commit message: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
