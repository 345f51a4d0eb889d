"""Which pages are one document: papers scanned twice, sheets of a letter, papers handed in with it."""

import pytest

from extractors.case.grouping import group_pages
from extractors.page.kinds import page_kinds
from models.page import Mark, MarkKind, PageReading
from tests.extractors.letters import Row
from tests.extractors.paper import page

INK = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.5, 0.8, 0.55), score=0.99)
OWN = {
    "name": "DIDIK HARIYANTO", "nik": "3517091708820013", "phone": "0812-3456-7890",
    "home": "Dsn. Kedungrejo RT 003 RW 001 Desa Mojokrapak", "sum": "Rp25.000.000,00",
}  # fmt: skip
OTHERS = {
    "name": "SITI AMINAH", "nik": "3517095204900023", "phone": "0857-1234-5678",
    "home": "Dsn. Weru RT 01 RW 05 Desa Mojongapit", "sum": "Rp12.500.000,00",
}  # fmt: skip


def sheet(*rows: Row, number: int = 1, file: str = "surat.pdf", marks: tuple[Mark, ...] = ()) -> PageReading:
    reading = page(rows, number=number, file=file, marks=marks)
    return reading.model_copy(update={"kinds": page_kinds(reading)})


def begun(name: str, nik: str, phone: str, home: str, **_: str) -> tuple[Row, ...]:
    """A request up to its statement."""
    return (
        [(1000, "Jombang, 5 Nopember 2026")],
        "Hal : Permohonan Mediasi",
        "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
        "Dengan hormat, saya yang bertanda tangan di bawah ini :",
        [(150, "Nama"), (450, f": {name}")],
        [(150, "NIK"), (450, f": {nik}")],
        [(150, "Alamat"), (450, f": {home}")],
        [(150, "No. HP"), (450, f": {phone}")],
        "adalah anggota KSP Artha Bakti Sejahtera sejak tahun 2019 dengan simpanan berjangka.",
    )


def filled_in(who: dict[str, str]) -> tuple[Row, ...]:
    """A request of one text that members fill in."""
    return (
        *begun(**who),
        f"Simpanan saya sebesar {who['sum']} tidak dapat dicairkan sejak bulan Juli 2026 meskipun",
        "sudah jatuh tempo. Pengurus koperasi Sdr. Sugeng Waluyo selaku ketua selalu menghindar.",
        "Saya mohon Dinas memfasilitasi pertemuan dengan pengurus koperasi tersebut di kantor.",
        "Demikian permohonan ini kami sampaikan, atas perhatiannya terima kasih.",
        [(1000, "Hormat saya,")],
        "",
        "",
        [(1000, who["name"])],
    )


@pytest.mark.parametrize(
    ("changed", "count"),
    [
        (OTHERS, 2),
        ({"name": "SITI AMINAH"}, 2),
        ({"nik": OTHERS["nik"]}, 2),
        ({"name": "DIDIK HAR1YANT0", "nik": "3517091708820018", "phone": "0812-3456-7899"}, 1),
        ({"nik": "", "phone": ""}, 1),
    ],
    ids=["another member", "another name", "another NIK", "read a little differently", "not read"],
)
def test_two_members_letters_of_one_text_are_no_double_scan(changed: dict[str, str], count: int) -> None:
    pages = [sheet(*filled_in(OWN)), sheet(*filled_in({**OWN, **changed}), number=2)]
    assert len(group_pages(pages)) == count


@pytest.mark.parametrize("signed", [1, 2])
def test_of_a_letter_scanned_twice_the_signed_copy_is_read(signed: int) -> None:
    pages = [
        sheet(*filled_in(OWN), number=number, marks=(INK,) if number == signed else ()) for number in (1, 2)
    ]
    (group,) = group_pages(pages)
    assert [one.number for one in group.pages] == [signed]
    assert [one.number for one in group.doubles] == [3 - signed]
