"""`python -m samples.training.ranking.asked`: fits what a request asks (`jenis_layanan`), and its curve.

    python -m samples.training.ranking.asked --readings DIR --voices 323-732              figures, and writes
    python -m samples.training.ranking.asked --readings DIR --voices 323-732 --dry-run    the figures only

The classifier learns from the tagged text of all requests of the tune voices, so that no page is needed; how
far it and the rules are to be believed is learnt from those of the named voices whose readings are kept, each
judged by a classifier that does not know its voice.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.ranking.services import ASKED_FILE, MOST_LETTERS
from extractors.ranking.text_classifier import write_classifier
from flows.fitting.calibration_fit import Label
from models.document import Kind
from samples.splits import Level
from samples.training.ranking.answers import write_curves
from samples.training.ranking.material import examples, voices_of
from samples.training.ranking.services import (
    Text,
    answer,
    cut_lines,
    fit_classifier,
    fit_option,
    option_chances,
    out_of_voice,
    texts,
    write_option,
)
from samples.voices.split import tune_voices
from samples.voices.tagged import Letter, plain, whole
from tests.accuracy.readings import DEFAULT, open_readings

FOLDS = 4
_INK = re.compile(r"\[[a-z]+\]")
"""A signature, a stamp: no words."""


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.ranking.asked", description=__doc__)
    parser.add_argument("--readings", type=Path, default=DEFAULT)
    parser.add_argument("--adopt", default="", help="older codes' readings (tests/accuracy/readings)")
    parser.add_argument("--seed", type=int, default=1, help="of the pages that were read")
    parser.add_argument("--voices", required=True, help="whose readings are kept, as in 323-338,403")
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args(argv)
    readings = open_readings(args.readings, args.adopt)
    tagged = list(requests())
    kept = examples(readings, [Level.CLEAN], args.seed, 1, voices=voices_of(args.voices))
    read = texts(list(kept), Kind.SURAT_PERMOHONAN)
    order = sorted({one.voice for one in tagged})
    folds = {voice: at % FOLDS for at, voice in enumerate(order)}
    shares = out_of_voice(tagged, folds, FOLDS, asked=read)
    answers = [answer(one, chance) for one, chance in option_chances(read, shares, folds, FOLDS)]
    print(f"{len(tagged)} requests, {len(read)} of them read", *cut_lines("jenis_layanan", answers), sep="\n")
    if not args.dry_run:
        write_classifier(fit_classifier(tagged), ASKED_FILE)
        write_option(fit_option(read, shares))
        name = f"{Kind.SURAT_PERMOHONAN}/jenis_layanan"
        write_curves([Label(name, one.probability, one.is_right) for one in answers])
    return 0


def requests() -> Iterator[Text]:
    """The text of each request of the tune voices, with what it asks."""
    for voice in tune_voices():
        for letter in voice.letters:
            if letter.kind is Kind.SURAT_PERMOHONAN:
                yield Text(letter.voice, plain_text(letter)[:MOST_LETTERS], letter.asked)


def plain_text(letter: Letter) -> str:
    """A letter's words, without tags and ink."""
    lines = (line for block in letter.blocks for line in block.lines)
    return " ".join(_INK.sub("", whole(plain(line))) for line in lines)


if __name__ == "__main__":
    main()
