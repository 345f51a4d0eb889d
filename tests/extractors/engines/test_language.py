"""The language pipeline: loads only when asked, is small, and names what is named."""

import subprocess
import sys

import pytest

from extractors.case import classifier_agreement
from extractors.engines import language
from extractors.engines.language_pipeline import load_pipeline

LARGEST = 4_000_000
"""Bytes of the pipeline: it then loads in under a second."""
COMPLAINT = (
    "Kami mengadukan ketua KSP Mulia Jaya karena simpanan anggota sebesar Rp 5.000.000 tidak bisa diambil "
    "sejak 5 Mei 2025. Mohon pengurus dipanggil dan diperiksa."
)
ADVICE = (
    "Koperasi kami akan mengadakan Rapat Anggota Tahunan dan belum memahami tata caranya. Kami mohon "
    "diberikan penjelasan dan bimbingan mengenai laporan pertanggungjawaban."
)


@pytest.mark.parametrize(("text", "service"), [(COMPLAINT, "pengaduan"), (ADVICE, "konsultasi")])
def test_what_is_asked(text: str, service: str) -> None:
    chances = language.services_of(text)
    assert max(chances, key=lambda name: chances[name]) == service
    assert set(chances) == {*classifier_agreement.ASKED, "pengaduan_layanan"}


def test_what_is_named() -> None:
    named = {(entity.label_, entity.text) for entity in load_pipeline(language.MODEL)(COMPLAINT).ents}
    assert ("KOPERASI", "KSP Mulia Jaya") in named
    assert ("UANG", "Rp 5.000.000") in named


@pytest.mark.parametrize("text", ["", " ", "?" * 50, "x" * 20000, "Ŵ\u0000\ufffd 12", "a\n\nb"])
def test_any_text_is_read(text: str) -> None:
    assert language.services_of(text)


def test_the_reader_does_not_load_spacy_before_it_needs_it() -> None:
    code = "import sys, extractors.case.reader; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_it_is_small_enough_to_load_in_a_moment() -> None:
    folder = language.MODEL.parent
    assert sum((folder / f"bahasa.{kind}").stat().st_size for kind in ("cfg", "bin")) < LARGEST
