"""Letters of our own families, tagged as voices' letters are."""

from itertools import islice

from samples.training.ranking.families import own_letters
from samples.training.ranking.material import example_of
from samples.voices.tagged import Letter

COUNT = 12


def told(letter: Letter) -> dict[str, list[str]]:
    """The texts of each tag."""
    found: dict[str, list[str]] = {}
    for span in letter.spans():
        found.setdefault(span.tag.name, []).append(span.text)
    return found


def test_own_letters_carry_their_values_and_tell_what_is_somebody_else_s() -> None:
    letters = list(own_letters(3, COUNT))
    assert sum(letter.kind == "surat_pengaduan" for letter, _ in letters) == COUNT // 3
    tags = [told(letter) for letter, _ in letters]
    assert all({"terlapor", "perihal", "tanggal_surat"} & set(one) for one in tags)
    assert any(name.startswith("lain_") for one in tags for name in one)


def test_words_and_labels_are_those_of_the_pages() -> None:
    for letter, pages in islice(own_letters(4, COUNT), 4):
        example = example_of(letter, pages)
        assert len(example.labels) == len(example.told)
        assert any(label != "O" for label in example.labels)


def test_the_same_seed_gives_the_same_letters() -> None:
    (first, _), (second, _) = next(own_letters(5, 1)), next(own_letters(5, 1))
    assert first == second
