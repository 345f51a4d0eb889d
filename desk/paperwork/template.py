"""Fills a paper's content into its DOCX template: the office's own copy, else the packaged one."""

import io
from datetime import date
from pathlib import Path

import jinja2
import segno
from django.conf import settings
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage
from jinja2.sandbox import SandboxedEnvironment
from PIL import Image, UnidentifiedImageError

from desk import facts, stored
from desk.models import StoredOriginal
from models.errors import SettingsError
from models.office import Office
from models.papers.content import Content, Picture
from models.paths import DataFolder
from models.procedure.stages import PaperKind
from models.wording import long_date

PACKAGED = Path(__file__).resolve().parent.parent / "templat"
BLANK = "........................................"
"""Where a pen fills in what the registry or the signer gives."""
EMBLEM_CM, PICTURE_CM, CODE_CM = 1.9, 15.0, 3.0
TALLEST_CM = 20.0
PICTURE_PIXELS = 1600
"""A photo of a telephone, made small enough to print well on A4 at 250 dpi."""
LETTERS = frozenset(
    {
        PaperKind.KEKURANGAN, PaperKind.UNDANGAN, PaperKind.SURAT_JAWABAN, PaperKind.SURAT_RUJUKAN,
        PaperKind.PERMINTAAN_IDENTITAS, PaperKind.UCAPAN_TERIMA_KASIH,
    }
)  # fmt: skip
"""Papers with place and date above; the others say them above the signature."""


def docx(content: Content, *, number: str, dated_on: date, code: str = "") -> bytes:
    """The paper as DOCX. SettingsError when the office's template can't be filled."""
    path = DataFolder(settings.DATA_FOLDER).templat / f"{content.kind.value}.docx"
    path = path if path.exists() else PACKAGED / f"{content.kind.value}.docx"
    template = DocxTemplate(path)
    environment = SandboxedEnvironment(undefined=jinja2.StrictUndefined, autoescape=True)
    try:
        template.render(_context(template, content, number, dated_on, code), environment)
    except jinja2.TemplateError as error:
        raise SettingsError(f"Templat {path.name} salah: {error}. Perbaiki atau hapus salinannya.") from error
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _context(
    template: DocxTemplate, content: Content, number: str, dated_on: date, code: str
) -> dict[str, object]:
    office = facts.office()
    place_and_date = f"{office.city}, {long_date(dated_on)}"
    is_letter = content.kind in LETTERS
    return {
        "kop": _letterhead(office),
        "lambang": _emblem(template, office),
        "tempat_tanggal": place_and_date,
        "tempat_tanggal_ttd": "" if is_letter else place_and_date,
        "nomor": number or BLANK,
        "nomor_ditulis": bool(number) or content.kind is PaperKind.BERITA_ACARA,
        "sifat": content.nature,
        "lampiran": content.attachment,
        "hal": content.subject,
        "judul": content.title,
        "yth": content.addressee,
        "pembuka": content.opening,
        "rincian": content.details,
        "bagian": content.sections,
        "kolom": content.columns,
        "baris": content.rows,
        "judul_penutup": content.closing_title,
        "penutup": content.closing,
        "ttd": _signature(office),
        "para": content.signers,
        "tembusan": content.copies,
        "gambar": [_picture(template, picture) for picture in content.pictures],
        "qr": _code(template, code) if code else "",
    }


def _letterhead(office: Office) -> dict[str, str]:
    head = office.letterhead
    ways = (f"Telepon {head.phone}" if head.phone else "", head.email, head.website)
    return {
        "pemerintah": head.government,
        "nama": head.name,
        "alamat": head.address,
        "kontak": " | ".join(way for way in ways if way),
    }


def _signature(office: Office) -> dict[str, str]:
    signer = office.signatory
    return {
        "jabatan": signer.position,
        "nama": signer.name or BLANK,
        "pangkat": signer.rank,
        "nip": f"NIP {signer.nip}" if signer.nip else "",
    }


def _emblem(template: DocxTemplate, office: Office) -> object:
    """The lambang, or nothing when the office has set none or its file is missing."""
    path = Path(settings.DATA_FOLDER) / Path(office.emblem).name if office.emblem else None
    if path is None or not path.is_file():
        return ""
    return InlineImage(template, str(path), width=Cm(EMBLEM_CM))


def _picture(template: DocxTemplate, picture: Picture) -> dict[str, object]:
    row = StoredOriginal.objects.get(sha256=picture.sha256)
    try:
        data, width = _small(stored.read(row))
    except (UnidentifiedImageError, OSError):
        return {"gambar": "(terlampir sebagai berkas tersendiri)", "keterangan": picture.caption}
    return {"gambar": InlineImage(template, io.BytesIO(data), width=Cm(width)), "keterangan": picture.caption}


def _small(data: bytes) -> tuple[bytes, float]:
    """The picture as JPEG of print size, and its width in centimetres."""
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail((PICTURE_PIXELS, PICTURE_PIXELS))
        out = io.BytesIO()
        image.convert("RGB").save(out, "JPEG", quality=85)
        return out.getvalue(), min(PICTURE_CM, TALLEST_CM * image.width / image.height)


def _code(template: DocxTemplate, text: str) -> InlineImage:
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="png", scale=8, border=2)
    picture.seek(0)
    return InlineImage(template, picture, width=Cm(CODE_CM))
