"""A data folder of an office with names of its own, for tests of what is read by them."""

from pathlib import Path

from models.toml_file import PACKAGED

OFFICE = PACKAGED / "data" / "kantor.toml"


def name_office(folder: Path, *names: str) -> str:
    """Writes the packaged kantor.toml into the folder with these names of the office; returns its text."""
    known = "sebutan = [" + ", ".join(f'"{name}"' for name in names) + "]"
    lines = OFFICE.read_text(encoding="utf-8").splitlines()
    text = "\n".join(known if line.startswith("sebutan") else line for line in lines)
    (folder / "kantor.toml").write_text(text, encoding="utf-8")
    return text
