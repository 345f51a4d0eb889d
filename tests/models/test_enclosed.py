"""What lies beside a request and is not asked of this office."""

import pytest

from models.field import Field
from tests.models.make import case_of, ktp, request


@pytest.mark.parametrize(
    ("named", "tujuan", "status"),
    [
        pytest.param("KSP Sumber Asri", 'Pengurus KSP "Sumber Asri"', "lengkap", id="to it"),
        pytest.param("KSP Sumber Asri", "Pengurus KSP Jaya Makmur", "perlu_diperiksa", id="to another one"),
        pytest.param("KSP Sumber Asri", "Kepala Dinas Koperasi", "perlu_diperiksa", id="to the office"),
        pytest.param(None, 'Pengurus KSP "Sumber Asri"', "perlu_diperiksa", id="no koperasi is named"),
    ],
)
def test_what_was_written_to_the_koperasi_before_may_lie_beside_a_request(
    named: str | None, tujuan: str, status: str
) -> None:
    before = request(
        pemohon_nama=Field(value="AN K", needs_review=True),
        tujuan=Field(value=tujuan, confidence=0.6, needs_review=True),
    )
    own = request(koperasi_nama=named, tujuan="Kepala Dinas Koperasi dan Usaha Mikro")
    assert case_of(own, before, ktp()).completeness.status == status
