"""What the trained pipeline says of a letter confirms or doubts what the rules found; alone it proposes."""

from extractors.case import classifier_agreement
from extractors.fields.candidate import Candidate, certainty
from extractors.fields.span import TextSpan, Token
from models.page import Line

COMPLAINT = (
    "Kami mengadukan ketua KSP Mulia Jaya karena simpanan anggota sebesar Rp 5.000.000 tidak bisa diambil "
    "sejak 5 Mei 2025. Mohon pengurus dipanggil dan diperiksa."
)


def _span(text: str) -> TextSpan:
    box = (0.0, 0.0, 1.0, 0.02)
    line = Line(words=(), box=box)
    return TextSpan(tuple(Token(w, box, 1, 0.95, 0.0, 0.0, 1.0, 0.02, line) for w in text.split()))


def test_the_rules_finding_is_confirmed_doubted_or_left() -> None:
    body = _span(COMPLAINT)
    right, wrong = Candidate("pengaduan", body, "service.body"), Candidate("konsultasi", body, "service.body")
    confirmed, doubted = classifier_agreement.service(right, body), classifier_agreement.service(wrong, body)
    assert confirmed is not None
    assert doubted is not None
    assert certainty(confirmed) > certainty(right) > certainty(doubted)
    by_subject = Candidate("konsultasi", body, "service.subject")
    assert classifier_agreement.service(by_subject, body) is by_subject


def test_alone_it_only_proposes() -> None:
    found = classifier_agreement.service(None, _span(COMPLAINT))
    assert found is not None
    assert found.value == "pengaduan"
    assert found.source not in classifier_agreement.SURE
    assert classifier_agreement.service(None, _span("Dengan hormat,")) is None
