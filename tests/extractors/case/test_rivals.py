"""A card or a koperasi's paper settles which of several persons or koperasi of a letter counts."""

import pytest

from extractors.case.corroboration import corroborated
from extractors.case.rivals import settled
from models.document import Document, Kind
from models.field import Field

VILLAGES = "Koperasi Desa Merah Putih Sumberwening"
"""There is a village of that name in two kecamatan."""
NIK, OTHER_NIK = "3517080508909001", "3517080508909002"


def letter(
    rivals: dict[str | None, float],
    *,
    name: str = "pemohon_nama",
    doubted: bool = True,
    nik: str | None = None,
    other: str | None = None,
) -> Document:
    options = tuple(Field(value=value, confidence=share) for value, share in rivals.items())
    first = options[0].model_copy(update={"needs_review": doubted})
    fields = {
        name: first,
        "pemohon_nik": Field(value=nik, confidence=0.99),
        "termohon_nama": Field(value=other, confidence=0.6, needs_review=True),
    }
    return Document(kind=Kind.SURAT_PERMOHONAN, pages=(), fields=fields, rivals={name: options})


def card(name: str, nik: str = NIK, *, doubted: bool = False) -> Document:
    fields = {"nama": Field(value=name, confidence=0.98, needs_review=doubted),
              "nik": Field(value=nik, confidence=0.99)}  # fmt: skip
    return Document(kind=Kind.KTP, pages=(), fields=fields)


def applicant(*documents: Document) -> Field:
    return settled(documents)[0].field("pemohon_nama")


SIGNERS: dict[str | None, float] = {"Nur Wachid": 0.5, "H. Ainu Yaqin": 0.4, None: 0.1}


def test_of_two_signers_the_one_whose_card_lies_there_asks() -> None:
    field = applicant(letter(SIGNERS), card("AINU YAQIN"))
    assert (field.value, field.needs_review) == ("H. Ainu Yaqin", False) and field.confidence >= 0.95
    assert applicant(letter(SIGNERS), card("SITI AMINAH")).value == "Nur Wachid"


def test_an_unlikely_one_is_taken_but_shown() -> None:
    field = applicant(letter({"Nur Wachid": 0.8, "Ainu Yaqin": 0.1}), card("AINU YAQIN"))
    assert (field.value, field.needs_review) == ("Ainu Yaqin", True)


def test_a_letter_of_difference_is_spelled_as_on_the_card() -> None:
    rivals: dict[str | None, float] = {"Sekretariat": 0.5, "Hendra Gunawan Lle": 0.4}
    assert applicant(letter(rivals), card("HENDRA GUNAWAN LIE")).value == "Hendra Gunawan Lie"


@pytest.mark.parametrize(
    ("one", "paper"),
    [
        (letter(SIGNERS, doubted=False), card("AINU YAQIN")),
        (letter(SIGNERS), card("AINU YAQIN", doubted=True)),
        (letter(SIGNERS, nik=OTHER_NIK), card("AINU YAQIN")),
        (letter(SIGNERS, other="Ainu Yaqin"), card("AINU YAQIN")),
    ],
    ids=["surely another", "card not sure", "another NIK", "the other side"],
)
def test_what_no_card_changes(one: Document, paper: Document) -> None:
    assert applicant(one, paper) == one.field("pemohon_nama")


def test_the_letter_s_own_nik_outweighs_a_sure_name() -> None:
    one = letter({"Wahyu Pratikno": 0.9, "Lie Sioe Ing": 0.11}, doubted=False, nik=NIK)
    assert applicant(one, card("LIE SIOE ING")).value == "Lie Sioe Ing"
    assert applicant(one, card("LIE SIOE ING", OTHER_NIK)).value == "Wahyu Pratikno"


def test_a_neighbour_s_paper_settles_nothing() -> None:
    rivals: dict[str | None, float] = {"KSP Mitra": 0.5, 'KSP "Mitra Jaya"': 0.4}
    one = letter(rivals, name="koperasi_nama")
    paper = Document(
        kind=Kind.IDENTITAS_LEMBAGA, pages=(), fields={"koperasi_nama": Field(value="KSP MITRA JAYA")}
    )
    other = paper.model_copy(update={"fields": {"koperasi_nama": Field(value="KSP MITRA JATI")}})
    assert settled([one, paper])[0].text("koperasi_nama") == 'KSP "Mitra Jaya"'
    assert settled([one, other])[0] == one


@pytest.mark.parametrize(
    ("district", "chosen"),
    [("Sentosa", VILLAGES + " Kecamatan Ploso"), ("Ploso", VILLAGES), ("Ploso Jombang", VILLAGES)],
)
def test_a_namesakes_paper_settles_no_koperasi(district: str, chosen: str) -> None:
    rivals: dict[str | None, float] = {f"{VILLAGES} Kecamatan Ploso": 0.5, VILLAGES: 0.4}
    name = Field(value=VILLAGES, raw=f"{VILLAGES} Kecamatan {district}", confidence=0.98)
    paper = Document(kind=Kind.IDENTITAS_LEMBAGA, pages=(), fields={"koperasi_nama": name})
    file = settled((letter(rivals, name="koperasi_nama"), paper))
    assert file[0].field("koperasi_nama").value == chosen


@pytest.mark.parametrize(
    ("rival", "is_shown"), [("Didik Hariyanto", True), ("Siti Amina", False), (None, False)]
)
def test_a_card_does_not_settle_which_of_two_asks(rival: str | None, is_shown: bool) -> None:
    read = (letter({"Siti Aminah": 0.7, rival: 0.2}), card("SITI AMINAH", doubted=True))
    own, other = settled(corroborated(read), read)
    assert own.field("pemohon_nama").needs_review is is_shown
    assert not other.field("nama").needs_review


@pytest.mark.parametrize(
    ("signer", "is_shown"), [("Agus Triyono", True), ("Siti Rohmah", False), ("Ngatini Ngatini", False)]
)
def test_a_nik_does_not_settle_that_another_than_its_holder_signed(signer: str, is_shown: bool) -> None:
    one = letter({"Agus Triyono": 0.65, "Ngatini": 0.62}, nik=NIK)
    one = one.knowing(persons=(signer, "Ngatini"))
    field = applicant(one, card("NGATINI"))
    assert (field.value, field.needs_review) == ("Ngatini", is_shown)


@pytest.mark.parametrize(
    ("client", "share", "is_shown"),
    [("Musrifah", 0.27, True), ("Musrifah", 0.05, False), ("Syaiful Bahry", 0.27, False)],
)
def test_the_card_of_who_may_act_for_another_settles_no_nik(
    client: str, share: float, is_shown: bool
) -> None:
    one = letter({"Syaiful Bahri": 0.86, client: share}, nik=NIK)
    doubted = one.field("pemohon_nik").model_copy(update={"needs_review": True})
    read = (one.model_copy(update={"fields": {**one.fields, "pemohon_nik": doubted}}), card("SYAIFUL BAHRI"))
    assert settled(corroborated(read), read)[0].field("pemohon_nik").needs_review is is_shown


@pytest.mark.parametrize(("number", "expected"), [(OTHER_NIK, OTHER_NIK), ("3517080508909003", NIK)])
def test_of_two_numbers_one_of_them_struck_out_the_card_tells_which(number: str, expected: str) -> None:
    both = {"pemohon_nik": (Field(value=NIK, confidence=0.99), Field(value=OTHER_NIK, confidence=0.5))}
    fields = {
        "pemohon_nama": Field(value="Sri Wahyuni", confidence=0.99),
        "pemohon_nik": Field(value=NIK, confidence=0.99, needs_review=True),
    }
    asked = Document(kind=Kind.SURAT_PERMOHONAN, pages=(), fields=fields, rivals=both)
    assert settled((asked, card("SRI WAHYUNI", number)))[0].field("pemohon_nik").value == expected
