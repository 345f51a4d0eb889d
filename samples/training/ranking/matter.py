"""`python -m samples.training.ranking.matter`: fits which words of a letter say what is wrong or asked.

    python -m samples.training.ranking.matter              figures out of voice, and writes the weights
    python -m samples.training.ranking.matter --dry-run    the figures only

From the tagged text of the tune voices; it reads no page and takes some forty
minutes of a core and 12 GB.
"""

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.ranking.language import KnowsWords, packaged
from extractors.ranking.linear_chain import Array
from extractors.ranking.matter import (
    MATTER_FILE,
    NOTHING,
    SHORT_STRETCH,
    STRETCH,
    SURE,
    MatterWords,
    best_stretch,
    write_matter,
)
from models.field_spec import FREE_TEXT
from samples.training.ranking.rankers import logistic
from samples.voices.split import tune_voices
from samples.voices.tagged import CELL_MARK, Letter
from tests.accuracy.report import percent

PENALTY = 30.0
"""Of squared weights of states that are brought to one spread, on some 500,000 words."""
SHARE, SHARE_OF_BRIEF = 0.12, 0.4
"""Shares of the words that a fit takes: neighbours say nearly the same; of letters cut short more."""
BRIEF_HEAD, BRIEF_TAIL, BRIEF_MATTER = (0, 14), (2, 6), (5, 28)
"""Fewest and most words of a letter cut short: before its matter, behind it, and of the matter."""
SEED = 5
FOLDS = 4
URGING = (
    "Mohon segera diproses.",
    "Kami mohon permohonan ini dapat segera ditindaklanjuti sebagaimana mestinya.",
    "Tolong dibantu secepatnya karena sangat penting bagi kami.",
    "Bersama ini kami sampaikan permohonan sebagaimana dimaksud pada perihal di atas.",
    "Saya minta tolong urusan saya cepat diselesaikan pak.",
    "Mohon kiranya Bapak berkenan menanggapi surat kami terdahulu.",
    "Mohon bantuan dan petunjuk Bapak/Ibu atas permasalahan kami.",
    "Untuk maksud tersebut kami lampirkan berkas yang diperlukan sebagai bahan pertimbangan.",
    "Besar harapan kami Dinas dapat memfasilitasi penyelesaian masalah yang kami hadapi.",
    "Sehubungan dengan hal tersebut kami mengajukan permohonan fasilitasi konsultasi, pengaduan dan "
    "penyelesaian masalah koperasi.",
    "Uraian lengkap masalahnya akan kami sampaikan langsung pada saat dipanggil.",
    "Masalahnya sudah saya ceritakan kepada petugas loket.",
)  # fmt: skip
"""What letters say that state no matter."""
_CLOSING = re.compile(r"(?i)\W*(?:demikian|atas|terima|hormat|wassal|matur|sekian|suwun|salam)")


@dataclass(frozen=True)
class Words:
    """A letter's words as the language model sees them; which of them state its matter, if any does."""

    voice: str
    states: NDArray[np.float16]
    is_matter: NDArray[np.bool_]
    is_brief: bool

    @property
    def is_stated(self) -> bool:
        """Whether it is a letter as it was written; the others say nothing."""
        return bool(self.is_matter.any())


Told = tuple[str, frozenset[str]]
"""A word and the names of the fields that it stands in."""


def letters(language: KnowsWords | None = None) -> Iterator[Words]:
    """Each tune letter that states its matter, and the same without all that may state it; both whole, and
    cut short, as people write who have little to say."""
    dice, model = random.Random(SEED), language or packaged()
    for voice in tune_voices():
        for letter in voice.letters:
            told = list(_told(letter))
            marked = [at for at, (_, names) in enumerate(told) if names & FREE_TEXT]
            if marked:
                yield _seen(letter, told, model)
                yield _seen(letter, _unstated(told, marked, dice), model)
                yield from (
                    _seen(letter, words, model, is_brief=True) for words in _brief(told, marked, dice)
                )


def _seen(letter: Letter, words: Sequence[Told], model: KnowsWords, *, is_brief: bool = False) -> Words:
    states = model.states([word for word, _ in words]).astype(np.float16)
    return Words(letter.voice, states, np.array([bool(names & FREE_TEXT) for _, names in words]), is_brief)


def _brief(told: Sequence[Told], marked: Sequence[int], dice: random.Random) -> Iterator[list[Told]]:
    """Some words of the letter's head, a sentence or two of its matter, its last words; and the same with a
    sentence that urges in their place."""
    head = list(told[: min(marked[0], dice.randint(*BRIEF_HEAD))])
    tail = list(told[marked[-1] + 1 :][-dice.randint(*BRIEF_TAIL) :])
    least, most = BRIEF_MATTER
    ends = [0, *(at + 1 for at, place in enumerate(marked) if told[place][0][-1] in ".?!"), len(marked)]
    parts = [(one, two) for one in ends for two in ends if least <= two - one <= most]
    if parts:
        first, last = dice.choice(parts)
        yield [*head, *(told[at] for at in marked[first:last]), *tail]
    yield [*head, *_urging(dice), *tail]


def _urging(dice: random.Random) -> list[Told]:
    return [(word, frozenset()) for word in dice.choice(URGING).split()]


def _told(letter: Letter) -> Iterator[Told]:
    for line in (line for block in letter.blocks for line in block.lines):
        for piece in line:
            names = frozenset(tag.name for tag in piece.tags)
            yield from ((word, names) for word in CELL_MARK.sub(" ", piece.text).split())


def _unstated(told: Sequence[Told], marked: Sequence[int], dice: random.Random) -> list[Told]:
    """What stands before the matter but for its subject, a sentence that urges, and the closing."""
    before = [one for one in told[: marked[0]] if "perihal" not in one[1]]
    behind = told[marked[-1] + 1 :]
    closing = next((at for at, one in enumerate(behind) if _CLOSING.match(one[0])), len(behind))
    return [*before, *_urging(dice), *behind[closing:]]


def main(argv: Sequence[str] | None = None) -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.ranking.matter", description=__doc__)
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args(argv)
    known = list(letters())
    print(_out_of_voice(known))
    if not args.dry_run:
        write_matter(_fitted(known), MATTER_FILE)


def _out_of_voice(known: Sequence[Words]) -> str:
    """What letters of voices that a fit does not know surely say, and the same without their matter."""
    order = sorted({one.voice for one in known})
    random.Random(SEED).shuffle(order)
    folds = {voice: at % FOLDS for at, voice in enumerate(order)}
    best: dict[tuple[bool, bool], list[float]] = defaultdict(list)
    for fold in range(FOLDS):
        model = _fitted([one for one in known if folds[one.voice] != fold])
        for one in (one for one in known if folds[one.voice] == fold):
            words = SHORT_STRETCH if one.is_brief else STRETCH
            best[one.is_brief, one.is_stated].append(
                best_stretch(model.scores(one.states.astype(np.float32)), words)
            )
    lines = []
    for is_brief, length in ((False, "whole"), (True, "cut short")):
        stated, bare = best[is_brief, True], best[is_brief, False]
        sure, passed = (percent(sum(b >= SURE for b in found), len(found)) for found in (stated, bare))
        refused, empty = (percent(sum(b <= NOTHING for b in found), len(found)) for found in (stated, bare))
        lines.append(
            f"{len(stated)} letters, {length}: {sure} % surely say what for, {refused} % surely do not; "
            f"without what their writers marked as the matter {passed} and {empty} %"
        )
    return "\n".join(lines)


def _fitted(known: Sequence[Words]) -> MatterWords:
    """A penalised logistic regression on some of the words."""
    dice = np.random.default_rng(SEED)
    shares = [SHARE_OF_BRIEF if one.is_brief else SHARE for one in known]
    picked = [dice.random(len(one.states)) < share for one, share in zip(known, shares, strict=True)]
    inputs = np.concatenate([one.states[pick] for one, pick in zip(known, picked, strict=True)]).astype(float)
    rights = np.concatenate([one.is_matter[pick] for one, pick in zip(known, picked, strict=True)])
    return regression(inputs, rights, PENALTY)


def regression(states: Array, rights: Array, penalty: float) -> MatterWords:
    """What these states, words' or letters' on the average, say of what is asked of them."""
    found = logistic(states, rights, penalty)
    if found is None:
        raise ValueError("too few that are so, or that are not: nothing to fit")
    return MatterWords(found.weights, found.bias)


if __name__ == "__main__":
    main()
