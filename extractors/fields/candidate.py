"""What an extractor found: a value, the span it comes from, and what speaks for and against it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from extractors.fields.span import NOTHING, TextSpan
from models.field import Box, Field

PRIORS_FILE = Path(__file__).resolve().parent / "data" / "priors.toml"


def _priors() -> Mapping[str, float]:
    """Source -> prior; a source within a table is `table.name`, a table's own is named ""."""
    stored = tomllib.loads(PRIORS_FILE.read_text(encoding="utf-8"))
    found = {
        f"{table}.{name}".rstrip("."): float(prior)
        for table, priors in stored.items()
        for name, prior in priors.items()
    }
    return MappingProxyType(found)


PRIORS = _priors()
"""How often a value from each source is right when the text was read rightly, 0..1 (data/priors.toml)."""


@dataclass(frozen=True)
class Candidate:
    """A value before its confidence is computed.

    `source`: what found it, a name of data/priors.toml. `probability`: a model's own, in place of the
    source's prior. `share`: what the page takes away from it (0..1).
    `agreement`: likeness of a second reading of the same pixels, None without one.
    `is_valid`: what the validators say of the value, None where there is none for its kind.
    `page`, `box`: given only where the value comes from no words (a signature). `is_doubtful`: a person
    looks, however sure it is.
    """

    value: str | bool | None
    where: TextSpan = NOTHING
    source: str = "text"
    agreement: float | None = None
    is_valid: bool | None = None
    page: int | None = None
    box: Box | None = None
    is_doubtful: bool = False
    probability: float | None = None
    share: float = 1.0

    @property
    def prior(self) -> float:
        """How often a value from its source is right when the text was read rightly, 0..1."""
        return (PRIORS[self.source] if self.probability is None else self.probability) * self.share

    def sourced(self, source: str) -> "Candidate":
        """The same from another source."""
        return replace(self, source=source, probability=None, share=1.0)

    def doubted(self, source: str) -> "Candidate":
        """The same from a source that doubts it; what could not be read stays so."""
        return self if self.source == "unread" else self.sourced(source)

    def weighed(self, source: str) -> "Candidate":
        """The same with its prior lowered to the share that the table gives for such a page."""
        return replace(self, share=self.share * PRIORS[source])

    @property
    def raw(self) -> str | None:
        """The text as the engine read it."""
        return self.where.raw or None


def text_candidate(where: TextSpan, value: str | None = None, source: str = "text") -> Candidate | None:
    """A text value: the span's own words unless `value` is given; None for an empty one."""
    text = tidy(where.text) if value is None else " ".join(value.split())
    return Candidate(text, where, source) if text else None


def prose_candidate(where: TextSpan, source: str) -> Candidate | None:
    """A long text: the span's own words, with a mark at the end of their last sentence."""
    text = tidy(where.text)
    return text_candidate(where, text if text.endswith((".", "!", "?")) else f"{text}.", source)


SINGLE_LETTER = 2
"""Length of an initial with its full stop."""


def tidy(text: str) -> str:
    """Single spaces, no stray marks at the ends; an abbreviation's full stop (S.E., M.) stays."""
    text = " ".join(text.split()).strip(" :;,|_~=*<>»«•©®#§\\")
    last = text.split(" ")[-1]
    is_abbreviation = "." in last[:-1] or len(last) == SINGLE_LETTER
    return text if is_abbreviation else text.removesuffix(".")


def place(found: Candidate) -> tuple[int | None, Box | None]:
    """Page and box of what was found."""
    if found.box is not None:
        return found.page, found.box
    return found.where.page, found.where.box


def certainty(found: Candidate) -> float:
    """How sure the value is, 0..1: its source's prior, the engine's doubt, agreement and validators."""
    engine = 0.5 * (found.where.confidence + found.where.weakest) if found.where else 1.0
    sure = found.prior * (0.4 + 0.6 * engine)
    if found.agreement is not None:
        sure = sure * (0.55 + 0.45 * found.agreement) + (0.06 if found.agreement > 0.97 else 0.0)
    if found.is_valid is not None:
        sure = sure + 0.5 * (1 - sure) if found.is_valid else sure * 0.45
    return max(0.0, min(1.0, sure))


REVIEW_BELOW = 0.72
"""Below this a person looks; chosen on the tune split for a silent-error share under 0.5 %."""


def as_field(found: Candidate | None) -> Field:
    """The contract's field; None means that the document does not carry it."""
    if found is None:
        return Field(confidence=0.9)
    page, box = place(found)
    sure = certainty(found)
    return Field(
        value=found.value,
        raw=found.raw,
        confidence=sure if found.value is not None else 0.0,
        needs_review=found.value is None or sure < REVIEW_BELOW or found.is_doubtful,
        page=page,
        box=box,
    )
