"""Fits what tells a letter's matter from its other paragraphs: the tagged text of the tune voices, unread."""

import random
from collections.abc import Iterator, Mapping, Sequence

from extractors.ranking.matter import LEAST, STATED, UNSTATED
from extractors.ranking.text_classifier import TextClassifier
from models.field_spec import FREE_TEXT
from samples.splits import Split
from samples.training.ranking.services import Text, fit_classifier
from samples.voices.split import VOICES, chosen, held_out
from samples.voices.tagged import Letter, Piece, load_voices
from tests.accuracy.report import percent

LEAST_WORDS = 4
"""Shorter lines are labels and greetings."""
OTHERS = 2
"""Other paragraphs taken of a letter."""
MOST = 1200
"""Texts that a fit takes; beyond them it gets slow and no better."""


def paragraphs() -> list[Text]:
    """The matter of each tune letter as one text, and some of its other lines, shuffled."""
    dice = random.Random(3)
    voices = chosen(load_voices(VOICES), held_out(VOICES), Split.TUNE)
    found = [text for voice in voices for letter in voice.letters for text in _texts(letter, dice)]
    dice.shuffle(found)
    return found


def _texts(letter: Letter, dice: random.Random) -> Iterator[Text]:
    lines = [line for block in letter.blocks for line in block.lines]
    stated = " ".join(_part(line, is_matter=True) for line in lines).strip()
    others = [text for line in lines if len((text := _part(line, is_matter=False)).split()) >= LEAST_WORDS]
    if stated:
        yield Text(letter.voice, stated, STATED)
    for text in dice.sample(others, min(OTHERS, len(others))):
        yield Text(letter.voice, text, UNSTATED)


def _part(line: Sequence[Piece], *, is_matter: bool) -> str:
    return "".join(p.text for p in line if any(tag.name in FREE_TEXT for tag in p.tags) is is_matter)


def fit_matter(known: Sequence[Text], folds: Mapping[str, int], count: int) -> tuple[TextClassifier, str]:
    """The classifier of all voices, and what it keeps and passes out of voice."""
    kept = passed = 0
    for fold in range(count):
        classifier = fit_classifier([one for one in known if folds[one.voice] != fold][:MOST])
        for one in known:
            if folds[one.voice] == fold:
                is_stated = classifier.probabilities(one.text)[STATED] >= LEAST
                kept += is_stated and one.label == STATED
                passed += is_stated and one.label == UNSTATED
    stated = sum(one.label == STATED for one in known)
    told = (
        f"matter: {percent(kept, stated)} % kept, {percent(passed, len(known) - stated)} % of others passed"
    )
    return fit_classifier(known[:MOST]), told
