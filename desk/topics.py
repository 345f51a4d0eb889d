"""What a complaint or request is about, by its words: the classes of the domain reference, 2.2.

For figures only; nothing is decided by it. The first class whose words are found counts, since the list
goes from the most particular to the most general.
"""

import re

TOPICS: tuple[tuple[str, str, str], ...] = (
    ("koperasi_fiktif", "Koperasi fiktif atau rentenir", r"fiktif|bank titil|rentenir|tidak terdaftar|abal"),
    ("nama_dicatut", "Nama dicatut", r"dicatut|dipakai namanya|atas nama saya tanpa|pencatutan"),
    (
        "penggelapan",
        "Penggelapan atau penyalahgunaan",
        r"gelap|menyalahgunakan|disalahgunakan|korupsi|dibawa lari",
    ),
    ("agunan", "Agunan tidak dikembalikan", r"agunan|jaminan|sertifikat tanah|bpkb"),
    (
        "simpanan_tidak_cair",
        "Simpanan tidak dapat diambil",
        r"(simpanan|tabungan|deposito|uang).{0,80}(belum|tidak|ndak|gak|mboten|susah|sulit)"
        r"|(belum|tidak) (bisa|dapat) (diambil|dicairkan|ditarik|cair)",
    ),
    ("pinjaman", "Pinjaman dan bunga", r"pinjam|angsuran|cicil|bunga|kredit|tunggak"),
    ("shu", "Pembagian SHU", r"\bshu\b|sisa hasil usaha"),
    ("rat", "Rapat anggota tahunan", r"\brat\b|rapat anggota"),
    ("keluar_anggota", "Keluar dari keanggotaan", r"keluar (dari )?(ke)?anggota|mengundurkan diri"),
    ("konflik_pengurus", "Konflik pengurus", r"(konflik|sengketa|perselisihan|pergantian).{0,40}pengurus"),
    ("pembubaran", "Pembubaran koperasi", r"bubar|tidak aktif|vakum"),
    ("perubahan_ad", "Perubahan anggaran dasar", r"anggaran dasar|\bad/art\b|perubahan nama"),
    ("merah_putih", "Koperasi Merah Putih", r"merah putih|kdmp|kkmp|kopdes"),
    ("pendirian", "Pendirian koperasi", r"pendirian|mendirikan|membentuk koperasi"),
    ("nik_ods", "NIK koperasi dan ODS", r"sertifikat nik|\bods\b|nomor induk koperasi"),
    ("laporan_keuangan", "Laporan keuangan", r"laporan keuangan|pembukuan|audit|neraca"),
    ("layanan_dinas", "Layanan dinas", r"pelayanan (dinas|kantor|petugas)|petugas (dinas|loket)|loket"),
)
"""(code, words for people, pattern over the matter's text in small letters)."""

OTHER = "lainnya"
LABELS = {code: label for code, label, _ in TOPICS} | {OTHER: "Lainnya"}
_PATTERNS = tuple((code, re.compile(pattern, re.DOTALL)) for code, _, pattern in TOPICS)


def topic_of(text: str) -> str:
    """The class of the matter; `lainnya` when no words tell, "" without a text."""
    if not text.strip():
        return ""
    found = (code for code, pattern in _PATTERNS if pattern.search(text.lower()))
    return next(found, OTHER)
