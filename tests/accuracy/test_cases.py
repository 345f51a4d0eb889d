"""Files of a case and closings are judged by what may be said of them."""

from pathlib import Path

import pytest

from models.case import CompletenessStatus
from models.field import Field
from models.file_reading import FileReading
from models.page import PageReading
from samples.dossiers.traps import FULL, OPEN, Dossier
from tests.accuracy import cases, closings
from tests.accuracy.dossier_pages import Case, Sent


class _Source:
    def read_file(self, path: Path, /) -> FileReading:
        """Three empty pages."""
        return FileReading(path.name, tuple(PageReading(file=path.name, number=i) for i in (1, 2, 3)))


def test_a_missing_sheet_is_not_read() -> None:
    assert [page.number for page in Sent(Path("a.pdf"), 1).reading(_Source()).pages] == [1, 2]
    assert len(Sent(Path("a.pdf")).reading(_Source()).pages) == 3


def _case(trap: str, allowed: frozenset[CompletenessStatus]) -> Case:
    return Case(Dossier(f"{trap}-000", trap, (), allowed), ())


def test_lengkap_of_an_incomplete_file_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    judged = [
        (_case("suket", OPEN), FULL),
        (_case("suket", OPEN), CompletenessStatus.TIDAK_LENGKAP),
        (_case("lengkap_ktp", frozenset({FULL})), FULL),
        (_case("lengkap_ktp", frozenset({FULL})), CompletenessStatus.PERLU_DIPERIKSA),
    ]
    cases.print_table(judged)
    told = capsys.readouterr().out
    assert "| suket | 2 | 50.0 | 1 | 1 | 0 |" in told and "| lengkap_ktp | 2 | 50.0 | 1 | 0 | 1 |" in told
    assert "`lengkap` said of 1 of 2 incomplete files" in told and "of 1 of 2 complete ones" in told


def test_nobody_looks_into_files_of_held_out_voices() -> None:
    with pytest.raises(SystemExit):
        cases.arguments(["--split", "test", "--wrong"])


def _seen(kind: str, value: bool | None, *, review: bool = False) -> closings.Seen:
    field = Field(value=value, confidence=0.9, needs_review=review)
    return closings.Seen(kind, Path("x.pdf"), field, Field(value=False, confidence=0.9))


def test_unsigned_letters_called_signed_are_counted_unless_flagged() -> None:
    seen = [
        _seen("tanpa", True),
        _seen("tanpa", True, review=True),
        _seen("tanpa", False),
        _seen("ttd", None),
    ]
    assert closings._row("tanpa", seen[:3]) == ["tanpa", "3", "unsigned", "33.3", "1", "1", "1", "0"]
    assert closings._sum(seen, is_signed=False).startswith("unsigned letters surely called signed: 1 of 3")
    assert closings._sum(seen, is_signed=True).startswith("signed letters surely called unsigned: 0 of 1")
