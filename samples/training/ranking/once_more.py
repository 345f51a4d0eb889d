"""`python -m samples.training.ranking.once_more`: the shipped tagger goes through all tune voices once more.

    python -m samples.training.ranking.once_more --folder DIR             keeps field, net and model in DIR
    python -m samples.training.ranking.once_more --folder DIR --ship      and makes them the package's

Letters are taken where their sheets have them (`drawn`), and misread as engines misread (`misread`): no page
is drawn or read, so that every letter is learnt from. Each round has them laid out and misread anew. A random
field is fitted to them and added to the one that stood; net and language model go on from where they stand,
and a fit that was ended goes on in --folder. An hour of two cores for 11,000 letters, the field aside;
what else hangs on the language model is fitted behind it (`kind`, `purpose`, `matter`, `asked`).
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from extractors.ranking.linear_chain import load_chain, write_chain
from extractors.ranking.word_net import load_net, write_net
from samples.training.language.reader import Lower
from samples.training.ranking.between import together
from samples.training.ranking.drawn import drawn_pages
from samples.training.ranking.families import own_letters
from samples.training.ranking.going_on import FIELD, SHIPPED, kept
from samples.training.ranking.material import Example, example_of
from samples.training.ranking.misread import misread
from samples.training.ranking.net import Part, Phase, fit_in_parts
from samples.training.ranking.tagger import fit_tagger
from samples.voices.split import tune_voices
from samples.voices.tagged import Voice

PHASE = Phase(1, 8, 1e-3, 3e-4, 0.5)
"""Of 480 letters by voices 893 to 908, 793 to 808 and 419 to 434, as they were read, which no fit knows,
log-likelihood a word of net and field -.0453 -> -.0428 (four rounds) -> -.0421 (three more, with our own
families); the fits before, of three rounds at 8e-4 and 2.5e-4, -.0484 -> -.0453, and, one layout and four of
eight layers, -.0566 -> -.0504 -> -.0484."""
SEEDS, HALVES = (13, 14, 15), 2
"""Each round's letters are laid out and misread by another of these seeds, in so many parts."""
STATE = "learnt.pt"
OWN = 300
"""Letters of our own tune families in each part."""
FIELD_SHARE = 0.5
"""How much the new field counts beside the one that stood. With the net as it stood -.0557 at .3, -.0551
here, -.0550 at .67, -.0556 the new one alone."""


def letters(voices: Sequence[Voice], seed: int) -> Iterator[Example]:
    """Their letters, laid out and misread by the seed."""
    for voice in voices:
        for letter in voice.letters:
            yield example_of(letter, misread(drawn_pages(voice, letter, seed), f"{letter.id}/{seed}"))


def _own(seed: int) -> Iterator[Example]:
    """Letters of our own tune families, laid out and misread by the seed."""
    for letter, pages in own_letters(seed, OWN):
        yield example_of(letter, misread(pages, letter.id))


def _part(voices: Sequence[Voice], seed: int, half: int) -> Iterator[Example]:
    return chain(letters(voices, seed), _own(seed * HALVES + half))


def _parts(voices: Sequence[Voice]) -> Iterator[Part]:
    for seed in SEEDS:
        for half in range(HALVES):
            some = voices[half::HALVES]
            count = OWN + sum(len(voice.letters) for voice in some)
            yield Part(count, partial(_part, some, seed, half))


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, keep, ship."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.ranking.once_more", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--ship", action="store_true")
    args = parser.parse_args(argv)
    args.folder.mkdir(parents=True, exist_ok=True)
    voices, files = tune_voices(), kept(args.folder)
    if not (args.folder / FIELD).is_file():
        drawn = [one for one in letters(voices, SEEDS[0]) if one.labels]
        print(f"{len(drawn)} letters", file=sys.stderr, flush=True)
        field = together(load_chain(SHIPPED.field), fit_tagger(drawn), FIELD_SHARE)
        write_chain(field, args.folder / FIELD)
    lower = Lower()
    stood = (load_net(SHIPPED.net), lower.read(SHIPPED.model))
    net, upper = fit_in_parts(list(_parts(voices)), lower, stood, PHASE, args.folder / STATE)
    write_net(net, files.net)
    lower.write(upper, files.model)
    if args.ship:
        files.ship()
    return 0


if __name__ == "__main__":
    sys.exit(main())
