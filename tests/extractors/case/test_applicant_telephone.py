"""The telephone of who asks: his own, his proxy's in doubt, and whose it is not."""

import pytest

from tests.extractors.letters import (
    ASKED,
    END,
    TO,
    Row,
    read,
    written,
)


def test_a_proxy_s_telephone_is_only_proposed_as_his_client_s() -> None:
    fields = written(
        "Nama : Yoga Permana", "Alamat : Jl. Raya Ngoro RT 02", "Telp. : 0852 3146 8807",
        "berdasarkan surat kuasa bertindak untuk dan atas nama ibu saya :",
        "Nama : Supinah", "Alamat : Dusun Genuk RT 05", "Ibu saya menjadi anggota Kopwan Sekar Rahayu.",
    )  # fmt: skip
    assert fields["pemohon_nama"].value == "Supinah"
    assert fields["pemohon_telepon"].needs_review
    assert fields["pemohon_jabatan"].value is None


@pytest.mark.parametrize(
    "told",
    [
        "Untuk komunikasi, nomor Ketua 0819 3772 5046.",
        "Konfirmasi mohon disampaikan kepada Sekretaris pada nomor 0819 3772 5046.",
        "Mohon kabar lewat nomor 0819 3772 5046.",
    ],
)
def test_where_the_writers_are_reached(told: str) -> None:
    assert written(told)["pemohon_telepon"].value == "081937725046"


def test_a_koperasi_s_own_telephone_goes_before_its_secretary_s() -> None:
    body = (
        "Dengan hormat,",
        "Untuk jadwal hubungi Totok Haryadi (Sekretaris) nomor HP 0812-3390-4417.",
        ASKED,
    )
    kop = "KPRI SEJAHTERA GURU Jl. Raya Peterongan 88 Telp. (0321) 877914"
    head: tuple[Row, ...] = ("Jombang, 9 Mei 2026", *TO)
    assert read(kop, *head, *body, *END)["pemohon_telepon"].value == "0321877914"
    alone = read(*head, *body, *END)["pemohon_telepon"]
    assert alone.value == "081233904417" and alone.needs_review


def test_a_proxy_who_says_who_he_is_in_a_sentence_gives_his_own_telephone() -> None:
    fields = written(
        "Saya yang bertanda tangan di bawah ini Fathur Rozi, swasta, alamat Jalan Veteran 5,",
        "HP 0877-5061-3320, bertindak untuk dan atas nama ibu kandung saya :",
        "Nama : Hj. Maimunah Aschari",
        "Alamat : Dsn. Kebonsari RT 001",
    )
    assert fields["pemohon_nama"].value == "Hj. Maimunah Aschari"
    assert fields["pemohon_telepon"].needs_review


def test_the_other_side_s_telephone_is_not_the_applicant_s() -> None:
    fields = written(
        "I. PEMOHON", "Nama : Mujiono Hadi", "Alamat : Dusun Sari RT 1",
        "II. TERMOHON", "Nama : KSP Maju Jaya", "Alamat : Jl. Raya 5", "Telp. : 0321-871122",
    )  # fmt: skip
    assert fields["pemohon_telepon"].value is None


def test_the_kops_telephone_is_proposed_where_no_other_is_told() -> None:
    rows = (
        [(500, "KOPERASI UNIT DESA SUMBER REJEKI")],
        [(400, "Jl. Raya Bareng No. 140, Jombang, Telp. 0321-710233")],
        "Nomor : 120/KUD.SRT/VII/2026",
        "Kepada Yth. Kepala Dinas Koperasi",
        "Dengan hormat, kami memohon bimbingan.",
    )
    phone = read(*rows, *END)["pemohon_telepon"]
    assert (phone.value, phone.needs_review) == ("0321710233", True)
    told = read(*rows, "Kami dapat dihubungi di nomor HP 0812-3456-7890.", *END)["pemohon_telepon"]
    assert told.value == "081234567890"


def test_a_number_without_its_zero_is_one_behind_its_label() -> None:
    told = written("Nama : Yoga Permana", "No. HP : 812-3456-7890")["pemohon_telepon"]
    assert told.value == "081234567890"
    unread = written("Nama : Yoga Permana", "No. HP : 0812-3456-78xx")["pemohon_telepon"]
    assert (unread.value, unread.needs_review) == (None, True)
