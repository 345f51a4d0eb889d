"""A card whose holder's name is a letter apart from the letter's."""

from typing import Any

import pytest

from tests.models.make import NIK, case_of, ktp, request

HOME = "Dusun Krajan RT 2 RW 1 Desa Mojokrapak Kecamatan Tembelang"


@pytest.mark.parametrize(
    ("letter", "card", "status"),
    [
        ({"pemohon_nama": "Slamet Widoda"}, {}, "lengkap"),
        ({"pemohon_nama": "Slamet Widoda", "pemohon_alamat": HOME}, {}, "lengkap"),
        (
            {"pemohon_nama": "Slamet Widoda", "pemohon_alamat": HOME},
            {"kelurahan_desa": "MOJO KRAPAK"},
            "lengkap",
        ),
        (
            {"pemohon_nama": "Slamet Widoda", "pemohon_alamat": HOME},
            {"kelurahan_desa": "SIDOMULYO"},
            "perlu_diperiksa",
        ),
        (
            {"pemohon_nama": "Slamet Widodo", "pemohon_alamat": HOME},
            {"kelurahan_desa": "SIDOMULYO"},
            "lengkap",
        ),
        (
            {"pemohon_nama": "Slamet Widoda", "pemohon_alamat": HOME, "pemohon_nik": NIK},
            {"kelurahan_desa": "SIDOMULYO"},
            "lengkap",
        ),
    ],
    ids=["no address", "no village", "the same village", "another village", "the same name", "the same NIK"],
)
def test_one_who_is_called_almost_so_and_lives_elsewhere_is_another(
    letter: dict[str, Any], card: dict[str, Any], status: str
) -> None:
    assert case_of(request(**letter), ktp(**card)).completeness.status == status


@pytest.mark.parametrize(
    ("signer", "other", "status"),
    [
        ("SLAMET WIDODO", None, "lengkap"),
        ("SLAMET WIDADA", None, "perlu_diperiksa"),
        ("SLAMET", None, "perlu_diperiksa"),
        ("SLAMET WIDODO", "Slamet Widodo", "perlu_diperiksa"),
    ],
    ids=["to the letter", "a letter off", "one word", "of whom it complains"],
)
def test_a_card_bears_out_a_second_signer_under_a_stamp(signer: str, other: str | None, status: str) -> None:
    letter = request(pemohon_nama="Sugeng Waluyo", termohon_nama=other).knowing(unsure_persons=(signer,))
    assert case_of(letter, ktp()).completeness.status == status


@pytest.mark.parametrize(
    ("card", "status"),
    [
        ({"berlaku_hingga": "2021-06-14", "kewarganegaraan": None}, "perlu_diperiksa"),
        ({"berlaku_hingga": "2021-06-14", "kewarganegaraan": "WNA"}, "perlu_diperiksa"),
        ({"berlaku_hingga": "2021-06-14", "kewarganegaraan": "WNI"}, "lengkap"),
        ({"berlaku_hingga": "2028-06-14", "kewarganegaraan": "WNA"}, "lengkap"),
        ({"berlaku_hingga": "SEUMUR HIDUP", "kewarganegaraan": None}, "lengkap"),
    ],
)
def test_a_foreigner_s_card_has_an_end_and_a_citizen_s_none(card: dict[str, Any], status: str) -> None:
    letter = request(tanggal_surat="2026-11-16")
    assert case_of(letter, ktp(**card)).completeness.status == status
