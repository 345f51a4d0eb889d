"""Whose identity counts: of those who ask, not of the other side, witnesses and whom else a letter names."""

import pytest

from extractors.case.letters import letter_choices, seen_letter
from models.document import Kind
from tests.extractors.letters import MATTER, TO, Row
from tests.extractors.paper import page

ASKS: tuple[Row, ...] = (
    "Jombang, 9 Mei 2026",
    *TO,
    "Dengan hormat,",
    "Saya yang bertanda tangan di bawah ini :",
    [(150, "Nama"), (450, ": DIDIK HARIYANTO")],
    [(150, "NIK"), (450, ": 3517091708820013")],
    [(150, "Alamat"), (450, ": Dsn. Kedungrejo RT 003 RW 001 Desa Mojokrapak")],
)
OTHER: tuple[Row, ...] = (
    [(150, "Nama"), (450, ": SUGENG WALUYO")],
    [(150, "Alamat"), (450, ": Jl. Pattimura No. 45 Jombang")],
)
CLOSED = "Demikian permohonan ini kami sampaikan, terima kasih."
SIGNED: tuple[Row, ...] = ([(1000, "Pemohon,")], "", "", [(1000, "DIDIK HARIYANTO")])


def persons(*rows: Row) -> tuple[str, ...]:
    return seen_letter([page([*ASKS, *rows])]).persons


@pytest.mark.parametrize(
    "lead",
    [
        "Mengajukan permohonan mediasi dengan :",
        "Dan pihak yang saya adukan :",
        "Pihak yang diadukan adalah :",
        "Dengan ini saya melaporkan :",
        "Saksi :",
        "Saksi-saksi yang mengetahui :",
        "Identitas ketua koperasi tersebut :",
    ],
)
def test_a_block_that_is_introduced_as_somebody_else_s_names_nobody_who_asks(lead: str) -> None:
    assert persons(lead, *OTHER, MATTER, CLOSED, *SIGNED) == ("DIDIK HARIYANTO",)


@pytest.mark.parametrize(
    "above",
    ["PERIHAL : PENGAMBILAN SIMPANAN ALMARHUM", "1 Unit yang diadukan : petugas Dinas Koperasi"],
)
def test_a_subject_or_a_forms_row_further_up_introduces_nobody(above: str) -> None:
    own = ([(150, "Nama"), (450, ": SITI ROMELAH")], [(150, "Alamat"), (450, ": Jl. Mawar 6 RT 003 RW 001")])
    rows = ("Jombang, 9 Mei 2026", *TO, above, "2 Siapa petugasnya", *own, MATTER, CLOSED)
    fields = letter_choices(Kind.SURAT_PENGADUAN, seen_letter([page(rows)])).fields
    assert fields["pelapor_alamat"].value == "Jl. Mawar 6 RT 003 RW 001"


def test_a_block_whose_label_says_that_it_is_the_writer_s_is_his_own() -> None:
    rows: tuple[Row, ...] = (
        "Layanan Aspirasi dan Pengaduan",
        [(150, "Instansi terlapor"), (600, "Dinas Koperasi dan Usaha Mikro Kabupaten Jombang")],
        [(150, "Nama pelapor"), (600, "Andri Kurnia Wijaya")],
        [(150, "NIK"), (600, "3517041402879164")],
        [(150, "Alamat pelapor"), (600, "Jl. Raya Bareng RT 003 RW 001 Kec. Bareng")],
        "",
        MATTER,
    )
    fields = letter_choices(Kind.SURAT_PENGADUAN, seen_letter([page(rows)])).fields
    assert fields["pelapor_nama"].value == "Andri Kurnia Wijaya"
    assert fields["pelapor_nik"].value == "3517041402879164"


@pytest.mark.parametrize(
    "lead", ["Dengan ini saya mengadukan orang di bawah ini :", "Yang saya adukan adalah :"]
)
def test_the_accused_s_home_and_telephone_are_not_the_writer_s(lead: str) -> None:
    rows = ("Jombang, 9 Mei 2026", *TO, lead, *ACCUSED, MATTER, CLOSED, [(1000, "Tukini")])
    fields = letter_choices(Kind.SURAT_PENGADUAN, seen_letter([page(rows)])).fields
    assert (fields["pelapor_alamat"].value, fields["pelapor_telepon"].value) == (None, None)


HARDLY = 0.1
"""Probability of a suggestion that a person looks at anyway."""
ACCUSED: tuple[Row, ...] = (*OTHER, [(150, "No. HP"), (450, ": 0857 1234 9090")])


@pytest.mark.parametrize(
    "lead",
    [
        "Bersama ini dilaporkan ketua KSP Sumber Rejeki Abadi:",
        "Kami mau melaporkan petugas loket, yaitu :",
        "Kami warga desa mengadukan pengurus koperasi wanita yang identitasnya sebagai berikut :",
        "Lapor pak, bendahara KSP Lancar Jaya Bersama",
        "Kami menuntut oknum penagih koperasi itu, dengan data sebagai berikut :",
        "Oknum yang kami maksud :",
    ],
)
@pytest.mark.parametrize(("signed", "name"), [((), None), ([(1000, "Tukini Rahayu")], "Tukini Rahayu")])
def test_whom_a_nameless_writer_accuses_by_his_office_is_not_the_writer(
    lead: str, signed: Row, name: str | None
) -> None:
    rows = ("Jombang, 9 Mei 2026", *TO, lead, *ACCUSED, MATTER, CLOSED, *([signed] if signed else []))
    fields = letter_choices(Kind.SURAT_PENGADUAN, seen_letter([page(rows)])).fields
    found = fields["pelapor_nama"]
    surely = None if found.needs_review and found.confidence < HARDLY else found.value
    assert surely == name
    assert (fields["pelapor_alamat"].value, fields["pelapor_telepon"].value) == (None, None)


@pytest.mark.parametrize(
    "lead",
    [
        "Saya melaporkan ketua KSP Lancar Jaya. Data saya :",
        "Saya melaporkan ketua KSP Lancar Jaya dengan identitas saya sebagai berikut :",
        "Mohon ditegur petugas loket, saya melaporkan karena sudah kesal.",
        "Saya mau mengadukan pelayanan Dinas Koperasi :",
        "Kami yang melaporkan :",
    ],
)
def test_who_complains_of_somebody_and_turns_to_himself_gives_his_own(lead: str) -> None:
    rows = ("Jombang, 9 Mei 2026", *TO, lead, *ACCUSED, MATTER, CLOSED)
    fields = letter_choices(Kind.SURAT_PENGADUAN, seen_letter([page(rows)])).fields
    found = [fields[name].value for name in ("pelapor_nama", "pelapor_alamat", "pelapor_telepon")]
    assert found == ["SUGENG WALUYO", "Jl. Pattimura No. 45 Jombang", "085712349090"]


@pytest.mark.parametrize("lead", ["Bersama ini kami :", "dan bertindak untuk dan atas nama orang tua saya :"])
def test_a_block_that_belongs_to_those_who_ask_counts(lead: str) -> None:
    assert "SUGENG WALUYO" in persons(lead, *OTHER, MATTER, CLOSED, *SIGNED)


def test_blocks_that_follow_each_other_are_of_all_who_ask() -> None:
    assert "SUGENG WALUYO" in persons(*OTHER, MATTER, CLOSED, *SIGNED)


@pytest.mark.parametrize("side", ["Termohon,", "Teradu,", "Saksi-saksi,"])
def test_who_signs_as_the_other_side_does_not_ask(side: str) -> None:
    signed: tuple[Row, ...] = (
        [(200, side), (1000, "Pemohon,")],
        "",
        "",
        [(200, "SUGENG WALUYO"), (1000, "DIDIK HARIYANTO")],
    )
    assert persons(MATTER, CLOSED, *signed) == ("DIDIK HARIYANTO",)
