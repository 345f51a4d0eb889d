"""Options of a field and how they are ranked; the packaged weights on letters made of words."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.case.letters import (
    SeenLetter,
    letter_choices,
    letter_kind,
    seen_letter,
    service_of,
)
from extractors.ranking import services
from extractors.ranking.letter_kind import KindReading, families_of, marks
from extractors.ranking.linear_chain import LinearChain
from extractors.ranking.logistic import Logistic
from extractors.ranking.matter import LEAST
from extractors.ranking.option_features import FEATURES, is_body, is_person, is_short_of
from extractors.ranking.options import NORMALISERS, Letter, options
from extractors.ranking.ranker import NONE_FEATURES, RoleModel, load_models, ranked
from extractors.ranking.roles import NAMES, Role
from extractors.ranking.span_tagger import Tagger, tagged
from extractors.text.letter_sections import dissect
from models.case import Channel
from models.complaint_check import anonymous
from models.document import Kind
from models.field import Field
from models.field_spec import FIELD_NAMES
from tests.extractors.letters import RUNNING_IDENTITY, Row
from tests.extractors.paper import Cell, page

REQUEST, COMPLAINT = Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN
ROWS: list[str | Sequence[Cell]] = [
    "Jombang, 9 Pebruari 2026",
    "Hal : Permohonan penyelesaian masalah simpanan",
    "Kepada Yth.",
    "Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
    "",
    "Dengan hormat, saya yang bertanda tangan di bawah ini",
    [(150, "Nama"), (500, ": Siti Aminah")],
    [(150, "Alamat"), (500, ": Dusun Krajan RT 02 RW 01 Desa Puton Kec. Diwek")],
    "mengadukan bahwa simpanan saya tidak dapat dicairkan oleh pengurus koperasi.",
    "Demikian surat ini saya buat.",
    "Hormat saya,",
    "",
    "Siti Aminah",
]


def _seen() -> SeenLetter:
    return seen_letter([page(ROWS)])


def _labelling(words: dict[str, str]) -> LinearChain:
    """A chain that gives each of these words its label, whatever stands around."""
    labels = ("O", *sorted(set(words.values())))
    weights = np.zeros((len(words) + 1, len(labels)), dtype=np.float32)
    for row, label in enumerate(words.values()):
        weights[row, labels.index(label)] = 20.0
    weights[-1, 0] = 10.0
    features = tuple(f"0w={word}" for word in words)
    return LinearChain(labels, (*features, "bias"), weights, np.zeros((len(labels), len(labels))))


NOTHING: dict[Kind, dict[str, Field]] = {REQUEST: {}, COMPLAINT: {}}


def _letter(
    seen: SeenLetter, words: dict[str, str], *, is_read: bool = False, kind: Kind = REQUEST
) -> Letter:
    tagging = tagged(seen.sections, {}, Tagger(_labelling(words)))
    return Letter(kind, seen.read if is_read else NOTHING, tagging, is_written=False, advice=0.0)


def _told(letter: Letter, name: str, value: str) -> dict[str, float]:
    """The features of one option."""
    (option,) = [one for one in options(letter, name) if one.value.upper() == value.upper()]
    return dict(zip(FEATURES, option.features, strict=True))


def test_readers_and_taggers_equal_values_are_one_option() -> None:
    seen = _seen()
    letter = _letter(seen, {"siti": "B-nama", "aminah": "I-nama"}, is_read=True)
    told = _told(letter, "pemohon_nama", "Siti Aminah")
    assert (told["reader"], told["on_path"]) == (1.0, 1.0)
    assert told["having"] > 0.9


def test_what_the_tagger_gives_to_somebody_else_is_an_option_too() -> None:
    letter = _letter(_seen(), {"siti": "B-lain_nama", "aminah": "I-lain_nama"})
    told = _told(letter, "pemohon_nama", "Siti Aminah")
    assert (told["is_kin"], told["exact"]) == (1.0, 0.0)


def test_what_finders_see_in_other_places_is_an_option_too() -> None:
    rows = (
        "KSP MAJU JAYA", "Jl. Merdeka 5 Jombang, Badan Hukum No. 12/BH/2004", "", "Kepada Yth. Kepala Dinas",
        "Hal : Permohonan penyelesaian", "",
        "Dengan hormat, simpanan kami di Koperasi Wanita Melati tidak kembali.",
        "Jombang, 3 Mei 2026", "Ketua KSP Maju Jaya",
    )  # fmt: skip
    seen = seen_letter([page(rows)])
    tagging = tagged(seen.sections, {}, Tagger(_labelling({"ketua": "B-jabatan"})))
    letter = Letter(REQUEST, seen.read, tagging, is_written=False, advice=0.0)
    alone, all_seen = (
        {option.value for option in options(one, "koperasi_nama")}
        for one in (letter, replace(letter, others=seen.others))
    )
    assert (alone, all_seen) == ({"KSP MAJU JAYA"}, {"KSP MAJU JAYA", "Koperasi Wanita Melati"})
    assert [one.value for one in seen.seen["tanggal"]] == ["2026-05-03"]


def test_of_two_columns_a_value_goes_on_below_and_not_beside() -> None:
    rows: list[str | Sequence[Cell]] = [
        [(150, "Hal : Permohonan penyelesaian"), (700, "Kepada Yth.")],
        [(210, "masalah simpanan anggota"), (700, "Bapak Kepala Dinas Koperasi")],
        "",
        "Dengan hormat, saya mengadukan bahwa simpanan tidak dapat dicairkan.",
    ]
    subject = dict.fromkeys(("penyelesaian", "masalah", "simpanan", "anggota"), "I-perihal")
    office = dict.fromkeys(("kepala", "dinas", "koperasi"), "I-tujuan")
    labels = {"permohonan": "B-perihal", "bapak": "B-tujuan", **subject, **office}
    letter = _letter(seen_letter([page(rows)]), labels)
    subjects = options(letter, "perihal")
    assert "Permohonan penyelesaian masalah simpanan anggota" in {option.value for option in subjects}
    offices = options(letter, "tujuan")
    assert "Kepala Dinas Koperasi" in {option.value for option in offices}


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("E. PRATAMA", "EKO PRATAMA", True),
        ("EKO", "EKO PRATAMA", True),
        ("EKO PRATAMA", "E. PRATAMA", False),
        ("SITI AMINAH", "EKO PRATAMA WIJAYA", False),
        ("E.", "EKO PRATAMA", False),
    ],
)
def test_a_name_cut_short(short: str, full: str, expected: bool) -> None:
    assert is_short_of(short, full) is expected


def _model(bias: float, none_bias: float) -> RoleModel:
    return RoleModel(
        Logistic(bias, np.zeros(len(FEATURES))), Logistic(none_bias, np.zeros(len(NONE_FEATURES))), 0.85
    )


@pytest.mark.parametrize(("none_bias", "has_value"), [(-3.0, True), (3.0, False)])
def test_none_is_said_where_it_is_likelier_than_the_best_option(none_bias: float, has_value: bool) -> None:
    letter = _letter(_seen(), {"siti": "B-nama", "aminah": "I-nama"}, is_read=True)
    best = ranked(_model(0.0, none_bias), letter, "pemohon_nama", options(letter, "pemohon_nama"))
    assert (best.option is not None) is has_value
    assert best.probability >= 0.5


def test_who_is_complained_of_stands_behind_an_act_and_is_named_again() -> None:
    rows = [
        "Kepada Yth. Kepala Dinas Koperasi", "", "Dengan hormat, saya Siti Aminah dengan ini mengadukan",
        "Saudara Budi Santoso dari KSP Dana Makmur.", "Uang saya dibawa Saudara Budi Santoso.",
        "Terima kasih.",
    ]  # fmt: skip
    words = {
        "siti": "B-lain_nama",
        "aminah": "I-lain_nama",
        "budi": "B-pihak_lain",
        "santoso": "I-pihak_lain",
    }
    letter = _letter(seen_letter([page(rows)]), words, kind=COMPLAINT)
    accused, writer = _told(letter, "terlapor", "Budi Santoso"), _told(letter, "terlapor", "Siti Aminah")
    assert (accused["act_before"], writer["act_before"]) == (1.0, 0.0)
    assert (accused["most_mentioned"], writer["most_mentioned"]) == (1.0, 0.0)
    assert (accused["is_person"], accused["is_body"]) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("value", "person", "body"),
    [("Budi Santoso", True, False), ("KSP Dana Makmur", False, True), ("petugas loket 2", False, False)],
)
def test_persons_and_bodies(value: str, person: bool, body: bool) -> None:
    assert (is_person(value), is_body(value)) == (person, body)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("mengadukan", {"pengaduan"}),
        ("melaporkan", {"laporan"}),
        ("dipanggil", {"pertemuan"}),
        ("memeriksa", {"tindakan"}),
        ("dipanggilkan", {"pertemuan"}),
        ("memohon", {"pemohon", "permintaan"}),
        ("koperasi", set()),
    ],
)
def test_families_of_words(word: str, expected: set[str]) -> None:
    assert families_of(word) == expected


def test_where_a_family_stands_is_a_mark() -> None:
    told = set(marks(_seen().sections, Channel.EMAIL))
    assert {"channel=email", "pemohon@head", "pengaduan>=1", "pertemuan@head"} <= told
    assert not {"pengaduan@head", "pengaduan>=2", "channel=loket"} & told


def test_a_plain_letter_keeps_its_values_under_either_kind() -> None:
    seen = _seen()
    request, complaint = letter_choices(REQUEST, seen).fields, letter_choices(COMPLAINT, seen).fields
    for what in ("nama", "alamat"):
        assert request[f"pemohon_{what}"].value == complaint[f"pelapor_{what}"].value
    assert request["pemohon_nama"].value == "Siti Aminah"
    assert request["tanggal_surat"].value == complaint["tanggal_surat"].value == "2026-02-09"


def test_the_packaged_weights_are_for_these_features() -> None:
    models = load_models(services.DATA / "ranker.json")
    assert {role for names in NAMES.values() for role in names.values()} == set(models)


OF_A_KOPERASI = "pengurus koperasi simpan pinjam tidak mencairkan simpanan dan tabungan anggota"
OF_THE_OFFICE = "petugas loket pelayanan dinas tidak ramah dan saya menunggu antrean tiga jam di kantor"


@pytest.mark.parametrize(
    ("matter", "is_about_office"),
    [
        (OF_THE_OFFICE, True),
        (OF_A_KOPERASI, False),
    ],
)
def test_a_complaints_words_tell_whom_it_is_about(matter: str, is_about_office: bool) -> None:
    seen = seen_letter([page(["Kepada Yth. Kepala Dinas", f"Saya mengadukan {matter}.", "Terima kasih"])])
    assert service_of(KindReading(COMPLAINT, 1.0), seen).is_about_office is is_about_office


@pytest.mark.parametrize(("kind", "complaint"), [(REQUEST, 0.4), (COMPLAINT, 0.6)])
def test_what_is_of_one_service_by_either_kind_is_surer_than_the_kind(kind: Kind, complaint: float) -> None:
    seen = seen_letter([page(["Kepada Yth. Kepala Dinas", f"Saya mengadukan {OF_A_KOPERASI}."])])
    assert service_of(KindReading(kind, complaint), seen).probability > 0.7


@pytest.mark.parametrize("complaint", [0.4, 0.05])
def test_a_request_whose_words_complain_about_the_office_is_in_doubt(complaint: float) -> None:
    seen = seen_letter([page(["Kepada Yth. Kepala Dinas", f"Saya mengadukan {OF_THE_OFFICE}."])])
    assert service_of(KindReading(REQUEST, complaint), seen).probability < 0.6


def test_a_statement_may_be_the_first_sentence_below_labels() -> None:
    told = "Saya melaporkan petugas KSU Tirta Guna bernama Hendro yang setiap hari menagih di rumah saya"
    rows: list[Row] = [
        "SURAT PENGADUAN", "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang",
        [(200, "Nama"), (500, ": Lailatul Mukaromah")], [(200, "Alamat"), (500, ": Dsn. Kwaron RT 02 RW 05")],
        told, "sambil marah-marah dan mengambil televisi saya pada 9 November 2026.",
        [(900, "Jombang, 16 November 2026")], "", "", [(900, "Lailatul Mukaromah")],
    ]  # fmt: skip
    field = letter_choices(COMPLAINT, seen_letter([page(rows)])).fields["materi_pengaduan"]
    assert str(field.value).startswith(told) and field.box is not None
    assert not field.needs_review


def test_words_that_hardly_state_a_matter_are_shown() -> None:
    rows = [
        *RUNNING_IDENTITY,
        "Simpanan saya belum dapat dicairkan sejak bulan Maret 2026.",
        "Demikian permohonan ini dibuat dengan sebenarnya.",
    ]
    seen = seen_letter([page(rows)])
    assert seen.stated.value is not None and seen.tagging.matter_of(seen.stated) < LEAST
    assert (seen.stated.needs_review, seen.stated.confidence) == (True, 0.0)


@pytest.mark.parametrize(
    ("said", "is_shown"),
    [("Mohon maaf saya tidak mencantumkan nama karena pengurus masih tetangga.", True),
     ("Pengurus tidak mencantumkan nama saya dalam daftar anggota.", False)],
)  # fmt: skip
def test_who_says_that_he_gives_no_name_may_have_none(said: str, is_shown: bool) -> None:
    rows: list[Row] = [
        "Kepada Yth. Kepala Dinas Koperasi", "Nama : Lilik Maslikhah", "Alamat : Dsn. Weru RT 01 RW 05 Gudo",
        "HP : 0857 7719 3002", said, f"Saya mengadukan {OF_A_KOPERASI}.", "Hormat saya,", "Lilik Maslikhah",
    ]  # fmt: skip
    fields = letter_choices(COMPLAINT, seen_letter([page(rows)])).fields
    assert (fields["anonim"].value, fields["anonim"].needs_review) == (False, is_shown)


def test_a_letter_by_hand_that_seems_to_state_nothing_is_shown() -> None:
    blank = page(["Kepada Yth. Kepala Dinas Koperasi", "Demikian atas perhatiannya terima kasih."])
    by_hand = blank.model_copy(update={"is_handwritten": True})
    assert [seen_letter([one]).stated.needs_review for one in (blank, by_hand)] == [False, True]
    assert [seen_letter([one]).stated.value for one in (blank, by_hand)] == [None, None]


@pytest.mark.parametrize(
    ("body", "says_what"),
    [
        ("Sawah saya disewa KUD Margo Mulyo sejak tahun 2023 dan sampai hari ini sewanya belum dibayar satu "
         "rupiah pun. Sudah tiga kali saya datang ke kantornya dan selalu disuruh menunggu. Saya mohon "
         "ketuanya dipanggil ke Dinas.", True),
        ("Apakah pedagang kaki lima boleh mendirikan koperasi sendiri, berapa orang paling sedikit, dan "
         "apakah gerobak dapat dicatat sebagai kekayaan koperasi?", True),
        ("Mohon surat permohonan kami segera diproses.", False),
        ("Saya mempunyai masalah dengan koperasi. Uraiannya saya sampaikan sendiri bila dipanggil.", False),
    ],
)  # fmt: skip
def test_a_letter_says_what_for_in_whatever_words(body: str, says_what: bool) -> None:
    rows = ["Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro", "Dengan hormat,", "Nama : Siti Aminah",
            "Alamat : Dsn. Krajan RT 01 RW 02", *wrapped(body), "Demikian permohonan saya, terima kasih.",
            "Jombang, 16 November 2026", "", "Siti Aminah"]  # fmt: skip
    assert seen_letter([page(rows)]).says_what is says_what


@pytest.mark.parametrize(
    ("share", "sure", "value", "says"),
    [(0.01, 0.66, "Simpanan", True), (0.05, 0.66, "Simpanan", None), (0.01, 0.4, "Simpanan", None),
     (0.01, 0.9, None, None)],
)  # fmt: skip
def test_a_likely_statement_of_a_letter_to_the_point_is_enough(
    monkeypatch: pytest.MonkeyPatch, share: float, sure: float, value: str | None, says: bool | None
) -> None:
    monkeypatch.setattr(SeenLetter, "says_what", None)
    monkeypatch.setattr(SeenLetter, "_share", lambda self, purpose: share)
    stated = Field(value=value, confidence=sure, needs_review=True)
    assert seen_letter([page(["Dengan hormat,"])]).says({"pokok_masalah": stated}) is says


@pytest.mark.parametrize(
    ("matter", "says_what"),
    [
        (["Apakah koperasi simpan pinjam yang anggotanya kurang dari dua puluh orang",
          "masih boleh beroperasi dan bagaimana cara menambah anggota"], True),
        (["Mohon permasalahan kami segera ditindaklanjuti dan diproses dengan sebaik-baiknya", "oleh Dinas"],
         False),
    ],
)  # fmt: skip
def test_a_forms_own_words_around_it_hide_no_question(matter: list[str], says_what: bool) -> None:
    rows: list[Row] = [
        "FORMULIR PERMOHONAN FASILITASI", "KONSULTASI, PENGADUAN DAN PENYELESAIAN MASALAH KOPERASI",
        "Isilah dengan huruf cetak dan lampirkan fotokopi KTP atau identitas lembaga yang masih berlaku.",
        "Pelayanan ini tidak dipungut biaya dan diselesaikan paling lama sepuluh hari kerja.",
        "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
        [(150, "Nama pemohon"), (450, ": Agung Nugraha Wibisana")],
        [(150, "NIK"), (450, ": 3517181208629675")], [(150, "No. HP"), (450, ": 081322786843")],
        [(150, "Alamat"), (450, ": Dusun Sawahan RT.01/RW.002, Kayen,")],
        [(460, "Bandarkedungmulyo, Jombang")], [(150, "Nama koperasi"), (450, ": KSP Titian Sentosa")],
        "Jenis layanan: V Konsultasi Pengaduan Penyelesaian masalah", "", "Pokok masalah:", "", *matter, "",
        [(1000, "Jombang, 19-11-2026")], [(150, "Diterima petugas"), (1000, "Pemohon")], "", "",
        [(1000, "Agung Nugraha W.")],
    ]  # fmt: skip
    assert (seen_letter([page(rows)]).says_what is True) is says_what


def test_a_letter_from_the_complaint_box_complains() -> None:
    pages = [page(ROWS)]
    assert letter_kind(seen_letter(pages), pages, Channel.KOTAK_ADUAN) == KindReading(COMPLAINT, 1.0)


def test_a_request_always_asks_something() -> None:
    assert services.asked(services.Wording(""), None).field.value in {
        "konsultasi",
        "pengaduan",
        "penyelesaian_masalah",
    }
    read = Field(value="konsultasi", confidence=0.95)
    words = services.Wording("mohon konsultasi tentang tata cara rat koperasi")
    assert services.asked(words, read).field.value == "konsultasi"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9), st.lists(st.text(min_size=1, max_size=8).filter(str.strip), max_size=3))
def test_garbled_words_never_raise(seed: int, strange: list[str]) -> None:
    dice = Random(seed)
    words = [*" ".join(row for row in ROWS if isinstance(row, str)).split(), *strange]
    rows = [" ".join(dice.choices(words, k=dice.randint(1, 6))) for _ in range(dice.randint(0, 12))]
    seen = seen_letter([page(rows, is_handwritten=dice.random() < 0.3)])
    for kind in NAMES:
        fields = letter_choices(kind, seen).fields
        assert set(fields) == set(FIELD_NAMES[kind])
        assert all(0 <= field.confidence <= 1 for field in fields.values())


def wrapped(text: str) -> list[str]:
    """Lines of some ten words."""
    words = text.split()
    return [" ".join(words[at : at + 10]) for at in range(0, len(words), 10)]


NOBODY = dict.fromkeys(FIELD_NAMES[COMPLAINT], Field(confidence=0.9))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, (True, 0.9, False)),
        ({"pelapor_nama": Field(needs_review=True)}, (True, 0.0, True)),
        ({"pelapor_nama": Field(value="Siti Aminah", confidence=0.7)}, (False, 0.7, False)),
        ({"pelapor_nama": Field(value="Siti", confidence=0.3, needs_review=True)}, (True, 0.7, True)),
        ({"pelapor_nama": Field(value="Hamba Allah", confidence=0.7)}, (True, 0.7, False)),
        ({"pelapor_telepon": Field(value="081234567890", confidence=0.9)}, (True, 0.9, True)),
    ],
)
def test_who_has_no_name_is_nameless_as_surely_as_there_is_none(
    told: dict[str, Field], expected: tuple[bool, float, bool]
) -> None:
    found = anonymous({**NOBODY, **told})
    assert (found.value, found.confidence, found.needs_review) == expected


@pytest.mark.parametrize(
    ("name", "signed", "expected"),
    [
        (Field(value="Siti", confidence=0.7), Field(value=True), (False, False)),
        (Field(value="Siti", confidence=0.3, needs_review=True), Field(value=True), (False, False)),
        (
            Field(value="Siti", confidence=0.3, needs_review=True),
            Field(value=True, needs_review=True),
            (True, True),
        ),
        (Field(value="Siti", confidence=0.7), Field(value=False), (False, True)),
        (Field(value="Siti", confidence=0.7), Field(value=True, needs_review=True), (False, True)),
        (Field(value="Siti", confidence=0.9), Field(value=False), (False, False)),
        (Field(confidence=0.9), Field(value=True), (True, False)),
    ],
)
def test_by_hand_a_name_is_surer_where_the_letter_is_signed(
    name: Field, signed: Field, expected: tuple[bool, bool]
) -> None:
    fields = {**NOBODY, "pelapor_nama": name, "bertanda_tangan": signed}
    found = anonymous(fields, is_written=True)
    assert (found.value, found.needs_review) == expected
    assert anonymous(fields) == anonymous({**fields, "bertanda_tangan": Field(confidence=0.9)})


@pytest.mark.parametrize(("sure", "expected"), [(0.9, (False, False)), (0.6, (True, True))])
def test_who_surely_says_where_he_is_found_has_a_name_however_it_was_read(
    sure: float, expected: tuple[bool, bool]
) -> None:
    told = {"pelapor_nama": Field(value="Siti", confidence=0.3, needs_review=True)}
    found = anonymous({**NOBODY, **told, "pelapor_telepon": Field(value="081234567890", confidence=sure)})
    assert (found.value, found.needs_review) == expected


@pytest.mark.parametrize(("sure", "is_shown"), [(0.4, False), (0.1, True)])
def test_by_hand_who_says_where_he_is_found_is_named(sure: float, is_shown: bool) -> None:
    told = {"pelapor_nama": Field(value="Siti", confidence=0.7), "bertanda_tangan": Field(value=False)}
    home = Field(value="Dsn. Krajan", confidence=sure)
    found = anonymous({**NOBODY, **told, "pelapor_alamat": home}, is_written=True)
    assert (found.value, found.needs_review) == (False, is_shown)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Bapak Kartiko", "Kartiko"),
        ("bapak yang jaga meja depan", "bapak yang jaga meja depan"),
        ("satpam / penjaga depan", "satpam / penjaga depan"),
        ("Bapak", None),
    ],
)
def test_who_is_only_described_keeps_the_courtesy(text: str, value: str | None) -> None:
    span = dissect([page([text])]).rows[0].span
    assert NORMALISERS[Role.PIHAK_LAIN](span) == value


def test_a_place_has_none_of_the_date_s_figures() -> None:
    span = dissect([page(["Peterongan26"])]).rows[0].span
    assert NORMALISERS[Role.TEMPAT](span) == "Peterongan"


@pytest.mark.parametrize(
    ("read", "number"), [("049/X1/26", "049/XI/26"), ("057/X11/26", "057/XII/26"), ("5/11/26", "5/11/26")]
)
def test_the_tagger_s_number_has_the_months_of_the_rules_number(read: str, number: str) -> None:
    span = dissect([page([f"KK/{read}"])]).rows[0].span
    assert NORMALISERS[Role.NOMOR](span) == f"KK/{number}"


def test_an_empty_doubt_offers_the_best_option() -> None:
    letter = _letter(_seen(), {"siti": "B-nama", "aminah": "I-nama"}, is_read=True)
    found = options(letter, "pemohon_nama")
    assert ranked(_model(-1.0, 0.5), letter, "pemohon_nama", found).is_suggested
    assert ranked(_model(-9.0, 0.5), letter, "pemohon_nama", found).option is None


def test_the_kind_that_a_person_said_stays() -> None:
    said = page(ROWS, kinds=((REQUEST, 1.0),), is_kind_said=True)
    assert letter_kind(_seen(), [said], Channel.KOTAK_ADUAN) == KindReading(REQUEST, 0.0)


@pytest.mark.parametrize("by_hand", [True, False])
@pytest.mark.parametrize("sure", [0.5, 0.9])
def test_a_date_of_unsure_figures_is_shown(sure: float, by_hand: bool) -> None:
    rows = [row for row in ROWS if "2026" not in str(row)]
    written = page(["Jombang, 1 September 2026", *rows], is_handwritten=by_hand)
    words = tuple(
        word.model_copy(update={"confidence": sure}) if word.text == "1" else word
        for word in written.lines[0].words
    )
    first = written.lines[0].model_copy(update={"words": words})
    seen = seen_letter([written.model_copy(update={"lines": (first, *written.lines[1:])})])
    field = letter_choices(REQUEST, seen).fields["tanggal_surat"]
    assert field.value == "2026-09-01"
    assert field.needs_review == (sure < 0.6)


@pytest.mark.parametrize("role", [Role.ALAMAT, Role.ALAMAT_KOPERASI])
def test_the_tagger_s_address_has_rt_and_rw_in_figures_as_the_rules_have_it(role: Role) -> None:
    span = dissect([page(["RT O3 RW OI Dusun Sambirejo"])]).rows[0].span
    assert NORMALISERS[role](span) == "RT 03 RW 01 Dusun Sambirejo"


@pytest.mark.parametrize("number", ["08123456", "0812-3456-78xx"])
def test_a_number_that_can_not_be_read_is_never_lost(number: str) -> None:
    rows = ["Dengan hormat,", "Nama : Yoga Permana", f"No. HP : {number}", "mohon bimbingan.", "Hormat saya,"]
    told = letter_choices(REQUEST, seen_letter([page(rows)])).fields["pemohon_telepon"]
    assert (told.value, told.needs_review) == (None, True)
    assert told.box is not None
