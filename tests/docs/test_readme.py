"""The documents promise what exists, and everything that exists is in them."""

import json
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

import pytest

from flows.cli import COMMANDS
from models.case import Channel
from models.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
"""Commands, settings and folders; the front page has what a newcomer needs."""
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
OPTION = re.compile(r"--[a-z][a-z-]+")


def section(title: str) -> str:
    """The manual's text under a heading."""
    return MANUAL.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows(title: str) -> list[list[str]]:
    """Cells of the table under a heading, without its two head lines."""
    lines = [line for line in section(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def commands(text: str) -> list[str]:
    """The indented command lines of a page, continued lines joined, without the remark after them."""
    joined = re.sub(r"\\\n\s*", "", text)
    lines = re.findall(r"^    ((?:\.venv/bin/|scripts/).*)$", joined, flags=re.MULTILINE)
    return [re.split(r"\s{3,}", line)[0] for line in lines]


README_COMMANDS = [*commands(README), *commands(MANUAL)]
ALL_COMMANDS = sorted({*README_COMMANDS, *commands((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))})


ALL_HELP = """
import contextlib, io, json, sys
from flows.cli import COMMANDS, overview, run_command

shown = {"": overview()}
for name in COMMANDS:
    page = io.StringIO()
    with contextlib.redirect_stdout(page), contextlib.suppress(SystemExit):
        run_command(name, ["--help", "--data", sys.argv[1]])
    shown[name] = page.getvalue()
print(json.dumps(shown))
"""
"""One process for all commands: each imports what it needs, and together they share most of it."""


@lru_cache
def printed(*words: str) -> str:
    """What `python words` prints; it must succeed."""
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@lru_cache
def cli_help() -> dict[str, str]:
    """The help of each command of `berkas`; of none: the overview."""
    with tempfile.TemporaryDirectory() as folder:
        pages: dict[str, str] = json.loads(printed("-c", ALL_HELP, folder))
    assert all(pages.values())
    return pages


def test_the_table_of_commands_is_the_cli() -> None:
    assert {row[0] for row in rows("Commands")} == {f"`berkas {name}`" for name in COMMANDS}


@pytest.mark.parametrize("name", COMMANDS)
def test_options_named_in_the_table_exist(name: str) -> None:
    row = next(row for row in rows("Commands") if row[0] == f"`berkas {name}`")
    known = set(OPTION.findall(cli_help()[name]))
    assert set(OPTION.findall(row[1])) <= known


def test_the_table_of_settings_is_the_settings() -> None:
    assert {row[0].strip("`"): row[1] for row in rows("Settings")} == {
        field.name: str(field.default) or "(empty)" for field in fields(Settings)
    }


def test_the_channels_are_the_folders_named() -> None:
    assert all(f"`{channel}`" in section("The watched folder") for channel in Channel)


def test_there_are_commands_to_check() -> None:
    assert len(README_COMMANDS) >= 10
    assert {"scripts/start", "scripts/test"} <= set(README_COMMANDS)


@pytest.mark.parametrize("line", ALL_COMMANDS)
def test_every_command_of_the_pages_runs_as_written(line: str) -> None:
    program, *words = shlex.split(line)
    if program.startswith("scripts/"):
        assert (ROOT / program).stat().st_mode & 0o111
        return
    if program == ".venv/uv/bin/uv":
        assert (ROOT / words[words.index("-o") + 1]).exists()
        return
    if program.endswith("/python"):
        shown = printed(*words[: 2 if words[0] == "-m" else 1], "--help")
    else:
        assert program == ".venv/bin/berkas"
        shown = cli_help()[words[0] if words[0] in COMMANDS else ""]
    assert {word for word in words if OPTION.fullmatch(word)} <= {*OPTION.findall(shown), "--help"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_named_in_the_pages_exist(page: Path) -> None:
    names = re.findall(
        r"`((?:models|extractors|desk|flows|samples|tests|scripts|docs)/[\w./-]+)`",
        page.read_text(encoding="utf-8"),
    )
    missing = [name for name in names if not (ROOT / name).exists()]
    assert missing == []
