"""Addresses of the desk, in Indonesian like everything a person sees."""

from django.urls import URLPattern, URLResolver, path

from desk.api import api
from desk.views import (
    account,
    archive,
    bulk,
    case,
    decide,
    documents,
    figures,
    health,
    images,
    intake,
    letters,
    log,
    manage,
    notices,
    queue,
    tokens,
    users,
)

CASE = "perkara/<str:case_id>/"
ARCHIVE = "arsip/<int:number>/"
ARCHIVED = ARCHIVE + "surat/<slug:letter_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", queue.queue, name="antrean"),
    path("hitungan/", queue.live_counts, name="hitungan"),
    path("berikut/", queue.next_case, name="berikut"),
    path("dasbor/", figures.dashboard, name="dasbor"),
    path("ekspor/", figures.export, name="ekspor"),
    path("audit/", log.log, name="audit"),
    path("terima/", intake.upload, name="terima"),
    path("terima/lisan/", intake.oral, name="lisan"),
    path("terima/pemisah/", intake.separators, name="pemisah"),
    path("terima/<str:number>/", intake.receipt, name="tanda_terima"),
    path("arsip/", archive.archives, name="arsip"),
    path(ARCHIVE, archive.pile, name="arsip_daftar"),
    path(ARCHIVE + "kembar/", archive.doubles, name="arsip_kembar"),
    path(ARCHIVE + "unduh/<str:name>/", archive.export, name="arsip_unduh"),
    path(ARCHIVED, archive.letter, name="arsip_surat"),
    path(ARCHIVED + "batas/", archive.division, name="arsip_batas"),
    path(ARCHIVED + "gambar/<int:place>/", archive.picture, name="arsip_gambar"),
    path(ARCHIVED + "berkas/", archive.letter_file, name="arsip_berkas"),
    path("gagal/", notices.failures, name="gagal"),
    path("gagal/coba-semua/", notices.try_all_again, name="coba_semua"),
    path("gagal/<int:drop>/coba-lagi/", notices.try_again, name="coba_lagi"),
    path("gagal/<int:drop>/abaikan/", notices.set_aside, name="abaikan"),
    path("kabar/", notices.notices, name="kabar"),
    path("kabar/<int:notice>/selesai/", notices.notice_done, name="kabar_selesai"),
    path("masuk/", account.Login.as_view(), name="login"),
    path("keluar/", account.Logout.as_view(), name="logout"),
    path("sandi/", account.PasswordChange.as_view(), name="password_change"),
    path("pintasan/", account.single_keys, name="pintasan"),
    path("pengguna/", users.users, name="pengguna"),
    path("pengguna/<int:user_id>/", users.user, name="satu_pengguna"),
    path("pengguna/<int:user_id>/sandi/", users.new_password, name="sandi_baru"),
    path("token/", tokens.tokens, name="token"),
    path("token/<int:token_id>/cabut/", tokens.withdraw, name="cabut_token"),
    path("borongan/", bulk.act, name="borongan"),
    path("sehat/", health.healthy, name="sehat"),
    path(CASE, case.case, name="perkara"),
    path(CASE + "isian/<int:field_id>/", case.save_field, name="isian"),
    path(CASE + "pegang/", case.hold, name="pegang"),
    path(CASE + "ambil-alih/", case.take_over, name="ambil_alih"),
    path(CASE + "lepas/", case.release, name="lepas"),
    path(CASE + "riwayat/", case.full_history, name="riwayat"),
    path(CASE + "putusan/<slug:kind>/", decide.decide, name="putusan"),
    path(CASE + "urungkan/", decide.undo, name="urungkan"),
    path(CASE + "surat/", letters.letter, name="surat"),
    path(CASE + "surat/keluar/", letters.letter_left, name="surat_keluar"),
    path(CASE + "tanda-terima/", letters.receipt, name="resi"),
    path(CASE + "tanggapan/", manage.answered, name="tanggapan"),
    path(CASE + "layanan/", manage.service, name="layanan"),
    path(CASE + "bukti/", manage.evidence, name="bukti"),
    path(CASE + "rahasia/", manage.confidential, name="rahasia"),
    path(CASE + "syarat/<slug:requirement_id>/", manage.requirement, name="syarat"),
    path(CASE + "jenis/<int:document_id>/", manage.kind, name="jenis"),
    path(CASE + "baca-ulang/", manage.read_again, name="baca_ulang"),
    path(CASE + "halaman/", documents.pages, name="halaman"),
    path(CASE + "halaman/<int:position>/<int:number>/putar/", documents.rotate, name="putar"),
    path(CASE + "halaman/<int:position>/<int:number>/jenis/", documents.page_kind, name="jenis_halaman"),
    path(CASE + "pisah/", documents.split, name="pisah"),
    path(CASE + "gabung/", documents.merge, name="gabung"),
    path(CASE + "gambar/<int:position>/<int:number>/", images.page_image, name="gambar"),
    path(CASE + "gambar/<int:position>/<int:number>/kecil/", images.thumbnail, name="gambar_kecil"),
    path(CASE + "berkas/<int:position>/", images.original, name="berkas"),
    path("api/v1/", api.urls),
]

handler400 = "desk.views.errors.bad_request"
handler403 = "desk.views.errors.denied"
handler404 = "desk.views.errors.missing"
handler500 = "desk.views.errors.failed"
