"""`python -m samples.training.ranking.asked`: fits what a request asks (`jenis_layanan`), and its curve.

    python -m samples.training.ranking.asked              figures out of voice, and writes
    python -m samples.training.ranking.asked --dry-run    the figures only

From the requests of the tune voices where their sheets have them, misread as engines misread: no page is
read. A classifier of words and one of what the language model makes of them are fitted; how far they and the
rules are to be believed is learnt from letters of voices that they do not know. Run it whenever the language
model has changed. Ten voices in a row are left out together: a writer's voices stand beside each other.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.case.letters import seen_letter
from extractors.ranking.services import ASKED_FILE, STATES_FILE, write_asked_states
from extractors.ranking.text_classifier import write_classifier
from flows.fitting.calibration_fit import Label
from models.document import Kind
from samples.training.ranking.answers import write_curves
from samples.training.ranking.drawn import drawn_pages
from samples.training.ranking.misread import misread
from samples.training.ranking.services import (
    Text,
    answer,
    asked_out_of_voice,
    cut_lines,
    fit_asked,
    fit_option,
    option_chances,
    text_of,
    write_option,
)
from samples.voices.split import tune_voices
from samples.voices.tagged import Letter, Voice, plain, whole

FOLDS, BLOCK = 4, 10
_INK = re.compile(r"\[[a-z]+\]")
"""A signature, a stamp: no words."""


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.ranking.asked", description=__doc__)
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args(argv)
    known = list(requests(tune_voices()))
    folds = {one.voice: int(one.voice) // BLOCK % FOLDS for one in known}
    told = asked_out_of_voice(known, folds, FOLDS)
    answers = [answer(one, chance) for one, chance in option_chances(told, folds, FOLDS)]
    print(f"{len(known)} requests", *cut_lines("jenis_layanan", answers), sep="\n", flush=True)
    if not args.dry_run:
        model = fit_asked(known)
        write_classifier(model.words, ASKED_FILE)
        write_asked_states(model.states, STATES_FILE)
        write_option(fit_option(told))
        name = f"{Kind.SURAT_PERMOHONAN}/jenis_layanan"
        write_curves([Label(name, one.probability, one.is_right) for one in answers])
    return 0


def requests(voices: Iterable[Voice]) -> Iterator[Text]:
    """Each request of these voices, with what it asks."""
    for voice in voices:
        for letter in voice.letters:
            if letter.kind is Kind.SURAT_PERMOHONAN:
                seen = seen_letter(misread(drawn_pages(voice, letter), letter.id))
                yield text_of(letter.voice, letter.asked, seen)


def plain_text(letter: Letter) -> str:
    """A letter's words, without tags and ink."""
    lines = (line for block in letter.blocks for line in block.lines)
    return " ".join(_INK.sub("", whole(plain(line))) for line in lines)


if __name__ == "__main__":
    main()
