"""The language pipeline beside the rules, on sentences and names that neither was made from."""

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from extractors.case.classifier_agreement import ASKED
from extractors.case.request_matter import _BODY_WORDS, _SUBJECT_WORDS
from extractors.case.respondent import _PERSON
from extractors.engines.language import MODEL, services
from extractors.engines.language_pipeline import load_pipeline
from extractors.fields.span import TextSpan, Token
from extractors.text.koperasi import koperasi_in
from extractors.text.names import clean_name, looks_like_name
from models.page import Line
from samples.splits import Dice, Split
from samples.training.marked import Marked, marked

TEXTS = 600

Spans = set[tuple[str, str]]
"""(label, text) of what was found."""


def texts(count: int = TEXTS) -> Iterator[Marked]:
    """Texts of the test split's halves."""
    return (marked(Dice(f"nilai/{at}", Split.TEST)) for at in range(count))


def rule_service(made: Marked) -> str | None:
    """What the letter's rules say: the perihal's words, else what the body asks most."""
    for kind, pattern in _SUBJECT_WORDS:
        if pattern.search(made.subject):
            return kind
    counts = [(len(pattern.findall(made.body)), kind) for kind, pattern in _BODY_WORDS]
    best = max(counts)
    return best[1] if best[0] else None


def _span(text: str) -> TextSpan:
    """The text as words of one clear line."""
    box = (0.0, 0.0, 1.0, 0.02)
    line = Line(words=(), box=box)
    tokens = (Token(word, box, 1, 0.95, 0.0, 0.0, 1.0, 0.02, line) for word in text.split())
    return TextSpan(tuple(tokens))


def rule_names(made: Marked) -> Spans:
    """Koperasi and persons by the letter's patterns."""
    found: Spans = {("KOPERASI", part.text) for part in koperasi_in(_span(made.text))}
    for match in _PERSON.finditer(made.text):
        name = clean_name(match[1] or match[2])
        if looks_like_name(name):
            found.add(("ORANG", name))
    return found


def pipeline_names(reading: Doc) -> Spans:
    """Koperasi and persons by the pipeline."""
    return {(e.label_, clean_name(e.text)) for e in reading.ents if e.label_ in ("ORANG", "KOPERASI")}


def _true_names(made: Marked) -> Spans:
    spans = {(label, made.text[start:end]) for start, end, label in made.spans}
    return {(label, clean_name(text)) for label, text in spans if label in ("ORANG", "KOPERASI")}


class _Share:
    """Hits of how many, as a table's cell."""

    def __init__(self) -> None:
        self.hits = self.count = 0

    def add(self, is_hit: bool) -> None:
        """One more."""
        self.hits += is_hit
        self.count += 1

    def __str__(self) -> str:
        return f"{100 * self.hits / max(1, self.count):.1f}"


def scores(count: int = TEXTS) -> str:
    """The table: service and names by rules and by the pipeline."""
    pipeline = load_pipeline(MODEL)
    read = [(made, pipeline(" ".join(made.text.split()))) for made in texts(count)]
    requests = [pair for pair in read if pair[0].topic is not None]
    rows = [
        _service_row("with perihal", [pair for pair in requests if pair[0].subject]),
        _service_row("without perihal", [pair for pair in requests if not pair[0].subject]),
        _agreed_row([pair for pair in requests if not pair[0].subject]),
        _complaint_row([pair for pair in read if pair[0].topic is None]),
        *_name_rows(read),
    ]
    lines = [f"| {what} | {rules} | {own} |" for what, rules, own in rows]
    head = f"| {count} texts of the test split's sentences and names | rules | pipeline |"
    return "\n".join((head, "| --- | --- | --- |", *lines))


Pairs = Sequence[tuple[Marked, Doc]]
Row = tuple[str, str, str]


def asked(reading: Doc) -> str:
    """jenis_layanan by the pipeline."""
    chances = services(reading.cats)
    return max(ASKED, key=lambda name: chances[name])


def _service_row(what: str, pairs: Pairs) -> Row:
    rules, own = _Share(), _Share()
    for made, reading in pairs:
        rules.add(rule_service(made) == made.service)
        own.add(asked(reading) == made.service)
    return f"jenis_layanan of requests {what} ({len(pairs)}), right %", str(rules), str(own)


def _agreed_row(pairs: Pairs) -> Row:
    """How often both say the same, and how often that is wrong."""
    same = [(made, asked(reading)) for made, reading in pairs if asked(reading) == rule_service(made)]
    wrong = sum(made.service != service for made, service in same)
    return f"... both say the same on {len(same)} of {len(pairs)}: wrong", str(wrong), str(wrong)


def _complaint_row(pairs: Pairs) -> Row:
    own = _Share()
    for made, reading in pairs:
        chances = services(reading.cats)
        own.add(max(("pengaduan", "pengaduan_layanan"), key=lambda name: chances[name]) == made.service)
    return f"complaint about a koperasi or the office ({len(pairs)}), right %", "-", str(own)


def _name_rows(pairs: Pairs) -> list[Row]:
    names: dict[tuple[str, str], Counter[str]] = {}
    for made, reading in pairs:
        truth = _true_names(made)
        _count(names, "rules", truth, rule_names(made))
        _count(names, "pipeline", truth, pipeline_names(reading))
    return [
        (f"{label} in running text, F1 %", _f1(names["rules", label]), _f1(names["pipeline", label]))
        for label in ("ORANG", "KOPERASI")
    ]


def _count(names: dict[tuple[str, str], Counter[str]], way: str, truth: Spans, found: Spans) -> None:
    for label in ("ORANG", "KOPERASI"):
        counts = names.setdefault((way, label), Counter())
        want, got = {t for kind, t in truth if kind == label}, {t for kind, t in found if kind == label}
        counts.update(hits=len(want & got), wanted=len(want), found=len(got))


def _f1(counts: Counter[str]) -> str:
    return f"{200 * counts['hits'] / max(1, counts['wanted'] + counts['found']):.1f}"
