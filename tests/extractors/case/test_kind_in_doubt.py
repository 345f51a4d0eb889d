"""A request that is taken for a complaint still needs what a request needs."""

from datetime import date

import pytest

from extractors.case.explain import explained
from extractors.case.letters import letter_kind, seen_letter
from extractors.case.reader import read_case, read_documents
from extractors.ranking.letter_kind import decided_kind
from models.case import Case, Channel
from models.document import Kind
from models.file_reading import FileReading
from models.page import PageReading
from models.service import load_standards
from models.working_days import load_calendar
from tests.extractors.letters import Row
from tests.extractors.paper import page

ASKS, COMPLAINS = Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN
ROWS: tuple[Row, ...] = (
    [(1100, "Jombang, 5 November 2026")],
    "Perihal : Pengaduan",
    "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
    "Dengan hormat,",
    "Saya yang bertanda tangan di bawah ini:",
    [(200, "Nama"), (520, ": Siti Aminah")],
    [(200, "Alamat"), (520, ": Dsn. Krajan RT 02 RW 01 Desa Mojokrapak Kec. Tembelang")],
    "mengadukan KSP Dana Makmur yang menagih bunga tanpa perjanjian tertulis.",
    "Simpanan saya sebesar Rp4.000.000 juga belum dapat diambil sejak Maret 2026.",
    "Saya mohon difasilitasi penyelesaiannya.",
    "Demikian pengaduan ini saya sampaikan, terima kasih.",
    [(1000, "Hormat saya,")],
    "",
    "",
    [(1000, "Siti Aminah")],
)
"""Who complains, where she lives and of what; no signature and no KTP."""


def sheet(*, is_said: bool = False) -> PageReading:
    """The letter's page, its kind told by a person or as the reader of pages takes it."""
    return page(ROWS).model_copy(update={"kinds": ((COMPLAINS, 1.0),), "is_kind_said": is_said})


def read(channel: Channel) -> Case:
    """The letter's case."""
    return read_case(
        [FileReading("surat.pdf", (sheet(),))], channel=channel, received_on=date(2026, 11, 20),
        standards=load_standards(), calendar=load_calendar(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("channel", "status"), [(Channel.LOKET, "perlu_diperiksa"), (Channel.KOTAK_ADUAN, "lengkap")]
)
def test_over_the_counter_it_is_not_complete_without_a_request_s_papers(
    channel: Channel, status: str
) -> None:
    case = read(channel)
    assert [document.kind for document in case.documents] == [COMPLAINS]
    assert case.completeness.status == status


def test_a_letter_in_doubt_is_listed_as_either_kind_and_the_less_likely_is_to_be_reviewed() -> None:
    case = read(Channel.LOKET)
    likely, other = case.in_both_kinds().documents
    assert likely == case.documents[0]
    assert (other.kind, other.pages) == (ASKS, likely.pages)
    assert {name: other.text(name) for name in ("perihal", "pemohon_nama", "termohon_nama")} == {
        "perihal": "Pengaduan", "pemohon_nama": "Siti Aminah", "termohon_nama": "KSP Dana Makmur",
    }  # fmt: skip
    assert all(field.needs_review for field in other.fields.values() if field.value is not None)
    assert not likely.field("pelapor_alamat").needs_review


def test_a_letter_that_is_a_guess_is_never_complete() -> None:
    unknown = sheet().model_copy(update={"kinds": ((Kind.LAMPIRAN, 0.7),)})
    case = read_case(
        [FileReading("surat.pdf", (unknown,))], channel=Channel.LOKET, received_on=date(2026, 11, 20),
        standards=load_standards(), calendar=load_calendar(),
    )  # fmt: skip
    assert [document.known.is_guess for document in case.documents] == [True]
    assert "SURAT_RAGU" in {finding.code for finding in case.findings}
    by_id = {verdict.id: verdict.status for verdict in case.completeness.requirements}
    assert by_id["materi_pengaduan"] == by_id["surat_permohonan"] == "perlu_diperiksa"


def test_a_guess_that_surely_says_to_whom_and_what_for_is_the_letter() -> None:
    rows = ["Ploso 23 Februari 2026", "Kepada : Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
            "Dari : Lusi Ernawati", "Urusan : potongan koperasi dobel",
            "Potongan toko di Kopkar Lapis Jaya kena dobel bukan saya saja. Dari slip teman satu",
            "lini 26 orang, 19 kena potongan dua kali sejak Oktober, uangnya belum dikembalikan.",
            "Saya mohon Dinas mempertemukan kami dengan pengurus koperasi.", "", "Lusi Ernawati"]  # fmt: skip
    unknown = page(rows).model_copy(update={"kinds": ((Kind.LAMPIRAN, 0.7),)})
    (letter,) = read_documents([unknown], channel=Channel.LOKET)
    assert (letter.kind, letter.known.is_guess) == (ASKS, False)


def test_what_asks_without_a_letter_s_words_may_be_the_letter() -> None:
    rows = ["Ploso, 24 November 2026", "Topik: Mendirikan koperasi eks karyawan",
            "1. Pengirim: Sulikah, Dusun Bawangan Barat, Ploso.",
            "2. Latar: 37 eks karyawan pabrik sepakat membuka usaha sandal rumahan.",
            "3. Pertanyaan: bentuk apa yang cocok, koperasi produsen atau koperasi pekerja.",
            "", "Sulikah"]  # fmt: skip
    unknown = page(rows).model_copy(update={"kinds": ((Kind.LAMPIRAN, 0.7),)})
    (letter,) = read_documents([unknown], channel=Channel.LOKET)
    assert letter.kind in (ASKS, COMPLAINS) and letter.known.is_guess


def test_an_answer_is_written_to_him_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ["Nomor : 518/1204/415.26/2026", "Hal : Jawaban", "Kepada", "Yth. Sdri. Tri Wahyuningsih",
            "di Tembelang", "Dengan hormat, pengurus koperasi Saudara telah kami undang pada tanggal",
            "18 November 2026 dan bersedia mengembalikan simpanan.", "", "HENDRA WASPADA"]  # fmt: skip
    asks = page(rows).model_copy(update={"kinds": ((ASKS, 0.9),)})
    for name, is_answer in (("Tri Wahyuningsih", True), ("Hendra Waspada", False)):
        monkeypatch.setattr("extractors.case.reader.likely_names", lambda _, name=name: [name])
        (letter,) = read_documents([asks], channel=Channel.LOKET)
        assert (letter.known.idle == 1.0) is is_answer


def test_a_letter_of_a_sure_kind_is_listed_once() -> None:
    case = read(Channel.KOTAK_ADUAN)
    assert case.in_both_kinds() == case


def test_fields_of_the_less_likely_kind_can_be_explained() -> None:
    kinds = {
        one.kind for name in ("perihal", "terlapor") for one in explained([sheet()], name, Channel.LOKET)
    }
    assert kinds == {ASKS, COMPLAINS}


def test_a_kind_that_a_person_said_is_beyond_doubt() -> None:
    pages = [sheet()]
    told = letter_kind(seen_letter(pages), pages, Channel.LOKET)
    assert told.kind is COMPLAINS
    assert told.may_be is ASKS
    said = [sheet(is_said=True)]
    assert letter_kind(seen_letter(said), said, Channel.LOKET).may_be is None


@pytest.mark.parametrize(
    ("complaint", "office", "kind", "may_be"),
    [
        (0.15, 0.98, COMPLAINS, ASKS),
        (0.15, 0.4, ASKS, COMPLAINS),
        (0.978, 0.995, COMPLAINS, None),
        (0.986, 0.9999, COMPLAINS, None),
        (0.979, 0.9, COMPLAINS, ASKS),
        (0.981, 0.9, COMPLAINS, None),
        (0.85, 0.99, COMPLAINS, ASKS),
        (0.02, 0.9, ASKS, None),
        (0.02, 0.01, ASKS, None),
        (0.03, 0.01, ASKS, None),
        (0.69, 0.01, ASKS, COMPLAINS),
        (0.71, 0.01, COMPLAINS, ASKS),
        (0.97, 0.01, COMPLAINS, ASKS),
        (0.995, 0.01, COMPLAINS, None),
    ],
)
def test_a_letter_complains_by_its_words_and_whether_the_office_is_meant(
    complaint: float, office: float, kind: Kind, may_be: Kind | None
) -> None:
    told = decided_kind(complaint, office)
    assert (told.kind, told.may_be) == (kind, may_be)
