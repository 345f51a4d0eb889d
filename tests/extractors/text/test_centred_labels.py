"""A form's label midway between its value's two lines."""

import pytest

from extractors.text.centred_labels import raised
from extractors.text.rows import rows_of
from tests.extractors.paper import line, page

VALUE = ("Dusun Subentoro RT 02 RW 05 Kec.", "Mojowarno")


def _read(*placed: tuple[int, int, str]) -> list[str]:
    lines = tuple(line(text, x, y) for x, y, text in placed)
    return [row.text for row in raised(rows_of([page([]).model_copy(update={"lines": lines})]))]


def test_a_label_midway_between_two_lines_stands_before_the_first() -> None:
    nik = ((150, 300, "NIK"), (600, 300, "3517011203819001"))
    read = _read(*nik, (600, 346, VALUE[0]), (150, 366, "4. Alamat"), (600, 388, VALUE[1]))
    assert read == ["NIK 3517011203819001", f"4. Alamat {VALUE[0]}", VALUE[1]]


@pytest.mark.parametrize(
    ("label", "y", "second"),
    [("Alamat", 380, 600), ("Sekretaris koperasi", 366, 600), ("Alamat", 366, 150)],
    ids=["beside the second line", "no label", "another row below"],
)
def test_other_rows_stay(label: str, y: int, second: int) -> None:
    read = _read((600, 346, VALUE[0]), (150, y, label), (second, 392, VALUE[1]))
    assert read[0] == VALUE[0]
