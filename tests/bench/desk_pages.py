"""Asks for every page of the desk and measures."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk import decisions
from desk.api import new_token
from desk.models import ApiToken, CaseRow, FieldRow, ReceiptRow
from tests.desk import people


class Answer(Protocol):
    """What the test client gives back."""

    status_code: int


@dataclass(frozen=True)
class Measured:
    """A page: its server times and its number of queries."""

    label: str
    milliseconds: list[float]
    cpu: list[float]
    queries: int


@dataclass(frozen=True)
class Asked:
    """A page to ask for: the name of its address, words for the table, who asks, the path."""

    name: str
    label: str
    role: str
    path: str


def asked(waiting: CaseRow, returned: CaseRow) -> list[Asked]:
    """Every page of the desk as a role that uses it; the queue in several ways."""
    case = f"/perkara/{waiting.id}/"
    document = waiting.documents.order_by("position")[0].id
    receipt, user = ReceiptRow.objects.all()[0].number, User.objects.order_by("id")[0].id
    filtered = "/?kanal=whatsapp&kelengkapan=tidak_lengkap&layanan=fasilitasi_pengaduan"
    head, officer, reviewer, admin = "kepala", "petugas", "pemeriksa", "admin"
    return [
        Asked("antrean", "antrean", head, "/"),
        Asked("antrean", "antrean, halaman 100", head, "/?hal=100"),
        Asked("antrean", "antrean, semua status", head, "/?status=semua&urut=terbaru"),
        Asked("antrean", "antrean, saringan", head, filtered),
        Asked("antrean", "antrean, melewati tenggat", reviewer, "/?status=menunggu&lewat=ya"),
        Asked("antrean", "pencarian, nama langka", head, "/?status=semua&cari=aminah+49999"),
        Asked("antrean", "pencarian, kata umum", head, "/?status=semua&cari=simpanan"),
        Asked("hitungan", "hitungan langsung", head, "/hitungan/"),
        Asked("berikut", "berkas berikut", head, "/berikut/"),
        Asked("perkara", "berkas", head, case),
        Asked("riwayat", "riwayat berkas", head, f"{case}riwayat/"),
        Asked("halaman", "atur halaman", head, f"{case}halaman/"),
        Asked("tulisan", "salin tulisan tangan", head, f"{case}tulisan/?hal=1&tampil=semua"),
        Asked("gabung", "gabung (usulan)", head, f"{case}gabung/"),
        Asked("jenis", "ubah jenis dokumen", head, f"{case}jenis/{document}/"),
        Asked("syarat", "nilai syarat", head, f"{case}syarat/identitas/"),
        Asked("putusan", "kembalikan (surat)", head, f"{case}putusan/kembalikan/"),
        Asked("putusan", "tolak (surat)", head, f"{case}putusan/tolak/"),
        Asked("surat", "surat", head, f"/perkara/{returned.id}/surat/"),
        Asked("surat", "surat (PDF)", head, f"/perkara/{returned.id}/surat/?pdf"),
        Asked("gambar", "gambar halaman", head, f"{case}gambar/0/1/"),
        Asked("gambar_kecil", "gambar kecil", head, f"{case}gambar/0/1/kecil/"),
        Asked("resi", "tanda terima berkas (PDF)", officer, f"{case}tanda-terima/?pdf"),
        Asked("terima", "terima berkas", officer, f"/terima/?susulan={returned.id}"),
        Asked("lisan", "pengaduan lisan", officer, "/terima/lisan/"),
        Asked("pemisah", "lembar pemisah", officer, "/terima/pemisah/"),
        Asked("tanda_terima", "tanda terima", officer, f"/terima/{receipt}/"),
        Asked("arsip", "arsip", "arsiparis", "/arsip/"),
        Asked("gagal", "kiriman gagal", officer, "/gagal/"),
        Asked("kabar", "pemberitahuan", officer, "/kabar/"),
        Asked("dasbor", "dasbor", head, "/dasbor/"),
        *_of_the_procedure(case),
        *_of_people(),
        Asked("audit", "audit", head, "/audit/"),
        Asked("pengguna", "pengguna", admin, "/pengguna/"),
        Asked("satu_pengguna", "satu pengguna", admin, f"/pengguna/{user}/"),
        Asked("peran", "penegasan peran", head, "/pengguna/peran/"),
        Asked("token", "token API", admin, "/token/"),
        Asked("password_change", "ganti kata sandi", officer, "/sandi/"),
    ]


def _of_the_procedure(case: str) -> list[Asked]:
    """The pages of what follows completeness; `case`: a case's path."""
    return [
        Asked("proses", "jalannya layanan", "kepala", f"{case}proses/"),
        Asked("tanggapan", "tanggapan", "petugas", f"{case}tanggapan/"),
        Asked("tenggat", "tenggat", "kepala", "/tenggat/"),
        Asked("kinerja", "kinerja", "kepala", "/kinerja/"),
        Asked("kinerja_daftar", "berkas di balik angka", "kepala", "/kinerja/perkara/?bulan=2026-11"),
        Asked("materi", "materi konsultasi", "pemeriksa", "/materi/"),
        Asked("satu_materi", "satu materi", "pemeriksa", "/materi/baru/"),
        Asked("hari_libur", "hari libur", "admin", "/hari-libur/"),
        Asked("register_surat", "surat keluar", "kepala", "/surat-keluar/"),
        Asked("data_pribadi", "data pribadi", "kepala", "/data-pribadi/"),
        Asked("cari_orang", "cari data seseorang", "kepala", "/data-pribadi/cari/"),
        Asked("hapus_data", "hapus data (usulan)", "kepala", f"{case}data-pribadi/"),
    ]


def _of_people() -> list[Asked]:
    """A person's own pages, the guide, the office's reasons."""
    return [
        Asked("akun", "akun", "petugas", "/akun/"),
        Asked("faktor_pasang", "faktor kedua", "petugas", "/akun/faktor/"),
        Asked("token_saya", "token sendiri", "pemeriksa", "/akun/token/"),
        Asked("bantuan", "bantuan", "petugas", "/bantuan/"),
        Asked("alasan", "alasan", "admin", "/alasan/"),
    ]


def prepare() -> tuple[CaseRow, CaseRow]:
    """A waiting and a returned case with its letter, a receipt, a token."""
    who = people.user("pemeriksa", "penyiap")
    waiting, returned = CaseRow.objects.filter(status="menunggu").order_by("id")[:2]
    letter = decisions.Choice("kembalikan", letter="Mohon dilengkapi.\n\n1. Fotokopi KTP.")
    decisions.decide(returned.id, letter, people.editor(who, returned.id))
    ReceiptRow.objects.create(
        number=waiting.id, channel="loket", digests=["a"], first_digest="a", giver="Siti", person=who
    )
    ApiToken.objects.create(name="SRIKANDI", digest="d", user=who, scopes=["baca"])
    return waiting, returned


def measure(rounds: int) -> Iterator[Measured]:
    """Each page `rounds` times, after one that is not counted (templates are compiled then)."""
    waiting, returned = prepare()
    browsers = {
        role: people.client(role) for role in ("kepala", "petugas", "pemeriksa", "admin", "arsiparis")
    }
    for page in asked(waiting, returned):
        yield _getting(page.label, browsers[page.role], page.path, rounds)
    bearer = {"Authorization": f"Bearer {new_token('ukur', people.user('kepala', 'api'), ['baca'])}"}
    api = Client(headers=bearer, SERVER_NAME="localhost")
    yield _getting("API: daftar berkas", api, "/api/v1/perkara?status=menunggu&limit=100", rounds)
    yield _getting("API: satu berkas", api, f"/api/v1/perkara/{waiting.id}", rounds)
    yield _saving(browsers["kepala"], waiting, rounds)
    yield _holding(browsers["kepala"], rounds)


def _getting(label: str, browser: Client, path: str, rounds: int) -> Measured:
    first = browser.get(path)
    assert first.status_code in (200, 302), path
    if "cari=" in path:
        path = first["Location"]  # the address with the words sealed
    times, cpu = _timed(lambda: browser.get(path), rounds)
    with CaptureQueriesContext(connection) as seen:
        browser.get(path)
    return Measured(label, times, cpu, len(seen))


def _timed(act: Callable[[], Answer], rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds by the clock and of computing, of each round."""
    times, cpu = [], []
    for _ in range(rounds):
        started, worked = time.perf_counter(), time.process_time()
        answer = act()
        times.append(1000 * (time.perf_counter() - started))
        cpu.append(1000 * (time.process_time() - worked))
        assert answer.status_code in (200, 302), answer.status_code
    return times, cpu


def _holding(browser: Client, rounds: int) -> Measured:
    """Taking a page of the queue (40 cases) at once."""
    ids = list(CaseRow.objects.filter(status="menunggu").values_list("id", flat=True)[:40])
    sent = {"tindakan": "ambil", "perkara": ids}
    return Measured(
        "40 berkas dipegang sekaligus", *_timed(lambda: browser.post("/borongan/", sent), rounds), 0
    )


def _saving(browser: Client, row: CaseRow, rounds: int) -> Measured:
    """Saving a field by htmx, with the new judgement."""
    field = FieldRow.objects.get(document__case=row, name="pemohon_nama")

    def save() -> Answer:
        version = CaseRow.objects.values_list("version", flat=True).get(id=row.id)
        sent = {"nilai": f"NAMA {version}", "versi": version}
        return browser.post(f"/perkara/{row.id}/isian/{field.id}/", sent, headers={"HX-Request": "true"})

    return Measured("menyimpan isian", *_timed(save, rounds), 0)
