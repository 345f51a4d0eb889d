"""The desk's tables. Rows carry Indonesian names, so that they never clash with the nouns of `models/`."""

from desk.models.catatan import CatatanAudit, KepalaAudit
from desk.models.dokumen import Dokumen, Halaman, Isian
from desk.models.keputusan import Keputusan, Pengesampingan
from desk.models.masuk import PercobaanMasuk
from desk.models.orang import Pegawai, TokenApi
from desk.models.perkara import Bacaan, BerkasPerkara, BerkasTersimpan, Perkara
from desk.models.permintaan import Masukan, Pemberitahuan, Penghitung, Permintaan, TandaTerima
from desk.models.prosedur import Perpindahan, Proses
from desk.models.tanggapan import Tanggapan

__all__ = [
    "Bacaan",
    "BerkasPerkara",
    "BerkasTersimpan",
    "CatatanAudit",
    "Dokumen",
    "Halaman",
    "Isian",
    "KepalaAudit",
    "Keputusan",
    "Masukan",
    "Pegawai",
    "Pemberitahuan",
    "Pengesampingan",
    "Penghitung",
    "PercobaanMasuk",
    "Perkara",
    "Permintaan",
    "Perpindahan",
    "Proses",
    "TandaTerima",
    "Tanggapan",
    "TokenApi",
]
