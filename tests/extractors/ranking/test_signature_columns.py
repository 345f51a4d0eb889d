"""What a signature's own column says of its owner, where two columns stand side by side."""

from collections.abc import Sequence

from extractors.case.letters import SeenLetter, seen_letter
from extractors.ranking.reading_order import words_of
from extractors.ranking.signature_columns import FEATURES, SignatureColumns
from tests.extractors.paper import Cell, page

LEFT, RIGHT = 150, 800
ROWS: list[str | Sequence[Cell]] = [
    "Jombang, 9 Pebruari 2026",
    "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
    "Dengan hormat, saya Siti Aminah mohon ditengahi.",
    "Demikian surat ini saya buat.",
    [(LEFT, "Mengetahui,"), (RIGHT, "Hormat saya,")],
    [(LEFT, "Ketua RT 02"), (RIGHT, "Pemohon")],
    "",
    [(LEFT, "Bagus Prayitno"), (RIGHT, "Siti Aminah")],
]


def _columns() -> tuple[SeenLetter, SignatureColumns]:
    seen = seen_letter([page(ROWS)])
    return seen, SignatureColumns(seen.sections, words_of(seen.sections))


def _last(seen: SeenLetter, *names: str) -> list[int]:
    """The last places of these words."""
    words = [word.token.text for word in words_of(seen.sections)]
    return [max(at for at, word in enumerate(words) if word == name) for name in names]


def test_each_column_tells_of_the_name_under_it_alone() -> None:
    seen, columns = _columns()
    head, writer = _last(seen, "Bagus", "Prayitno"), _last(seen, "Siti", "Aminah")
    of_head, of_writer = columns.features(head, [writer]), columns.features(writer, [head])
    assert set(of_head) == set(of_writer) == set(FEATURES)
    assert (of_head["column_witness"], of_head["column_chief"], of_head["column_writer"]) == (1.0, 1.0, 0.0)
    assert (of_writer["column_witness"], of_writer["column_chief"]) == (0.0, 0.0)
    assert of_writer["column_writer"] == 1.0


def test_of_two_in_one_row_the_left_signs_first() -> None:
    seen, columns = _columns()
    head, writer = _last(seen, "Bagus", "Prayitno"), _last(seen, "Siti", "Aminah")
    assert columns.features(head, [writer])["column_first"] == 1.0
    assert columns.features(writer, [head])["column_first"] == 0.0
    assert columns.features(writer, [])["column_first"] == 1.0


def test_a_name_over_two_columns_has_a_gap_and_crosses_cells() -> None:
    seen, columns = _columns()
    across = columns.features(_last(seen, "Prayitno", "Siti"), [])
    whole = columns.features(_last(seen, "Siti", "Aminah"), [])
    assert (across["crosses_cells"], whole["crosses_cells"]) == (1.0, 0.0)
    assert across["gap_inside"] > 0.5 > whole["gap_inside"]


def test_words_outside_the_signatures_have_no_column() -> None:
    seen, columns = _columns()
    words = [word.token.text for word in words_of(seen.sections)]
    inside = [words.index("Siti"), words.index("Aminah")]
    assert set(columns.features(inside, [])) == {"gap_inside", "crosses_cells"}
    assert columns.features([], []) == {}
