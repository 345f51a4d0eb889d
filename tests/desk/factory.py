"""Invented cases for the desk's tests: through `desk.intake` like real ones, with drawn page images.

Nothing is read by an engine: the reading is made by hand, the judgement by `models.checks`.
"""

import hashlib
import io
import random
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from desk.intake import admission, leases, readings
from desk.intake.values import Arrival, StoredFile
from models.case import Case, Channel
from models.checks import judge
from models.document import Document, Kind, PageRef
from models.field import ABSENT, Box, Field
from models.field_spec import FIELD_NAMES
from models.page import Line, PageReading, Word
from models.paths import DataFolder
from models.service import load_standards
from models.working_days import load_calendar

WIB = timezone(timedelta(hours=7))
PAGE = (1240, 1754)
"""A4 at 150 dpi, the size the intake writes for the desk."""
FONT = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
STANDARDS = load_standards()
CALENDAR = load_calendar()

NAMES = ("SITI AMINAH", "BUDI SANTOSO", "NUR HIDAYATI", "AGUS PRASETYO", "SRI WAHYUNI", "MOCH. ROFIQ")
KOPERASI = ("KSP MEKAR JAYA", "KSU TANI MAKMUR", "KPRI BINA WARGA", "KSPPS BERKAH UMAT")
MATTER = (
    "Simpanan anggota sebesar Rp12.500.000 belum dapat diambil sejak Maret 2026 walaupun sudah tiga kali "
    "diminta di kantor koperasi."
)
FILE_NAME = "surat-{}.pdf"
PLACES = ("DIWEK", "PLOSO", "MOJOAGUNG", "NGORO", "PERAK")


def letter_values(name: str, nik: str, koperasi: str) -> dict[str, str | bool]:
    """What a typed letter of request says."""
    return {
        "nomor_surat": "012/KSP-MJ/XI/2026",
        "tanggal_surat": "2026-11-20",
        "tempat_surat": "Jombang",
        "perihal": "Permohonan fasilitasi penyelesaian simpanan",
        "tujuan": "Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
        "pemohon_nama": name,
        "pemohon_nik": nik,
        "pemohon_alamat": "Dusun Krajan RT 003 RW 001, Desa Ceweng, Kecamatan Diwek",
        "pemohon_telepon": "081234567890",
        "koperasi_nama": koperasi,
        "jenis_layanan": "pengaduan",
        "termohon_nama": koperasi,
        "pokok_masalah": MATTER,
        "bertanda_tangan": True,
        "berstempel": False,
    }


def ktp_values(name: str, nik: str, place: str) -> dict[str, str | bool]:
    """What the KTP of the same person says."""
    return {
        "nik": nik,
        "nama": name,
        "tempat_lahir": "JOMBANG",
        "tanggal_lahir": "1982-08-19",
        "jenis_kelamin": "LAKI-LAKI",
        "golongan_darah": "O",
        "alamat": "DUSUN KRAJAN",
        "rt": "003",
        "rw": "001",
        "kelurahan_desa": "CEWENG",
        "kecamatan": place,
        "kabupaten_kota": "JOMBANG",
        "provinsi": "JAWA TIMUR",
        "agama": "ISLAM",
        "status_perkawinan": "KAWIN",
        "pekerjaan": "WIRASWASTA",
        "kewarganegaraan": "WNI",
        "berlaku_hingga": "SEUMUR HIDUP",
    }


def box_of(line: int) -> Box:
    """Where the drawn page shows its line number `line`."""
    top = 0.08 + line * 0.045
    return (0.36, top, 0.88, top + 0.026)


def made_document(
    kind: Kind, page: int, file: str, values: dict[str, str | bool], doubtful: tuple[str, ...] = ()
) -> Document:
    """A document whose fields stand one below the other on its page."""
    fields = dict.fromkeys(FIELD_NAMES[kind], ABSENT)
    for line, (name, value) in enumerate(values.items()):
        is_doubtful = name in doubtful
        fields[name] = Field(
            value=value,
            raw=str(value),
            confidence=0.55 if is_doubtful else 0.98,
            needs_review=is_doubtful,
            page=1,
            box=box_of(line),
        )
    return Document(kind=kind, pages=(PageRef(file=file, page=page),), fields=fields)


def draw_page(path: Path, title: str, values: dict[str, str | bool]) -> None:
    """A page image that shows the values where `box_of` says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(drawn_page(title, tuple(values.items())))


@lru_cache(maxsize=256)
def drawn_page(title: str, values: tuple[tuple[str, str | bool], ...]) -> bytes:
    """The image as JPEG; most tests show the same few cases."""
    image = Image.new("RGB", PAGE, "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, 30)
    pen.text((80, 50), f"CONTOH - {title}", fill="#444", font=font)
    for line, (name, value) in enumerate(values):
        x0, top, _, _ = box_of(line)
        pen.text((80, top * PAGE[1]), name, fill="#777", font=font)
        pen.text((x0 * PAGE[0], top * PAGE[1]), str(value)[:44], fill="black", font=font)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def page_reading(file: str, number: int, kind: Kind, values: dict[str, str | bool]) -> PageReading:
    """The reading of such a page."""
    lines = tuple(
        Line(words=(Word(text=str(value), box=box_of(n), confidence=0.95),), box=box_of(n))
        for n, value in enumerate(values.values())
    )
    return PageReading(
        file=file,
        number=number,
        width=PAGE[0],
        height=PAGE[1],
        reader="tesseract",
        lines=lines,
        kinds=((kind, 0.99),),
    )


def invented_nik(serial: int) -> str:
    """Kecamatan Diwek, born 19 August 1982, a serial no real person has."""
    return f"351708190882{9001 + serial % 999}"


def admit_case(
    data: Path,
    number: int,
    *,
    doubtful: tuple[str, ...] = (),
    without_ktp: bool = False,
    channel: Channel = Channel.LOKET,
    received_on: date = date(2026, 11, 24),
    name: str | None = None,
    subject: str = "",
    with_images: bool = True,
) -> str:
    """A case on the desk, read and waiting; returns its id. `doubtful`: names of doubtful fields."""
    pick = random.Random(number)
    name = name or NAMES[number % len(NAMES)]
    nik, koperasi = invented_nik(number), KOPERASI[number % len(KOPERASI)]
    letter, ktp = letter_values(name, nik, koperasi), ktp_values(name, nik, pick.choice(PLACES))
    letter |= {"perihal": subject} if subject else {}
    sha = hashlib.sha256(f"berkas {number} {data}".encode()).hexdigest()
    file = FILE_NAME.format(number)
    if with_images:
        folder = DataFolder(data)
        draw_page(folder.page_image(sha, 1), "SURAT PERMOHONAN", letter)
        draw_page(folder.page_image(sha, 2), "KARTU TANDA PENDUDUK", ktp)
        stored = folder.stored(sha, ".pdf")
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_bytes(b"%PDF-1.4 contoh\n")
    documents = [made_document(Kind.SURAT_PERMOHONAN, 1, file, letter, doubtful)]
    pages = [page_reading(file, 1, Kind.SURAT_PERMOHONAN, letter)]
    if not without_ktp:
        documents.append(made_document(Kind.KTP, 2, file, ktp, doubtful))
        pages.append(page_reading(file, 2, Kind.KTP, ktp))
    at = at_nine(received_on, number % 60)
    admitted = admission.admit(
        Arrival(f"kiriman-{number}", channel, at, (StoredFile(sha, file, 1000, ".pdf"),))
    )
    work = leases.take_case(admitted.case_id, "uji")
    assert work
    assert readings.save_reading(admitted.case_id, "uji", judged(documents, channel, received_on), pages)
    return admitted.case_id


def at_nine(day: date, minute: int = 0) -> datetime:
    """A moment of that morning in the office's time."""
    return datetime(day.year, day.month, day.day, 9, minute, tzinfo=WIB)


def judged(documents: list[Document], channel: Channel, received_on: date) -> Case:
    """The case those documents make."""
    return judge(documents, channel=channel, received_on=received_on, standards=STANDARDS, calendar=CALENDAR)
