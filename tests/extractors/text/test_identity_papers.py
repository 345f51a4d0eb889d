"""Papers that are no letter and no KTP are known by their words, a koperasi's own and letters are not."""

import pytest

from extractors.text.identity_papers import named_paper, paper_of
from extractors.text.legibility import squeezed
from models.page import Line
from tests.extractors.paper import line


def lines(*texts: str) -> list[Line]:
    return [line(text, 100, 100 + 40 * at) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("jenis", "texts"),
    [
        ("sim", ("SURAT IZIN MENGEMUDI", "1. SUWARNO", "4. JL. MERDEKA")),
        ("sim", ("SURAT IZIN MENGEMUD1", "DRIVING LICENSE", "KAPOLRES JOMBANG")),
        ("npwp", ("NPWP : 09.123.456.7-602.000", "DIREKTORAT JENDERAL PAJAK", "NIK : 3517094107709812")),
        ("kartu_keluarga", ("KARTU KELUARGA", "Nama Kepala Keluarga : SUWARNO")),
        ("kartu_tani", ("KARTU TANI", "PEMERINTAH PROVINSI JAWA TIMUR", "NIK : 3517094107709812")),
        ("biodata", ("BIODATA PEMOHON", "(sesuai KTP)", "NIK : 3517094107709812", "Nama : RETNO")),
        (
            "suket_domisili",
            (
                "SURAT KETERANGAN DOMISILI",
                "NIK : 3517152904699340",
                "Jenis Kelamin : Laki-laki",
                "Agama : Islam",
                "benar-benar warga kami, untuk mengurus simpanan di koperasi",
                "Demikian surat keterangan ini",
            ),
        ),
        ("bpjs", ("KARTU INDONESIA SEHAT", "Nomor Kartu 0001", "Faskes Tingkat I")),
        (
            "suket_ktp",
            ("SURAT KETERANGAN", "telah melakukan perekaman KTP-el dan", "dalam database kependudukan"),
        ),
    ],
)
def test_a_paper_is_named(jenis: str, texts: tuple[str, ...]) -> None:
    paper = paper_of(lines(*texts))
    assert paper is not None and paper.jenis == jenis


@pytest.mark.parametrize(
    "texts",
    [
        ("Yth. Kepala Dinas Koperasi", "Dengan hormat,", "SIM (surat izin mengemudi) saya ditahan KSP."),
        ("kartu keluarga saya diambil", "nama kepala keluarga ayah", "kami memohon dibantu"),
        ("NPWP : 02.123.456.7-602.000", "DIREKTORAT JENDERAL PAJAK", "KSP MAKMUR JAYA"),
        ("NPWP : 02.123.456.7-602.000", "DIREKTORAT JENDERAL PAJAK"),
        ("Pupuk kulo dereng didhum.", "Kartu tani dicekel pengurus wiwit taun kepungkur,"),
        ("PROVINSI JAWA TIMUR", "NIK : 3517094107709812", "Nama : SUWARNO", "Alamat : DSN. KRAJAN"),
    ],
)  # fmt: skip
def test_letters_that_speak_of_papers_and_a_bodys_own_are_not(texts: tuple[str, ...]) -> None:
    assert paper_of(lines(*texts)) is None


def test_labels_that_a_ktp_has_too_name_nothing() -> None:
    rows = "NIK Nama Tempat/Tgl Lahir Jenis Kelamin Alamat RT/RW Kel/Desa Kecamatan Agama Status Perkawinan"
    assert named_paper(squeezed(f"{rows} Pekerjaan Kewarganegaraan Berlaku Hingga")) is None
