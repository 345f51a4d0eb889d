"""What kind of paper a page belongs to, by the words that such papers carry.

Each anchor weighs what it tells: a phrase that only one kind of paper has weighs much, one that many
have little. Anchors are matched on text without spaces and marks, so that OCR's broken words still count.
"""

from collections.abc import Sequence

from extractors.orientation import squeezed_text
from models.document import Kind
from models.page import PageReading

_ANCHORS: dict[Kind, tuple[tuple[str, float], ...]] = {
    Kind.SURAT_PERMOHONAN: (
        ("permohonan", 2.0), ("perihal", 1.2), ("kepadayth", 1.2), ("yth", 0.6), ("denganhormat", 1.0),
        ("bertandatangan", 1.2), ("hormatkami", 1.0), ("hormatsaya", 1.0), ("pemohon", 1.2), ("demikian", 0.8),
        ("lampiran", 0.5), ("nomor", 0.3), ("kepaladinas", 0.8), ("konsultasi", 0.8), ("fasilitasi", 0.8),
        ("mediasi", 0.8), ("difasilitasi", 0.5), ("pengaduan", 0.6), ("terimakasih", 0.4), ("termohon", 0.8),
    ),
    Kind.SURAT_PENGADUAN: (
        ("pelapor", 2.2), ("terlapor", 2.4), ("pengadu", 0.8), ("pengaduan", 1.6), ("suratpengaduan", 1.5),
        ("formulirpengaduan", 3.0), ("melaporkan", 1.2), ("maulapor", 2.0), ("mengadukan", 1.2), ("keluhan", 1.2),
        ("kotakaduan", 3.0), ("kotaksaran", 3.0), ("kritikdansaran", 2.5), ("aduan", 0.6), ("petugasloket", 1.2),
        ("yth", 0.5), ("tolong", 1.0), ("tlg", 0.8), ("mohondibantu", 0.8), ("nyuwun", 1.5), ("mboten", 1.5),
        ("koprasi", 1.0), ("sdh", 0.6), ("tdk", 0.6), ("materipengaduan", 3.0), ("denganhormat", 0.4), ("demikian", 0.4),
    ),
    Kind.IDENTITAS_LEMBAGA: (
        ("aktapendirian", 3.0), ("akta", 0.8), ("notaris", 2.0), ("pengesahan", 2.0), ("keputusanmenteri", 2.5),
        ("menterihukum", 2.5), ("nomorindukberusaha", 3.5), ("perizinanberusaha", 2.5), ("oss", 0.5),
        ("nomorpokokwajibpajak", 3.0), ("npwp", 1.2), ("direktoratjenderalpajak", 3.0), ("kppnpratama", 2.0), ("kpppratama", 2.0),
        ("sertifikat", 1.8), ("nomorindukkoperasi", 3.0), ("kementeriankoperasi", 1.5), ("memutuskan", 2.0),
        ("menimbang", 1.5), ("mengingat", 1.0), ("anggarandasar", 0.8), ("badanhukum", 0.8), ("salinan", 0.8), ("menetapkan", 1.2),
    ),
    Kind.KTP: (
        ("gol darah".replace(" ", ""), 2.0), ("berlakuhingga", 2.0), ("kewarganegaraan", 1.5), ("statusperkawinan", 1.2),
        ("provinsi", 0.6), ("kel/desa".replace("/", ""), 1.0), ("seumurhidup", 1.5), ("tempattgllahir", 0.8), ("rtrw", 0.6),
    ),
}  # fmt: skip
FULL_SCORE = 6.0
"""Anchor weight at which a page surely is of that kind; below, the score falls in proportion."""
MIN_SCORE = 0.28
"""Below this a page is nothing we know: an attachment."""


def page_kinds(page: PageReading) -> tuple[tuple[Kind, float], ...]:
    """The kinds of which the page carries a part, best first. Blank pages: kosong; unknown: lampiran."""
    if page.quality.is_blank and not page.cards:
        return ((Kind.KOSONG, 0.99),)
    text = squeezed_text(page.lines)
    scores = {kind: _score(text, anchors) for kind, anchors in _ANCHORS.items()}
    found: list[tuple[Kind, float]] = []
    if page.cards:
        found.append((Kind.KTP, max(card.score for card in page.cards)))
    papers = [(kind, s) for kind, s in scores.items() if kind is not Kind.KTP and s >= MIN_SCORE]
    if papers and (not page.cards or len(text) > 250):
        best = max(papers, key=lambda hit: hit[1])
        found.append(best)
        found.extend(hit for hit in sorted(papers, key=lambda hit: -hit[1]) if hit is not best)
    return tuple(found) or ((Kind.LAMPIRAN, 0.6),)


def _score(text: str, anchors: Sequence[tuple[str, float]]) -> float:
    return min(1.0, sum(weight for anchor, weight in anchors if anchor in text) / FULL_SCORE)
