"""For whom somebody writes who says in a sentence that he acts for another."""

import pytest

from extractors.case.reader import read_documents
from extractors.fields.candidate import Candidate
from extractors.fields.span import join
from extractors.ranking.whose import principal
from extractors.text.rows import rows_of
from models.document import Document, Kind
from models.page import PageReading
from tests.extractors.letters import BEGUN, CLOSING, MATTER, TO
from tests.extractors.paper import page


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
    ],
)
def test_who_speaks_for_a_koperasi_or_himself_acts_for_nobody(text: str) -> None:
    assert found(text) is None


def read(*told: str) -> Document:
    rows = [*BEGUN, *TO, *told, MATTER, CLOSING, "Hormat saya,", "", "SRI RAHAYU"]
    sheet: PageReading = page(rows).model_copy(update={"kinds": ((Kind.SURAT_PERMOHONAN, 1.0),)})
    return read_documents([sheet])[0]


def test_who_acts_for_another_is_shown_with_the_other_as_his_rival() -> None:
    name = "pemohon_nama"
    alone = read("Saya SRI RAHAYU mengajukan permohonan mediasi dengan koperasi.")
    proxy = read("Saya SRI RAHAYU bertindak atas nama DIDIK HARIYANTO mengajukan mediasi.")
    assert (alone.text(name), alone.field(name).needs_review) == ("SRI RAHAYU", False)
    assert proxy.field(name).needs_review
    assert "DIDIK HARIYANTO" in [rival.value for rival in proxy.rivals[name]]
