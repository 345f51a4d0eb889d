"""Whom a letter is written to, as a reason tells it."""

import pytest

from models.addressee import UNSURE, fault_of_addressee, fault_of_unsure, is_another_office
from models.field import Field


def test_an_unlikely_addressee_is_not_called_by_name() -> None:
    likely = Field(value="Dinas Kesehatan Kabupaten Jombang", confidence=0.7, needs_review=True)
    unlikely = likely.model_copy(update={"confidence": 0.13})
    named, unnamed = (fault_of_addressee(one, ("Dinkopum",), "Jombang") for one in (likely, unlikely))
    assert named and "Kesehatan" in named
    assert unnamed and "Kesehatan" not in unnamed


@pytest.mark.parametrize(
    ("tujuan", "is_other"),
    [
        ("Menteri Koperasi Republik Indonesia c.q. Deputi Bidang Pengawasan Koperasi", True),
        ("Kementerian Koperasi RI melalui Dinas Koperasi Kabupaten Jombang", False),
        ('Ketua Pengurus Koperasi Simpan Pinjam "Dinas Karya Mandiri" Jombang', True),
        ("Pejabat Pengawas Koperasi, Dinas Koperasi dan Usaha Mikro", False),
        ("Kepala Dinas Koperasi, tembusan Pengurus KSP Artha", False),
        ('Ketua KPRI "Sari Usaha" Pegawai Dinas Koperasi dan Usaha Mikro Kabupaten Jombang', True),
        ("Ketua KPRI Sari Usaha melalui Dinas Koperasi dan Usaha Mikro", False),
        ("Ketua Dinas Koperasi dan Usaha Mikro", False),
    ],
)
def test_a_ministry_s_office_for_koperasi_and_a_koperasi_s_board_are_not_this_one(
    tujuan: str, is_other: bool
) -> None:
    assert is_another_office(tujuan, ("DINKOPUM",), "Jombang Pemerintah Kabupaten Jombang") is is_other


@pytest.mark.parametrize(
    ("needs_review", "read", "is_unsure"),
    [(True, "Ketua KPRI Sari", True), (False, "Ketua KPRI Sari", False), (True, "Dinas Koperasi", False)],
)
def test_an_addressee_in_doubt_may_be_whom_the_rules_read(
    needs_review: bool, read: str, is_unsure: bool
) -> None:
    tujuan = Field(value="Dinas Koperasi dan Usaha Mikro", confidence=0.74, needs_review=needs_review)
    fault = fault_of_unsure(tujuan, Field(value=read), ("DINAS KOPERASI",), "Jombang")
    assert (fault == UNSURE) is is_unsure
