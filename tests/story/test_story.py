"""The four lives, played as the command plays them."""

import json
import subprocess
import sys
from pathlib import Path

import pdfplumber
import pytest

LIVES = {"konsultasi", "pengaduan", "pengaduan_layanan", "surat_tanpa_nama"}
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.timeout(600)
def test_four_lives_end_settled_with_their_papers(tmp_path: Path) -> None:
    """The lives themselves assert the dates of the domain's vectors and every stage on their way."""
    command = [sys.executable, "-m", "tests.story", "--data", str(tmp_path / "data"), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert {life["life"] for life in told} == LIVES
    for life in told:
        pdfs = [path for path in life["papers"] if path.endswith(".pdf")]
        assert pdfs
        words = "".join(_words(tmp_path / "data" / path) for path in pdfs)
        assert life["case"] in words
        assert "LAPORAN HASIL" in words
        assert not [digits for digits in words.split() if digits.isdecimal() and len(digits) == 16]
    words = "".join(_words(tmp_path / "data" / path) for path in told[1]["papers"] if path.endswith(".pdf"))
    assert "Undangan Kedua Pertemuan" in words
    assert "BERITA ACARA PENYELESAIAN MASALAH" in words


def _words(path: Path) -> str:
    with pdfplumber.open(path) as paper:
        return "\n".join(page.extract_text() for page in paper.pages)
