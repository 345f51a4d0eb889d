"""What a request asks for, whether a complaint is about the office, and which service a letter belongs to: by
all words of the letter.

`jenis_layanan` is ranked like any field: each of its three values is an option, and what the rules read from
perihal, labels and boxes speaks for one of them. The service is weighed over both kinds that a letter may be:
kind, advice and office are read from the same words and err together, so that their product alone is too sure
of complaints about the office that look like requests.
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from extractors.ranking.language import States
from extractors.ranking.linear_chain import Array
from extractors.ranking.logistic import Logistic, odds
from extractors.ranking.text_classifier import TextClassifier, load_classifier
from extractors.ranking.word_lists import packed, unpacked
from models.field import Field
from models.service_choice import word_scores

DATA = Path(__file__).resolve().parent / "data"
ASKED_FILE, OFFICE_FILE, OPTION_FILE = DATA / "asked.npz", DATA / "office.npz", DATA / "asked.json"
STATES_FILE = DATA / "asked_states.npz"
OFFICE, KOPERASI = "dinas", "koperasi"
"""Classes of a complaint: about the office, about a koperasi."""
ADVICE = "konsultasi"
SERVICES = (KOPERASI, ADVICE, OFFICE)
"""A service by what its letters are about: a matter with a koperasi, advice, the office itself."""
SERVICE_FILE = DATA / "service.json"
SERVICE_FEATURES = (
    "one", "log_koperasi", "log_advice", "log_office", "complaint", "office", "advice", "served",
    "of_koperasi",
)  # fmt: skip
LEAST_SHARE, LEAST_ODDS = 1e-4, 1e-3
"""Probabilities below these are all alike."""
FEATURES = (
    "share", "odds", "is_read", "read_score", "is_sure", "rival", "has_read", "rival_read",
    "states", "rival_states",
)  # fmt: skip
MOST_ODDS = 9.0
"""The most that the language model's log odds count as."""
SURE_SCORE = 0.8
"""A reader's own score of a label, a ticked box, the perihal; the body's words score less."""
MOST_LETTERS = 6000
"""A letter's text beyond this is enclosure."""


@dataclass(frozen=True)
class Wording:
    """What tells what a letter asks: its text, the families of words in it (letter_kind.family_marks), and by
    value the log odds that the language model gives."""

    text: str
    marks: tuple[str, ...] = ()
    odds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class AskedStates:
    """What the language model makes of a letter's words on the average, weighed for each value; `weights`:
    shape (layers x width, values)."""

    values: tuple[str, ...]
    weights: Array
    biases: Array

    def odds(self, states: States) -> dict[str, float]:
        """The log odds of each value; 0 without a word."""
        if not len(states):
            return dict.fromkeys(self.values, 0.0)
        sums = np.clip(states.mean(axis=0) @ self.weights + self.biases, -MOST_ODDS, MOST_ODDS)
        return dict(zip(self.values, sums.tolist(), strict=True))


def option_features(
    value: str, shares: Mapping[str, float], read: Field | None, odds_by_states: Mapping[str, float]
) -> Array:
    """What speaks for `value` of jenis_layanan, in the order of FEATURES."""
    is_read = read is not None and read.value == value
    has_read = read is not None and read.value is not None
    score = read.confidence if read else 0.0
    rival, rival_states = (
        max((share for other, share in told.items() if other != value), default=0.0)
        for told in (shares, odds_by_states)
    )
    told = (
        shares[value], odds(shares[value]), is_read, score if is_read else 0.0,
        is_read and score > SURE_SCORE, rival, has_read, score if has_read and not is_read else 0.0,
        odds_by_states.get(value, 0.0), rival_states,
    )  # fmt: skip
    return np.array([float(one) for one in told])


@dataclass(frozen=True)
class Weighed:
    """A value of jenis_layanan: its share by the letter's words, its features, and the probability that it is
    what is asked (those of all values are 1 together)."""

    share: float
    features: Array
    probability: float


def weighed(words: Wording, read: Field | None) -> dict[str, Weighed]:
    """Each value of jenis_layanan for a request in these words; `read`: what the rules read."""
    shares = _classifier(ASKED_FILE).probabilities(words.text[:MOST_LETTERS], words.marks)
    features = {value: option_features(value, shares, read, words.odds) for value in shares}
    chance = {value: _option().probability(features[value]) for value in shares}
    total = sum(chance.values())
    return {value: Weighed(shares[value], features[value], chance[value] / total) for value in shares}


@dataclass(frozen=True)
class Asked:
    """jenis_layanan, and the probability that advice is asked for (which is a service of its own)."""

    field: Field
    advice: float


def asked(words: Wording, read: Field | None) -> Asked:
    """What a request in these words asks; `read`: what the rules read. Never none: a letter asks."""
    chances = weighed(words, read)
    value = max(chances, key=lambda one: chances[one].probability)
    base = read if read is not None and read.value == value else Field()
    chosen = base.model_copy(
        update={"value": value, "confidence": chances[value].probability, "needs_review": False}
    )
    return Asked(chosen, chances[ADVICE].probability)


def about_office(text: str) -> float:
    """The probability that a complaint with this text is about the office, its people and services."""
    return _classifier(OFFICE_FILE).probabilities(text[:MOST_LETTERS])[OFFICE]


def service_features(complaint: float, office: float, advice: float, text: str) -> Array:
    """What speaks for the services, in the order of SERVICE_FEATURES: the probabilities that the letter is a
    complaint, is about the office if it is one, asks for advice if it is none; logarithms of the services'
    shares by these, their odds, and how often the letter speaks of the office and of a koperasi."""
    koperasi = complaint * (1.0 - office) + (1.0 - complaint) * (1.0 - advice)
    shares = (koperasi, (1.0 - complaint) * advice, complaint * office)
    kept = np.clip((complaint, office, advice), LEAST_ODDS, 1.0 - LEAST_ODDS)
    counted = np.log1p(word_scores(text[:MOST_LETTERS]))
    logs = np.log(np.clip(shares, LEAST_SHARE, 1.0))
    return np.concatenate(([1.0], logs, np.log(kept / (1.0 - kept)), counted))


def service_shares(features: Array, weights: Array) -> Array:
    """The probabilities of SERVICES for the features of one letter, or of letters, a row each."""
    sums = features @ weights
    shares = np.exp(sums - sums.max(axis=-1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=-1, keepdims=True))


def service_chances(complaint: float, office: float, advice: float, text: str) -> dict[str, float]:
    """The probability of each of SERVICES for a letter that is a complaint, is about the office if one, and
    asks for advice if it is none, with these probabilities."""
    features = service_features(complaint, office, advice, text)
    return dict(zip(SERVICES, service_shares(features, _service_weights()).tolist(), strict=True))


@functools.cache
def _service_weights() -> Array:
    """One row a feature, one column a service."""
    stored = json.loads(SERVICE_FILE.read_text(encoding="utf-8"))
    if tuple(stored["features"]) != SERVICE_FEATURES or tuple(stored["services"]) != SERVICES:
        raise ValueError(f"{SERVICE_FILE.name} is for other features than this program's.")
    return np.array(stored["weights"], dtype=np.float64)


@functools.cache
def _classifier(path: Path) -> TextClassifier:
    return load_classifier(path)


@functools.cache
def _option() -> Logistic:
    stored = json.loads(OPTION_FILE.read_text(encoding="utf-8"))
    if tuple(stored["features"]) != FEATURES:
        raise ValueError(f"{OPTION_FILE.name} is for other features than this program's.")
    return Logistic(stored["bias"], np.array(stored["weights"], dtype=np.float64))


def asked_odds(states: States) -> dict[str, float]:
    """By value of jenis_layanan the log odds that these words ask for it, by what the language model makes of
    them."""
    return _asked_states().odds(states)


def load_asked_states(path: Path) -> AskedStates:
    """The weights of a file written by `write_asked_states`."""
    with np.load(path, allow_pickle=False) as stored:
        weights, biases = (stored[name].astype(np.float64) for name in ("weights", "biases"))
        return AskedStates(unpacked(stored["values"]), weights, biases)


def write_asked_states(model: AskedStates, path: Path) -> None:
    """Store it, in single precision."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            values=packed(model.values),
            weights=model.weights.astype(np.float32),
            biases=model.biases.astype(np.float32),
        )


@functools.cache
def _asked_states() -> AskedStates:
    return load_asked_states(STATES_FILE)
