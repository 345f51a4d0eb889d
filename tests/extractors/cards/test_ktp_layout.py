"""Rows and values by geometry: wrapped lines, missing labels, the photo column, two cards, garbled boxes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.cards.other_papers import is_other_paper
from extractors.cards.pieces import Piece, part, split_at_gaps
from extractors.cards.row_assignment import Layout, layouts
from extractors.cards.row_labels import match_label
from extractors.cards.row_layout import HEIGHT_OF, find_rows
from extractors.cards.row_texts import texts_of
from extractors.engines import recogniser
from extractors.engines.rapidocr import Glyph

STEP = 36.0
LABELS = {
    "nik": "NIK", "nama": "Nama", "ttl": "Tempat/Tgl Lahir", "jenis_kelamin": "Jenis kelamin",
    "alamat": "Alamat", "rt_rw": "RT/RW", "kelurahan_desa": "Kel/Desa", "kecamatan": "Kecamatan",
    "agama": "Agama", "status_perkawinan": "Status Perkawinan", "pekerjaan": "Pekerjaan",
    "kewarganegaraan": "Kewarganegaraan", "berlaku_hingga": "Berlaku Hingga",
}  # fmt: skip
VALUES = {
    "nik": "3517081908829001", "nama": "SITI AMINAH", "ttl": "JOMBANG, 19-08-1982",
    "jenis_kelamin": "PEREMPUAN", "alamat": "DSN KRAJAN", "rt_rw": "003/001", "kelurahan_desa": "CUKIR",
    "kecamatan": "DIWEK", "agama": "ISLAM", "status_perkawinan": "KAWIN", "pekerjaan": "PETANI/PEKEBUN",
    "kewarganegaraan": "WNI", "berlaku_hingga": "SEUMUR HIDUP",
}  # fmt: skip


def _piece(text: str, left: float, middle: float) -> Piece:
    glyphs = tuple(Glyph(char, 0.99, (at + 0.5) / max(1, len(text))) for at, char in enumerate(text))
    return Piece(glyphs, left, middle - 13, left + 15 * len(text), middle + 13)


def _card(x: float = 74, y: float = 260, *, skip: tuple[str, ...] = (), wrapped: bool = False) -> list[Piece]:
    """The lines of one card; `wrapped` puts the address on two lines and all rows below one step lower."""
    pieces = [_piece("PROVINSI JAWA TIMUR", x + 400, y - 190), _piece("KABUPATEN JOMBANG", x + 410, y - 140)]
    for row, label in LABELS.items():
        lower = STEP if wrapped and HEIGHT_OF[row] > HEIGHT_OF["alamat"] else 0.0
        middle = y + HEIGHT_OF[row] * STEP + lower
        indent = 1.7 * STEP if row in ("rt_rw", "kelurahan_desa", "kecamatan") else 0.0
        if row not in skip:
            pieces.append(_piece(label, x + indent, middle))
        pieces.append(_piece(f": {VALUES[row]}", x + 7.2 * STEP, middle))
    if wrapped:
        pieces.append(_piece("GANG MASJID BARAT", x + 7.7 * STEP, y + (HEIGHT_OF["alamat"] + 1) * STEP))
    pieces.append(_piece("Gol. Darah : O", x + 460, y + 2 * STEP))
    pieces.append(_piece("KABUPATEN JOMBANG", x + 830, y + 10 * STEP))
    pieces.append(_piece("12-03-2018", x + 870, y + 11 * STEP))
    return pieces


def _texts(layout: Layout) -> dict[str, str]:
    return {row: " ".join(piece.text for piece in found) for row, found in layout.values.items()}


def test_every_value_lies_in_its_row_and_nothing_of_the_photo_s_column() -> None:
    (layout,) = layouts(_card())
    assert _texts(layout) == VALUES
    assert [piece.text for piece in layout.headers] == ["PROVINSI JAWA TIMUR", "KABUPATEN JOMBANG"]
    assert layout.blood is not None


def test_a_place_of_issue_half_a_line_below_kecamatan_is_not_its_second_line() -> None:
    card = [piece for piece in _card() if not (piece.text == "KABUPATEN JOMBANG" and piece.left > 800)]
    below = 260 + (HEIGHT_OF["kecamatan"] + 0.55) * STEP
    (layout,) = layouts([*card, _piece("JOMBANG", 74 + 19 * STEP, below)])
    assert _texts(layout) == VALUES


def test_unread_labels_are_filled_in_by_their_place() -> None:
    (layout,) = layouts(_card(skip=("nama", "kecamatan", "pekerjaan", "berlaku_hingga")))
    assert _texts(layout) == VALUES


def test_a_wrapped_address_keeps_its_second_line() -> None:
    (layout,) = layouts(_card(wrapped=True))
    assert _texts(layout) == {**VALUES, "alamat": "DSN KRAJAN GANG MASJID BARAT"}


def test_two_cards_are_told_apart() -> None:
    found = layouts([*_card(), *_card(y=1200)])
    assert len(found) == 2
    assert all(_texts(layout) == VALUES for layout in found)


def test_an_identity_block_of_a_letter_is_no_card() -> None:
    texts = ("Nama : SITI", "NIK : 3517", "Alamat : DIWEK")
    assert layouts([_piece(text, 100, 100 + 50 * at) for at, text in enumerate(texts)]) == []


def test_columns_read_as_one_line_are_parted() -> None:
    left, right = _piece("PETANI", 100, 100), _piece("JOMBANG", 700, 100)
    width = right.right - left.left
    glyphs = tuple(
        Glyph(glyph.text, glyph.score, (piece.left + glyph.place * (piece.right - piece.left) - 100) / width)
        for piece in (left, right)
        for glyph in piece.glyphs
    )
    joined = Piece(glyphs, 100, 87, right.right, 113)
    assert [piece.text for piece in split_at_gaps(joined)] == ["PETANI", "JOMBANG"]


_pieces = st.builds(
    _piece,
    st.one_of(st.text(max_size=20), st.sampled_from([*LABELS.values(), *VALUES.values()])),
    st.floats(-100, 2000),
    st.floats(-100, 2000),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_pieces, max_size=40))
def test_no_garbled_card_raises(pieces: list[Piece]) -> None:
    for layout in layouts(pieces):
        assert layout.step > 0
        assert len(layout.rows.labels) >= 4
    find_rows(pieces)


@given(_pieces, st.integers(0, 25), st.integers(0, 25))
def test_a_part_lies_inside_its_piece(piece: Piece, start: int, end: int) -> None:
    found = part(piece, start, end)
    assert found is None or (piece.left <= found.left <= found.right <= piece.right + 1)


def test_a_wrapped_name_whose_label_a_stamp_hides_keeps_both_lines() -> None:
    second = 260 + (HEIGHT_OF["nama"] + 1) * STEP
    moved = [
        replace(piece, top=piece.top + STEP, bottom=piece.bottom + STEP)
        for piece in _card(skip=("nama",))
        if piece.middle > second - 0.5 * STEP
    ]
    above = [piece for piece in _card(skip=("nama",)) if piece.middle <= second - 0.5 * STEP]
    (layout,) = layouts([*above, *moved, _piece("FATMAWATI", 74 + 7.7 * STEP, second)])
    assert _texts(layout) == {**VALUES, "nama": f"{VALUES['nama']} FATMAWATI"}


ENGLISH = {
    "nik": "NIK", "nama": "Name", "ttl": "Place/Date of Birth", "jenis_kelamin": "Sex", "alamat": "Address",
    "rt_rw": "RT/RW", "kelurahan_desa": "Village", "kecamatan": "District", "agama": "Religion",
    "status_perkawinan": "Marital Status", "pekerjaan": "Occupation", "kewarganegaraan": "Nationality",
    "berlaku_hingga": "Valid Until",
}  # fmt: skip


def _relabelled(labels: dict[str, str]) -> list[Piece]:
    """The card with other words for its labels, colon and value in one piece with them."""
    own = {label: row for row, label in LABELS.items()}
    kept = [piece for piece in _card() if not piece.text.startswith(": ") and piece.text not in own]
    rows = [piece for piece in _card() if piece.text in own]
    return kept + [
        _piece(f"{labels[own[piece.text]]} : {VALUES[own[piece.text]]}", piece.left, piece.middle)
        for piece in rows
    ]


def test_english_labels_are_labels_alone_and_behind_a_stroke() -> None:
    both = {row: f"{label}/{ENGLISH[row]}" for row, label in LABELS.items() if row not in ("nik", "rt_rw")}
    for labels in (ENGLISH, LABELS | both):
        (layout,) = layouts(_relabelled(labels))
        assert _texts(layout) == VALUES


def test_what_begins_like_an_english_label_is_none() -> None:
    assert match_label("VILLAGE GADING BLOK A") is not None
    assert match_label("VILLAGEGADING BLOK A") is None
    assert match_label("VILLA GADING") is None


def test_a_suket_and_a_kartu_keluarga_are_no_cards() -> None:
    card = _card()
    (layout,) = layouts(card)
    outline = [(0.0, 0.0), (1280.0, 0.0), (1280.0, 810.0), (0.0, 810.0)]
    assert not is_other_paper(layout, outline, card)
    letter = [piece for piece in card if "JAWA TIMUR" not in piece.text]
    title = [_piece("SURAT KETERANGAN", 500, -100), _piece("telah melakukan perekaman KTP-el", 74, 900)]
    (layout,) = layouts(letter)
    assert not is_other_paper(layout, outline, letter)
    assert is_other_paper(layout, outline, [*letter, *title])
    beside = [*card, _piece("KARTU KELUARGA", 500, 1000), _piece("Nama Kepala Keluarga", 74, 1060)]
    (layout,) = layouts(card)
    assert not is_other_paper(layout, outline, beside)


@pytest.mark.parametrize(
    ("lines", "is_other"),
    [
        ([("KARTU PEDAGANG PASAR", 470, 165)], True),
        ([("BIODATA PENDUDUK WARGA NEGARA INDONESIA", 380, 165)], True),
        ([("KARTU TANDA PENDUDUK", 470, 165)], False),
        ([("KARTUTANDAPENDUDUK", 470, 165)], False),
        ([("untuk koperasi", 470, 165)], False),
        ([("FOTOKOPI SESUAI ASLINYA", 470, 20)], False),
    ],
)
def test_a_title_below_province_and_regency_is_another_paper_s(
    lines: list[tuple[str, int, int]], is_other: bool
) -> None:
    card = [*_card(), *(_piece(*line) for line in lines)]
    (layout,) = layouts(card)
    outline = [(0.0, 0.0), (1280.0, 0.0), (1280.0, 810.0), (0.0, 810.0)]
    assert is_other_paper(layout, outline, card) is is_other
    beheaded = [piece for piece in card if "PROVINSI" not in piece.text]
    (layout,) = layouts(beheaded)
    assert is_other_paper(layout, outline, beheaded) is is_other


def test_a_letter_that_lists_what_a_ktp_says_is_no_card() -> None:
    listed = [piece for piece in _card() if "JAWA TIMUR" not in piece.text]
    below = _piece("Uang titipan saya di Koperasi Wanita Dahlia tidak dikembalikan", 74, 760)
    (layout,) = layouts(listed)
    outline = [(0.0, 0.0), (1280.0, 0.0), (1280.0, 810.0), (0.0, 810.0)]
    assert is_other_paper(layout, outline, [*listed, below])
    assert not is_other_paper(layout, outline, [*listed, _piece("fotokopi untuk koperasi", 74, 760)])


@pytest.mark.parametrize(
    ("seen", "text"), [(": Siti Aminah.", "SITI AMINAH"), ("a: Kong -", "KONG"), (": -", "")]
)
def test_what_was_read_stays_beside_the_text_made_of_it(
    monkeypatch: pytest.MonkeyPatch, seen: str, text: str
) -> None:
    """A person sees what the engine read: colon, small letters and stray marks too; of nothing, nothing."""
    monkeypatch.setattr(recogniser, "read_lines", lambda crops: [""] * len(crops))
    (row,) = texts_of([[_piece(seen, 74, 60)]], np.full((120, 600, 3), 255, np.uint8))
    assert (row.text, row.read) == (text, seen if text else "")
