"""What `berkas read` takes: files, folders, and what can't be opened, which stops no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cli import main
from flows.commands.read import collect, tell_trouble
from models.case import Finding, Severity
from models.errors import UsageError
from models.file_reading import FileReading
from tests.as_user import refused_as_user, user_folder


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may read, with a letter and a closed folder."""
    with user_folder() as place:
        yield from _filled(place)


def _filled(place: Path) -> Iterator[Path]:
    place.chmod(0o755)
    (place / "surat.pdf").write_bytes(b"%PDF-1.4")
    (place / "surat.pdf").chmod(0o644)  # whatever umask a command before left
    (place / "tertutup").mkdir()
    (place / "tertutup" / "lain.pdf").write_bytes(b"%PDF-1.4")
    (place / "tertutup").chmod(0)
    yield place
    (place / "tertutup").chmod(0o755)


def test_a_closed_folder_is_a_finding_and_the_letter_is_read(folder: Path) -> None:
    with refused_as_user():
        letter, closed = collect([folder])
    assert (letter.name, letter.finding) == ("surat.pdf", None)
    assert closed.finding is not None
    assert closed.finding.message == "tertutup tidak dapat dibuka: Anda tidak berhak membacanya."


def test_a_file_in_a_closed_folder_is_not_called_missing(folder: Path) -> None:
    with refused_as_user():
        (closed,) = collect([folder / "tertutup" / "lain.pdf"])
    assert closed.finding is not None
    assert "tidak berhak" in closed.finding.message


def test_what_is_missing_is_wrong_usage(folder: Path) -> None:
    with pytest.raises(UsageError, match="tidak ada"):
        collect([folder / "tiada.pdf"])


def test_no_name_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["read", "", "--json"])
    assert ended.value.code == 2
    assert "kosong" in capsys.readouterr().err


def test_a_full_disk_is_told_beside_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON says only that nothing was readable, as of a bad scan."""
    finding = Finding(code="SEKITAR_28", severity=Severity.GALAT, message="Disk menolak.", file="a.pdf")
    tell_trouble([FileReading("a.pdf", (), (finding,)), FileReading("b.pdf", (), ())])
    assert capsys.readouterr().err == "berkas read: disk penuh; atasi lalu baca lagi.\n"
