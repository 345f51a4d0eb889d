"""The other side of a letter: whom it names, and whom it only mentions."""

import pytest

from tests.extractors.case.letters import ASKED, BEGUN, CLOSING, END, MATTER, TO, Row, read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dinas menjadi penengah antara kami dengan Sdr. Ahmad Rofiq selaku termohon,", "Ahmad Rofiq"),
        ("akan tetapi Sdr. SOEWANDI (termohon) sebagai ketua lama tidak mau menyerahkan stempel", "SOEWANDI"),
        ("dilakukan oleh Fathur Rozi, S.E., Ketua KSPPS Amanah, selanjutnya disebut terlapor/termohon.",
         "Fathur Rozi, S.E."),
        ("terhadap KSP Surya Gemilang, diwakili Sdr. Vincent Gunawan, selanjutnya disebut TERMOHON.",
         "KSP Surya Gemilang"),
    ],
)  # fmt: skip
def test_who_is_called_the_other_side(text: str, name: str) -> None:
    subject = "Perihal : Permohonan Mediasi"
    assert read(subject, *TO, "Dengan hormat,", text, ASKED, *END)["termohon_nama"].value == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "mohon mempertemukan saya dengan Ketua KSP tersebut, Sdr. Wahono Basuki, supaya jelas.",
            "Wahono Basuki",
        ),
        (
            "Kami minta dipertemukan dengan kepala cabangnya, namanya Pak Didit Nugraha, supaya",
            "Didit Nugraha",
        ),
        ("diselesaikan dengan manajer koperasi, Sdr. Ir. Gunarto, tanpa pengadilan.", "Ir. Gunarto"),
        (
            "Dimohon memanggil pihak termohon, yaitu Bendahara KSU Laras, Ibu Marwiyah Sofiati.",
            "Marwiyah Sofiati",
        ),
        ("Termohon: Kepala Cabang, Sdri. Fitria Lestiyani. Uang ditahan.", "Fitria Lestiyani"),
    ],
)
def test_a_person_named_with_his_office_is_meant_before_his_koperasi(text: str, name: str) -> None:
    subject, asked = "Hal : Permohonan Penyelesaian Masalah", "Saya bermasalah dengan KSP Dana Lumintu."
    assert read(subject, *TO, "Dengan hormat,", asked, text, ASKED, *END)["termohon_nama"].value == name


def test_beside_an_officer_s_name_the_koperasi_is_only_proposed() -> None:
    subject, asked = "Hal : Permohonan Penyelesaian Masalah", "Saya bermasalah dengan KSP Dana Lumintu."
    told = "Yang memakai nama saya adalah petugas lapangan bernama Gunarto Slamet."
    assert read(subject, *TO, "Dengan hormat,", asked, told, ASKED, *END)["termohon_nama"].needs_review
    assert not read(subject, *TO, "Dengan hormat,", asked, ASKED, *END)["termohon_nama"].needs_review


def test_a_koperasi_complains_of_its_officer_and_not_of_who_signs() -> None:
    rows = (
        [(500, "KOPERASI UNIT DESA SUMBER REJEKI")],
        [(400, "Jl. Raya Bareng No. 140, Jombang, Telp. 0321-710233")],
        "Hal : Pengaduan",
        *TO,
        "Dengan hormat,",
        "Kami, Ketua, Sdr. Rangga Saputra, mengadukan manajer yang berhenti tanpa serah terima.",
        "Sdr. Ludfi Hermawan, manajer cabang kami periode 2021, belum menepati janji.",
    )
    found = read(*rows, *END, "Ketua,", "", "Rangga Saputra")["termohon_nama"]
    assert (found.value, found.needs_review) == ("Ludfi Hermawan", True)


def test_who_only_received_the_letter_s_writer_is_not_meant() -> None:
    subject, asked = "Hal : Permohonan Penyelesaian Masalah", "Saya bermasalah dengan KSP Dana Lumintu."
    text = "Saya datang ke kantor dan ditemui oleh petugas loket, Sdr. Slamet Riyadi."
    read_as = read(subject, *TO, "Dengan hormat,", asked, text, ASKED, *END)["termohon_nama"].value
    assert read_as == "KSP Dana Lumintu"


def test_the_one_company_that_a_koperasi_s_letter_speaks_of_is_proposed_as_the_other_side() -> None:
    rows: tuple[Row, ...] = (
        "KUD SRI REJEKI TANI",
        "Hal : Mohon bantuan penyelesaian tagihan",
        *TO,
        "Dengan hormat,",
        "CV. Sumber Pangan Lestari belum melunasi pembayaran gabah sampai bulan September 2026.",
        "Kami mohon mediasi dengan perusahaan tersebut yang dipimpin oleh Sdr. Hendrik Gunawan.",
    )
    found = read(*rows, *END)["termohon_nama"]
    assert (found.value, found.needs_review) == ("CV. Sumber Pangan Lestari", True)
    two = read(*rows, "Gabah itu dijual lagi kepada PT Beras Jaya.", *END)["termohon_nama"]
    assert two.value != "CV. Sumber Pangan Lestari"


def test_where_an_officer_is_spoken_of_the_koperasi_is_only_proposed_as_the_other_side() -> None:
    told = "Tagihan datang dari Koperasi Konsumen Asri Budi oleh orang selaku manajer di sana."
    respondent = read(*BEGUN, told, MATTER, CLOSING)["termohon_nama"]
    assert respondent.value != "Koperasi Konsumen Asri Budi" or respondent.needs_review
    lost = "Adapun pihak yang kan maksud adalah Saudara Alex Widodo selaku manajer koperasi kami."
    assert read(*BEGUN, lost, MATTER, CLOSING)["termohon_nama"].value == "Alex Widodo"


def test_a_respondent_s_name_that_goes_on_in_a_misread_word_is_doubted() -> None:
    told = "Adapun pihak yang kami maksud adalah Sdr. Rudi Ekaputra {} bendahara koperasi kami."
    assert read(*BEGUN, told.format("sanyane selaku"), MATTER, CLOSING)["termohon_nama"].needs_review
    assert not read(*BEGUN, told.format("selaku"), MATTER, CLOSING)["termohon_nama"].needs_review


def test_an_officer_named_in_the_matter_is_only_proposed_as_the_other_side() -> None:
    fields = read(
        "KSP ARTHA BAKTI",
        "Perihal : Pengaduan",
        "Dengan hormat,",
        "Bendahara, Saudara Heru Sutikno, menarik dana cadangan tanpa persetujuan rapat.",
        CLOSING,
    )
    assert fields["termohon_nama"].value == "Heru Sutikno" and fields["termohon_nama"].needs_review


def test_a_ruling_before_a_name_from_bali_is_its_initial() -> None:
    fields = read(
        "Perihal : Permohonan Mediasi",
        "Dengan hormat,",
        "Adapun pihak yang kami maksud adalah Saudara | Wayan Mustofa selaku ketua KSPPS Artha Karya.",
        *END,
    )
    assert fields["termohon_nama"].value == "I Wayan Mustofa"
