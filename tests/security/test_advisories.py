"""The look for known vulnerabilities tells "none known" from "not looked"; pip-audit is stood in for."""

import sys
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
