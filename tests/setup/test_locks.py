"""The lock lists: hashed, without an index's name, the run list inside the dev list."""

import re
import subprocess
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from samples.fonts import PACKAGES
from samples.training.faces import PACKAGES as TRAINING_PACKAGES

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-server.lock", "requirements-dev.lock", "requirements-uv.lock")
OF_SERVERS = {"psycopg", "s3fs", "aiobotocore", "botocore", "aiohttp"}


def pins(name: str) -> dict[str, str]:
    """Package (and marker) -> version of a lock list."""
    found = re.findall(r"^(\S+)==(\S+)( ; [^\\\n]+)?", (ROOT / name).read_text(), flags=re.MULTILINE)
    return {package + marker.strip(): version for package, version, marker in found}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_hash_and_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "index-url" not in text.replace("--no-emit-index-url", "")
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)
    packages = [block for block in blocks if "==" in block.split("\n", 1)[0]]
    assert packages
    assert all("--hash=sha256:" in block for block in packages)


def test_an_environment_for_tests_serves_the_office_too() -> None:
    run, server, dev = (pins(name) for name in LOCKS[:3])
    assert {name: server.get(name) for name in run} == run
    assert {name: dev.get(name) for name in server} == server


def test_one_machine_installs_nothing_for_postgresql_and_s3() -> None:
    assert not OF_SERVERS & pins("requirements.lock").keys()
    assert pins("requirements-server.lock").keys() >= OF_SERVERS


def test_what_pyproject_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [Requirement(line) for line in project["project"]["dependencies"]]
    run = {
        canonicalize_name(re.sub(r"\[.*|;.*", "", name)): version for name, version in pins(LOCKS[0]).items()
    }
    for requirement in asked:
        assert run[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_only_one_opencv_is_installed() -> None:
    installed = {entry.metadata["Name"].lower() for entry in distributions()}
    assert {name for name in installed if name.startswith("opencv")} == {"opencv-python"}


def listed(*names: str) -> set[str]:
    """The Debian packages of those lists."""
    return {line for name in names for line in (ROOT / "scripts" / name).read_text().splitlines()}


def test_the_fonts_of_the_samples_come_with_the_office_system() -> None:
    assert set(PACKAGES.split()) <= listed("packages.txt")


def test_the_fonts_of_the_training_lines_come_with_the_tests() -> None:
    assert set(TRAINING_PACKAGES.split()) <= listed("packages.txt", "packages-dev.txt", "packages-dev-13.txt")


@pytest.mark.parametrize(
    "name", ["scripts/setup", "scripts/start", "scripts/test", "scripts/prove-fresh", ".ci/run"]
)
def test_shell_scripts_are_posix(name: str) -> None:
    assert (ROOT / name).read_text().startswith("#!/bin/sh\n")
    assert subprocess.run(["dash", "-n", ROOT / name], check=False).returncode == 0
