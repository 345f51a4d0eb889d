"""What the trained pipeline says of a letter whose perihal does not tell what is asked.

Counted words of a body are right on five letters in six, the pipeline as often, and where both say the same
neither was wrong (docs/spacy.md): so it confirms or doubts, and alone it only proposes.
"""

from dataclasses import replace

from extractors.engines import language
from extractors.fields.candidate import Candidate
from extractors.fields.span import TextSpan

ASKED = ("konsultasi", "pengaduan", "penyelesaian_masalah")
"""Values of jenis_layanan; the pipeline knows complaints about the office as well."""

SURE = frozenset({"service.label", "service.subject", "service.ticked", "service.title"})
"""Sources of a service that need no agreement."""

SHORTEST_BODY = 60
"""A shorter text says too little."""


def service(found: Candidate | None, body: TextSpan) -> Candidate | None:
    """jenis_layanan, confirmed or doubted by what the body says."""
    if (found and found.source in SURE) or len(body.text) < SHORTEST_BODY:
        return found
    chances = language.services_of(body.text)
    likeliest = max(ASKED, key=lambda name: chances[name])
    if found is None:
        return Candidate(likeliest, body, "service.pipeline")
    return replace(found, agreement=1.0 if found.value == likeliest else 0.0)
