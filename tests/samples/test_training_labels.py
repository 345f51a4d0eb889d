"""The words that were read get the tags of the letter's text, also where columns stand side by side."""

from collections.abc import Sequence

from extractors.ranking.reading_order import words_of
from extractors.text.letter_sections import dissect
from samples.training.ranking.labels import labels
from samples.voices.tagged import parse_letter
from tests.extractors.paper import Cell, page

LEFT, RIGHT = 150, 800
LETTER = parse_letter("""01-01 surat_permohonan konsultasi loket ttd
@kolom
Nomor : <nomor_surat>12/KSP/X/2026</nomor_surat> || <tempat_surat>Jombang</tempat_surat>, 4 Nopember 2026
Perihal : <perihal>Permohonan bantuan penyelesaian pinjaman</perihal> || Kepada
 || Yth. <tujuan>Kepala Dinas Koperasi</tujuan>
@isi
Dengan hormat, saya mohon ditengahi.
@ttd
Ketua || Sekretaris
<pemohon_nama>Budi Santoso</pemohon_nama> || <lain_nama>Ani Lestari</lain_nama>
""")
ROWS: Sequence[str | Sequence[Cell]] = [
    [(LEFT, "Nomor : 12/KSP/X/2026"), (RIGHT, "Jombang, 4 Nopember 2026")],
    [(LEFT, "Perihal : Permohonan bantuan"), (RIGHT, "Kepada")],
    [(LEFT + 120, "penyelesaian — pinjaman"), (RIGHT, "Yth. Kepala Dinas Koperasi")],
    "Dengan hormat, saya mohon ditengahi.",
    [(LEFT, "Ketua"), (RIGHT, "Sekretaris")],
    [(LEFT, "Budi Santoso"), (RIGHT, "Ani Lestari")],
]


def _labelled() -> dict[str, list[str]]:
    """The words of each role, with B or I."""
    words = words_of(dissect([page(ROWS)]))
    found: dict[str, list[str]] = {}
    for word, label in zip(words, labels(LETTER, words), strict=True):
        if label != "O":
            found.setdefault(label[2:], []).append(f"{label[0]} {word.token.text}")
    return found


def test_a_subject_that_goes_on_below_is_one_run_with_the_mark_within() -> None:
    assert _labelled()["perihal"] == [
        "B Permohonan", "I bantuan", "I penyelesaian", "I —", "I pinjaman"
    ]  # fmt: skip


def test_signers_and_addressee_keep_their_own_words() -> None:
    told = _labelled()
    assert told["tujuan"] == ["B Kepala", "I Dinas", "I Koperasi"]
    assert (told["nama"], told["lain_nama"]) == (["B Budi", "I Santoso"], ["B Ani", "I Lestari"])
