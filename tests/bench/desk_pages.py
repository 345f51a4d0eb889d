"""Asks for every page of the desk and measures."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.models import Isian, Perkara
from tests.desk import people


@dataclass(frozen=True)
class Measured:
    """A page: its server times and its number of queries."""

    label: str
    milliseconds: list[float]
    cpu: list[float]
    queries: int


def measure(rounds: int) -> Iterator[Measured]:
    """Each page `rounds` times, after one that is not counted (templates are compiled then)."""
    browser = people.client("kepala")
    waiting = Perkara.objects.filter(status="menunggu").first()
    assert waiting
    case = f"/perkara/{waiting.id}/"
    pages = {
        "antrean": "/",
        "antrean, halaman 100": "/?hal=100",
        "antrean, semua status": "/?status=semua&urut=terbaru",
        "antrean, saringan": "/?kanal=whatsapp&kelengkapan=tidak_lengkap&layanan=fasilitasi_pengaduan",
        "pencarian, nama langka": "/?status=semua&cari=aminah+49999",
        "pencarian, kata umum": "/?status=semua&cari=simpanan",
        "hitungan langsung": "/hitungan/",
        "perkara berikut": "/berikut/",
        "perkara": case,
        "riwayat perkara": f"{case}riwayat/",
        "atur halaman": f"{case}halaman/",
        "gabung (usulan)": f"{case}gabung/",
        "kembalikan (surat)": f"{case}putusan/kembalikan/",
        "gambar halaman": f"{case}gambar/0/1/",
        "gambar kecil": f"{case}gambar/0/1/kecil/",
        "tanda terima (PDF)": f"{case}tanda-terima/?pdf",
        "dasbor": "/dasbor/",
        "audit": "/audit/",
        "kiriman gagal": "/gagal/",
        "terima berkas": "/terima/lisan/",
    }
    officer = people.client("petugas")
    for label, path in pages.items():
        is_counter = path.startswith("/terima/") or "/tanda-terima/" in path
        yield _measure(label, officer if is_counter else browser, path, rounds)
    yield _measure("pengguna", people.client("admin"), "/pengguna/", rounds)
    yield _saving(browser, waiting, rounds)
    yield _holding(browser, rounds)


def _measure(label: str, browser: Client, path: str, rounds: int) -> Measured:
    assert browser.get(path).status_code in (200, 302), path
    times, cpu = [], []
    for _ in range(rounds):
        started, worked = time.perf_counter(), time.process_time()
        browser.get(path)
        times.append(1000 * (time.perf_counter() - started))
        cpu.append(1000 * (time.process_time() - worked))
    with CaptureQueriesContext(connection) as seen:
        browser.get(path)
    return Measured(label, times, cpu, len(seen))


def _holding(browser: Client, rounds: int) -> Measured:
    """Taking a page of the queue (40 cases) at once."""
    ids = list(Perkara.objects.filter(status="menunggu").values_list("id", flat=True)[:40])
    times, cpu = [], []
    for _ in range(rounds):
        started, worked = time.perf_counter(), time.process_time()
        response = browser.post("/borongan/", {"tindakan": "ambil", "perkara": ids})
        times.append(1000 * (time.perf_counter() - started))
        cpu.append(1000 * (time.process_time() - worked))
        assert response.status_code == 302
    return Measured("40 perkara dipegang sekaligus", times, cpu, 0)


def _saving(browser: Client, row: Perkara, rounds: int) -> Measured:
    """Saving a field by htmx, with the new judgement."""
    field = Isian.objects.filter(document__case=row, name="pemohon_nama").get()
    times, cpu = [], []
    for number in range(rounds):
        version = Perkara.objects.values_list("version", flat=True).get(id=row.id)
        sent = {"nilai": f"NAMA {number}", "versi": version}
        started, worked = time.perf_counter(), time.process_time()
        response = browser.post(f"/perkara/{row.id}/isian/{field.id}/", sent, headers={"HX-Request": "true"})
        times.append(1000 * (time.perf_counter() - started))
        cpu.append(1000 * (time.process_time() - worked))
        assert response.status_code == 200
    return Measured("menyimpan isian", times, cpu, 0)
