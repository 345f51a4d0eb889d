"""Every data file that is shipped is named, with its source, in docs/data-sources.md."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_data_file_has_its_source() -> None:
    text = (ROOT / "docs" / "data-sources.md").read_text(encoding="utf-8")
    shipped = [path.name for path in (ROOT / "models" / "data").iterdir() if path.is_file()]
    assert len(shipped) >= 5
    assert [name for name in shipped if name not in text] == []
