"""The desk's tables. Rows carry Indonesian names, so that they never clash with the nouns of `models/`."""

from desk.models.catatan import CatatanAudit, KepalaAudit
from desk.models.dokumen import Dokumen, Halaman, Isian
from desk.models.keputusan import Keputusan, Pengesampingan
from desk.models.kiriman import Kiriman
from desk.models.masuk import PercobaanMasuk
from desk.models.materi import Konsultasi, LampiranMateri, Materi
from desk.models.orang import Pegawai, TokenApi, UsulanPeran
from desk.models.pengaduan import CekAdministrasi, Disposisi, Penyelesaian
from desk.models.perkara import Bacaan, BerkasPerkara, BerkasTersimpan, Perkara
from desk.models.permintaan import Masukan, Pemberitahuan, Penghitung, Permintaan, TandaTerima
from desk.models.pertemuan import Kehadiran, Pertemuan, Pihak, TindakLanjut
from desk.models.pribadi import Penghapusan
from desk.models.prosedur import Perpindahan, Proses
from desk.models.rekan import KabarPribadi, Komentar
from desk.models.salinan import SalinanBaris
from desk.models.surat import Dokumentasi, Surat
from desk.models.tanggapan import Tanggapan

__all__ = [
    "Bacaan",
    "BerkasPerkara",
    "BerkasTersimpan",
    "CatatanAudit",
    "CekAdministrasi",
    "Disposisi",
    "Dokumen",
    "Dokumentasi",
    "Halaman",
    "Isian",
    "KabarPribadi",
    "Kehadiran",
    "KepalaAudit",
    "Keputusan",
    "Kiriman",
    "Komentar",
    "Konsultasi",
    "LampiranMateri",
    "Masukan",
    "Materi",
    "Pegawai",
    "Pemberitahuan",
    "Pengesampingan",
    "Penghapusan",
    "Penghitung",
    "Penyelesaian",
    "PercobaanMasuk",
    "Perkara",
    "Permintaan",
    "Perpindahan",
    "Pertemuan",
    "Pihak",
    "Proses",
    "SalinanBaris",
    "Surat",
    "TandaTerima",
    "Tanggapan",
    "TindakLanjut",
    "TokenApi",
    "UsulanPeran",
]
