"""Ranks the options of a field against each other and against "none", and says how likely the best is right.

A small logistic regression for each role (weights in data/ranker.json) gives the probability of each option;
a second one, that the letter does not carry the field; the re-ranker weighs all of them anew (reranker). All
are fitted with whole voices left out (samples/training/ranking, docs/ranking.md).
"""

import functools
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from extractors.ranking.linear_chain import Array
from extractors.ranking.logistic import Logistic, odds
from extractors.ranking.option_features import FEATURES
from extractors.ranking.options import Letter, Option, options
from extractors.ranking.reranker import FirstShares, asked, packaged_reranker
from extractors.ranking.roles import NAMES, Role
from extractors.text.courtesy import goes_on
from models.document import Kind
from models.field import Field

MODEL_FILE = Path(__file__).resolve().parent / "data" / "ranker.json"
NONE_FEATURES = (
    "best", "second", "best_odds", "second_odds", "mass", "highest", "highest_odds", "reader", "reader_flag",
    "reader_score", "has_option", "hand", "complaint", "agreement", "clarity", "legibility",
    "advice",
)  # fmt: skip
"""What is known of a field before one says that the letter does not carry it."""
MOST_MASS = 2.0
"""Expected number of places with the role, beyond which more say nothing more."""


@dataclass(frozen=True)
class RoleModel:
    """`option`: whether an option is right, by FEATURES; `none`: whether there is none, by NONE_FEATURES;
    None where the fit saw no letter without the role."""

    option: Logistic
    none: Logistic | None
    review_none_below: float


SUGGESTED = 0.05
"""An option that is likelier is offered where "none" is likelier still and not sure: a person looks anyway,
and sooner mends a suggestion than fills in an empty field."""


SETTLED = frozenset({Role.NAMA, Role.KOPERASI})
"""Roles whose value stands on another paper of the case as well: a card, a koperasi's paper."""


NUMBERS = frozenset({Role.NIK, Role.TELEPON, Role.BADAN_HUKUM})
"""Roles of which figures behind a label are a value, read or not."""


@dataclass(frozen=True)
class Ranked:
    """The best option of a field (None where none is likelier) and the probability that this is right.
    `is_suggested`: "none" is likelier, but not sure."""

    option: Option | None
    probability: float
    is_suggested: bool = False


def none_features(letter: Letter, name: str, shares: Sequence[float]) -> Array:
    """The features of "none", in the order of NONE_FEATURES. `shares`: the options' probabilities."""
    role, tagging, read = NAMES[letter.kind][name], letter.tagging, letter.read[letter.kind].get(name)
    best, second = (*sorted(shares, reverse=True), 0.0, 0.0)[:2]
    highest = float(tagging.having[role].max()) if tagging.words else 0.0
    told = {
        "best": best, "second": second, "best_odds": odds(best), "second_odds": odds(second),
        "mass": min(MOST_MASS, float(tagging.starting[role].sum())),
        "highest": highest, "highest_odds": odds(highest),
        "reader": read is not None and read.value is not None,
        "reader_flag": read is not None and read.needs_review,
        "reader_score": read.confidence if read else 0.0,
        "has_option": bool(shares), "hand": letter.is_written,
        "complaint": letter.kind is Kind.SURAT_PENGADUAN, "advice": letter.advice,
        **asdict(tagging.ordinary),
    }  # fmt: skip
    return np.array([float(told[feature]) for feature in NONE_FEATURES])


def weigh(model: RoleModel, letter: Letter, name: str, found: Sequence[Option]) -> FirstShares:
    """The options by the regressions alone."""
    shares = [model.option.probability(option.features) for option in found]
    told = none_features(letter, name, shares)
    return FirstShares(shares, model.none.probability(told) if model.none else 0.0, told)


def _weigh(model: RoleModel, letter: Letter, name: str, found: Sequence[Option]) -> tuple[list[float], float]:
    """The probability of each option, and of none: by the regressions, then anew beside each other."""
    first, inner = weigh(model, letter, name, found), letter.tagging.inner
    if inner is None:
        return first.shares, first.none
    return packaged_reranker().shares(asked(NAMES[letter.kind][name], inner, found, first))


def ranked(model: RoleModel, letter: Letter, name: str, found: Sequence[Option]) -> Ranked:
    """The likeliest option by the regressions alone, or none."""
    first = weigh(model, letter, name, found)
    return likeliest(model, found, first.shares, first.none)


def likeliest(model: RoleModel, found: Sequence[Option], shares: Sequence[float], none: float) -> Ranked:
    """The option of the highest probability; none where that is likelier, and no option worth a look."""
    best = max(range(len(found)), key=shares.__getitem__, default=None)
    is_none = best is None or none > shares[best]
    if best is None or (is_none and (none >= model.review_none_below or shares[best] < SUGGESTED)):
        return Ranked(None, none)
    return Ranked(found[best], shares[best], is_none)


@dataclass(frozen=True)
class Choices:
    """The fields of a letter, and the rivals of those that another paper of the case may settle."""

    fields: dict[str, Field]
    rivals: dict[str, tuple[Field, ...]]


def choices(letter: Letter, asked_for: Collection[str] | None = None) -> Choices:
    """The fields of a letter that are a run of words (of these those `asked_for`, if any are named); the
    others stay as its reader has them."""
    models = packaged_models()
    fields, rivals = dict(letter.read[letter.kind]), {}
    for name, role in NAMES[letter.kind].items():
        if asked_for is not None and name not in asked_for:
            continue
        model = models.get(role)
        if model is not None:
            found = options(letter, name)
            shares, none = _weigh(model, letter, name, found)
            chosen = _field(role, likeliest(model, found, shares, none), model)
            fields[name] = _or_unread(role, chosen, fields.get(name))
            if role in SETTLED:
                rivals[name] = _rivals(found, shares, none)
    return Choices(fields, rivals)


def _or_unread(role: Role, chosen: Field, read: Field | None) -> Field:
    """What was chosen; where that is nothing, the number that stands behind its label and can't be read."""
    if read is None or read.value is not None or chosen.value is not None or role not in NUMBERS:
        return chosen
    return read if read.needs_review and read.box is not None else chosen


def _rivals(found: Sequence[Option], shares: Sequence[float], none: float) -> tuple[Field, ...]:
    values = [
        option.field.model_copy(update={"value": option.value, "confidence": share, "needs_review": False})
        for option, share in zip(found, shares, strict=True)
    ]
    rivals = sorted((*values, Field(confidence=none)), key=lambda field: -field.confidence)
    return tuple(field for field in rivals if field.confidence >= SUGGESTED)


def weighed(letter: Letter, name: str) -> list[tuple[Option | None, float]]:
    """Every option of one field with its probability, and None with that of the letter not carrying it."""
    model = packaged_models().get(NAMES[letter.kind][name])
    found = options(letter, name)
    if model is None:
        return [(option, option.field.confidence) for option in found]
    shares, none = _weigh(model, letter, name, found)
    return [*zip(found, shares, strict=True), (None, none)]


def _field(role: Role, best: Ranked, model: RoleModel) -> Field:
    """The contract's field. Where none is said but not surely, no place is: of 44 options that came nearest
    two were it. An addressee that is cut is shown."""
    if best.option is not None:
        field = best.option.field
        is_cut = role is Role.TUJUAN and goes_on(best.option.value)
        return field.model_copy(
            update={
                "value": best.option.value,
                "confidence": best.probability,
                "needs_review": best.is_suggested or is_cut,
            }
        )
    is_doubtful = best.probability < model.review_none_below
    return Field(confidence=0.0 if is_doubtful else best.probability, needs_review=is_doubtful)


@functools.cache
def packaged_models() -> Mapping[Role, RoleModel]:
    return load_models(MODEL_FILE)


def load_models(path: Path) -> dict[Role, RoleModel]:
    """The models of a file, by role; ValueError if it was fitted for features that this program lacks. What
    a file does not weigh yet weighs nothing."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    option, none = tuple(stored["features"]), tuple(stored["none_features"])
    if not (set(option) <= set(FEATURES) and none == NONE_FEATURES):
        raise ValueError(f"{path.name} is for other features than this program's.")
    return {
        Role(role): RoleModel(
            _logistic(entry["option"], option, FEATURES),
            _logistic(entry["none"], none, NONE_FEATURES) if entry["none"] else None,
            entry["review_none_below"],
        )
        for role, entry in stored["roles"].items()
    }  # fmt: skip


def _logistic(stored: Mapping[str, object], names: Sequence[str], wanted: Sequence[str]) -> Logistic:
    weights = dict(zip(names, np.array(stored["weights"], dtype=np.float64), strict=True))
    return Logistic(float(str(stored["bias"])), np.array([weights.get(name, 0.0) for name in wanted]))
