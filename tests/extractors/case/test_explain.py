"""Every field can be explained: its candidates with what found them, its prior and features."""

import pytest

from extractors.case.explain import CARD, TAGGER, WORDS, Explained, Source, explained
from extractors.case.letters import SeenLetter, letter_choices, seen_letter
from extractors.fields.candidate import PRIORS
from models.document import Kind
from models.field import Field
from models.field_spec import FIELD_NAMES, SPECS
from models.page import CardReading, PageReading
from tests.extractors.letters import KOP_LETTER, MEMBER_LETTER, Row
from tests.extractors.paper import page

QUAD = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.5), (0.1, 0.5))
NIB: tuple[Row, ...] = (
    "PEMERINTAH REPUBLIK INDONESIA",
    "PERIZINAN BERUSAHA BERBASIS RISIKO",
    "NOMOR INDUK BERUSAHA: 9120004567890",
    "Nama : KSP MITRA GUYUB SENTOSA",
    "Alamat : Jl. Pattimura No. 45, Sengon, Jombang",
)


def _said(rows: tuple[Row, ...], kind: Kind) -> PageReading:
    return page(rows, kinds=((kind, 1.0),), is_kind_said=True)


REQUEST = _said(KOP_LETTER, Kind.SURAT_PERMOHONAN)
COMPLAINT = _said(MEMBER_LETTER, Kind.SURAT_PENGADUAN)
PAPER = _said(NIB, Kind.IDENTITAS_LEMBAGA)
FRONT = CardReading(
    quad=QUAD,
    fields={name: Field() for name in FIELD_NAMES[Kind.KTP]}
    | {"nama": Field(value="SITI AMINAH", raw="SITI AMINAH", confidence=0.97, page=1)},
)
CARDS = page(
    ["KTP"],
    kinds=((Kind.KTP, 1.0),),
    cards=(FRONT, CardReading(quad=QUAD, fields={}, is_back=True)),
)
PAGE_OF = {
    Kind.SURAT_PERMOHONAN: REQUEST,
    Kind.SURAT_PENGADUAN: COMPLAINT,
    Kind.IDENTITAS_LEMBAGA: PAPER,
    Kind.KTP: CARDS,
}


def _by_value(found: tuple[Explained, ...]) -> dict[str | bool | None, Explained]:
    return {one.value: one for one in found}


@pytest.mark.parametrize(("kind", "name"), [(spec.kind, spec.name) for spec in SPECS])
def test_every_field_of_every_paper_has_candidates(kind: Kind, name: str) -> None:
    found = explained([PAGE_OF[kind]], name, None)
    assert found
    assert {one.kind for one in found} == {kind}
    for one in found:
        assert 0.0 <= one.probability <= 1.0
        assert one.value is None or one.sources


def test_a_ranked_value_names_its_finder_with_the_prior_beside_what_the_tagger_gives() -> None:
    found = _by_value(explained([REQUEST], "koperasi_nama", None))
    best = found['KOPERASI SIMPAN PINJAM "MITRA GUYUB SENTOSA"']
    assert best.sources[0] == Source("koperasi.kop", PRIORS["koperasi.kop"])
    assert best.sources[-1].name == TAGGER
    assert {one.name for one in best.sources[1:-1]} <= {"koperasi.signature", "koperasi.text"}
    assert dict(best.features)["reader"] == 1.0
    assert [one.probability for one in found.values()] == sorted(
        (one.probability for one in found.values()), reverse=True
    )


def test_what_was_found_for_a_role_that_looks_alike_says_for_which() -> None:
    """The applicant is among the candidates for the other side, and the other way round."""
    found = _by_value(explained([REQUEST], "pemohon_nama", None))
    sources = {source.name for one in found.values() for source in one.sources}
    assert any(name.startswith("pihak_lain: party.") for name in sources)
    assert any(name.startswith("signer") for name in sources)


@pytest.mark.parametrize(
    ("name", "value", "source"),
    [
        ("bertanda_tangan", False, "signature.no_ink"),
        ("berstempel", False, "signature.no_ink"),
    ],
)
def test_what_no_words_say_has_the_finders_source_and_prior(name: str, value: bool, source: str) -> None:
    (one,) = explained([REQUEST], name, None)
    assert (one.value, one.sources) == (value, (Source(source, PRIORS[source]),))
    assert dict(one.features)["sure"] == pytest.approx(one.probability)


def test_a_long_text_has_its_finders_source_and_what_speaks_for_it() -> None:
    (one,) = explained([COMPLAINT], "materi_pengaduan", None)
    assert isinstance(one.value, str) and "SHU KSU Artha Bakti" in one.value
    assert one.sources == (Source("matter", PRIORS["matter"]),)
    assert {"engine", "weakest", "as_read", "share"} <= set(dict(one.features))


def test_each_service_is_a_candidate_and_one_has_the_rules_source() -> None:
    found = _by_value(explained([REQUEST], "jenis_layanan", None))
    assert set(found) == {"konsultasi", "pengaduan", "penyelesaian_masalah"}
    assert sum(one.probability for one in found.values()) == pytest.approx(1.0)
    assert {one.sources[-1].name for one in found.values()} == {WORDS}
    said = [value for value, one in found.items() if len(one.sources) == 2]
    assert said == ["penyelesaian_masalah"]
    seen = seen_letter([REQUEST])
    chosen = letter_choices(Kind.SURAT_PERMOHONAN, seen).fields["jenis_layanan"]
    assert max(found.values(), key=lambda one: one.probability).value == chosen.value


def test_anonymity_follows_from_the_name() -> None:
    (one,) = explained([COMPLAINT], "anonim", None)
    assert (one.value, [source.name for source in one.sources]) == (
        False,
        ["menurut pelapor_nama, bertanda_tangan"],
    )


@pytest.mark.parametrize(
    ("name", "value", "source"),
    [
        ("jenis_identitas", "nib", "paper.title"),
        ("nomor_identitas", "9120004567890", "paper_number.first_engine"),
        ("koperasi_nama", "KSP MITRA GUYUB SENTOSA", "paper_name.label"),
    ],
)
def test_a_koperasis_paper(name: str, value: str, source: str) -> None:
    (one,) = explained([PAPER], name, None)
    assert (one.value, one.sources) == (value, (Source(source, PRIORS[source]),))


def test_a_card_gives_a_candidate_a_front() -> None:
    first, second = explained([CARDS, CARDS], "nama", None)
    assert first == second
    assert (first.value, first.sources) == ("SITI AMINAH", (Source(CARD),))
    assert dict(first.features) == {"as_read": 1.0, "is_valid": 1.0, "doubtful": 0.0, "sure": 0.97}


def test_what_no_paper_carries_has_no_candidates() -> None:
    assert explained([REQUEST], "agama", None) == ()


def test_all_that_was_found_has_the_role_of_a_field() -> None:
    """A finder's place in what was found is the role of a `FieldSpec`, or the name of one without a role;
    what is stated is told by the tagged words."""
    letters = (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN)
    asked = {spec.role or spec.name for spec in SPECS if spec.kind in letters}
    seen: SeenLetter = seen_letter([REQUEST])
    assert asked - set(seen.found.by_role()) == {"anonim", "pokok"}
    assert set(seen.found.by_role()) <= asked
