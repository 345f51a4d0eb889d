"""What a commit must keep to before it is made: its subject, and hooks that call what the project has."""

import re
import subprocess
from pathlib import Path

import pytest

from scripts.check_subject import faults, history, main

ROOT = Path(__file__).parents[2]
HOOKS = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
SCRIPTS = re.compile(r"scripts/\w+\.py")


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        ("Ctrl+Enter saves the field being typed\n\nIt threw it away.\n", None),
        ("A" * 72, None),
        ("A" * 73, "73 characters"),
        ("", "empty"),
        ("# only a remark of git\n", "empty"),
        ("wip", "says nothing"),
        ("Update.", "says nothing"),
        ("Updates of a decided case are refused", None),
        ("A subject\nand its explanation at once\n", "second line"),
    ],
)
def test_a_subject_says_why_in_72_characters(message: str, fault: str | None) -> None:
    found = faults(message)
    assert found == [] if fault is None else fault in found[0]


def test_the_hook_refuses_a_long_subject(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    message = tmp_path / "COMMIT_EDITMSG"
    message.write_text("A" * 80, encoding="utf-8")
    assert main([str(message)]) == 1
    assert "72 at most" in capsys.readouterr().err


def commit(root: Path, subject: str) -> str:
    git = ["git", "-C", str(root), "-c", "user.name=uji", "-c", "user.email=uji@contoh.invalid"]
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", subject], check=True)
    return subprocess.check_output([*git, "rev-parse", "HEAD"], text=True).strip()


def test_a_history_is_looked_through_since_the_rule(tmp_path: Path) -> None:
    subprocess.run(["git", "-C", str(tmp_path), "init", "-q"], check=True)
    old = commit(tmp_path, "A" * 90)
    commit(tmp_path, "B" * 73)
    commit(tmp_path, "Short and why")
    found = {message.strip(): faults(message) for _commit, message in history(tmp_path, old)}
    assert found == {"B" * 73: ["the subject has 73 characters; 72 at most"], "Short and why": []}
    assert [message.strip() for _commit, message in history(tmp_path, "0" * 40)] == ["Short and why"]


def test_where_no_repository_lies_nothing_is_looked_at(tmp_path: Path) -> None:
    assert list(history(tmp_path)) == []


def test_the_commits_here_say_why_in_72_characters() -> None:
    assert {name: found for name, message in history() if (found := faults(message))} == {}


def test_hooks_call_scripts_that_exist_and_fetch_nothing() -> None:
    called = set(SCRIPTS.findall(HOOKS))
    assert {"scripts/check_sizes.py", "scripts/check_subject.py"} <= called
    assert all((ROOT / script).is_file() for script in called)
    assert re.findall(r"repo: (\S+)", HOOKS) == ["local"]
