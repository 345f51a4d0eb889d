"""`python -m tests.accuracy.statements`: how much of what letters state is chosen rightly, by words alone.

    python -m tests.accuracy.statements --split test           a letter of each held-out voice
    python -m tests.accuracy.statements --voices 01,02 --each 3

Pages are drawn and not read (samples/training/ranking/drawn), so that it takes a second a letter and tells
the choice apart from the reading. Only figures are printed.
"""

import argparse
import random
from collections.abc import Iterator, Sequence

import numpy as np

from extractors.case.letters import seen_letter
from models.field_spec import FREE_TEXT
from samples.splits import Split
from samples.training.ranking.drawn import drawn_pages
from samples.voices.split import VOICES, chosen, held_out
from samples.voices.tagged import Letter, Voice, load_voices
from tests.accuracy import report
from tests.accuracy.scoring import character_error

HALF = 0.5
HEAD = ("letters", "n", "wrong %, mean", "median", "over half wrong %")


def share_wrong(voice: Voice, letter: Letter) -> float | None:
    """The share of a statement's characters that are wrong, 1 at most; None of a letter without one."""
    told = [span.text for span in letter.spans() if span.tag.name in FREE_TEXT]
    if not told:
        return None
    got = seen_letter(drawn_pages(voice, letter)).stated.value
    return min(1.0, *(character_error(text, str(got or "")) for text in told))


def letters_of(voices: Sequence[Voice], each: int) -> Iterator[tuple[Voice, Letter]]:
    """So many letters of each voice, always the same."""
    for voice in voices:
        letters = random.Random(voice.number).sample(voice.letters, min(each, len(voice.letters)))
        yield from ((voice, letter) for letter in letters)


def main(argv: Sequence[str] | None = None) -> None:
    """Print the shares by kind of letter and by who wrote it, by hand or not."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.statements", description=__doc__)
    parser.add_argument("--split", choices=[*Split], type=Split, default=Split.TUNE)
    parser.add_argument("--voices", default="", help="numbers, as in 01,02, instead of a split")
    parser.add_argument("--each", type=int, default=1, help="letters of a voice")
    args = parser.parse_args(argv)
    numbers = tuple(number for number in args.voices.split(",") if number)
    voices = load_voices(VOICES, numbers)
    voices = voices if numbers else chosen(voices, held_out(VOICES), args.split)
    groups: dict[str, list[float]] = {}
    for voice, letter in letters_of(voices, args.each):
        share = share_wrong(voice, letter)
        if share is None:
            continue
        for name in (letter.kind.value, "by hand" if "tangan" in letter.flags else "typed", "all"):
            groups.setdefault(name, []).append(share)
    print(report.table(HEAD, [_row(name, groups[name]) for name in sorted(groups)]))


def _row(name: str, shares: Sequence[float]) -> list[str]:
    mean, median = (f"{100 * float(one):.1f}" for one in (np.mean(shares), np.median(shares)))
    return [name, str(len(shares)), mean, median, report.percent(sum(s > HALF for s in shares), len(shares))]


if __name__ == "__main__":
    main()
