"""A form's label midway between its value's two lines, or at the foot of more."""

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


@pytest.mark.parametrize(
    ("y", "text", "is_raised"),
    [(452, "Uraian pengaduan", True), (484, "Uraian pengaduan", False), (452, "Petugas", False)],
    ids=["at the foot", "a row below", "no label"],
)
def test_a_label_at_the_foot_of_its_lines_stands_before_the_first(y: int, text: str, is_raised: bool) -> None:
    lines = ("Ketua meminta saya datang", "empat kali untuk cap yang sama,", "dan tidak pernah memberi.")
    told = [(600, 340 + 48 * at, words) for at, words in enumerate(lines)]
    read = _read((150, 290, "Terlapor"), (600, 290, "Ketua"), *told, (150, y, text))
    assert (read[1] == f"{text} {lines[0]}") is is_raised
    assert read[0] == "Terlapor Ketua"
