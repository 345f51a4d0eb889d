"""Which pages a browser visits as which role; every address of the desk is here or says why it is no page."""

from collections.abc import Iterator
from dataclasses import dataclass

POST = "only takes what a form sends; its answer leads to a page that is visited"
FILE = "a picture or a file, not a page"
TRACKING = "off unless switched on; tests/desk/test_tracking.py visits it"
LEADS_ON = "leads on to another page"


@dataclass(frozen=True)
class Visit:
    """A page as a role sees it; `status` is the answer expected."""

    role: str
    path: str
    status: int = 200


def visits(role: str, *paths: str) -> list[Visit]:
    """The paths, all as that role."""
    return [Visit(role, path) for path in paths]


PAGES: dict[str, list[Visit]] = {
    "antrean": [
        *visits(
            "petugas", "/", "/?status=berjalan&pemegang=milik", "/?status=disetujui", "/?cari=tidakadasatupun"
        ),
        *visits("pemeriksa", "/", "/?status=semua&cari=budi", "/?status=semua&urut=terbaru"),
        *visits("pengelola_pengaduan", "/"),
        *visits("kepala", "/?status=semua"),
        *visits("arsiparis", "/?status=selesai"),
    ],
    "perkara": [
        *visits("petugas", "/perkara/{waiting}/", "/perkara/{unread}/", "/perkara/{failed}/"),
        *visits("pemeriksa", "/perkara/{incomplete}/", "/perkara/{held}/", "/perkara/{returned}/"),
        *visits("pemeriksa", "/perkara/{approved}/", "/perkara/{plain}/", "/perkara/{postponed}/"),
        *visits("pengelola_pengaduan", "/perkara/{confidential}/"),
        *visits("kepala", "/perkara/{waiting}/"),
        *visits("arsiparis", "/perkara/{finished}/"),
    ],
    "berikut": visits("pemeriksa", "/berikut/"),
    "tulisan": [
        *visits(
            "pemeriksa", "/perkara/{handwritten}/tulisan/", "/perkara/{handwritten}/tulisan/?tampil=semua"
        ),
        *visits(
            "petugas", "/perkara/{handwritten}/tulisan/", "/perkara/{waiting}/tulisan/?hal=1&tampil=semua"
        ),
        *visits("arsiparis", "/perkara/{finished}/tulisan/"),
    ],
    "riwayat": visits("pemeriksa", "/perkara/{waiting}/riwayat/"),
    "halaman": visits("petugas", "/perkara/{waiting}/halaman/", "/perkara/{unread}/halaman/"),
    "gabung": visits("petugas", "/perkara/{waiting}/gabung/", "/perkara/{waiting}/gabung/?dengan=x"),
    "jenis": visits("petugas", "/perkara/{waiting}/jenis/{document}/"),
    "syarat": visits("pemeriksa", "/perkara/{waiting}/syarat/identitas/"),
    "putusan": visits(
        "pemeriksa",
        *(f"/perkara/{{incomplete}}/putusan/{kind}/" for kind in ("setujui", "kembalikan", "tunda", "tolak")),
        "/perkara/{plain}/putusan/selesaikan/",
    ),
    "proses": [
        *visits("pemeriksa", "/perkara/{approved}/proses/", "/perkara/{waiting}/proses/"),
        *visits("petugas", "/perkara/{approved}/proses/", "/perkara/{consulted}/proses/"),
        *visits("pengelola_pengaduan", "/perkara/{complained}/proses/", "/perkara/{approved}/proses/"),
    ],
    "tanggapan": visits("petugas", "/perkara/{waiting}/tanggapan/", "/perkara/{finished}/tanggapan/"),
    "kinerja": visits("kepala", "/kinerja/", "/kinerja/?bulan=2026-11"),
    "kinerja_daftar": visits("kepala", "/kinerja/perkara/?bulan=2026-11"),
    "tenggat": visits("petugas", "/tenggat/") + visits("kepala", "/tenggat/"),
    "bantuan": visits("petugas", "/bantuan/"),
    "alasan": visits("admin", "/alasan/"),
    "data_pribadi": visits("kepala", "/data-pribadi/"),
    "cari_orang": visits("kepala", "/data-pribadi/cari/"),
    "hapus_data": visits("kepala", "/perkara/{finished}/data-pribadi/", "/perkara/{waiting}/data-pribadi/"),
    "register_surat": visits("petugas", "/surat-keluar/") + visits("kepala", "/surat-keluar/?belum=ya"),
    "hari_libur": visits("admin", "/hari-libur/", "/hari-libur/?tahun=2031"),
    "surat_proses": visits("petugas", "/perkara/{waiting}/proses/surat/{paper}/"),
    "materi": visits("petugas", "/materi/") + visits("pemeriksa", "/materi/"),
    "satu_materi": visits("pemeriksa", "/materi/baru/", "/materi/contoh/"),
    "surat": visits("pemeriksa", "/perkara/{returned}/surat/", "/perkara/{finished}/surat/"),
    "resi": visits("petugas", "/perkara/{waiting}/tanda-terima/"),
    "terima": visits("petugas", "/terima/", "/terima/?susulan={returned}"),
    "lisan": visits("petugas", "/terima/lisan/"),
    "pemisah": visits("petugas", "/terima/pemisah/"),
    "tanda_terima": visits("petugas", "/terima/{receipt}/"),
    "arsip": visits("petugas", "/arsip/") + visits("arsiparis", "/arsip/"),
    "arsip_daftar": [
        *visits("arsiparis", "/arsip/1/", "/arsip/1/?tumpukan=ragu", "/arsip/1/?cari=tidakadasatupun"),
        *visits("kepala", "/arsip/1/?cari=pengaduan"),
    ],
    "arsip_surat": [
        *visits("arsiparis", "/arsip/1/surat/{archived}/", "/arsip/1/surat/{asked}/?tumpukan=ragu"),
        *visits("kepala", "/arsip/1/surat/{archived}/"),
    ],
    "arsip_tulisan": visits(
        "arsiparis", "/arsip/1/surat/{archived}/tulisan/", "/arsip/1/surat/{asked}/tulisan/"
    ),
    "arsip_hapus": visits("kepala", "/arsip/1/surat/{archived}/hapus/"),
    "arsip_kembar": visits("arsiparis", "/arsip/1/kembar/"),
    "gagal": visits("petugas", "/gagal/", "/gagal/?disisihkan=ya") + visits("arsiparis", "/gagal/"),
    "kabar": visits("petugas", "/kabar/"),
    "dasbor": visits("kepala", "/dasbor/") + visits("admin", "/dasbor/") + visits("arsiparis", "/dasbor/"),
    "audit": visits("kepala", "/audit/", "/audit/?pelaku=adegan") + visits("admin", "/audit/"),
    "pengguna": visits("admin", "/pengguna/"),
    "satu_pengguna": visits("admin", "/pengguna/{user}/"),
    "peran": visits("kepala", "/pengguna/peran/") + visits("admin", "/pengguna/peran/"),
    "token": visits("admin", "/token/"),
    "token_saya": visits("pemeriksa", "/akun/token/"),
    "password_change": visits("petugas", "/sandi/") + visits("admin", "/sandi/"),
    "akun": visits("petugas", "/akun/"),
    "faktor_pasang": visits("petugas", "/akun/faktor/"),
    "hitungan": visits("pemeriksa", "/hitungan/"),
}
"""Name of the address -> visits, in states that differ to the eye."""

FAULTS = [
    Visit("petugas", "/dasbor/", 403),
    Visit("petugas", "/perkara/JBG-26-999999-A/", 404),
    Visit("admin", "/perkara/{waiting}/", 403),
    Visit("pemeriksa", "/tidak/ada/", 404),
]
"""Pages that say what went wrong; 409, 429 and 500 have tests of their own."""

NO_PAGES: dict[str, str] = {
    "faktor": "asked of who has a second factor; tests/desk/test_second_factor.py visits it",
    "login": "visited before anybody logs in, by a test of its own",
    **dict.fromkeys(("lacak", "lacak_nomor"), TRACKING),
    **dict.fromkeys(
        (
            "ekspor", "ekspor_orang", "surat_nomor",
            "coba_semua", "tindak_gagal", "kabar_selesai", "logout", "pintasan", "isian",
            "pegang", "ambil_alih", "lepas", "urungkan", "surat_keluar", "layanan", "bukti", "rahasia",
            "baris",
            "baca_ulang", "putar", "pisah", "sandi_baru", "cabut_token", "borongan",
            "jenis_halaman", "arsip_unduh", "arsip_batas", "pindah_tahap",
            "catat_konsultasi", "dokumentasi", "siapkan_surat", "surat_final", "surat_dikirim", "surat_buang",
            "tarik_materi", "pihak", "jadwalkan", "pertemuan_batal", "kehadiran", "hasil_pertemuan",
            "tindak_lanjut", "cek_administrasi", "identitas_pelapor", "disposisi", "disposisi_dijawab",
            "akhiri_sesi", "cabut_token_saya", "faktor_hapus", "putuskan_peran",
            "penyelesaian", "komentar", "tugas", "kabar_dibaca",
        ),
        POST,
    ),
    **dict.fromkeys(
        (
            "terbaca", "kata", "gambar", "gambar_kecil", "berkas", "pratinjau_gagal", "bukti_tanggapan",
            "sehat", "metrik", "arsip_gambar", "arsip_berkas", "surat_berkas", "berkas_dokumentasi",
            "lampiran_materi", "kalender", "lambang", "bantuan_gambar",
        ),
        FILE,
    ),
}  # fmt: skip


def of_role(role: str) -> Iterator[Visit]:
    """All visits of a role, the faults last."""
    yield from (visit for found in PAGES.values() for visit in found if visit.role == role)
    yield from (visit for visit in FAULTS if visit.role == role)
