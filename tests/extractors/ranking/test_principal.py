"""For whom somebody writes who says in a sentence that he acts for another."""

import pytest

from extractors.case.reader import read_documents
from extractors.fields.candidate import Candidate
from extractors.fields.span import join
from extractors.ranking.token_features import KOPERASI_WORD
from extractors.ranking.whose import principal
from extractors.text.rows import rows_of
from models.document import Document, Kind
from models.field import Field
from models.page import CardReading, PageReading
from tests.extractors.letters import BEGUN, CLOSING, MATTER, TO
from tests.extractors.paper import page

NIK = "3517091708829013"
QUAD = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.4), (0.1, 0.4))


def found(text: str) -> Candidate | None:
    return principal(join(row.span for row in rows_of([page([text])])))


@pytest.mark.parametrize(
    "text",
    [
        "Saya Sri Rahayu, bertindak untuk dan atas nama Didik Hariyanto berdasarkan surat kuasa",
        "Kami Sri Rahayu, S.H. dari LBH Jombang mendampingi klien kami Didik Hariyanto memohon",
        "Saya Sri Rahayu dengan ini atas nama bapak saya Didik Hariyanto mengajukan",
        "Saya Sri Rahayu, anak dari Bapak Didik Hariyanto (sedang sakit), mewakili beliau",
        "Saya Sri Rahayu selaku kuasa dari Sdr. Didik Hariyanto, anggota",
        "Saya Sri Rahayu menulis surat ini untuk nenek saya Mbah Didik Hariyanto",
    ],
)
def test_for_whom_a_writer_says_that_he_acts(text: str) -> None:
    client = found(text)
    assert client is not None
    assert client.value == "Didik Hariyanto"


def test_one_who_is_not_named_is_somebody_else_all_the_same() -> None:
    client = found("Saya Sri Rahayu mewakili ibu saya yang sedang sakit mengadukan")
    assert client is not None
    assert client.value is None


@pytest.mark.parametrize(
    "text",
    [
        "Saya Sri Rahayu, ketua, bertindak untuk dan atas nama KSP Artha Bakti mengajukan",
        "Kami mewakili para anggota Koperasi Artha Bakti mengajukan mediasi",
        "Simpanan atas nama Didik Hariyanto belum dibayar",
        "Kami bertindak atas nama pengurus KSP Artha Bakti",
        "Saya didampingi suami saya Didik Hariyanto datang ke kantor",
        "Ketua mewakili Koperasi Artha Bakti, anak dari Bapak Didik",
        "Saya Sri Rahayu menulis surat ini untuk memohon kepada Bapak Kepala Dinas",
    ],
)
def test_who_speaks_for_a_koperasi_or_himself_acts_for_nobody(text: str) -> None:
    assert found(text) is None


def read(*told: str, card: str | None = None) -> Document:
    """A request that says that, with the KTP of that name behind it."""
    rows = [*BEGUN, *TO, *told, MATTER, CLOSING, "Hormat saya,", "", "SRI RAHAYU"]
    sheet: PageReading = page(rows).model_copy(update={"kinds": ((Kind.SURAT_PERMOHONAN, 1.0),)})
    fields = {"nama": Field(value=card, raw=card, confidence=0.98), "nik": Field(value=NIK, confidence=0.99)}
    copy = page([], number=2, kinds=((Kind.KTP, 1.0),), cards=(CardReading(quad=QUAD, fields=fields),))
    return read_documents([sheet, copy] if card else [sheet])[0]


def test_who_acts_for_another_is_shown_with_the_other_as_his_rival() -> None:
    name = "pemohon_nama"
    alone = read("Saya SRI RAHAYU mengajukan permohonan mediasi dengan koperasi.")
    proxy = read("Saya SRI RAHAYU bertindak atas nama DIDIK HARIYANTO mengajukan mediasi.")
    assert (alone.text(name), alone.field(name).needs_review) == ("SRI RAHAYU", False)
    assert proxy.field(name).needs_review
    assert "DIDIK HARIYANTO" in [rival.value for rival in proxy.rivals[name]]


@pytest.mark.parametrize(
    "told",
    [
        "Saya SRI RAHAYU bertindak untuk dan atas nama DIDIK HARIYANTO mengajukan permohonan mediasi.",
        "Saya SRI RAHAYU selaku kuasa dari Sdr. DIDIK HARIYANTO, anggota KSP Artha Bakti, memohon mediasi.",
    ],
)
def test_a_client_is_no_other_side_and_his_card_brings_him_forward(told: str) -> None:
    alone, with_card = read(told), read(told, card="DIDIK HARIYANTO")
    assert alone.text("pemohon_nama") == "SRI RAHAYU"
    assert with_card.text("pemohon_nama") == "DIDIK HARIYANTO"
    for letter in (alone, with_card):
        assert (letter.text("termohon_nama"), letter.field("termohon_nama").needs_review) == (None, True)


def test_a_name_that_begins_like_a_kind_of_koperasi_is_a_persons() -> None:
    client = found("Saya Sri Rahayu bertindak untuk dan atas nama Kudori Hasan mengajukan")
    assert client is not None
    assert client.value == "Kudori Hasan"
    assert KOPERASI_WORD.match("Kudori") is None
