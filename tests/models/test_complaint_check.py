"""Who complains: the name that is only suggested, and the card that bears it out."""

import pytest

from models.complaint_check import REACHED, anonymous
from models.document import Kind
from models.field import Field
from tests.models.make import NIK, OTHER_NIK, case_of, complaint, doubtful, ktp, sure


@pytest.mark.parametrize(
    ("card", "status"),
    [
        ({"nama": "SUMIYATI"}, "lengkap"),
        ({"nama": "SUMIYATI", "nik": OTHER_NIK}, "perlu_diperiksa"),
        ({"nama": "BUDI SANTOSO"}, "perlu_diperiksa"),
    ],
    ids=["with the letter's NIK", "with another's NIK", "with another's name"],
)
def test_a_card_bears_out_the_name_that_is_suggested(card: dict[str, str], status: str) -> None:
    letter = complaint(pelapor_nik=NIK, pelapor_nama=doubtful("Sumiyati"))
    assert case_of(letter, ktp(**card)).completeness.status == status


@pytest.mark.parametrize(
    ("says_what", "status"), [(True, "lengkap"), (None, "lengkap"), (False, "perlu_diperiksa")]
)
def test_a_complaint_whose_words_surely_say_nothing_is_looked_at(says_what: bool | None, status: str) -> None:
    letter = complaint(materi_pengaduan="terlampir pada lembar kronologi (5 lembar)").knowing(
        says_what=says_what
    )
    assert case_of(letter).completeness.status == status


@pytest.mark.parametrize(
    ("written_to", "status"),
    [
        (None, "lengkap"),
        ("Dinas Koperasi dan Usaha Mikro Kabupaten Jombang", "lengkap"),
        ("Kepala Dinas Kependudukan dan Pencatatan Sipil Kabupaten Jombang", "perlu_diperiksa"),
    ],
)
def test_a_complaint_to_another_office_is_looked_at(written_to: str | None, status: str) -> None:
    assert case_of(complaint().knowing(written_to=sure(written_to))).completeness.status == status


@pytest.mark.parametrize(
    ("read", "status"),
    [
        ("Kepala Otoritas Jasa Keuangan Kediri", "perlu_diperiksa"),
        ("Dinas Koperasi dan Usaha Mikro Kabupaten Jombang", "lengkap"),
        ("Dinas memeriksa daftar pembagian SHU", "lengkap"),
        ("petugas kotak aduan", "lengkap"),
    ],
)
def test_an_addressee_in_doubt_counts_where_it_is_a_name(read: str, status: str) -> None:
    assert case_of(complaint().knowing(written_to=doubtful(read))).completeness.status == status


def test_a_complaint_that_may_be_a_request_is_asked_for_its_addressee() -> None:
    letter = complaint(pelapor_nik=NIK, bertanda_tangan=True).knowing(may_be=Kind.SURAT_PERMOHONAN)
    card = ktp(nama="SUMIYATI")
    elsewhere = doubtful("Kapolres Jombang").model_copy(update={"confidence": 0.8})
    assert case_of(letter, card).completeness.status == "lengkap"
    assert case_of(letter.knowing(written_to=elsewhere), card).completeness.status == "perlu_diperiksa"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("Jl. Presiden KH. Abdurrahman Wahid No. 153-155, Candimulyo, Kec. Jombang", "perlu_diperiksa"),
        ("Jl. Presiden KH. Abdurrahman Wahid No. 17, Candimulyo", "lengkap"),
        ("Jl. KH. Abdurrahman Wahid, Candimulyo, Jombang", "perlu_diperiksa"),
        ("Candimulyo, Jombang", "lengkap"),
    ],
)
def test_the_office_s_own_address_is_nobody_s_home(address: str, status: str) -> None:
    assert case_of(complaint(pelapor_alamat=address)).completeness.status == status


@pytest.mark.parametrize(("likely", "is_shown"), [(0.08, True), (0.3, False)])
def test_who_signs_by_hand_with_hardly_a_name_may_be_nameless(likely: float, is_shown: bool) -> None:
    name = Field(value="Bendahara Kopwan", confidence=likely, needs_review=True)
    fields = {way: Field(value=None) for way in REACHED} | {
        "pelapor_nama": name,
        "bertanda_tangan": sure(True),
    }
    found = anonymous(fields, is_written=True)
    assert (found.value, found.needs_review) == (False, is_shown)


@pytest.mark.parametrize(("likely", "is_shown"), [(0.15, True), (0.9, False)])
def test_who_is_surely_found_but_hardly_named_in_print_may_be_nameless(likely: float, is_shown: bool) -> None:
    """A stamp's office stood for the name, and the office's telephone for the complainant's."""
    fields = {way: Field(value=None) for way in REACHED} | {
        "pelapor_nama": Field(value="Sekretariat Dewan", confidence=likely, needs_review=True),
        "pelapor_telepon": Field(value="0321861494", confidence=0.84),
        "bertanda_tangan": Field(value=False, confidence=0.9),
    }
    found = anonymous(fields)
    assert (found.value, found.needs_review) == (False, is_shown)


@pytest.mark.parametrize(
    ("cards", "status"),
    [
        ([], "lengkap"),
        (["SUMIYATI"], "perlu_diperiksa"),
        (["SUMIYATI", "MULYONO"], "lengkap"),
    ],
    ids=["none", "of one", "of both"],
)
def test_two_persons_complaints_with_one_card_are_looked_at(cards: list[str], status: str) -> None:
    letters = [complaint(pelapor_nama=name) for name in ("Sumiyati", "Mulyono")]
    found = case_of(*letters, *(ktp(nama=name) for name in cards))
    assert found.completeness.status == status
