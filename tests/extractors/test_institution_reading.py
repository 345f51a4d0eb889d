"""Institution papers: kind, name, number, address."""

import pytest

from extractors.institution import institution_fields, npwp_form
from tests.extractors.paper import Cell, page

SK = (
    [(500, "KEPUTUSAN KEPALA DINAS KOPERASI")],
    [(550, "NOMOR 9820/BH/1X/1986")],
    [(450, "PENGESAHAN AKTA PENDIRIAN KOPERASI")],
    [(550, "Kopkar Mandiri Budi")],
    [(150, "Mengingat"), (450, ": Undang-Undang Nomor 25 Tahun 1992 tentang Perkoperasian;")],
    [(150, "Menetapkan"), (450, ": mengesahkan akta pendirian Kopkar Mandiri Budi yang berkedudukan")],
    [(470, "di Jl. Teuku Umar 177, Kec. Perak, Kab. Jombang.")],
    "Ditetapkan di Jakarta pada tanggal 28 April 2021.",
)
NPWP = (
    [(450, "DIREKTORAT JENDERAL PAJAK")],
    [(500, "NPWP : 02.766.646.4-617.000")],
    [(150, "Nama"), (450, ": KOPERASI KELURAHAN MERAH PUTIH JATIWENING")],
    [(150, "Alamat"), (450, ": Dsn. Pandean Ds. Sidowarek Kec. Ngoro")],
)
AKTA = (
    [(500, "NOTARIS RATNA LATIFAH, S.H., M.Kn.")],
    [(550, "AKTA PENDIRIAN KOPERASI")],
    [(550, "KSPPS BMT Cendekia Artha")],
    [(650, "Nomor : 38.-")],
    "Koperasi ini bernama KSPPS BMT Cendekia Artha dan berkedudukan di",
    "Jl. Kh. Wahid Hasyim 202, Kec. Mojoagung.",
)
NIB = (
    [(450, "PERIZINAN BERUSAHA BERBASIS RISIKO")],
    [(450, "NOMOR INDUK BERUSAHA : 1805756940038")],
    [(150, "1. Nama Pelaku Usaha"), (550, ': Koperasi Karyawan "Manik Rukun"')],
    [(150, "2. Alamat Kantor"), (550, ": Jl. Raya Ceweng No. 286 Sumobito")],
)


SEATS = ("Jl. Teuku Umar 177, Kec. Perak, Kab. Jombang", "Jl. Kh. Wahid Hasyim 202, Kec. Mojoagung")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (SK, ("sk_badan_hukum", "Kopkar Mandiri Budi", "9820/BH/IX/1986", SEATS[0])),
        (
            NPWP,
            (
                "npwp", "KOPERASI KELURAHAN MERAH PUTIH JATIWENING",
                "02.766.646.4-617.000", "Dsn. Pandean Ds. Sidowarek Kec. Ngoro",
            ),
        ),
        (AKTA, ("akta_pendirian", "KSPPS BMT Cendekia Artha", "38", SEATS[1])),
        (
            NIB,
            ("nib", 'Koperasi Karyawan "Manik Rukun"', "1805756940038", "Jl. Raya Ceweng No. 286 Sumobito"),
        ),
    ],
)  # fmt: skip
def test_papers(rows: tuple[str | list[Cell], ...], expected: tuple[str, ...]) -> None:
    read = institution_fields([page(rows)])
    names = ("jenis_identitas", "koperasi_nama", "nomor_identitas", "koperasi_alamat")
    assert tuple(read[name].value for name in names) == expected


def test_an_npwp_gets_its_marks_back() -> None:
    assert npwp_form("06-652.835.0-649.000") == "06.652.835.0-649.000"
