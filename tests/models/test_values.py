"""Closed lists of the KTP."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import closed_list, closed_lists, closest


def test_the_lists_of_the_card() -> None:
    sizes = {name: len(choices.values) for name, choices in closed_lists().items()}
    assert sizes == {
        "jenis_kelamin": 2,
        "golongan_darah": 14,
        "agama": 7,
        "status_perkawinan": 4,
        "kewarganegaraan": 2,
        "pekerjaan": 89,
    }
    assert closed_list("pekerjaan").is_open
    assert not closed_list("agama").is_open


def test_other_spellings_point_to_official_values() -> None:
    for choices in closed_lists().values():
        assert set(choices.spellings.values()) <= set(choices.values)
        assert not set(choices.spellings) & set(choices.values)


@pytest.mark.parametrize(
    ("name", "read", "text"),
    [
        ("jenis_kelamin", "LAKI LAKI", "LAKI-LAKI"),
        ("jenis_kelamin", "LAKI-IAKI", "LAKI-LAKI"),
        ("agama", "1SLAM", "ISLAM"),
        ("agama", "KATOLIK", "KATOLIK"),
        ("status_perkawinan", "KAW1N", "KAWIN"),
        ("status_perkawinan", "BELUMKAWIN", "BELUM KAWIN"),
        ("pekerjaan", "PELAJAR / MAHASISWA", "PELAJAR/MAHASISWA"),
        ("pekerjaan", "PEDAGANG", "PEDAGANG"),
        ("pekerjaan", "KARYAWAN SWASTA", "KARYAWAN SWASTA"),
        ("golongan_darah", "O", "O"),
        ("golongan_darah", "AB-", "AB-"),
        ("golongan_darah", "-", "-"),
    ],
)
def test_closest(name: str, read: str, text: str) -> None:
    assert closest(read, closed_list(name))[0] == text


def test_a_score_of_one_means_these_letters() -> None:
    assert closest("laki laki", closed_list("jenis_kelamin"))[1] == 1.0
    assert closest("BUDDHA", closed_list("agama")) == ("BUDDHA", 1.0)
    assert closest("BUDHHA", closed_list("agama"))[1] < 1.0


def test_official_spelling() -> None:
    assert closed_list("agama").official("Katolik") == "KATHOLIK"
    assert closed_list("agama").official("ISLAM") == "ISLAM"
    assert closed_list("agama").official("X") is None


@given(st.text(max_size=40), st.sampled_from(sorted(closed_lists())))
def test_any_text_is_taken(text: str, name: str) -> None:
    found, score = closest(text, closed_list(name))
    assert found in closed_list(name).printed
    assert 0.0 <= score <= 1.0
