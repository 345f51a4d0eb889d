"""The command line: fast, and plain about wrong usage."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desk.keys import KEPT, SESSION
from flows import cli
from models.paths import DataFolder

HEAVY = ("prefect", "django", "spacy", "cv2", "numpy")


ROOT = Path(__file__).resolve().parent.parent.parent


def berkas(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments], capture_output=True, text=True, check=False, cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_openblas_is_told_of_its_one_thread_before_anything_loads_it() -> None:
    """A command may load numpy before it loads the extractors, which say how many threads it takes."""
    code = "import os, sys, flows; print(os.environ.get('OPENBLAS_NUM_THREADS'), 'numpy' in sys.modules)"
    kept = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          cwd=ROOT, env=kept)  # fmt: skip
    assert done.stdout.split() == ["1", "False"]


def test_help_loads_nothing_heavy() -> None:
    code = f"""
import sys
from flows.cli import main
assert main(["--help"]) == 0
loaded = [name for name in {HEAVY!r} if name in sys.modules]
assert not loaded, loaded
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


MOST_MODULES = 120
"""A bare Python has 33, the help 91; with Django's settings it would be 300."""


def test_help_is_quick() -> None:
    """Counted in modules, for the clock of a busy machine says nothing."""
    code = "import sys; from flows.cli import main; main(['--help']); sys.exit(len(sys.modules) > LIMIT)"
    command = [sys.executable, "-c", code.replace("LIMIT", str(MOST_MODULES))]
    assert subprocess.run(command, capture_output=True, check=False, cwd=ROOT).returncode == 0


@pytest.mark.parametrize("arguments", [["--help"], ["cases"], ["audit", "verify"]])
def test_output_that_nobody_reads_ends_quietly(arguments: list[str], served_once: Path) -> None:
    """`berkas ... | head`: no traceback, and the status that a shell gives for it."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "flows.cli", *arguments, "--data", str(served_once)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, cwd=ROOT)
    os.close(writing)
    assert done.returncode == cli.EXIT_UNREAD, done.stderr.decode()
    assert done.stderr == b""


def test_every_command_is_in_the_help() -> None:
    text = berkas("--help").stdout
    for name, row in cli.COMMANDS.items():
        assert (f"\n  {name} " in text) is not row.is_internal


@pytest.mark.parametrize(
    "arguments", [(), ("terbang",), ("read",), ("read", "tidak-ada.pdf"), ("read", "x", "--saluran", "y")]
)
def test_wrong_usage_exits_2(arguments: tuple[str, ...]) -> None:
    done = berkas(*arguments)
    assert done.returncode == 2
    assert done.stderr


@pytest.mark.parametrize("name", ["cases", "audit verify", "user list", "intake", "desk"])
def test_a_folder_never_served_is_told_plainly(name: str, tmp_path: Path) -> None:
    done = berkas(*name.split(), "--data", str(tmp_path / "baru"))
    assert done.returncode == 2
    assert "belum pernah dijalankan" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "baru").exists()


def test_a_database_of_an_older_version_is_told_plainly(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    data.kunci.mkdir()
    for name in (*KEPT, SESSION):
        (data.kunci / name).write_text("ab" * 32 + "\n")
    data.database.touch()
    done = berkas("cases", "--data", str(tmp_path))
    assert (done.returncode, "dari versi lama" in done.stderr) == (2, True)


@pytest.mark.parametrize("name", ["user", "audit", "read", "demo", "archive", "calibrate", "serve"])
def test_help_of_a_command_is_indonesian_and_makes_nothing(name: str, tmp_path: Path) -> None:
    done = berkas(name, "--help", "--data", str(tmp_path / "data"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Pemakaian: berkas")
    assert "Pilihan:" in done.stdout
    for english in ("usage", "options", "positional", "show this help", "optional"):
        assert english not in done.stdout
    shadows = set(re.findall(r"--[a-z-]+ ([A-Z]{3,})", done.stdout))
    assert not shadows & {"SEED", "TARGET", "OUT", "HOST", "PORT"}, "what argparse makes of an option's name"
    assert done.stdout.count("Pilihan:") == 1, "all options stand under one heading"
    assert list(tmp_path.iterdir()) == []


def test_the_demo_puts_whole_cases_first(tmp_path: Path) -> None:
    """A letter with its identity before what comes alone; no card without a letter is among them."""
    data = tmp_path / "data"
    done = berkas("demo", "--data", str(data), "--cases", "4", "--seed", "5", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (data / "masuk").glob("*/*"))
    assert len(names) == 4
    parts = [name.split("-")[1] for name in names]
    assert parts[:2] == ["bundles", "bundles"]
    assert "ktp" not in parts


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("read",), "sebutkan juga: "),
        (("demo", "--cases", "x"), "tidak dapat berisi 'x'"),
        (("demo", "--cases"), "memerlukan satu isian"),
        (("doctor", "--terbang"), "tidak dikenal: --terbang"),
    ],
)
def test_wrong_usage_is_told_in_indonesian(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    done = berkas(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
