"""An addressee's "c.q.", which engines read as "c.g."."""

import pytest

from extractors.text.courtesy import with_attention


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Kepala Dinas c.g. Bidang Kelembagaan", "Kepala Dinas c.q. Bidang Kelembagaan"),
        ("Kepala Dinas Cg. Kabid Pengawasan", "Kepala Dinas Cq. Kabid Pengawasan"),
        ("KEPALA DINAS (C.G. KABID)", "KEPALA DINAS (C.Q. KABID)"),
        ("Kepala Dinas cg bagian Koperasi", "Kepala Dinas cq bagian Koperasi"),
        ("Kepala Dinas c.q. Bidang Kelembagaan", "Kepala Dinas c.q. Bidang Kelembagaan"),
    ],
)
def test_a_misread_q_is_put_right(read: str, meant: str) -> None:
    assert with_attention(read) == meant


@pytest.mark.parametrize("read", ["Kepala Dinas Koperasi Kec. Gudo", "Camat Gudo", "PT Cgk Jaya", "acg. x"])
def test_other_words_stay(read: str) -> None:
    assert with_attention(read) == read
