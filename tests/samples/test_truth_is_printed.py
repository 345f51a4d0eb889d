"""Whatever the truth says of a paper is printed on it, on the page it says."""

import re
from datetime import date

import pytest

from samples import complaints, institutions
from samples.cooperatives import make_cooperative
from samples.letters.families import FAMILIES, LetterFamily, write_letter
from samples.sheet import Sheet, Text
from samples.splits import Dice, Split
from samples.truth import Paper

TODAY = date(2026, 5, 12)
NOT_PRINTED_AS_SUCH = {"tanggal_surat", "jenis_layanan", "jenis_identitas"}
"""Dates are printed in words, kinds not at all."""


def _squeezed(text: str) -> str:
    return re.sub(r"[\s.\-]", "", text).upper()


def _printed(sheet: Sheet) -> str:
    return _squeezed(" ".join(item.text for item in sheet.items if isinstance(item, Text)))


def _check(paper: Paper, sheets: tuple[Sheet, ...]) -> None:
    pages = [_printed(sheet) for sheet in sheets]
    for name, value in paper.values.items():
        if isinstance(value, str) and name not in NOT_PRINTED_AS_SUCH:
            first = paper.pages_of.get(name, 1) - 1
            assert _squeezed(value) in "".join(pages[max(0, first - 1) : first + 2]), (name, value)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_letters(family: LetterFamily) -> None:
    for seed in range(6):
        letter = write_letter(Dice(f"{family.name}{seed}", family.split), family, today=TODAY)
        _check(letter.paper, letter.sheets)
        assert letter.paper.values["bertanda_tangan"] is True
        assert {"tanggal_surat", "perihal", "pemohon_nama", "pokok_masalah"} <= set(letter.paper.values)


@pytest.mark.parametrize("family", complaints.FAMILIES, ids=lambda family: family.name)
def test_complaints(family: complaints.ComplaintFamily) -> None:
    for seed in range(6):
        letter = complaints.write_complaint(Dice(f"{family.name}{seed}", family.split), family, TODAY)
        _check(letter.paper, letter.sheets)
        assert letter.paper.values["anonim"] is not ("pelapor_nama" in letter.paper.values)


@pytest.mark.parametrize("kind", institutions.PAPERS)
def test_institution_papers(kind: str) -> None:
    for split in Split:
        dice = Dice(f"{kind}{split}", split)
        sheet, paper = institutions.make_paper(dice, kind, make_cooperative(dice))
        _check(paper, (sheet,))
        assert set(paper.values) == {"jenis_identitas", "koperasi_nama", "nomor_identitas", "koperasi_alamat"}
