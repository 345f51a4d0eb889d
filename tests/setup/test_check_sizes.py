"""The size script finds what is too long, and only that."""

from pathlib import Path

import pytest

from scripts import check_sizes


def python_file(folder: Path, name: str, function_lines: int) -> None:
    body = "\n".join(["    pass"] * (function_lines - 1))
    (folder / name).write_text(f"def f():\n{body}\n")


def test_a_function_of_50_lines_passes_and_one_of_51_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python_file(tmp_path, "good.py", 50)
    assert check_sizes.main([str(tmp_path)]) == 0
    python_file(tmp_path, "bad.py", 51)
    assert check_sizes.main([str(tmp_path)]) == 1
    assert "bad.py:1: f() has 51 lines" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["a.py", "a.html", "a.css", "a.js"])
def test_files_of_600_lines_pass_and_of_601_do_not(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("\n" * 600)
    assert check_sizes.main([str(tmp_path)]) == 0
    (tmp_path / name).write_text("\n" * 601)
    assert check_sizes.main([str(tmp_path)]) == 1


def test_migrations_and_data_are_exempt(tmp_path: Path) -> None:
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001.py").write_text("\n" * 700)
    (tmp_path / "facts.json").write_text("\n" * 700)
    assert check_sizes.main([str(tmp_path)]) == 0
