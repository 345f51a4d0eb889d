"""Source and archive on S3 (moto's server on the loopback address): the same job, done by a pool's worker."""

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import fsspec
import httpx
import pytest

from flows.archive.batch import run_as_worker
from flows.archive.index import FILE_NAME
from flows.archive.plan import PAGES, batches, done_ids, save_batch, save_plan
from flows.archive.runner import JobSettings, save_settings
from flows.archive.storage import open_storage
from flows.archive.work import Options, finish, prepare
from flows.ports import HOST, free_port
from tests.flows.archive.stub_flow import stub_job
from tests.flows.archive.test_kill import letter
from tests.flows.processes import environment, running, start, wait_until

BUCKET = "arsip-uji"
LETTERS = 6


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An S3 bucket of its own."""
    port = free_port(0)
    address = f"http://{HOST}:{port}"
    for name, value in {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "uji",
        "AWS_SECRET_ACCESS_KEY": "uji",
        "AWS_DEFAULT_REGION": "us-east-1",
        "BERKAS_DATA": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    server = start([sys.executable, "-m", "moto.server", "-H", HOST, "-p", str(port)],
                   tmp_path / "s3.txt", environment())  # fmt: skip
    with running(server):
        wait_until(lambda: answers(address), 60, "the S3 server")
        system = fsspec.filesystem("s3", skip_instance_cache=True)
        system.mkdir(BUCKET)
        yield f"s3://{BUCKET}"
    fsspec.get_filesystem_class("s3").clear_instance_cache()


def answers(address: str) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(address, timeout=1.0, trust_env=False).status_code < 500
    return False


@pytest.mark.slow
def test_a_worker_does_a_batch_on_s3_once(bucket: str, tmp_path: Path) -> None:
    source = open_storage(f"{bucket}/sumber")
    for number in range(LETTERS):
        source.write(f"kotak/{number}.pdf", json.dumps(letter(number)).encode())
    before = [(name, stamp) for name, _size, stamp in source.files([])]
    options = Options(f"{bucket}/sumber", f"{bucket}/arsip", tmp_path)
    target, plan, todo = prepare(options)
    save_plan(target, plan, options.source)
    save_settings(target.url, JobSettings(options.source))
    (files,) = batches(todo)
    half, whole = save_batch(target, files[: LETTERS // 2]), save_batch(target, files)
    for batch in (half, whole, whole):
        run_as_worker(target.url, batch, stub_job)
    finish(options, target, plan)
    journal = (tmp_path / "dibaca.txt").read_text().splitlines()
    assert len(journal) == len(set(journal)) == 2 * LETTERS
    assert done_ids(target) == {file.id for file in files}
    assert not target.names(PAGES)
    copy = tmp_path / FILE_NAME
    copy.write_bytes(target.read(FILE_NAME))
    with closing(sqlite3.connect(copy)) as index:
        texts = [row[0] for row in index.execute("select isi from teks")]
        pdfs = [row[0] for row in index.execute("select pdf from surat")]
    assert sorted(int(text.split("Pengaduan ")[1].split("\n")[0]) for text in texts) == list(range(LETTERS))
    assert all(target.read(pdf).startswith(b"%PDF-") for pdf in pdfs)
    assert [(name, stamp) for name, _size, stamp in source.files([])] == before
    again = prepare(options)
    assert again[2] == ()
