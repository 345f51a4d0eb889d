"""A form's tick says what is asked, whatever its words are likelier to ask."""

import pytest

from extractors.case.letters import seen_letter, tagged_as
from extractors.ranking.services import ADVICE
from models.document import Kind
from models.page import PageReading
from tests.extractors.paper import page

ROWS = [
    "FORMULIR PERMOHONAN FASILITASI",
    "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
    "Nama : Tri Wahyuningsih",
    "Jenis layanan : O Konsultasi U Pengaduan O Penyelesaian masalah",
    "Uraian : Angsuran saya tidak dicatat, mohon penyelesaian masalah ini.",
]


def form(ticked: str) -> PageReading:
    sheet = page(ROWS)
    lines = (
        line.marked("is_ticked", {at for at, word in enumerate(line.words) if word.text == ticked})
        for line in sheet.lines
    )
    return sheet.model_copy(update={"lines": tuple(lines)})


@pytest.mark.parametrize(
    ("ticked", "asked"),
    [("Konsultasi", "konsultasi"), ("Pengaduan", "pengaduan"), ("Penyelesaian", "penyelesaian_masalah")],
)
def test_the_ticked_service_is_asked_for(ticked: str, asked: str) -> None:
    seen = seen_letter((form(ticked),))
    assert seen.asked.field.value == asked
    assert seen.asked.field.confidence > 0.9
    assert (seen.asked.advice > 0.5) is (asked == ADVICE)
    assert tagged_as(Kind.SURAT_PERMOHONAN, seen).advice == seen.asked.advice
