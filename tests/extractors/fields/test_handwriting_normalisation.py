"""Misread labels, fused words and noughts of handwriting, put right as far as their form tells."""

import pytest

from extractors.fields.handwriting_normalisation import (
    VARIANTS,
    case_normalised,
    normalised_figures,
    with_normalised_labels,
)
from tests.extractors.paper import page


def label_of(text: str) -> str:
    return " ".join(word.text for word in with_normalised_labels(page([text])).lines[0].words)


@pytest.mark.parametrize(
    ("read", "label"),
    [
        ("Alamat rumat : Tembelang", "Alamat rumah: Tembelang"),
        ("Nama pelapr : Kasiman", "Nama pelapor: Kasiman"),
        ("Alamal tempat tinggal : Tembelang", "Alamat tempat tinggal: Tembelang"),
        ("Nama Koperasi : KSP Mitra", "Nama Koperasi : KSP Mitra"),
        ("Simpanan saya belum dicairkan", "Simpanan saya belum dicairkan"),
    ],
)
def test_a_misread_label_is_put_right(read: str, label: str) -> None:
    assert label_of(read).replace(" :", ":") == label.replace(" :", ":")


def test_a_plain_variant_of_the_lexicon_is_known_by_hand_too() -> None:
    """One line of the lexicon is enough: no list of its own has to be told."""
    assert "Alamat tempat tinggal" in VARIANTS
    assert "Kartu keluarga" in VARIANTS
    assert label_of("Kartu kcluarga : 3517") == "Kartu keluarga : 3517"


def test_what_the_engine_read_stays_beside_a_label_put_right() -> None:
    words = with_normalised_labels(page(["Alamat rumat : Tembelang"])).lines[0].words
    assert any(word.read_as and "rumat" in word.read_as for word in words)


@pytest.mark.parametrize(
    ("read", "figures"),
    [("C896", "0896"), ("1Mei2C26", "1Mei2026"), ("5RW", "5 RW"), ("12.500", "12.500")],
)
def test_noughts_and_blanks_of_figures_come_back(read: str, figures: str) -> None:
    assert normalised_figures(read).split() == figures.split()


@pytest.mark.parametrize(("read", "word"), [("KOpERaSI", "KOPERASI"), ("diKabuh", "di Kabuh")])
def test_case_and_fused_words(read: str, word: str) -> None:
    assert case_normalised(page([read])).lines[0].words[0].text == word
