"""`python -m tests.accuracy.hand_words`: how sure a word of a handwritten page is.

    python -m tests.accuracy.hand_words --bank BANK --fonts FONTS

Letters of tune voices by writers and typefaces, of none of which the tuned net has seen anything, are decoded
with a character model that has not seen those voices either; each word is right or wrong. Prints bias and
weights of the logistic in extractors/page/handwritten_text.py and, by owners left out, how often words of
each sureness were right.
"""

import argparse
import itertools
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from extractors.engines import rapidocr
from extractors.engines.char_model import CharModel, read_model
from extractors.engines.line_decoding import DecodedWord
from extractors.files.pages import load_page
from extractors.image.workspace import Workspace
from extractors.page.handwritten_text import decoded_lines, evidence
from extractors.page.text_reading import seen_lines
from samples.training.hand import language
from samples.training.hand.split import Part, members, sureness, unseen_voices
from tests.accuracy.hand_pages import Written, make_pages, typefaces, writers
from tests.accuracy.readings import DEFAULT
from tests.accuracy.report import percent, table

FOLDS, ROUNDS, RIDGE = 8, 25, 1.0
SAID = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
BOUNDS = (0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
SEED = 5
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """A word as decoded, whose it is, its line on the page, and whether it stands there."""

    word: DecodedWord
    owner: str
    line: tuple[str, int]
    is_right: bool


def model_without(voices: frozenset[str]) -> CharModel:
    """The character model as shipped, but for these voices."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.npz")
        chances, rests = language.smoothed(language.pruned(language.counted(language.weighted_texts(voices))))
        language.write(chances, rests, path)
        return read_model(path)


def unseen_pages(bank: Path, fonts: Sequence[Path], count: int, cache: Path) -> list[Written]:
    """Pages by hands and of voices that no net was tuned on: those of `[sureness]` and the tune part's."""
    left, tune, voices = sureness(), members(Part.TUNE), unseen_voices()
    hands = writers(bank, left.writers + tune.writers)
    pages = make_pages(hands, Part.TUNE, count, cache, seed=SEED, only=voices)
    if fonts:
        faces = typefaces(fonts, left.faces + tune.faces)
        pages += make_pages(faces, Part.TUNE, count // 2, cache, seed=SEED, only=voices)
    return pages


def lines_of(page: Written, model: CharModel) -> list[list[DecodedWord]]:
    """The words of the page's lines, as they would be decoded."""
    seen = seen_lines(Workspace(load_page(page.item.path, 1).pixels))
    return decoded_lines(rapidocr.without_texture(seen), model)


def judged(page: Written, lines: Sequence[Sequence[DecodedWord]]) -> Iterator[Seen]:
    """Each word beside the page's text; case counts for nothing, as in fields."""
    truth = " ".join(page.text.split()).lower()
    words = [word for line in lines for word in line]
    places_of = [(str(page.item.path), number) for number, line in enumerate(lines) for _ in line]
    text = " ".join(word.text for word in words).lower()
    stands = {
        block.src_start + step: block.dest_start + step
        for block in Levenshtein.opcodes(text, truth)
        if block.tag == "equal"
        for step in range(block.src_end - block.src_start)
    }
    at = 0
    for word, line in zip(words, places_of, strict=True):
        places = [stands.get(place, -9) for place in range(at, at + len(word.text))]
        first, last = places[0], places[-1]
        is_whole = places == list(range(first, first + len(places))) and first >= 0
        is_right = is_whole and f" {truth} "[first] == " " and f" {truth} "[last + 2] == " "
        yield Seen(word, page.owner, line, is_right)
        at += len(word.text) + 1


def fitted(known: Numbers, right: Numbers) -> Numbers:
    """Bias and weights of a logistic, by Newton's method with a little ridge."""
    rows = np.column_stack([np.ones(len(known)), known])
    ridge = np.diag([0.0, *[RIDGE] * known.shape[1]])
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - ridge @ weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def left_out(seen: Sequence[Seen], known: Numbers, right: Numbers) -> Numbers:
    """Each word's sureness by weights that its owner had no part in."""
    owners = sorted({word.owner for word in seen})
    fold = np.array([owners.index(word.owner) % FOLDS for word in seen])
    said = np.zeros(len(seen))
    for number in range(FOLDS):
        weights = fitted(known[fold != number], right[fold != number])
        said[fold == number] = 1 / (1 + np.exp(-weights[0] - known[fold == number] @ weights[1:]))
    return said


def main(argv: Sequence[str] | None = None) -> None:
    """Draw, decode, fit, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--bank", type=Path, required=True, help="pen strokes (docs/data-sources.md)")
    parser.add_argument("--fonts", type=Path, action="append", default=[], help="folder of typefaces")
    parser.add_argument("--letters", type=int, default=42, help="by writers; half as many in typefaces")
    parser.add_argument("--readings", type=Path, default=DEFAULT)
    chosen = parser.parse_args(argv)
    seen_by_none = unseen_voices()
    pages = unseen_pages(chosen.bank, chosen.fonts, chosen.letters, chosen.readings / "pages")
    model = model_without(seen_by_none)
    seen = [word for page in pages for word in judged(page, lines_of(page, model))]
    known = np.array([evidence(word.word) for word in seen])
    right = np.array([word.is_right for word in seen], dtype=np.float64)
    print("bias and weights:", ", ".join(f"{weight:.3f}" for weight in fitted(known, right)))
    said = left_out(seen, known, right)
    rows = []
    for low, high in itertools.pairwise(SAID):
        within = (said >= low) & (said < high)
        if within.any():
            numbers = (f"{said[within].mean():.2f}", f"{right[within].mean():.2f}")
            rows.append([f"{low}-{high}", str(int(within.sum())), *numbers])
    print(table(("said", "words", "mean said", "right"), rows))
    print(
        "\n"
        + table(
            ("least sure word", "lines shown", "of all %", "wrong ones among", "of all %"),
            line_rows(seen, said),
        )
    )


def line_rows(seen: Sequence[Seen], said: Numbers) -> list[list[str]]:
    """How many lines hold a word less sure than a bound, and how many of the lines with a wrong word do."""
    least: dict[tuple[str, int], float] = {}
    wrong: dict[tuple[str, int], bool] = {}
    for word, sure in zip(seen, said, strict=True):
        least[word.line] = min(least.get(word.line, 1.0), float(sure))
        wrong[word.line] = wrong.get(word.line, False) or not word.is_right
    rows = []
    for bound in BOUNDS:
        shown = [line for line, sure in least.items() if sure < bound]
        caught = sum(wrong[line] for line in shown)
        rows.append(
            [f"{bound:.2f}", str(len(shown)), percent(len(shown), len(least)), str(caught),
             percent(caught, sum(wrong.values()))]
        )  # fmt: skip
    return rows


if __name__ == "__main__":
    main()
