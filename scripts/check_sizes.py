"""House rule 10: a file has 100 to 300 lines, 600 at most; a function at most 50; migrations are exempt.

    python scripts/check_sizes.py [FOLDER]      prints what is too long; exit 1 when something is

Python files are measured whole and function by function (decorators and docstring count, a nested
function counts in its outer one); templates, style sheets, scripts and shell files whole.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FILE_LINES = 600
FUNCTION_LINES = 50
SUFFIXES = frozenset({".py", ".html", ".css", ".js", ".svg", ".sh", ""})
PASSED_OVER = frozenset({".git", ".venv", "migrations", "data", "build", "node_modules", "generated"})
SHELL_FOLDERS = frozenset({"scripts", ".ci"})


def measured_files(root: Path) -> Iterator[Path]:
    """The files the rule is for; a file without suffix counts in the folders of shell scripts only."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if PASSED_OVER & set(parts[:-1]) or any(part.endswith("_cache") for part in parts):
            continue
        is_shell = bool(path.suffix) or path.parent.name in SHELL_FOLDERS
        if path.suffix in SUFFIXES and is_shell and path.is_file():
            yield path


def function_lengths(source: str) -> Iterator[tuple[str, int, int]]:
    """(name, first line, lines) of each function in a Python source, decorators included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(item.lineno for item in node.decorator_list)])
            yield node.name, first, (node.end_lineno or first) - first + 1


def complaints(path: Path, shown: Path) -> Iterator[str]:
    """One line for the file and each function that is too long."""
    source = path.read_text(encoding="utf-8")
    lines = source.count("\n") + (not source.endswith("\n") and bool(source))
    if lines > FILE_LINES:
        yield f"{shown}: {lines} lines (at most {FILE_LINES})"
    if path.suffix != ".py":
        return
    for name, first, length in function_lengths(source):
        if length > FUNCTION_LINES:
            yield f"{shown}:{first}: {name}() has {length} lines (at most {FUNCTION_LINES})"


def main(arguments: list[str]) -> int:
    """Measure the folder given (or this work tree) and print what is too long."""
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    files = list(measured_files(root))
    found = [line for path in files for line in complaints(path, path.relative_to(root))]
    print("\n".join([*found, f"{len(files)} files measured, {len(found)} too long"]))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
