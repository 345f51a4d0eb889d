"""One handwritten line decoded from the columns of one or two readers with the character model.

Each reader proposes texts by its own beam search; every proposal is then weighed by all readers (the CTC
probability of the text in each one's columns) and by the model. A letter that no reader saw is in none.
A reader that is weaker than the other decodes alone and is heard as a witness (`witnessed`).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from extractors.engines.char_model import ALPHABET, CharModel
from extractors.engines.ctc import greedy
from extractors.engines.ctc_beam import WIDTH, Scores, Spotted, Weights, likelihoods, search, spotted
from extractors.engines.number_shapes import LONG_NUMBER, shape_bonus

WEIGHTS = Weights()
"""How far the model is heard while a reader looks for texts, and when all readers' texts are weighed."""
PROPOSALS, OF_NUMBERS = 8, 40
"""Texts that each reader brings; of a line with a long number, whose figures no model tells apart."""
LIKELY, MOST_ALTERNATIVES = 0.04, 3
"""Share of the proposals' weight from which one is an alternative, and how many of a word are kept."""
FLATTEN = 0.35
"""Logarithms of text probabilities are shrunk so far before they are compared: columns of one stroke are no
independent witnesses (fitted on the tune part)."""


@dataclass(frozen=True)
class DecodedWord:
    """A word of a line.

    `left`, `right`: 0..1 along the line. `share`: of the proposals' weight that holds the same word here.
    `ink`: mean over its letters of the readers' own probability of the letter where it stands;
    `least_ink`: that of its weakest letter. `language`: mean log-probability of its letters to the character
    model, in the line as it is read. `alternatives`: what likely proposals hold there. `read`: what the
    net alone reads there, letter by letter, without any model ("" where it reads nothing).
    """

    text: str
    left: float
    right: float
    share: float
    ink: float
    least_ink: float
    language: float = 0.0
    alternatives: tuple[str, ...] = ()
    is_seconded: bool = False
    read: str = ""


@dataclass(frozen=True)
class Look:
    """A reader's columns of the line and where the picture that it saw lies along the line, 0..1."""

    columns: Scores
    weight: float = 1.0
    left: float = 0.0
    right: float = 1.0
    _found: dict[int, list[str]] = field(default_factory=dict, compare=False, repr=False)

    def likeliest(self, language: CharModel, count: int) -> list[str]:
        """So many texts, likeliest first, searched for once."""
        if count not in self._found:
            ranked = search(self.columns, ALPHABET, language.chance, WEIGHTS, max(count, WIDTH))[:count]
            self._found[count] = [plain for text, _ in ranked if (plain := " ".join(text.split()))]
        return self._found[count]

    def alone(self) -> "Look":
        """The same look where no other is heard beside it."""
        return replace(self, weight=1.0)


def decode(looks: Sequence[Look], language: CharModel) -> list[DecodedWord]:
    """The words of a line; empty where no reader proposes a letter."""
    texts = _proposals(looks, language)
    if not texts:
        return []
    weighed = np.array([WEIGHTS.added(language.text(text), text) + shape_bonus(text) for text in texts])
    for look in looks:
        weighed = weighed + look.weight * likelihoods(look.columns, texts, ALPHABET)
    best = int(weighed.argmax())
    shares = np.exp(FLATTEN * (weighed - weighed[best]))
    return _words(texts, best, shares / shares.sum(), looks, language)


def witnessed(words: Sequence[DecodedWord], witness: Sequence[DecodedWord]) -> list[DecodedWord]:
    """The words with what a witness says: whether it has the same, and what it has instead."""
    text, other = (" ".join(word.text for word in said) for said in (words, witness))
    kept = _kept(text.casefold(), other.casefold())
    found: list[DecodedWord] = []
    at = 0
    for word in words:
        span = range(at, at + len(word.text))
        if _with_borders(span, text) <= kept:
            found.append(replace(word, is_seconded=True))
        else:
            instead = _in_place_of(text, other, span)
            others = (instead, *word.alternatives) if instead else word.alternatives
            found.append(replace(word, alternatives=tuple(dict.fromkeys(others))[:MOST_ALTERNATIVES]))
        at += len(word.text) + 1
    return found


def with_read(words: Sequence[DecodedWord], columns: Scores) -> list[DecodedWord]:
    """The words with what these columns alone say in the place of each."""
    alone = " ".join("".join(ALPHABET[peak.label - 1] for peak in greedy(columns)).split())
    text = " ".join(word.text for word in words)
    found: list[DecodedWord] = []
    at = 0
    for word in words:
        found.append(replace(word, read=_in_place_of(text, alone, range(at, at + len(word.text)))))
        at += len(word.text) + 1
    return found


def _proposals(looks: Sequence[Look], language: CharModel) -> list[str]:
    """All readers' likeliest texts, each once; more of them where a long number stands in one."""
    found = _likeliest(looks, language, PROPOSALS)
    if any(LONG_NUMBER.search(text) for text in found):
        return _likeliest(looks, language, OF_NUMBERS)
    return found


def _likeliest(looks: Sequence[Look], language: CharModel, count: int) -> list[str]:
    return list(dict.fromkeys(text for look in looks for text in look.likeliest(language, count)))


def _words(
    texts: list[str],
    best: int,
    shares: NDArray[np.float64],
    looks: Sequence[Look],
    language: CharModel,
) -> list[DecodedWord]:
    """The best text's words, each where its letters stand for the first reader that can place them."""
    text = texts[best]
    seen = [letters for look in looks if (letters := _placed(look, text))]
    if not seen:
        return []
    kept = [_kept(text, other) for other in texts]
    words: list[DecodedWord] = []
    at = 0
    for word in text.split(" "):
        span = range(at, at + len(word))
        inks = [_geometric([letters[i].ink for letters in seen]) for i in span]
        places = [seen[0][i].place for i in span]
        half = 0.5 * (places[-1] - places[0]) / max(1, len(word) - 1)
        whole = _with_borders(span, text)
        share = float(sum(shares[row] for row in range(len(texts)) if whole <= kept[row]))
        usual = float(np.mean([language.chance(text[:i], text[i]) for i in span]))
        words.append(
            DecodedWord(
                word, places[0] - half, places[-1] + half, share, float(np.mean(inks)), min(inks), usual,
                _alternatives(texts, best, shares, span),
            )
        )  # fmt: skip
        at += len(word) + 1
    return words


def _placed(look: Look, text: str) -> list[Spotted]:
    """Each letter where this reader sees it, along the whole line."""
    width = look.right - look.left
    return [
        Spotted(look.left + letter.place * width, letter.ink)
        for letter in spotted(look.columns, text, ALPHABET)
    ]


def _with_borders(span: range, text: str) -> set[int]:
    """A word's letters and the blanks beside it: what is joined to another word is another word."""
    return set(range(max(0, span.start - 1), min(len(text), span.stop + 1)))


def _kept(text: str, other: str) -> set[int]:
    """Letters of `text` that stand in `other` too, one after the other."""
    blocks = Levenshtein.opcodes(text, other)
    return {at for block in blocks if block.tag == "equal" for at in range(block.src_start, block.src_end)}


def _alternatives(
    texts: Sequence[str], best: int, shares: NDArray[np.float64], span: range
) -> tuple[str, ...]:
    """The words of other likely proposals where the best one has the letters of `span`, likeliest first."""
    said = texts[best][span.start : span.stop]
    found: dict[str, None] = {}
    for row in np.argsort(-shares).tolist():
        if row != best and shares[row] >= LIKELY:
            other = _in_place_of(texts[best], texts[row], span)
            if other and other.casefold() != said.casefold():
                found[other] = None
    return tuple(found)[:MOST_ALTERNATIVES]


def _in_place_of(text: str, other: str, span: range) -> str:
    """The whole words of `other` that stand where `text` has the letters of `span`."""
    blocks = Levenshtein.opcodes(text, other)
    inside = [
        (
            block.dest_start + max(0, span.start - block.src_start) * (block.tag == "equal"),
            block.dest_end - max(0, block.src_end - span.stop) * (block.tag == "equal"),
        )
        for block in blocks
        if block.src_start < span.stop and block.src_end > span.start
    ]
    if not inside:
        return ""
    start, end = min(low for low, _ in inside), max(high for _, high in inside)
    start = other.rfind(" ", 0, start) + 1
    end = other.find(" ", end) if " " in other[end:] else len(other)
    return other[start:end].strip()


def _geometric(values: Sequence[float]) -> float:
    """The readers' mean: one that does not see the letter is heard."""
    return math.exp(sum(math.log(max(1e-6, value)) for value in values) / len(values))
