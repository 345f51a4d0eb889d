"""What is fitted on: letters of the tune voices as they were read, with their truth."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.case.letters import SeenLetter, seen_letter
from extractors.ranking.ranker import READERS
from extractors.ranking.token_features import features, words_of
from models.document import Kind
from models.page import PageReading
from samples.splits import Level, Split
from samples.training.ranking.labels import labels
from samples.truth import Value
from samples.voices.split import VOICES
from samples.voices.tagged import Letter, load_voices
from samples.voices.truth import truth_of
from tests.accuracy.readings import Readings
from tests.accuracy.scoring import is_right
from tests.accuracy.voice_pages import Wanted, prepare_voices


@dataclass(frozen=True)
class Example:
    """A letter as it was read at a level of damage: features and labels of its words, values it carries."""

    letter: Letter
    pages: tuple[PageReading, ...]
    seen: SeenLetter
    told: list[list[str]]
    labels: list[str]
    values: Mapping[str, Value]
    alternatives: Mapping[str, tuple[Value, ...]]

    @property
    def voice(self) -> str:
        """Who wrote it."""
        return self.letter.voice

    @property
    def kind(self) -> Kind:
        """What kind of letter it is."""
        return self.letter.kind

    def is_right(self, name: str, value: Value) -> bool:
        """Whether a fair reader may answer so."""
        true = (self.values.get(name), *self.alternatives.get(name, ()))
        return any(is_right(name, one, value) for one in true)


def examples(readings: Readings, levels: Sequence[Level], seed: int) -> Iterator[Example]:
    """The tune voices' letters whose readings are kept; the others are counted on standard error."""
    letters = {letter.id: letter for voice in load_voices(VOICES) for letter in voice.letters}
    for level in levels:
        lacking = 0
        for item in prepare_voices(Wanted(VOICES, (), Split.TUNE, level, seed), readings.root / "pages"):
            found = [readings.get(path) for path in item.files()]
            pages = [page for one in found if one for page in one.pages if page.failure is None]
            if not pages or None in found:
                lacking += 1
                continue
            yield _example(letters[_id(item.path)], tuple(pages))
        print(f"{level}: {lacking} letters without a kept reading", file=sys.stderr)


def _id(path: Path) -> str:
    return path.name.split(".")[0]


def _example(letter: Letter, pages: tuple[PageReading, ...]) -> Example:
    seen = seen_letter(pages)
    truth = truth_of(letter)
    words = [word.token.text for word in words_of(seen.sections)]
    told = features(seen.sections, {READERS[kind]: fields for kind, fields in seen.read.items()})
    return Example(letter, pages, seen, told, labels(letter, words), truth.values, truth.alternatives)
