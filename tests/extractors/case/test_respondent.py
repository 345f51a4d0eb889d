"""The other side of a letter: whom it names, and whom it only mentions."""

from tests.extractors.letters import ASKED, BEGUN, CLOSING, END, MATTER, TO, read


def test_who_only_received_the_letter_s_writer_is_not_meant() -> None:
    subject, asked = "Hal : Permohonan Penyelesaian Masalah", "Saya bermasalah dengan KSP Dana Lumintu."
    text = "Saya datang ke kantor dan ditemui oleh petugas loket, Sdr. Slamet Riyadi."
    read_as = read(subject, *TO, "Dengan hormat,", asked, text, ASKED, *END)["termohon_nama"].value
    assert read_as == "KSP Dana Lumintu"


def test_a_respondent_s_name_that_goes_on_in_a_misread_word_is_doubted() -> None:
    told = "Adapun pihak yang kami maksud adalah Sdr. Rudi Ekaputra {} bendahara koperasi kami."
    assert read(*BEGUN, told.format("sanyane selaku"), MATTER, CLOSING)["termohon_nama"].needs_review
    assert not read(*BEGUN, told.format("selaku"), MATTER, CLOSING)["termohon_nama"].needs_review


def test_a_ruling_before_a_name_from_bali_is_its_initial() -> None:
    fields = read(
        "Perihal : Permohonan Mediasi",
        "Dengan hormat,",
        "Adapun pihak yang kami maksud adalah Saudara | Wayan Mustofa selaku ketua KSPPS Artha Karya.",
        *END,
    )
    assert fields["termohon_nama"].value == "I Wayan Mustofa"
