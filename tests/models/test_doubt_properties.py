"""Properties of judging: it takes anything, and doubt never makes a verdict better."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.case import Case, Channel, CompletenessStatus, Verdict
from models.checks import judge
from models.document import Document, Kind, LetterKnowledge, PageRef
from models.field import Field
from models.field_spec import FIELD_NAMES
from tests.models.make import (
    CALENDAR,
    NIK,
    OTHER_NIK,
    STANDARDS,
    case_of,
    complaint,
    institution,
    ktp,
    request,
)

TEXTS = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=30),
    st.sampled_from([NIK, OTHER_NIK, "1990-08-05", "SLAMET WIDODO", "konsultasi", "KSP Mitra", "Warga"]),
)
FIELDS = st.builds(Field, value=TEXTS, needs_review=st.booleans(), confidence=st.floats(0.0, 1.0))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document: known and unknown field names, any value in any field."""
    kind = draw(st.sampled_from(Kind))
    names = st.sampled_from([*FIELD_NAMES[kind], "lain"])
    fields = draw(st.dictionaries(names, FIELDS, max_size=8))
    pages = draw(st.sampled_from([(), (PageRef(file="a.pdf", page=1),)]))
    persons, may_be = draw(st.sampled_from([(), ("X",)])), draw(st.sampled_from([None, *Kind]))
    known = LetterKnowledge(persons=persons, may_be=may_be)
    return Document(kind=kind, pages=pages, fields=fields, known=known)


def flagged(document: Document, names: set[str], *, is_unread: bool) -> Document:
    """The document with these fields in doubt; `is_unread`: their values lost too."""
    fields = {
        name: field.model_copy(
            update={"needs_review": True, "value": None if is_unread else field.value}
            if name in names
            else {}
        )
        for name, field in document.fields.items()
    }
    return document.model_copy(update={"fields": fields})


def met(case: Case) -> set[str]:
    """Ids of the requirements that are met."""
    return {item.id for item in case.completeness.requirements if item.status is Verdict.TERPENUHI}


@given(
    st.lists(documents(), max_size=5),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.sampled_from([None, "lain", *STANDARDS.ids]),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_judging_never_raises_and_keeps_the_documents(
    found: list[Document], received_on: date, service: str | None
) -> None:
    case = judge(
        found,
        channel=Channel.LOKET,
        received_on=received_on,
        standards=STANDARDS,
        calendar=CALENDAR,
        service=service,
    )
    assert case.documents == tuple(found)
    assert case.completeness.requirements
    if case.completeness.status is CompletenessStatus.LENGKAP:
        assert met(case) == {item.id for item in case.completeness.requirements}
    assert Case.model_validate_json(case.to_json()).completeness == case.completeness


LETTERS = st.sampled_from(
    [
        request(),
        request(pemohon_nik=NIK),
        request(pemohon_nik=OTHER_NIK),
        request(persons=("Slamet Widodo",), pemohon_nik=OTHER_NIK),
        request(pemohon_nama="Poniran"),
        request(pemohon_nama="Slamet", pemohon_nik=NIK, bertanda_tangan=False),
        complaint(),
        complaint(pelapor_alamat=None),
        complaint(pelapor_nama="Warga"),
        complaint(anonim=True),
    ]
)
PAPERS = st.sampled_from(
    [
        ktp(),
        ktp(nama="PONIRAN", nik=OTHER_NIK),
        ktp(jenis_kelamin="PEREMPUAN"),
        ktp(nik="3517990508909001"),
        institution(),
        institution(koperasi_nama="KSP Lain"),
    ]
)
NAMES = sorted({name for names in FIELD_NAMES.values() for name in names})


@given(LETTERS, st.lists(PAPERS, max_size=2), st.sets(st.sampled_from(NAMES)), st.sets(st.integers(0, 2)))
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_doubt_never_makes_a_verdict_better(
    letter: Document, papers: list[Document], names: set[str], where: set[int]
) -> None:
    found = [letter, *papers]
    doubted = [
        flagged(doc, names, is_unread=False) if index in where else doc for index, doc in enumerate(found)
    ]
    assert met(case_of(*doubted)) <= met(case_of(*found))


@given(LETTERS, st.lists(PAPERS, max_size=2), st.sets(st.sampled_from(NAMES)), st.sets(st.integers(0, 2)))
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_value_lost_never_makes_a_verdict_better(
    letter: Document, papers: list[Document], names: set[str], where: set[int]
) -> None:
    """The letter's NIK aside: unread it can no longer contradict the card, and letters often carry none."""
    found = [letter, *papers]
    lost = names - {"pemohon_nik"}
    doubted = [
        flagged(doc, lost, is_unread=True) if index in where else doc for index, doc in enumerate(found)
    ]
    assert met(case_of(*doubted)) <= met(case_of(*found))


@given(st.lists(LETTERS, max_size=3), st.lists(PAPERS, max_size=2), st.sets(st.sampled_from(NAMES)))
def test_with_several_letters_doubt_never_completes_a_case(
    letters: list[Document], papers: list[Document], names: set[str]
) -> None:
    found = [*letters, *papers]
    if case_of(*found).completeness.status is not CompletenessStatus.LENGKAP:
        doubted = case_of(*(flagged(doc, names, is_unread=False) for doc in found))
        assert doubted.completeness.status is not CompletenessStatus.LENGKAP


@given(LETTERS, st.lists(PAPERS, max_size=2))
def test_doubt_of_the_kind_never_makes_a_verdict_better(letter: Document, papers: list[Document]) -> None:
    other = {Kind.SURAT_PERMOHONAN: Kind.SURAT_PENGADUAN, Kind.SURAT_PENGADUAN: Kind.SURAT_PERMOHONAN}
    surely = case_of(letter, *papers).completeness
    doubted = case_of(letter.knowing(may_be=other[letter.kind]), *papers).completeness
    assert doubted.requirements[: len(surely.requirements)] == surely.requirements
    if surely.status is not CompletenessStatus.LENGKAP:
        assert doubted.status is surely.status
