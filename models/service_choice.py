"""Which service a case belongs to: by the request's jenis_layanan, or by what a complaint is about.

Two different things are called pengaduan: one about a koperasi (fasilitasi_pengaduan, 10 hari kerja) and
one about the office's own service (pengaduan_layanan, 3 hari kerja); reference.md 0.
"""

import re
from collections.abc import Sequence

from models.document import Document, Kind
from models.service import ABOUT_KOPERASI, ABOUT_OFFICE, ServiceStandard, Standards

_KOPERASI = re.compile(
    r"\b(?:KOPERASI|KOPRASI|KOPRASINYA|KOPERASINYA|KOP|KSP|KSU|KUD|KPRI|KPN|KSPPS|KJKS|BMT|KOPKAR|KOPWAN"
    r"|KOPPONTREN|KOPPAS|KDMP|KKMP|KOPDES|PENGURUS|PENGURUSE|ANGGOTA|BENDAHARA|SHU|RAT|SIMPANAN|TABUNGAN|PINJAMAN|PINJAM"
    r"|ANGSURAN|DEPOSITO|BUNGA|BUNGANE|AGUNAN|JAMINAN|BPKB|NASABAH|TAGIHAN|NAGIH|DITAGIH|PENAGIH|RENTENIR)\b"
)
"""Words of complaints about a koperasi or one who pretends to be one."""

_SERVICE = re.compile(
    r"\b(?:LOKET|ANTRE|ANTRI|ANTREAN|ANTRIAN|NUNGGU|MENUNGGU|DILAYANI|MELAYANI|PELAYANAN|PELAYANANNYA|LAYANAN"
    r"|TANDA TERIMA|JAM BUKA|JAM KERJA|JAM PELAYANAN|RUANG TUNGGU|PETUGAS|PETUGASNYA|PEGAWAI|PEGAWAINYA|STAF"
    r"|RESEPSIONIS|SATPAM|PARKIR|BERKAS SAYA|BERKAS SY|TOILET|NOMOR ANTREAN|PUNGLI|PUNGUTAN|DIPUNGUT)\b"
)
"""Words of complaints about being served."""

_OFFICE_WORDS = r"DINAS(?: KOPERASI| KOP\b)?(?: DAN)?(?: USAHA MIKRO| UMKM| UM\b)?|DINKOPUM|DINKOP|DISKOP(?:UM)?|KANTOR DINAS"
_OFFICE = re.compile(rf"\b(?:{_OFFICE_WORDS})\b")
_ADDRESSEE = re.compile(
    r"\b(?:KEPADA|KPD|YTH|BAPAK|BPK|IBU|PAK|BU|KEPALA)\b[\s.,:/]*(?=(?:\w+[\s.,:/]+){0,3}(?:DINAS|DINKOP|DISKOP))"
    rf"(?:\w+[\s.,:/]+){{0,3}}?(?:{_OFFICE_WORDS})[\w\s]{{0,30}}?(?=[.,;:\n]|$|\bYTH\b|\bDI\b|\bSY\b|\bSAYA\b|\bKAMI\b)"
)
"""The salutation (`Kpd Yth. Dinas Koperasi`), which does not say what the letter is about."""


def choose_service(documents: Sequence[Document], standards: Standards) -> ServiceStandard | None:
    """The service that the case's letter asks for: a request goes before a complaint; None without either."""
    request = _first(documents, Kind.SURAT_PERMOHONAN)
    if request is not None:
        return standards.for_request(request.text("jenis_layanan"), request.text("perihal") or "")
    complaint = _first(documents, Kind.SURAT_PENGADUAN)
    if complaint is None:
        return None
    is_office = is_about_office(complaint.text("terlapor"), complaint.text("materi_pengaduan"))
    return standards.for_complaint(ABOUT_OFFICE if is_office else ABOUT_KOPERASI)


def is_about_office(terlapor: str | None, materi: str | None) -> bool:
    """Whether a complaint is about the office's own service and not about a koperasi.

    The one complained of decides where the letter says it; else the words of the complaint, without the
    salutation. In doubt it is about a koperasi: that service keeps both clocks, so nothing is late.
    """
    named = (terlapor or "").upper()
    if named:
        if _OFFICE.search(named) or (_SERVICE.search(named) and not _KOPERASI.search(named)):
            return True
        if _KOPERASI.search(named):
            return False
    text = _ADDRESSEE.sub(" ", (materi or "").upper())
    office = 2 * len(_OFFICE.findall(text)) + len(_SERVICE.findall(text))
    koperasi = len(_KOPERASI.findall(_OFFICE.sub(" ", text)))
    return office > koperasi


def _first(documents: Sequence[Document], kind: Kind) -> Document | None:
    return next((doc for doc in documents if doc.kind is kind), None)
