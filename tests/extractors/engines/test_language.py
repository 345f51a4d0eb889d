"""The language pipeline: loads fast, names what is named, confirms or doubts what the rules found."""

import subprocess
import sys
import time

import pytest

from extractors.case import classifier_agreement
from extractors.engines import language
from extractors.fields.candidate import REVIEW_BELOW, Candidate, certainty
from extractors.fields.span import TextSpan, Token
from models.page import Line

COMPLAINT = (
    "Kami mengadukan ketua KSP Mulia Jaya karena simpanan anggota sebesar Rp 5.000.000 tidak bisa diambil "
    "sejak 5 Mei 2025. Mohon pengurus dipanggil dan diperiksa."
)
ADVICE = (
    "Koperasi kami akan mengadakan Rapat Anggota Tahunan dan belum memahami tata caranya. Kami mohon "
    "diberikan penjelasan dan bimbingan mengenai laporan pertanggungjawaban."
)


def _span(text: str) -> TextSpan:
    box = (0.0, 0.0, 1.0, 0.02)
    line = Line(words=(), box=box)
    return TextSpan(tuple(Token(w, box, 1, 0.95, 0.0, 0.0, 1.0, 0.02, line) for w in text.split()))


@pytest.mark.parametrize(("text", "service"), [(COMPLAINT, "pengaduan"), (ADVICE, "konsultasi")])
def test_what_is_asked(text: str, service: str) -> None:
    reading = language.read_text(text)
    assert reading.service[0] == service
    assert set(reading.services) == set(language.SERVICES)


def test_what_is_named() -> None:
    named = {(entity.label, entity.text) for entity in language.read_text(COMPLAINT).entities}
    assert ("KOPERASI", "KSP Mulia Jaya") in named
    assert ("UANG", "Rp 5.000.000") in named
    assert all(COMPLAINT[e.start : e.end] == e.text for e in language.read_text(COMPLAINT).entities)


@pytest.mark.parametrize("text", ["", " ", "?" * 50, "x" * 20000, "Ŵ\u0000\ufffd 12", "a\n\nb"])
def test_any_text_is_read(text: str) -> None:
    assert language.read_text(text).services


def test_the_reader_does_not_load_spacy_before_it_needs_it() -> None:
    code = "import sys, extractors.case.reader; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_it_loads_in_a_moment() -> None:
    language._pipeline.cache_clear()
    start = time.process_time()
    language.warm()
    assert time.process_time() - start < 1.0


def test_the_rules_finding_is_confirmed_doubted_or_left() -> None:
    body = _span(COMPLAINT)
    right, wrong = Candidate("pengaduan", body, 0.7), Candidate("konsultasi", body, 0.7)
    confirmed, doubted = classifier_agreement.service(right, body), classifier_agreement.service(wrong, body)
    assert confirmed is not None
    assert doubted is not None
    assert certainty(confirmed) > certainty(right) > certainty(doubted)
    by_subject = Candidate("konsultasi", body, 0.96)
    assert classifier_agreement.service(by_subject, body) is by_subject


def test_alone_it_only_proposes() -> None:
    found = classifier_agreement.service(None, _span(COMPLAINT))
    assert found is not None
    assert found.value == "pengaduan"
    assert found.prior < classifier_agreement.SURE_PRIOR
    assert classifier_agreement.service(None, _span("Dengan hormat,")) is None


def test_a_koperasi_s_name_is_confirmed_or_doubted_where_it_stands_in_the_body() -> None:
    body = _span(COMPLAINT)
    right, wrong = _found("KSP Mulia Jaya", body), _found("KSP Mulia Jaya karena simpanan", body)
    confirmed, doubted = (
        classifier_agreement.koperasi(right, body),
        classifier_agreement.koperasi(wrong, body),
    )
    assert confirmed is not None
    assert doubted is not None
    assert certainty(confirmed) > certainty(right)
    assert certainty(doubted) < REVIEW_BELOW
    in_the_kop = Candidate("KUD Rejo", _span("KUD Rejo"), 0.95)
    assert classifier_agreement.koperasi(in_the_kop, body) is in_the_kop
    assert classifier_agreement.koperasi(None, body) is None


def _found(name: str, body: TextSpan) -> Candidate:
    start = body.text.index(name)
    return Candidate(name, body.slice(start, start + len(name)), 0.9)
