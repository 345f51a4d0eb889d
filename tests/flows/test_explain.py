"""`berkas read --explain`: what it prints, for fields that are ranked and for those that are not."""

import argparse
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from extractors.fields.office_names import office_pattern
from flows.commands import read as command
from models.document import Kind
from models.errors import UsageError
from models.file_reading import FileReading
from models.page import PageReading
from tests.extractors.letters import KOP_LETTER
from tests.extractors.paper import page
from tests.own_office import name_office

LETTER = page(KOP_LETTER, kinds=((Kind.SURAT_PERMOHONAN, 1.0),), is_kind_said=True)


class _Children:
    """Reading children that have read the letter."""

    def __init__(self, *_: object) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    def read_file(self, path: Path, name: str, *, on_page: Callable[[PageReading], None]) -> FileReading:
        """The letter, whatever the file holds."""
        on_page(LETTER)
        return FileReading(name, (LETTER.model_copy(update={"file": name}),), ())


def _printed(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.setattr(command, "ReadingChildren", _Children)
    paper = folder / "surat.pdf"
    paper.write_bytes(b"%PDF-")
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    command.run(parser.parse_args([str(paper), "--explain", name]), folder / "data")
    return capfd.readouterr().out


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "koperasi_nama",
            (
                'KOPERASI SIMPAN PINJAM "MITRA GUYUB SENTOSA"  [sumber: koperasi.kop (0.95), penanda kata',
                "reader=1.00",
                'hasil: KOPERASI SIMPAN PINJAM "MITRA GUYUB SENTOSA"  surat_permohonan  keyakinan ',
            ),
        ),
        ("berstempel", ("surat_permohonan  tidak  [sumber: signature.no_ink (0.97)]", "hasil: tidak  ")),
        ("agama", ("Tidak ada dokumen yang memuat isian 'agama'.",)),
    ],
)
def test_a_fields_candidates_are_printed_with_source_and_prior(
    name: str,
    lines: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    printed = _printed(name, tmp_path, monkeypatch, capfd)
    for line in lines:
        assert line in printed


def test_a_name_that_is_no_fields_is_refused_with_those_that_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError, match=r"'hobi' tidak dapat dijelaskan; yang ada: .*agama.*pokok_masalah"):
        _printed("hobi", tmp_path, monkeypatch, capfd)


def test_letters_are_explained_for_the_office_of_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    name_office(tmp_path / "data", "disperindagkop")
    asked: list[bool] = []

    def explained_here(*_: object) -> list[object]:
        asked.append(bool(office_pattern("<kantor>").search("Disperindagkop")))
        return []

    monkeypatch.setattr(command, "explained", explained_here)
    _printed("tujuan", tmp_path, monkeypatch, capfd)
    assert asked == [True]
