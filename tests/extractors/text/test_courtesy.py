"""An addressee's "c.q.", which engines read as "c.g."; one that is cut; who is written to."""

import pytest

from extractors.text.courtesy import goes_on, is_addressee, is_written_to, with_attention


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


@pytest.mark.parametrize(
    ("office", "expected"),
    [
        ("Kepala Dinas Koperasi dan Usaha Mikro Kab.", True),
        ("Kepala Dinas Koperasi dan UM Kabupaten", True),
        ("Kepala Dinas Koperasi dan", True),
        ("Kepala Dinas Koperasi dan UM Kab. Jombang", False),
        ("Kepala Desa Wedan", False),
    ],
)
def test_an_addressee_does_not_end_in_a_word_that_goes_on(office: str, expected: bool) -> None:
    assert goes_on(office) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Ke: Dinas Koperasi dan UM Kabupaten Jombang", True),
        ("Kepada Yth. Bapak Kepala Dinas Koperasi dan Usaha Mikro", True),
        ("Kepada Inspektur pembaca surat ini di Dinkopum,", True),
        ("DINAS KOPERASI DAN USAHA MIKRO", False),
        ("Tembusan kepada Camat Gudo", False),
    ],
)
def test_a_row_that_leads_to_the_office_is_addressed_to_it(row: str, expected: bool) -> None:
    assert is_addressee(row) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Yth. Sdri. Tri Wahyuningsih", True),
        ("Kepada Yth. Bpk. TRI WAHYUNINGSIH di Tembelang", True),
        ("Yth. Sdr. Tri Wahyono", False),
        ("Nama : Tri Wahyuningsih", False),
    ],
)
def test_whom_a_row_is_written_to(row: str, expected: bool) -> None:
    assert is_written_to("Tri Wahyuningsih", row) is expected
