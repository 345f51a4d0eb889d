"""Indonesian words for the codes of the contract; everything a person reads about a field or state."""

import re
from datetime import date

from desk.models.cases import CHANNEL_LABELS, COMPLETENESS_LABELS, EVIDENCE_LABELS
from desk.models.decisions import DECISION_LABELS
from desk.models.documents import KIND_LABELS
from models.field_spec import SPECS
from models.identity import iso_date
from models.status import STATUS_LABELS

MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]

ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
NIK_IN_TEXT = re.compile(r"\d(?:[ ._-]?\d){14,}")
MOMENT = re.compile(r"20\d\d[ ._-]?(?:0[1-9]|1[0-2])")
"""How the time begins that scanners and telephones name files by; no province has such a number."""

FIELD_LABELS = {spec.name: spec.label for spec in SPECS}
VERDICT_LABELS = {
    "terpenuhi": "Terpenuhi",
    "tidak_terpenuhi": "Tidak terpenuhi",
    "perlu_diperiksa": "Perlu diperiksa",
}
REQUIREMENT_LABELS = {
    "surat_permohonan": "Surat permohonan",
    "identitas": "Fotokopi KTP atau identitas lembaga",
    "identitas_lengkap": "Identitas lengkap pelapor",
    "materi_pengaduan": "Materi pengaduan",
}
SERVICE_LABELS = {
    "fasilitasi_konsultasi": "Fasilitasi konsultasi",
    "fasilitasi_pengaduan": "Fasilitasi pengaduan dan penyelesaian masalah",
    "pengaduan_layanan": "Pengaduan layanan",
}
SERVICES_IN_LISTS = {"fasilitasi_pengaduan": "Fasilitasi pengaduan"}
"""Names that would take two lines of a row."""
ACTION_LABELS = {
    "tahap": "Tahap layanan",
    "pengingat_surel": "Ringkasan tenggat dikirim",
    "surel_diubah": "Alamat surel diubah",
    "data_pribadi_dicari": "Data seseorang dicari",
    "data_pribadi_diekspor": "Data pribadi diekspor",
    "data_pribadi_dihapus": "Data pribadi dihapus",
    "catatan_pemrosesan": "Catatan pemrosesan dicetak",
    "laporan_bulanan": "Laporan bulanan dicetak",
    "hari_libur": "Daftar hari libur diubah",
    "cek_administrasi": "Cek administrasi",
    "identitas_diterima": "Identitas pelapor diterima",
    "disposisi": "Disposisi",
    "disposisi_dijawab": "Disposisi dijawab",
    "penyelesaian": "Penyelesaian dicatat",
    "pihak": "Pihak dicatat",
    "pertemuan": "Pertemuan dijadwalkan",
    "pertemuan_batal": "Pertemuan dibatalkan",
    "kehadiran": "Kehadiran dicatat",
    "hasil_pertemuan": "Hasil pertemuan dicatat",
    "tindak_lanjut": "Tindak lanjut selesai",
    "konsultasi": "Konsultasi dicatat",
    "materi_disimpan": "Materi konsultasi disimpan",
    "materi_ditarik": "Materi konsultasi dicabut",
    "dokumentasi": "Dokumentasi ditambahkan",
    "surat_diubah": "Konsep surat diubah",
    "surat_diunggah": "Konsep surat diunggah kembali",
    "surat_dibuang": "Konsep surat dibuang",
    "surat_final": "Surat dinyatakan final",
    "lihat_surat": "Surat dilihat",
    "diterima": "Berkas diterima",
    "dibaca": "Berkas dibaca sistem",
    "gagal_dibaca": "Berkas gagal dibaca",
    "kiriman_sama": "Kiriman yang sama diterima lagi",
    "berkas_ditambah": "Berkas susulan ditambahkan",
    "berkas_susulan": "Berkas susulan didokumentasikan",
    "masukan_gagal": "Kiriman tidak dapat diterima",
    "isian_diubah": "Isian dibetulkan",
    "isian_diterima": "Isian diterima apa adanya",
    "baris_diekspor": "Baris tulisan tangan diekspor",
    "baris_disalin": "Baris tulisan tangan disalin",
    "layanan_diubah": "Layanan diubah",
    "syarat_dikesampingkan": "Penilaian syarat diubah",
    "bukti_identitas": "Bukti identitas dicatat",
    "kerahasiaan": "Kerahasiaan diubah",
    "komentar": "Komentar untuk rekan",
    "ditugaskan": "Ditugaskan",
    "alasan": "Daftar alasan diubah",
    "setujui": "Disetujui",
    "kembalikan": "Dikembalikan",
    "tunda": "Ditunda",
    "tolak": "Ditolak",
    "lanjutkan": "Dilanjutkan",
    "selesaikan": "Diselesaikan",
    "arsipkan": "Diarsipkan",
    "urungkan": "Keputusan diurungkan",
    "ambil_alih": "Berkas diambil alih",
    "dipegang": "Berkas dipegang",
    "lihat_perkara": "Berkas dilihat",
    "lihat_gambar": "Gambar halaman dilihat",
    "lihat_berkas": "Berkas asli diunduh",
    "baca_ulang": "Diminta dibaca ulang",
    "coba_lagi": "Diminta dicoba lagi",
    "putar_halaman": "Halaman diputar",
    "ubah_jenis": "Jenis dokumen diubah",
    "pisah": "Berkas dipisah",
    "gabung": "Berkas digabung",
    "ekspor": "Daftar diekspor",
    "tanda_terima": "Tanda terima dibuat",
    "surat_keluar": "Surat dikirim",
    "masuk": "Masuk ke sistem",
    "sesi_berakhir": "Sesi berakhir",
    "sesi_diakhiri": "Sesi diakhiri pemiliknya",
    "faktor_dipasang": "Faktor kedua dipasang",
    "faktor_cocok": "Faktor kedua cocok",
    "faktor_salah": "Kode faktor kedua salah",
    "faktor_dilepas": "Faktor kedua dilepas",
    "keluar": "Keluar dari sistem",
    "cari": "Pencarian",
    "api_daftar": "Daftar berkas diambil lewat API",
    "api_kirim": "Berkas diserahkan lewat API",
    "api_ditolak": "Permintaan API ditolak",
    "ditolak_akses": "Akses ditolak",
    "lihat_gambar_arsip": "Gambar surat arsip dilihat",
    "jangkar_diganti": "Jangkar audit diganti",
    "rantai_baru": "Rantai catatan audit baru",
    "segel_ulang": "Keputusan disegel lagi",
    "masuk_gagal": "Gagal masuk",
    "sandi_salah": "Kata sandi lama salah",
    "ganti_sandi": "Kata sandi diganti",
    "abaikan_kiriman": "Kiriman gagal disisihkan",
    "kembalikan_kiriman": "Kiriman gagal dikembalikan ke daftar",
    "sisihkan_perkara": "Berkas gagal disisihkan",
    "kembalikan_perkara": "Berkas gagal dikembalikan ke daftar",
    "tanggapan": "Tanggapan kepada pemohon dicatat",
    "tanggapan_dicabut": "Catatan tanggapan dicabut",
    "pengguna_ditambah": "Pengguna ditambahkan",
    "pengguna_dinonaktifkan": "Akun ditutup",
    "pengguna_diaktifkan": "Akun dibuka lagi",
    "peran_diubah": "Peran diubah",
    "peran_diusulkan": "Peran menunggu penegasan",
    "peran_ditegaskan": "Peran ditegaskan",
    "peran_ditolak": "Peran tidak ditegaskan",
    "nama_diubah": "Nama lengkap diubah",
    "sandi_baru": "Kata sandi sekali pakai dibuat",
    "hak_luar_biasa_dicabut": "Hak di atas peran dicabut",
    "token_dibuat": "Token API dibuat",
    "token_dicabut": "Token API dicabut",
    "lihat_surat_arsip": "Surat arsip dilihat",
    "periksa_surat_arsip": "Surat arsip diperiksa",
    "salin_surat_arsip": "Tulisan tangan surat arsip disalin",
    "unduh_arsip": "Berkas arsip diunduh",
    "hapus_surat_arsip": "Data surat arsip dihapus",
}
ROLE_LABELS = {
    "petugas": ("Petugas", "menerima berkas dan memeriksa isian"),
    "pemeriksa": ("Pemeriksa", "memeriksa dan memutuskan"),
    "pengelola_pengaduan": ("Pengelola pengaduan", "juga pengaduan yang dirahasiakan"),
    "kepala": ("Kepala", "memutuskan, melihat dasbor dan audit"),
    "arsiparis": ("Arsiparis", "mengarsipkan yang selesai"),
    "admin": ("Admin", "mengelola pengguna; tidak melihat berkas"),
}
OTHER = {
    "konsultasi": "Konsultasi",
    "pengaduan": "Pengaduan",
    "penyelesaian_masalah": "Penyelesaian masalah",
    "akta_pendirian": "Akta pendirian",
    "sk_badan_hukum": "SK badan hukum",
    "sertifikat_nik_koperasi": "Sertifikat NIK koperasi",
    "nib": "NIB",
    "npwp": "NPWP",
    "lainnya": "Lainnya",
    "kanal": "Saluran",
    "perkara_baru": "Berkas baru",
    "info": "Keterangan",
    "peringatan": "Peringatan",
    "galat": "Kesalahan",
}
_LABELS: dict[str, str] = (
    OTHER
    | {str(key): text for key, text in ACTION_LABELS.items()}
    | {str(key): text for key, text in DECISION_LABELS.items()}
    | {key.value: text for key, text in STATUS_LABELS.items()}
    | {key.value: text for key, text in CHANNEL_LABELS.items()}
    | {key.value: text for key, text in COMPLETENESS_LABELS.items()}
    | EVIDENCE_LABELS
    | FIELD_LABELS
    | VERDICT_LABELS
    | {key.value: text for key, text in KIND_LABELS.items()}
    | SERVICE_LABELS
    | {role: text for role, (text, _does) in ROLE_LABELS.items()}
)


def label(code: str) -> str:
    """The words for a code; a code without words of its own is shown with spaces."""
    return _LABELS.get(code) or code.replace("_", " ").capitalize()


def codes() -> frozenset[str]:
    """Every code that has words."""
    return frozenset(_LABELS)


def mask_nik(nik: str) -> str:
    """`3517********0003`; anything shorter than a NIK is hidden whole."""
    return nik[:4] + "*" * 8 + nik[-4:] if len(nik) == 16 else "*" * len(nik)


def without_niks(text: str) -> str:
    """A text (a file's name, a typed line) with what may be a NIK in it masked."""
    return NIK_IN_TEXT.sub(
        lambda found: found[0] if MOMENT.match(found[0]) else mask_nik(re.sub(r"\D", "", found[0])), text
    )


def short_date(day: date) -> str:
    """24 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def near_date(day: date, today: date) -> str:
    """24 Nov in the year of `today`, else 24 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1]}" if day.year == today.year else short_date(day)


def show_value(value: object) -> str:
    """A field's value as a person reads it."""
    if value is None or value == "":
        return "(kosong)"
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    text = str(value)
    if ISO_DATE.fullmatch(text) and (day := iso_date(text)):
        return short_date(day)
    return OTHER.get(text, text)


STATUS_CODES = frozenset(
    [key.value for key in STATUS_LABELS]
    + [key.value for key in COMPLETENESS_LABELS]
    + [key.value for key in CHANNEL_LABELS]
    + [key.value for key in KIND_LABELS]
    + [*VERDICT_LABELS, *SERVICE_LABELS, *EVIDENCE_LABELS]
)
"""Codes that stand as values in the audit log and have words."""


def requirement(code: str) -> str:
    """The words for a requirement."""
    return REQUIREMENT_LABELS.get(code) or label(code)
