"""The look for known vulnerabilities tells "none known" from "not looked"; pip-audit is stood in for."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.security import advisories

SOUND = '{"dependencies": [{"name": "django", "version": "5.2.8", "vulns": []}]}'
KNOWN = (
    '{"dependencies": [{"name": "django", "version": "5.2.0", '
    '"vulns": [{"id": "PYSEC-1", "fix_versions": ["5.2.1"]}]}]}'
)
SKIPPED = '{"dependencies": [{"name": "ours", "skip_reason": "not found"}]}'


@pytest.mark.parametrize(
    ("answer", "status"),
    [(SOUND, 0), (KNOWN, 1), (SKIPPED, 2), ('{"dependencies": []}', 2), ("", 2), ("no connection", 2)],
)
def test_each_answer_has_its_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, status: int
) -> None:
    program = tmp_path / "pip-audit"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{answer}\nEND\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", ["advisories", "requirements.lock"])
    assert advisories.main(str(program)) == status


def test_without_the_program_nothing_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "argv", ["advisories"])
    assert advisories.main() == advisories.NOT_LOOKED


RECORD = """
id: PYSEC-1
modified: {when}
affected:
- package: {{ecosystem: PyPI, name: Django_X}}
  ranges:
  - type: ECOSYSTEM
    events: [{{introduced: "5.0"}}, {{fixed: 5.0.8}}, {{introduced: "4.2"}}, {{fixed: 4.2.15}}]
  versions: ["3.1b1"]
"""
TODAY, LONG_AGO = "{today}", "2024-10-10T17:35:05.5Z"


@pytest.mark.parametrize(
    ("version", "when", "status"),
    [("5.0.7", TODAY, 1), ("5.0.7", LONG_AGO, 1), ("4.2", TODAY, 1), ("3.1b1", TODAY, 1), ("5.0.8", TODAY, 0),
     ("4.1.9", TODAY, 0), ("5.0.8", LONG_AGO, 2), ("5.0.7", f"{TODAY}\nwithdrawn: {LONG_AGO}", 0)],
)  # fmt: skip
def test_a_list_knows_versions_and_its_own_age(tmp_path: Path, version: str, when: str, status: int) -> None:
    (tmp_path / "vulns").mkdir()
    (tmp_path / "vulns" / "PYSEC-1.yaml").write_text(
        RECORD.format(when=when.format(today=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"))
    )
    lock = tmp_path / "lock"
    lock.write_text(f"django-x[argon2]=={version} \\\n    --hash=sha256:0\n    # via\nother==1 ; x\n")
    assert advisories.look_in_list(tmp_path / "vulns", lock) == status
