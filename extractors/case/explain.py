"""Why a field has its value: its candidates, each with what found it, its prior and its features."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.case.institution import institution_candidates
from extractors.case.letter_guess import documents_in
from extractors.case.letters import SeenLetter, letter_choices, letter_kind, seen_letter, tagged_as
from extractors.fields.candidate import Candidate, as_field, certainty
from extractors.ranking import services
from extractors.ranking.option_features import FEATURES, comparable
from extractors.ranking.options import Option
from extractors.ranking.ranker import weighed
from extractors.ranking.roles import KIN, NAMES
from extractors.text.letter_sections import dissect
from models.case import Channel
from models.document import Kind
from models.field import Field
from models.field_spec import BY_NAME, FIELD_NAMES, FREE_TEXT, specs_of
from models.page import PageReading

TAGGER, TAGGED_ALIKE = "penanda kata", "penanda kata, peran serupa"
CARD, WORDS = "pembaca kartu", "penggolong kata"
"""What finds values and has no line in data/priors.toml, as the command names it."""


@dataclass(frozen=True)
class Source:
    """What found a value: a source of data/priors.toml with its prior (0..1), or a model with the probability
    that it gives; None where there is neither. What was found for another role says so before its name."""

    name: str
    prior: float | None = None


@dataclass(frozen=True)
class Explained:
    """A value that the field may have (None: the paper does not carry it), as it was read, and how likely it
    is right, 0..1, by what chose it."""

    kind: Kind
    value: str | bool | None
    probability: float
    sources: tuple[Source, ...] = ()
    features: tuple[tuple[str, float], ...] = ()
    raw: str | None = None


def explained(pages: Sequence[PageReading], name: str, channel: Channel | None) -> tuple[Explained, ...]:
    """The candidates of field `name` on each paper of these pages that can carry it, the likeliest first."""
    found: list[Explained] = []
    for group in documents_in(pages, channel):
        if group.kind in NAMES:
            seen = seen_letter(group.pages)
            told = letter_kind(seen, group.pages, channel)
            for kind in (kind for kind in (told.kind, told.may_be) if kind and name in FIELD_NAMES[kind]):
                found += sorted(_of_letter(kind, seen, name), key=lambda one: -one.probability)
        elif group.kind is Kind.IDENTITAS_LEMBAGA and name in FIELD_NAMES[group.kind]:
            found.append(_candidate(group.kind, institution_candidates(dissect(group.pages))[name]))
    return (*found, *_of_cards(pages, name))


def _of_letter(kind: Kind, seen: SeenLetter, name: str) -> list[Explained]:
    """Ranked fields have many candidates, the others one or, of a choice, each value."""
    if name in NAMES[kind]:
        return [_option(kind, name, *one, seen) for one in weighed(tagged_as(kind, seen), name)]
    if name == "jenis_layanan":
        return _services(kind, seen)
    if name == "anonim":
        return [_derived(kind, letter_choices(kind, seen).fields[name], "pelapor_nama, bertanda_tangan")]
    if name in FREE_TEXT:
        return [_candidate(kind, seen.statement)]
    role = next(spec.role or spec.name for spec in specs_of(kind) if spec.name == name)
    return [_candidate(kind, seen.found.by_role().get(role))]


def _candidate(kind: Kind, found: Candidate | None) -> Explained:
    """What a finder alone says."""
    field = as_field(found)
    if found is None:
        return Explained(kind, None, field.confidence)
    features = tuple(evidence(found).items())
    return Explained(kind, found.value, field.confidence, (_source(found),), features, found.raw)


def evidence(found: Candidate) -> dict[str, float]:
    """What a field's certainty weighs beside the prior, by name, 0..1: the engine's mean and least certainty
    of the words; likeness of a second reading and what the validators say, where there are any; whether the
    value stands so in what was read; the share that the page leaves; whether it is shown anyway."""
    text = found.value if isinstance(found.value, str) else None
    shown: dict[str, float | bool | None] = {
        "engine": found.where.confidence if found.where else None,
        "weakest": found.where.weakest if found.where else None,
        "agreement": found.agreement,
        "is_valid": found.is_valid,
        "as_read": None if text is None or found.raw is None else text in " ".join(found.raw.split()),
        "share": found.share,
        "doubtful": found.is_doubtful,
        "sure": certainty(found),
    }
    return {name: float(number) for name, number in shown.items() if number is not None}


def _source(found: Candidate, role: str = "") -> Source:
    return Source(f"{role}: {found.source}" if role else found.source, found.prior)


def _option(kind: Kind, name: str, option: Option | None, probability: float, seen: SeenLetter) -> Explained:
    if option is None:
        return Explained(kind, None, probability)
    features = tuple(zip(FEATURES, map(float, option.features), strict=True))
    sources = (*dict.fromkeys(_finders(name, kind, option.value, seen)), *_models(dict(features)))
    return Explained(kind, option.value, probability, sources, features, option.field.raw)


def _finders(name: str, kind: Kind, value: str, seen: SeenLetter) -> Iterator[Source]:
    """The finders that say this value, for the field, in whatever place, or for a role that looks alike."""
    own = NAMES[kind][name]
    for role, candidate in (*seen.found.by_role().items(), *((own, one) for one in seen.seen.get(own, ()))):
        is_same = candidate is not None and comparable(str(candidate.value)) == comparable(value)
        if candidate is not None and is_same and (role == own or role in KIN.get(own, ())):
            yield _source(candidate, "" if role == own else role)


def _models(features: dict[str, float]) -> Iterator[Source]:
    if features["on_path"] or features["exact"]:
        yield Source(TAGGER, features["exact"])
    if features["kin_exact"]:
        yield Source(TAGGED_ALIKE, features["kin_exact"])


def _services(kind: Kind, seen: SeenLetter) -> list[Explained]:
    """Each service with the finder that says it, if one does."""
    found = seen.found.jenis_layanan
    return [
        Explained(
            kind,
            value,
            one.probability,
            (*([_source(found)] if found and found.value == value else []), Source(WORDS, one.share)),
            tuple(zip(services.FEATURES, map(float, one.features), strict=True)),
            found.raw if found and found.value == value else None,
        )
        for value, one in services.weighed(seen.wording, seen.service).items()
    ]


def _derived(kind: Kind, field: Field, other: str) -> Explained:
    """A field that follows from another one."""
    return Explained(kind, field.value, field.confidence, (Source(f"menurut {other}"),), raw=field.raw)


def _of_cards(pages: Sequence[PageReading], name: str) -> Iterator[Explained]:
    """The field on each front of a card. A model weighs what speaks for it while the page is read, where its
    sources have no priors (data/confidence.json)."""
    for card in (card for page in pages for card in page.cards if not card.is_back):
        field = card.fields.get(name)
        if field is None:
            continue
        text = field.value if isinstance(field.value, str) else None
        features = {
            "as_read": text is not None and field.raw is not None and text in field.raw,
            "is_valid": text is not None and BY_NAME[name].is_valid(text),
            "doubtful": field.needs_review,
            "sure": field.confidence,
        }
        shown = tuple((what, float(number)) for what, number in features.items())
        yield Explained(Kind.KTP, field.value, field.confidence, (Source(CARD),), shown, field.raw)
