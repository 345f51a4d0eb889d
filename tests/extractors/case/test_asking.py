"""For whom a letter speaks, and which of two persons in it asks."""

import pytest

from extractors.case.asking import is_scrap, who_asks, with_applicant
from extractors.case.letters import seen_letter
from extractors.case.reader import read_documents
from extractors.ranking.proxies import Proxies
from extractors.ranking.ranker import Choices
from models.document import Kind, LetterKnowledge
from models.field import Field
from models.page import Mark, MarkKind, PageReading
from tests.extractors.letters import BEGUN, MATTER, TO
from tests.extractors.paper import Cell, page

Row = str | list[Cell]
MOTHER, SON = "SITI AMINAH", "SATRIA NUGRAHA"
SIGNED: tuple[Row, ...] = ("Hormat saya,", "", SON)


def fields(rivals: dict[str | None, float]) -> tuple[Field, ...]:
    return tuple(Field(value=name, confidence=share) for name, share in rivals.items())


def test_a_person_whose_spelling_alone_is_doubtful_is_named() -> None:
    assert with_applicant((), fields({"H. Ainu Yaqin, M.E.": 0.6, "Ainu Yaqin": 0.3})) == (
        "H. Ainu Yaqin, M.E.",
    )
    assert with_applicant((), fields({"H. Ainu Yaqin": 0.6, "Nur Wachid": 0.3})) == ()
    assert with_applicant((), fields({"H. Ainu Yaqin": 0.9, None: 0.2})) == ()
    assert with_applicant(("AINU YAQIN",), fields({"H. Ainu Yaqin": 0.9})) == ("AINU YAQIN",)
    assert with_applicant((), fields({"H. Ainu Yaqin": 0.3}), is_said=True) == ("H. Ainu Yaqin",)
    assert with_applicant((), ()) == ()


@pytest.mark.parametrize(
    ("own", "rival", "share", "may_ask"),
    [
        (0.79, "Hariyanto", 0.24, ("Slamet Widodo", "Hariyanto")),
        (0.79, "Hariyanto", 0.1, ("Slamet Widodo",)),
        (0.3, "Hariyanto", 0.1, ("Slamet Widodo", "Hariyanto")),
        (0.79, None, 0.24, ("Slamet Widodo",)),
    ],
)
def test_who_is_likely_enough_beside_the_chosen_one_may_ask(
    own: float, rival: str | None, share: float, may_ask: tuple[str, ...]
) -> None:
    rivals = {"pemohon_nama": fields({"Slamet Widodo": own, rival: share})}
    chosen = Choices({"pemohon_nama": Field(value="Slamet Widodo", confidence=own)}, rivals)
    proxies = Proxies(seen_letter([page([*BEGUN, MATTER])]).tagging)
    assert who_asks(chosen, (), proxies, LetterKnowledge()).may_ask == may_ask


def known(*rows: Row) -> LetterKnowledge:
    sheet: PageReading = page([*BEGUN, *TO, *rows])
    return read_documents([sheet.model_copy(update={"kinds": ((Kind.SURAT_PERMOHONAN, 1.0),)})])[0].known


@pytest.mark.parametrize(
    "rows",
    [
        (f"Surat ini saya tulis atas permintaan ibu saya, {MOTHER}, NIK 3517091708829013.", MATTER, *SIGNED),
        (
            f"Saya {MOTHER}, NIK 3517091708829013, memohon mediasi.", MATTER, "Hormat kami,",
            [(150, "Pemohon,"), (800, "Pendamping,")], "", [(150, MOTHER), (800, SON)],
        ),
    ],
    ids=["asked to write", "a companion's column"],
)  # fmt: skip
def test_who_writes_or_signs_for_another_does_not_ask(rows: tuple[Row, ...]) -> None:
    told = known(*rows)
    assert MOTHER in told.persons
    assert MOTHER not in told.helping
    assert SON not in {*told.persons, *told.may_ask} - {*told.helping}


@pytest.mark.parametrize(
    "rows",
    [
        (f"Saya {MOTHER}, NIK 3517091708829013, memohon mediasi.", MATTER, *SIGNED),
        (f"Saya bertindak untuk diri sendiri dan selaku kuasa dari ibu saya {MOTHER}.", MATTER, *SIGNED),
        (f"Kami anggota, diwakili oleh {MOTHER}, memohon mediasi.", MATTER, *SIGNED),
    ],
    ids=["told and signed by two", "for himself, too", "a group's spokesman and another who signs"],
)
def test_one_who_signs_without_such_words_may_ask(rows: tuple[Row, ...]) -> None:
    told = known(*rows)
    assert SON in {*told.persons, *told.may_ask} - {*told.helping}


def test_scraps_of_a_signature_are_no_persons() -> None:
    told = known(f"Saya {SON}, NIK 3517091708829013, memohon mediasi.", MATTER, "Hormat saya,", "MMD", SON)
    assert told.persons == (SON,)


@pytest.mark.parametrize(("confidence", "is_sure"), [(0.95, True), (0.6, False)])
def test_a_second_signer_under_a_stamp_may_not_be_surely_read(confidence: float, is_sure: bool) -> None:
    signers = [(150, "Ketua,"), (800, "Sekretaris,")], "", [(150, MOTHER), (800, SON)]
    sheet = page([*BEGUN, *TO, f"Saya {MOTHER}, NIK 3517091708829013, memohon mediasi.", MATTER, *signers])
    *others, name = sheet.lines
    words = tuple(word.model_copy(update={"confidence": confidence}) for word in name.words)
    seen = {
        "lines": (*others, name.model_copy(update={"words": words})),
        "marks": (Mark(kind=MarkKind.STEMPEL, box=name.box, score=0.99),),
        "kinds": ((Kind.SURAT_PERMOHONAN, 1.0),),
    }
    letter = read_documents([sheet.model_copy(update=seen)])[0].known
    assert (SON in letter.persons, SON in letter.unsure_persons) == (is_sure, not is_sure)


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [("WAN", {"KURNIAWAN"}, True), ("ANDIK", {"ANDIK", "KURNIAWAN"}, False), ("SITI", {"ANDIK"}, False)],
)
def test_less_than_half_of_a_signers_word_is_nobodys_name(name: str, words: set[str], expected: bool) -> None:
    assert is_scrap(name, words) is expected
