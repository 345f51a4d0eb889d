"""The telephone of who asks: his own, his proxy's in doubt, and whose it is not."""

import pytest

from extractors.text.koperasi import is_heads_phone
from extractors.text.letter_sections import dissect
from tests.extractors.letters import END, read, written
from tests.extractors.paper import page


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


@pytest.mark.parametrize(("told", "is_shown"), [("", True), ("Telp. kantor 0321-710233.", False)])
def test_a_telephone_of_the_letterhead_alone_is_looked_at_however_likely(told: str, is_shown: bool) -> None:
    sheet = page([
        [(500, "KOPERASI UNIT DESA SUMBER REJEKI")],
        [(400, "Jl. Raya Bareng No. 140, Jombang, Telp. 0321-710233")],
        "Nomor : 120/KUD.SRT/VII/2026",
        "Kepada Yth. Kepala Dinas Koperasi",
        "Dengan hormat, kami memohon bimbingan.",
        told or "Buku kas kami belum diperiksa.",
        *END,
    ])  # fmt: skip
    assert is_heads_phone("0321710233", dissect([sheet])) is is_shown


def test_a_number_that_a_line_s_end_breaks_is_one() -> None:
    told = "Keterangan lebih lanjut dapat ditanyakan kepada ketua pengawas, dr. Lukman Hakiki, 0812 5266"
    phone = read("Dengan hormat, kami memohon bimbingan.", told, "8830.", *END)["pemohon_telepon"]
    assert phone.value == "081252668830"
