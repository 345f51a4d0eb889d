"""The cards of a case: backs go with fronts, what was scanned twice is one document."""

import pytest

from extractors.case.ktp_documents import ktp_document
from models.field import Field
from models.page import CardReading, PageReading

QUAD = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.3), (0.1, 0.3))


def _page(number: int, nik: str, nama: str | None = None, *, needs_review: bool = False) -> PageReading:
    fields = {"nik": Field(value=nik, confidence=0.9, needs_review=needs_review)}
    if nama is not None:
        fields["nama"] = Field(value=nama, confidence=0.5 if needs_review else 0.9, needs_review=needs_review)
    return PageReading(file="a.pdf", number=number, cards=(CardReading(quad=QUAD, fields=fields),))


def test_a_card_scanned_twice_is_one_document() -> None:
    (document,) = ktp_document([_page(1, "3517091703829001"), _page(2, "3517091703829001")])
    assert [page.page for page in document.pages] == [1, 2]


def test_cards_of_two_people_stay_two_even_when_a_misread_number_is_the_other_s() -> None:
    assert len(ktp_document([_page(1, "3517091703829001"), _page(2, "3517091703829002")])) == 2
    assert (
        len(ktp_document([_page(1, "3517091703829001", "SARDI"), _page(2, "3517091703829001", "WIDODO")]))
        == 2
    )


def test_of_a_card_scanned_twice_each_field_is_the_surer_reading() -> None:
    faint, clear = (
        _page(1, "3517091703829001", "SAPIOI", needs_review=True),
        _page(2, "3517091703829001", "SARDI"),
    )
    (document,) = ktp_document([faint, clear])
    assert document.text("nama") == "SARDI"
    assert (document.field("nama").page, document.field("nama").needs_review) == (2, False)


def test_two_sure_readings_of_one_card_that_differ_are_for_a_person() -> None:
    (document,) = ktp_document(
        [_page(1, "3517091703829001", "SARDI"), _page(2, "3517091703829001", "SARDII")]
    )
    assert document.field("nama").needs_review


def test_a_card_whose_number_was_misread_on_one_copy_is_told_by_name_and_birth_date() -> None:
    pages = [_page(1, "3517091703829001", "SARDI"), _page(2, "3517091703829007", "SARDI")]
    born = {"tanggal_lahir": Field(value="1982-03-17", confidence=0.9)}
    dated = [
        page.model_copy(
            update={
                "cards": tuple(card.model_copy(update={"fields": card.fields | born}) for card in page.cards)
            }
        )
        for page in pages
    ]
    assert len(ktp_document(pages)) == 2
    assert len(ktp_document(dated)) == 1


def _card(**fields: tuple[str | None, str]) -> PageReading:
    """A card whose fields have these values and what the engine read of them."""
    read = {
        name: Field(value=value, raw=raw, confidence=0.99, needs_review=value is None)
        for name, (value, raw) in fields.items()
    }
    return PageReading(file="a.pdf", number=1, cards=(CardReading(quad=QUAD, fields=read),))


NAMED = {"nama": ("KASTAM", "KASTAM"), "alamat": ("DSN. KABUH", "DSN. KABUH")}


@pytest.mark.parametrize(
    ("rows", "is_shown"),
    [
        ({"jenis_kelamin": (None, "ISLAM"), "agama": (None, "12-05-1999")}, True),
        ({"jenis_kelamin": (None, "KAWIN"), "status_perkawinan": (None, "ISLAM")}, True),
        ({"jenis_kelamin": (None, "ISLAM"), "agama": ("ISLAM", "ISLAM")}, False),
        ({"jenis_kelamin": (None, "LK-LK"), "agama": (None, "1SL4M")}, False),
        ({"jenis_kelamin": ("LAKI-LAKI", "LAKI-LAKI"), "agama": ("ISLAM", "ISLAM")}, False),
    ],
)
def test_of_a_card_with_its_rows_in_another_order_a_person_looks_at_all(
    rows: dict[str, tuple[str | None, str]], is_shown: bool
) -> None:
    (document,) = ktp_document([_card(**NAMED, **rows)])
    assert document.field("nama").needs_review is is_shown
    assert document.field("alamat").needs_review is is_shown


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("MOCH . ZAINUDDIN", "MOCH. ZAINUDDIN"),
        ("ADI NUGROHO , SE", "ADI NUGROHO, SE"),
        ("M. ALI", "M. ALI"),
        ("SRI", "SRI"),
    ],
)
def test_no_blank_stands_before_a_stop(read: str, printed: str) -> None:
    (document,) = ktp_document([_card(nama=(read, printed), alamat=(f"JL . {read}", "JL."))])
    assert document.text("nama") == printed
    assert document.text("alamat") == f"JL. {printed}"


@pytest.mark.parametrize(
    ("printed", "official"),
    [("MALE", "LAKI-LAKI"), ("FEMALE", "PEREMPUAN"), ("PRIA", "LAKI-LAKI"), ("PEREMPUAN", "PEREMPUAN")],
)
def test_the_sex_is_the_official_word_and_what_was_printed_stays_beside_it(
    printed: str, official: str
) -> None:
    (document,) = ktp_document([_card(jenis_kelamin=(printed, printed))])
    assert (document.text("jenis_kelamin"), document.field("jenis_kelamin").raw) == (official, printed)
