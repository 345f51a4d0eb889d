"""`berkas archive SUMBER --to TUJUAN`: old scans become searchable letters with an index; resumable."""

import argparse
import dataclasses
import os
import time
from datetime import date
from pathlib import Path

from flows.archive import review
from flows.archive.index import FILE_NAME, opened, search
from flows.archive.local_run import run_locally
from flows.archive.plan import PLAN, Plan, done_ids, load_plan
from flows.archive.progress import stored_state
from flows.archive.runner import JOB, JobSettings, load_settings_of
from flows.archive.storage import FolderStorage, open_storage
from flows.archive.work import Options, finish, prepare
from flows.logs import log_to_stderr
from flows.refusals import printable
from flows.refused import words_of
from models.archive import remember_archive
from models.durable import new_file
from models.errors import StorageError, SurroundingsError, UsageError
from models.settings import Settings, load_settings
from models.trouble import trouble_of

EXIT_STOPPED = 75
"""sysexits' EX_TEMPFAIL: not at its end; the same command goes on from there."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to read, where to, and how."""
    parser.add_argument("source", nargs="?", metavar="SUMBER", help="folder pindaian (tidak pernah diubah)")
    parser.add_argument("--to", required=True, metavar="TUJUAN", help="folder arsip, atau alamat s3://...")
    parser.add_argument("--resume", action="store_true", help="melanjutkan (selalu demikian; boleh ditulis)")
    parser.add_argument("--workers", type=int, metavar="N", help="anak pembaca (bawaan: sebanyak inti)")
    parser.add_argument("--sample", metavar="P%", help="bagian contoh acak (bawaan: yang terakhir, atau 5%%)")
    parser.add_argument("--year", type=int, metavar="TTTT", help="tahun surat yang tidak menyebut tanggal")
    parser.add_argument("--no-pdf", action="store_true", help="tanpa PDF/A: hanya JSON dan indeks")
    parser.add_argument("--dry-run", action="store_true", help="hanya memberi tahu apa yang akan dikerjakan")
    parser.add_argument("--status", action="store_true", help="menampilkan kemajuan dari terminal lain")
    parser.add_argument("--search", metavar="KATA", help="mencari dalam teks surat")
    parser.add_argument(
        "--review", type=Path, metavar="LEMBAR.xlsx", help="menulis lembar periksa: yang ragu dan contoh"
    )
    parser.add_argument(
        "--reviewed", type=Path, metavar="LEMBAR.xlsx", help="mengambil jawaban dari lembar periksa"
    )
    parser.add_argument("--pool", metavar="NAMA", help="membagi kerja lewat work pool Prefect bernama itu")


def run(options: argparse.Namespace, data: Path) -> int:
    """Do what was asked; 0 done, 75 stopped before the end."""
    log_to_stderr()
    if options.status:
        return _show_status(options.to)
    if options.search:
        return _search(options.to, options.search)
    if options.review:
        return _write_sheet(options.to, options.review)
    if options.reviewed:
        return _take_answers(options, data)
    if not options.source:
        raise UsageError("SUMBER belum disebut: folder yang berisi pindaian.")
    _refuse_numbers(options)
    _refuse_overlap(options.source, options.to)
    job = Options(
        source=options.source,
        target=options.to,
        data=data,
        has_pdf=not options.no_pdf,
        year=options.year,
        sample=_sample(options),
        is_visible=bool(os.environ.get("PREFECT_API_URL")),
    )
    if options.dry_run:
        return _dry_run(job)
    if isinstance(place := open_storage(options.to), FolderStorage):
        remember_archive(data, place.root)
    settings = load_settings(data)
    if options.workers:
        settings = dataclasses.replace(settings, workers=options.workers)
    try:
        is_whole = _run(job, options.pool, settings)
    except (OSError, SurroundingsError) as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        told = words_of(error, data) if isinstance(error, OSError) else ""
        told = told or f"{trouble} Atasi penyebabnya, lalu jalankan perintah yang sama."
        raise StorageError(f"{told} Yang sudah dibaca tetap ada.") from error
    if not is_whole:
        print("Dihentikan sebelum selesai; jalankan perintah yang sama untuk melanjutkan.")
        return EXIT_STOPPED
    target = open_storage(options.to)
    print(f"Selesai. Laporan: {target.url}/laporan.html")
    _tell_closed(load_plan(target))
    return 0


def _tell_closed(plan: Plan) -> None:
    """What is missing in the archive: the run is at its end, its work is not."""
    if plan.closed:
        print(
            f"PERHATIAN: {len(plan.closed)} berkas atau folder SUMBER tidak terbaca (Kegagalan pada laporan):"
        )
    for name, why in plan.closed[:MOST_CLOSED]:
        print(f"- {printable(name)}: {why}")


def _run(job: Options, pool: str | None, settings: Settings) -> bool:
    """On this machine or in the pool; False when it was stopped before its end."""
    if pool:
        from flows.archive.pool import run_in_pool  # noqa: PLC0415 - Prefect is loaded only when it is used

        return run_in_pool(job, pool, settings.lease_seconds)
    return run_locally(job, settings)


FIRST_YEAR = 1945
MOST_CLOSED = 10
"""Named on the terminal; all stand in the report."""


def _refuse_numbers(options: argparse.Namespace) -> None:
    """UsageError for numbers that can't be meant."""
    if options.workers is not None and options.workers < 1:
        raise UsageError("--workers paling sedikit 1.")
    if options.year is not None and not FIRST_YEAR <= options.year <= date.today().year:
        raise UsageError(f"--year harus tahun dari {FIRST_YEAR} sampai sekarang, misalnya 2019.")


def share(text: str) -> float:
    """`5%` or `0.05` as a number. UsageError for anything else."""
    try:
        value = float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except ValueError as error:
        raise UsageError(f"Bagian contoh '{text}' harus seperti 5%.") from error
    if not 0 <= value <= 1:
        raise UsageError(f"Bagian contoh '{text}' harus antara 0% dan 100%.")
    return value


def _sample(options: argparse.Namespace) -> float:
    """As asked, else as the archive was made, else the usual."""
    if options.sample is not None:
        return share(options.sample)
    has_settings = open_storage(options.to).exists(JOB)
    return load_settings_of(options.to).sample if has_settings else JobSettings("").sample


def _refuse_overlap(source: str, target: str) -> None:
    """SOURCE is never changed, so TARGET can't lie in it."""
    if "://" in source or "://" in target:
        return
    one, other = Path(source).resolve(), Path(target).resolve()
    if not one.is_dir():
        raise UsageError(f"{source} bukan folder.")
    if other == one or other.is_relative_to(one):
        raise UsageError("TUJUAN tidak boleh di dalam SUMBER, karena SUMBER tidak pernah diubah.")


def _dry_run(job: Options) -> int:
    _target, plan, todo = prepare(job)
    size = sum(file.size for file in todo) / 1e6
    print(f"{len(plan.files)} berkas berbeda di SUMBER; {len(plan.files) - len(todo)} sudah selesai.")
    print(f"Akan dibaca: {len(todo)} berkas ({size:.1f} MB).")
    print(f"Kembar (isi sama): {len(plan.doubles)}. Jenis lain, dilewati: {len(plan.passed_over)}.")
    _tell_closed(plan)
    return 0


def _show_status(url: str) -> int:
    target = open_storage(url)
    if not target.exists(PLAN):
        raise UsageError(f"{target.url} bukan arsip: belum ada pekerjaan di sana.")
    state = stored_state(target)
    done, planned = len(done_ids(target)), len(load_plan(target).files)
    print(f"{done} dari {planned} berkas selesai.")
    if state is not None:
        print(state.words(time.time()))
    return 0


def _indexed(url: str) -> FolderStorage:
    target = open_storage(url)
    if not isinstance(target, FolderStorage) or not target.exists(FILE_NAME):
        raise UsageError("Indeks tidak ada di sini; salin arsip ke sebuah folder lebih dahulu.")
    return target


def _write_sheet(url: str, path: Path) -> int:
    if path.exists():
        raise UsageError(f"{path} sudah ada; pilih nama lain supaya jawaban tidak hilang.")
    with opened(_indexed(url).path(FILE_NAME)) as connection:
        content, doubtful, drawn = review.sheet(connection)
    with new_file(path) as out:
        out.write(content)
    print(
        f"{path}: {doubtful} surat meragukan dan {drawn} contoh acak. Isi kolom 'benar' dengan ya atau tidak."
    )
    return 0


def _take_answers(options: argparse.Namespace, data: Path) -> int:
    target = _indexed(options.to)
    review.keep_answers(target, review.read_answers(options.reviewed))
    finish(Options("", options.to, data, sample=_sample(options)), target, load_plan(target))
    with opened(target.path(FILE_NAME)) as connection:
        print(review.review_of(connection).sentence)
    return 0


def _search(url: str, words: str) -> int:
    with opened(_indexed(url).path(FILE_NAME)) as connection:
        hits = search(connection, words)
    for hit in hits:
        about = "  (kira-kira: tulisan tangan)" if hit.is_approximate else ""
        print(f"{hit.id}  {hit.date or '-':<10}  {hit.file_name}{about}\n    {' '.join(hit.snippet.split())}")
    print(f"{len(hits)} surat")
    return 0
