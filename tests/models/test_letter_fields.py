"""The fields by which a case's koperasi is found."""

from models.document import Kind
from models.letter_fields import KOPERASI_NAMES, KOPERASI_PLACES


def test_a_letters_word_goes_before_an_identity_papers() -> None:
    assert KOPERASI_PLACES == (
        (Kind.SURAT_PERMOHONAN, "koperasi_nama"),
        (Kind.SURAT_PENGADUAN, "terlapor"),
        (Kind.IDENTITAS_LEMBAGA, "koperasi_nama"),
    )
    assert KOPERASI_NAMES == ("koperasi_nama", "terlapor")
