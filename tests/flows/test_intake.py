"""The intake process around its reader: stacks with separator sheets, failures, requests of the desk."""

from pathlib import Path

import pytest

from models.paths import DataFolder
from tests.flows.files import PDF
from tests.flows.processes import kill, query, running, start_stub, states, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def settled(data: DataFolder, count: int) -> bool:
    return len(states(data)) == count and "diterima" not in states(data)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    (folder.masuk / "loket").mkdir(parents=True)
    return folder


def test_stacks_failures_and_try_again(data: DataFolder, tmp_path: Path) -> None:
    (data.masuk / "loket" / "tumpukan.pdf").write_bytes(PDF + b"PEMISAH lalu PEMISAH")
    (data.masuk / "loket" / "rusak.pdf").write_bytes(PDF + b"RUSAK")
    with running(start_stub(data.root, tmp_path / "log")) as process:
        wait_until(lambda: settled(data, 4), 100, "three cases of the stack and a failed one")
        assert states(data) == ["gagal", "menunggu", "menunggu", "menunggu"]
        pages = query(data, "select pages from desk_casefile where name = 'tumpukan.pdf' order by id")
        assert sorted(row[0] for row in pages) == ["[1]", "[2, 3]", "[4, 5]"]
        assert "rusak" in (data.gagal / "rusak.pdf.alasan.txt").read_text()
        kill(process)
    assert query(data, "select count(*) from desk_storedoriginal") == [(2,)]  # type: ignore[comparison-overlap]
