"""A koperasi's paper on its letter's own sheet: both are read, each from its own part."""

import pytest

from extractors.case.copied_papers import parted
from extractors.case.reader import read_documents
from extractors.page.kinds import page_kinds
from models.document import Kind
from models.page import PageReading
from tests.extractors.letters import PLAIN, TO, Row
from tests.extractors.paper import page

OWN: tuple[Row, ...] = (
    'KOPERASI KARYAWAN "BAKTI TEKSTIL"', *TO, *PLAIN, "Hormat kami, Ketua", "", "BAMBANG SUTEJO", "", "", "",
)  # fmt: skip
CARD: tuple[Row, ...] = (
    "KEMENTERIAN KEUANGAN REPUBLIK INDONESIA", "DIREKTORAT JENDERAL PAJAK", "NPWP : 99.207.551.8-602.000",
    "KOPERASI KARYAWAN BAKTI TEKSTIL", "JL. RAYA MOJOKRAPAK 100 TEMBELANG", "KPP PRATAMA JOMBANG",
)  # fmt: skip
PRIVATE = (*CARD[:3], "BAMBANG SUTEJO", *CARD[4:])


def sheet(*rows: Row) -> PageReading:
    """A page whose kinds are told as a reader tells them."""
    read = page(rows)
    return read.model_copy(update={"kinds": page_kinds(read)})


@pytest.mark.parametrize("rows", [(*OWN, *CARD), (*CARD, "", "", "", *OWN)], ids=["below", "above"])
def test_letter_and_paper_are_read_apart(rows: tuple[Row, ...]) -> None:
    letter, paper = read_documents([sheet(*rows)])
    assert (letter.kind, paper.kind) == (Kind.SURAT_PERMOHONAN, Kind.IDENTITAS_LEMBAGA)
    assert letter.pages == paper.pages
    assert paper.text("nomor_identitas") == "99.207.551.8-602.000"
    assert paper.text("koperasi_nama") == "KOPERASI KARYAWAN BAKTI TEKSTIL"
    assert "PAJAK" not in (letter.text("pemohon_nama") or "")


@pytest.mark.parametrize(
    "rows",
    [
        OWN,
        CARD,
        (*OWN, *PRIVATE),
        (*OWN[:-3], *CARD),
        (*CARD, *OWN),
        (CARD[3], "NOMOR INDUK KOPERASI 3517090029917", "", "", "", *OWN[1:]),
    ],
    ids=["a letter", "a card alone", "a person's card", "no free paper between", "nor below", "a letterhead"],
)
def test_other_sheets_stay_whole(rows: tuple[Row, ...]) -> None:
    whole = sheet(*rows)
    assert parted([whole]) == [whole]
