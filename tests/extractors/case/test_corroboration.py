"""Two papers of a case that say the same settle a doubt; two that nearly say the same do not."""

import pytest

from extractors.case.corroboration import corroborated
from extractors.case.reader import read_documents
from extractors.page.kinds import page_kinds
from models.document import Document, Kind
from models.field import Field
from models.page import CardReading, PageReading
from tests.extractors.paper import page


def paper(kind: Kind, **values: str) -> Document:
    fields = {name: Field(value=value, confidence=0.6, needs_review=True) for name, value in values.items()}
    return Document(kind=kind, pages=(), fields=fields)


def doubts(*documents: Document) -> set[tuple[str, str]]:
    return {
        (document.kind.value, name)
        for document in corroborated(documents)
        for name, field in document.fields.items()
        if field.needs_review
    }


@pytest.mark.parametrize("on_card", ["SITI AMINAH", "Siti  Aminah", "DRA. SITI AMINAH, M.PD."])
def test_the_same_name_on_letter_and_card_is_sure_on_both(on_card: str) -> None:
    assert not doubts(paper(Kind.SURAT_PERMOHONAN, pemohon_nama="Siti Aminah"), paper(Kind.KTP, nama=on_card))


@pytest.mark.parametrize(
    ("on_letter", "on_card", "own", "cards"),
    [
        ("Mu'arofah Sri", "MUAROFAH SRI", "Mu'arofah Sri", "MU'AROFAH SRI"),
        ("YUNINISA' LATIFAH", "YUNI NISA LATIFAH", "YUNI NISA' LATIFAH", "YUNI NISA' LATIFAH"),
        ("Dra. Khoirun Nisa'", "KHOIRUN NISA", "Dra. Khoirun Nisa'", "KHOIRUN NISA"),
        ("Khoirun Nisa', S.Pd.", "KHOIRUN NISA", "Khoirun Nisa', S.Pd.", "KHOIRUN NISA'"),
        ("Dian Anggraeni, S.H., M.Kn.", "DIAN ANGGRAENI", "Dian Anggraeni, S.H., M.Kn.", "DIAN ANGGRAENI"),
    ],
)
def test_an_apostrophe_that_one_engine_lost_is_kept(
    on_letter: str, on_card: str, own: str, cards: str
) -> None:
    letter, card = corroborated(
        (paper(Kind.SURAT_PERMOHONAN, pemohon_nama=on_letter), paper(Kind.KTP, nama=on_card))
    )
    assert (letter.text("pemohon_nama"), card.text("nama")) == (own, cards)


def test_a_letter_of_difference_leaves_the_doubt() -> None:
    left = doubts(
        paper(Kind.SURAT_PENGADUAN, pelapor_nama="Siti Aminah"), paper(Kind.KTP, nama="SITI AMINAN")
    )
    assert left == {("surat_pengaduan", "pelapor_nama"), ("ktp", "nama")}


@pytest.mark.parametrize(
    ("on_letter", "is_shown"), [("ULUK LESTARI", True), ("LULUK LESTARI", False), ("SUNDARI WAHYUNI", False)]
)
def test_a_sure_name_a_letter_off_the_sure_card_s_is_shown(on_letter: str, is_shown: bool) -> None:
    sure = [
        Document(kind=kind, pages=(), fields={name: Field(value=value, confidence=0.98)})
        for kind, name, value in (
            (Kind.SURAT_PERMOHONAN, "pemohon_nama", on_letter),
            (Kind.KTP, "nama", "LULUK LESTARI"),
        )
    ]
    letter, card = corroborated(sure)
    assert (letter.text("pemohon_nama"), letter.field("pemohon_nama").needs_review) == (on_letter, is_shown)
    assert not card.field("nama").needs_review


def test_numbers_and_koperasi() -> None:
    nik, name = "3517080508909001", 'Koperasi Wanita "Melati Arum"'
    request = paper(Kind.SURAT_PERMOHONAN, pemohon_nik=nik, koperasi_nama=name, perihal="Mediasi")
    card = paper(Kind.KTP, nik="351708 050890 9001", alamat="Dsn. Krajan")
    deed = paper(Kind.IDENTITAS_LEMBAGA, koperasi_nama="KOPWAN MELATI ARUM")
    assert doubts(request, card, deed) == {("surat_permohonan", "perihal"), ("ktp", "alamat")}


def test_papers_of_one_kind_and_empty_values_say_nothing() -> None:
    card = paper(Kind.KTP, nama="SITI AMINAH")
    assert doubts(card, card) == {("ktp", "nama")}
    unread = Document(kind=Kind.SURAT_PERMOHONAN, pages=(), fields={"pemohon_nama": Field(needs_review=True)})
    assert ("surat_permohonan", "pemohon_nama") in doubts(unread, card)
    assert doubts(paper(Kind.SURAT_PERMOHONAN, pemohon_nama="Ali"), paper(Kind.KTP, nama="ALI")) != set()


def names(on_letter: str, on_card: str, *, card_doubted: bool = True, **numbers: str) -> tuple[Field, Field]:
    """The letter's and the card's name when each was read alone as given; `numbers`: letter_nik, card_nik."""
    letter = paper(Kind.SURAT_PERMOHONAN, pemohon_nama=on_letter, pemohon_nik=numbers.get("letter_nik", ""))
    card = paper(Kind.KTP, nama=on_card, nik=numbers.get("card_nik", ""))
    if not card_doubted:
        sure = Field(value=on_card, confidence=0.97)
        card = card.model_copy(update={"fields": {**card.fields, "nama": sure}})
    first, second = corroborated([letter, card])
    return first.field("pemohon_nama"), second.field("nama")


def test_a_blank_lost_on_one_paper_comes_from_the_other() -> None:
    letter, card = names("I Wayan Usmanto", "IWAYAN USMANTO")
    assert (letter.value, card.value) == ("I Wayan Usmanto", "I WAYAN USMANTO")
    assert not letter.needs_review and not card.needs_review


def test_a_doubtful_name_nearly_the_card_s_is_spelled_as_there() -> None:
    letter, _ = names("Akhoiru Usmanto", "KHOIRUL USMANTO", card_doubted=False)
    assert letter.value == "Khoirul Usmanto" and letter.needs_review
    nik = "3517080508909001"
    letter, _ = names("Akhoiru Usmanto", "KHOIRUL USMANTO", card_doubted=False, letter_nik=nik, card_nik=nik)
    assert letter.value == "Khoirul Usmanto" and not letter.needs_review


def test_a_name_that_a_stamp_cut_is_the_cards() -> None:
    letter, _ = names("TOGAR CAHYONO USMA", "TOGAR CAHYONO USMANTO", card_doubted=False)
    assert letter.value == "TOGAR CAHYONO USMANTO" and not letter.needs_review
    letter, _ = names("TOGAR CAHYONO", "TOGAR CAHYONO USMANTO", card_doubted=False)
    assert letter.needs_review


def test_another_number_or_an_unsure_card_changes_no_name() -> None:
    other = {"letter_nik": "3517080508909001", "card_nik": "3517090508909002"}
    assert names("Ahmad Fauzin", "AHMAD FAUZI", card_doubted=False, **other)[0].value == "Ahmad Fauzin"
    assert names("Ahmad Fauzin", "AHMAD FAUZI")[0].value == "Ahmad Fauzin"
    assert names("Slamet Riyadi", "AHMAD FAUZI", card_doubted=False)[0].value == "Slamet Riyadi"


def test_the_reader_lets_letter_and_card_settle_each_other() -> None:
    nik, quad = "3517094505821234", ((0.1, 0.1), (0.5, 0.1), (0.5, 0.3), (0.1, 0.3))
    doubtful = {
        "nama": Field(value="SITI MUNAWAROH", confidence=0.6, needs_review=True),
        "nik": Field(value=nik, confidence=0.6, needs_review=True),
    }
    card = PageReading(file="ktp.jpg", number=1, cards=(CardReading(quad=quad, fields=doubtful, score=0.9),))
    signed = [
        "Perihal : Permohonan Mediasi",
        "Dengan hormat, saya yang bertanda tangan di bawah ini :",
        "Nama : SITI MUNAWAROH",
        f"NIK : {nik}",
        "Bendahara lama belum mengembalikan uang kas koperasi kami.",
        "Demikian permohonan ini kami sampaikan, terima kasih.",
    ]
    pages = [page(signed), card]
    pages = [reading.model_copy(update={"kinds": page_kinds(reading)}) for reading in pages]
    (ktp,) = [document for document in read_documents(pages) if document.kind is Kind.KTP]
    (alone,) = [document for document in read_documents(pages[1:]) if document.kind is Kind.KTP]
    assert not ktp.field("nama").needs_review and not ktp.field("nik").needs_review
    assert alone.field("nama").needs_review and alone.field("nik").needs_review


@pytest.mark.parametrize(
    ("second", "is_doubted"), [("KhoiruUsmanto)", False), ("Khoirt Usmato", True), (None, True)]
)
def test_a_name_that_either_engine_reads_as_the_cards_is_the_cards(
    second: str | None, is_doubted: bool
) -> None:
    name = Field(value="Khoirt Usmanto", second=second, confidence=0.9, needs_review=True)
    letter = Document(kind=Kind.SURAT_PERMOHONAN, pages=(), fields={"pemohon_nama": name})
    card = Document(kind=Kind.KTP, pages=(), fields={"nama": Field(value="KHOIRUL USMANTO", confidence=0.99)})
    field = corroborated((letter, card))[0].field("pemohon_nama")
    assert (field.value, field.needs_review) == ("Khoirul Usmanto", is_doubted)
