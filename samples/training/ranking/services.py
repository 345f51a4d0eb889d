"""Fits what tells the service: classifiers of the letters' words, and the option model of jenis_layanan."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.case.letters import SeenLetter
from extractors.ranking.language import packaged
from extractors.ranking.letter_kind import COMPLAINS, family_marks, letter_text, marks
from extractors.ranking.linear_chain import Array
from extractors.ranking.logistic import Logistic
from extractors.ranking.reading_order import words_of
from extractors.ranking.services import (
    ADVICE,
    FEATURES,
    KOPERASI,
    OFFICE,
    OPTION_FILE,
    SERVICES,
    AskedStates,
    option_features,
    service_features,
    service_shares,
)
from extractors.ranking.text_classifier import WORD, TextClassifier, groups, words
from extractors.ranking.word_net import Floats
from models.case import Channel
from models.document import Kind
from models.field import Field
from samples.training.ranking.answers import CUTS
from samples.training.ranking.material import Example
from samples.training.ranking.matter import regression
from samples.training.ranking.rankers import logistic
from tests.accuracy.report import percent

LEAST_LETTERS = 4
"""Letters in which a group must stand."""
LEAST_VOICES = 5
"""Voices in which a group must stand where words count, and half as many a word: what one writer says is no
sign."""
PENALTY = 0.01
"""Of squared weights, on vectors of length 1 (log loss out of voice .39 at .02, .45 at .05, .60 at .2)."""
ASKED_VOICES, STATES_PENALTY = 12, 100.0
"""The same for what a request asks; of squared weights of mean states that are brought to one spread."""
STEPS, TOLERANCE = 25, 1e-3
"""Newton steps at most; eight are enough."""
SERVICE_PENALTY = 2.0
"""Of squared weights away from their start, on 2,270 letters; 1 to 5 are alike."""
COMPLAINT = Kind.SURAT_PENGADUAN.value


@dataclass(frozen=True)
class Text:
    """A letter's words, its voice and its true class; `marks`: what is known beside the words; `read`: what
    the rules read as jenis_layanan; `states`: what the language model makes of its words on the average."""

    voice: str
    text: str
    label: str
    example: Example | None = None
    marks: tuple[str, ...] = ()
    read: Field | None = None
    states: Floats | None = None


@dataclass(frozen=True)
class Answer:
    """jenis_layanan of a letter as it would be read, with its probability."""

    value: str
    probability: float
    is_right: bool


def letters(examples: Sequence[Example]) -> list[Text]:
    """All letters, each with its kind."""
    return [
        Text(e.voice, letter_text(e.seen.sections), str(e.kind), e, marks(e.seen.sections, e.channel))
        for e in examples
    ]


def kind_answer(one: Text, shares: Mapping[str, float]) -> Answer:
    """Which kind a letter is taken for."""
    share = _share(one, shares)
    is_complaint = share > COMPLAINS
    value = COMPLAINT if is_complaint else Kind.SURAT_PERMOHONAN.value
    return Answer(value, share if is_complaint else 1.0 - share, value == one.label)


def _share(one: Text, shares: Mapping[str, float]) -> float:
    """The probability that it complains; a letter from the complaint box does (case-contract.md)."""
    is_boxed = one.example is not None and one.example.channel is Channel.KOTAK_ADUAN
    return 1.0 if is_boxed else shares[COMPLAINT]


def texts(examples: Sequence[Example], kind: Kind) -> list[Text]:
    """The letters of a kind with what they ask (requests) or are about (complaints)."""
    found = []
    for example in examples:
        if example.kind is kind:
            if kind is Kind.SURAT_PENGADUAN:
                label = KOPERASI if example.asked == KOPERASI else OFFICE
                found.append(Text(example.voice, letter_text(example.seen.sections), label, example))
            else:
                found.append(replace(text_of(example.voice, example.asked, example.seen), example=example))
    return found


def text_of(voice: str, label: str, seen: SeenLetter) -> Text:
    """A letter as it was read, with all that tells what it asks."""
    states = packaged().states([word.token.text for word in words_of(seen.sections)])
    return Text(
        voice, letter_text(seen.sections), label, None, tuple(family_marks(seen.sections)), seen.service,
        states.mean(axis=0) if len(states) else None,
    )  # fmt: skip


def fit_classifier(
    known: Sequence[Text], *, has_words: bool = False, least_voices: int = LEAST_VOICES
) -> TextClassifier:
    """One regression a class, fitted in the span of the letters (there are fewer of them than groups)."""
    seen = [groups(one.text) + (words(one.text) if has_words else Counter()) for one in known]
    letters = Counter(group for count in seen for group in count)
    names = tuple(sorted(group for group, count in letters.items() if count >= LEAST_LETTERS))
    if has_words:
        names = _shared(names, known, seen, least_voices)
    names += tuple(sorted({mark for one in known for mark in one.marks}))
    rarity = np.log((1 + len(seen)) / (1 + np.array([letters[name] for name in names]))) + 1.0
    classes = tuple(sorted({one.label for one in known}))
    blank = TextClassifier(
        classes, names, rarity, np.zeros((len(classes), len(names))), np.zeros(len(classes))
    )
    inputs = np.array([blank.vector(one.text, one.marks) for one in known])
    fitted = [_regression(inputs, np.array([float(one.label == name) for one in known])) for name in classes]
    return TextClassifier(
        classes, names, rarity, np.array([w for w, _ in fitted]), np.array([b for _, b in fitted])
    )


def _shared(
    names: Sequence[str], known: Sequence[Text], seen: Sequence[Counter[str]], least: int
) -> tuple[str, ...]:
    """The names that stand in letters of enough voices."""
    voices: dict[str, set[str]] = {name: set() for name in names}
    for one, count in zip(known, seen, strict=True):
        for name in voices.keys() & count.keys():
            voices[name].add(one.voice)
    return tuple(
        name for name in names if len(voices[name]) >= (-(-least // 2) if name.startswith(WORD) else least)
    )


def _regression(inputs: Array, rights: Array) -> tuple[Array, float]:
    """Weights and bias of a penalised logistic regression, by Newton's method on the letters' weights."""
    products = inputs @ inputs.T
    alphas, bias = np.zeros(len(inputs)), 0.0
    for _ in range(STEPS):
        shares = 1.0 / (1.0 + np.exp(-np.clip(products @ alphas + bias, -30.0, 30.0)))
        spread = np.maximum(shares * (1.0 - shares), 1e-6)
        target = products @ alphas + bias + (rights - shares) / spread
        system = np.zeros((len(inputs) + 1, len(inputs) + 1))
        system[:-1, :-1] = products + PENALTY * np.diag(1.0 / spread)
        system[:-1, -1] = system[-1, :-1] = 1.0
        solved = np.linalg.solve(system, np.append(target, 0.0))
        change = float(np.abs(solved[:-1] - alphas).max())
        alphas, bias = solved[:-1], float(solved[-1])
        if change < TOLERANCE:
            break
    weights: Array = inputs.T @ alphas
    return weights, bias


def out_of_voice(
    known: Sequence[Text],
    folds: Mapping[str, int],
    count: int,
    *,
    has_words: bool = False,
    asked: Sequence[Text] = (),
) -> list[Mapping[str, float]]:
    """For each letter (of `asked`, else of the known ones) the probabilities by a classifier that does not
    know its voice."""
    asked = asked or known
    found: list[Mapping[str, float]] = [{}] * len(asked)
    for fold in range(count):
        classifier = fit_classifier([one for one in known if folds[one.voice] != fold], has_words=has_words)
        for at, one in enumerate(asked):
            if folds[one.voice] == fold:
                found[at] = classifier.probabilities(one.text, one.marks)
    return found


@dataclass(frozen=True)
class AskedModel:
    """What tells what a request asks: words and marks, and the language model's states."""

    words: TextClassifier
    states: AskedStates

    def told(self, one: Text) -> "Told":
        """What both say of a letter."""
        states = np.empty((0, 0), np.float32) if one.states is None else one.states[None]
        return Told(one, self.words.probabilities(one.text, one.marks), self.states.odds(states))


@dataclass(frozen=True)
class Told:
    """A letter with what words and states say of it: probabilities and log odds by value."""

    text: Text
    shares: Mapping[str, float]
    odds: Mapping[str, float]

    def features(self, value: str) -> Array:
        """What speaks for a value."""
        return option_features(value, self.shares, self.text.read, self.odds)


def fit_asked(known: Sequence[Text]) -> AskedModel:
    """What these requests teach."""
    words = fit_classifier(known, has_words=True, least_voices=ASKED_VOICES)
    seen = [one for one in known if one.states is not None]
    inputs = np.array([one.states for one in seen], dtype=float)
    each = [
        regression(inputs, np.array([float(one.label == value) for one in seen]), STATES_PENALTY)
        for value in words.classes
    ]
    weights, biases = np.array([one.weights for one in each]).T, np.array([one.bias for one in each])
    return AskedModel(words, AskedStates(words.classes, weights, biases))


def asked_out_of_voice(
    known: Sequence[Text], folds: Mapping[str, int], count: int, *, asked: Sequence[Text] = ()
) -> list[Told]:
    """For each letter (of `asked`, else of the known ones) what models say of it that do not know its
    voice."""
    asked = asked or known
    found: dict[int, Told] = {}
    for fold in range(count):
        model = fit_asked([one for one in known if folds[one.voice] != fold])
        found |= {at: model.told(one) for at, one in enumerate(asked) if folds[one.voice] == fold}
    return [found[at] for at in range(len(asked))]


def fit_option(told: Sequence[Told]) -> Logistic:
    """How far words, states and rules are to be believed, by letters of voices that they do not know."""
    pairs = [(one.features(value), value == one.text.label) for one in told for value in one.shares]
    fitted = logistic(np.array([own for own, _ in pairs]), np.array([float(right) for _, right in pairs]))
    assert fitted is not None
    return fitted


def stored_weights(model: Logistic) -> dict[str, object]:
    """A regression as it is written to a file."""
    return {"bias": round(model.bias, 4), "weights": [round(float(one), 4) for one in model.weights]}


def write_option(model: Logistic) -> None:
    """Make it the package's."""
    stored = {"features": FEATURES, **stored_weights(model)}
    OPTION_FILE.write_text(json.dumps(stored) + "\n", encoding="utf-8")


def option_chances(
    told: Sequence[Told], folds: Mapping[str, int], count: int
) -> list[tuple[Text, Mapping[str, float]]]:
    """What all together say of each letter, out of voice: jenis_layanan's probabilities. Of complaints among
    them nothing is learned."""
    found: list[tuple[Text, Mapping[str, float]]] = []
    for fold in range(count):
        model = fit_option([o for o in told if folds[o.text.voice] != fold and not _complains(o.text)])
        for one in told:
            if folds[one.text.voice] == fold:
                chance = {value: model.probability(one.features(value)) for value in one.shares}
                found.append((one.text, {v: c / sum(chance.values()) for v, c in chance.items()}))
    return found


def _complains(one: Text) -> bool:
    return one.example is not None and one.example.kind is Kind.SURAT_PENGADUAN


def cut_lines(name: str, answers: Sequence[Answer]) -> list[str]:
    """How many answers are right, and wrong and not shown where those below a cut are."""
    right = sum(one.is_right for one in answers)
    lines = [f"{name}: {percent(right, len(answers))} % right"]
    for cut in CUTS:
        silent = sum(one.probability >= cut and not one.is_right for one in answers)
        shown = sum(one.probability < cut for one in answers)
        told = f"silent {percent(silent, len(answers))}, touch {percent(shown, len(answers))}"
        lines.append(f"  shown below {cut}: {told}")
    return lines


def service_material(
    material: Sequence[Example], kinds: Sequence[Mapping[str, float]], folds: Mapping[str, int], count: int
) -> tuple[Array, list[Text]]:
    """The features of each letter's service, all probabilities out of voice, and the letters with what they
    are about. `kinds`: the letters' kinds, out of voice."""
    known = [replace(one, label=_service(one)) for one in letters(material)]
    labels = {kind: texts(material, kind) for kind in (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN)}
    office = out_of_voice(labels[Kind.SURAT_PENGADUAN], folds, count, asked=known)
    asked = [
        replace(text_of(one.voice, one.example.asked, one.example.seen), example=one.example)
        for one in known
        if one.example
    ]
    told = asked_out_of_voice(labels[Kind.SURAT_PERMOHONAN], folds, count, asked=asked)
    advice = {id(one): chance[ADVICE] for one, chance in option_chances(told, folds, count)}
    return np.array(
        [
            service_features(_share(one, kind), about[OFFICE], advice[id(of)], one.text)
            for one, of, kind, about in zip(known, asked, kinds, office, strict=True)
        ]
    ), known


def _service(one: Text) -> str:
    """What a letter is about."""
    asked = one.example.asked if one.example else ""
    if _complains(one):
        return KOPERASI if asked == KOPERASI else OFFICE
    return ADVICE if asked == ADVICE else KOPERASI


def fit_service(features: Array, labels: Sequence[str]) -> Array:
    """Weights of a penalised multinomial regression: one row a feature, one column of SERVICES. What the
    penalty pulls to are the shares as they are multiplied out."""
    size = len(SERVICES)
    start = np.zeros((features.shape[1], size))
    start[1 : size + 1] = np.eye(size)
    rights = np.array([[label == one for one in SERVICES] for label in labels], float).reshape(-1, size)
    weights = start.copy()
    for _ in range(STEPS):
        shares = service_shares(features, weights)
        slope = features.T @ (shares - rights) + 2 * SERVICE_PENALTY * (weights - start)
        spread = np.einsum("ni,ij->nij", shares, np.eye(size)) - np.einsum("ni,nj->nij", shares, shares)
        curve = np.einsum("nij,nk,nl->kilj", spread, features, features).reshape(slope.size, slope.size)
        step = np.linalg.solve(curve + 2 * SERVICE_PENALTY * np.eye(slope.size), slope.ravel())
        weights = weights - step.reshape(slope.shape)
        if float(np.abs(step).max()) < TOLERANCE:
            break
    return weights


def service_answers(
    features: Array, known: Sequence[Text], folds: Mapping[str, int], count: int
) -> list[Answer]:
    """Each letter's service, by weights that do not know its voice."""
    found = []
    labels = [one.label for one in known]
    for fold in range(count):
        own = np.array([folds[one.voice] == fold for one in known])
        others = [label for label, is_own in zip(labels, own, strict=True) if not is_own]
        shares = service_shares(features[own], fit_service(features[~own], others))
        asked = [label for label, is_own in zip(labels, own, strict=True) if is_own]
        for share, label in zip(shares, asked, strict=True):
            value = SERVICES[int(share.argmax())]
            found.append(Answer(value, float(share.max()), value == label))
    return found


def advice_shares(material: Sequence[Example], folds: Mapping[str, int], count: int) -> dict[str, float]:
    """The probability that a letter asks for advice, by its key, out of voice; 0 of complaints."""
    known = texts(material, Kind.SURAT_PERMOHONAN)
    found = dict.fromkeys((example.key for example in material), 0.0)
    for one, chance in option_chances(asked_out_of_voice(known, folds, count), folds, count):
        if one.example is not None:
            found[one.example.key] = chance[ADVICE]
    return found


def answer(one: Text, chance: Mapping[str, float]) -> Answer:
    """What classifier and rules say together."""
    value = max(chance, key=chance.__getitem__)
    return Answer(value, chance[value], value == one.label)
