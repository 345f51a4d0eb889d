"""Builders for documents in tests: values sure unless said otherwise."""

from datetime import date

from models.case import Case, Channel
from models.checks import judge
from models.document import Document, Kind, LetterKnowledge, PageRef
from models.field import Field
from models.service import Standards, load_standards
from models.working_days import load_calendar

RECEIVED = date(2026, 11, 24)
NIK = "3517080508909001"
OTHER_NIK = "3517091207859002"
STANDARDS: Standards = load_standards()
CALENDAR = load_calendar()


def sure(value: str | bool | None) -> Field:
    """A field read beyond doubt; None means that the paper does not carry it."""
    return Field(value=value, confidence=0.99)


def doubtful(value: str | bool | None) -> Field:
    """A field that the paper carries but that was not surely read."""
    return Field(value=value, confidence=0.4, needs_review=True)


def paper(
    kind: Kind, values: dict[str, str | bool | Field | None], persons: tuple[str, ...] = ()
) -> Document:
    """A document of that kind; plain values are sure."""
    fields = {name: value if isinstance(value, Field) else sure(value) for name, value in values.items()}
    known = LetterKnowledge(persons=persons)
    return Document(kind=kind, pages=(PageRef(file=f"{kind}.pdf", page=1),), fields=fields, known=known)


def request(*, persons: tuple[str, ...] = (), **changes: str | bool | Field | None) -> Document:
    """A complete request of a member, changed by `changes`."""
    values: dict[str, str | bool | Field | None] = {
        "pemohon_nama": "Slamet Widodo",
        "perihal": "Permohonan Konsultasi Perubahan Anggaran Dasar",
        "jenis_layanan": "konsultasi",
        "koperasi_nama": "KSP Mitra Guyub Sentosa",
        "pokok_masalah": "Kami memerlukan penjelasan mengenai perubahan anggaran dasar.",
        "bertanda_tangan": True,
    }
    return paper(Kind.SURAT_PERMOHONAN, values | changes, persons)


def ktp(**changes: str | bool | Field | None) -> Document:
    """The applicant's KTP, changed by `changes`."""
    values: dict[str, str | bool | Field | None] = {
        "nik": NIK,
        "nama": "SLAMET WIDODO",
        "tanggal_lahir": "1990-08-05",
        "jenis_kelamin": "LAKI-LAKI",
        "alamat": "DSN. KRAJAN",
    }
    return paper(Kind.KTP, values | changes)


def institution(**changes: str | bool | Field | None) -> Document:
    """The koperasi's founding paper, changed by `changes`."""
    values: dict[str, str | bool | Field | None] = {
        "jenis_identitas": "sk_badan_hukum",
        "koperasi_nama": 'Koperasi Simpan Pinjam "Mitra Guyub Sentosa"',
        "nomor_identitas": "AHU-0990112.AH.01.26.TAHUN 2019",
    }
    return paper(Kind.IDENTITAS_LEMBAGA, values | changes)


def complaint(**changes: str | bool | Field | None) -> Document:
    """A complete complaint about a koperasi, changed by `changes`."""
    values: dict[str, str | bool | Field | None] = {
        "pelapor_nama": "Sumiyati",
        "pelapor_alamat": "Dsn. Krajan RT 02 RW 01 Desa Mojokrapak",
        "pelapor_telepon": "081234567890",
        "terlapor": "KSU Tirta Guna Utama",
        "materi_pengaduan": "Tabungan saya di koperasi sudah delapan bulan tidak bisa diambil.",
        "anonim": False,
    }
    return paper(Kind.SURAT_PENGADUAN, values | changes)


def other(kind: Kind) -> Document:
    """A paper without fields (lampiran, kosong)."""
    return paper(kind, {})


def case_of(
    *documents: Document,
    service: str | None = None,
    read_service: tuple[str | None, bool] | None = None,
    received_on: date = RECEIVED,
) -> Case:
    """The judged case of these documents."""
    return judge(
        documents,
        channel=Channel.LOKET,
        received_on=received_on,
        standards=STANDARDS,
        calendar=CALENDAR,
        service=service,
        read_service=read_service,
    )
