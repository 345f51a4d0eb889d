"""Which part of a line is given to the second engine: the number, not its label, nor what no field holds."""

import numpy as np
import pytest

from extractors.engines import rapidocr
from extractors.page import number_rereading
from extractors.page.number_rereading import number_part, reread
from tests.extractors.paper import line


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("Badan Hukum Nomor : 9249/BH/Tahun 2006", "9249/BH/Tahun"),
        ("Badan Hukum No. AHU-0994135.AH.01.26.Tahun 2022", "AHU-0994135.AH.01.26.Tahun"),
        ("Nomor : 1 204/SP/KSP-MKB/III/2026", "1"),
        ("Telp. 0321-888903 BH No. 9416/BH/V/1991", "0321-888903"),
        ("NIK. 3517014508649080", "3517014508649080"),
        ("Jombang, 08-03-2026", "Jombang,"),
    ],
)
def test_a_number_is_cut_out_from_its_first_figures_to_the_end(text: str, begin: str) -> None:
    whole = line(text, 200, 300)
    part = number_part(whole)
    assert part is not None
    assert part[0] == next(word.box[0] for word in whole.words if word.text == begin)
    assert part[2] == whole.box[2]


@pytest.mark.parametrize(
    "text",
    [
        "dengan saldo terakhir Rp 605.000.000,00",
        "Nomor rekening simpanan saya adalah 62.2143.552564 dengan saldo",
        "No. Rekening Simpanan : 00095/2012",
        "Alamat sesuai KTP : Perum Taman Mutiara F-209 RT 017 RW 001 Ds.",
        "Koperasi Maju Jaya di Kecamatan Ngoro",
    ],
)
def test_money_accounts_and_addresses_are_not_read_again(text: str) -> None:
    assert number_part(line(text, 200, 300)) is None


def test_a_nik_behind_the_word_for_an_account_is_read_again() -> None:
    assert number_part(line("Rekening atas nama Siti, NIK 3517014508649080", 200, 300)) is not None


def test_a_weak_line_gets_the_blanks_that_its_second_reading_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_: object) -> rapidocr.Reading:
        return rapidocr.Reading(tuple(rapidocr.Glyph(char, 0.99, 0.5) for char in "Saya mohon"))

    monkeypatch.setattr(number_rereading, "with_lost_blanks", read)
    pixels = np.full((1000, 800), 250, np.uint8)
    weak, sure = line("Sayamahan", 100, 200, confidence=0.5), line("Dengan hormat", 100, 300)
    first, second = reread([weak, sure], pixels)
    assert (first.text, first.second, second) == ("Saya mohon", "Sayamahan", sure)
