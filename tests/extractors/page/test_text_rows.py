"""A PDF's own words gathered to rows."""

from extractors.page.text_reading import text_layer
from models.page import Word

HEIGHT = 0.015


def word(text: str, x: float, y: float) -> Word:
    return Word(text=text, box=(x, y, x + 0.02 * len(text), y + HEIGHT), confidence=1.0)


def test_words_of_one_row_are_one_line_however_they_come() -> None:
    words = [word("RT", 0.34, 0.301), word("Alamat", 0.1, 0.30), word("Dusun", 0.23, 0.299)]
    assert [line.text for line in text_layer(words).lines] == ["Alamat Dusun RT"]


def test_a_label_set_between_two_lines_of_its_value_joins_neither() -> None:
    words = [word("Dusun", 0.3, 0.300), word("Alamat", 0.1, 0.309), word("Kecamatan", 0.3, 0.318)]
    assert [line.text for line in text_layer(words).lines] == ["Dusun", "Alamat", "Kecamatan"]


def test_a_wide_gap_parts_two_columns() -> None:
    words = [word("Ketua", 0.1, 0.8), word("Sekretaris", 0.6, 0.8)]
    assert [line.text for line in text_layer(words).lines] == ["Ketua", "Sekretaris"]
