"""`python -m samples.training.language`: makes the language model's vocabulary from the pretrained one.

    python -m samples.training.language                   the vocabulary for extractors/ranking/data
    python -m samples.training.language --reference FILE  states of a sentence by the weights as floats

Nothing is fitted; it takes some seconds. The model itself is fitted by `samples.training.ranking`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from extractors.ranking.language import DATA, MODEL_FILE, PIECES_FILE, States
from extractors.ranking.word_lists import packed
from extractors.ranking.word_pieces import WordPieces
from samples.training.language.pretrained import load_pretrained, packaged_file
from samples.training.language.reader import Lower
from samples.training.language.vocabulary import kept_pieces, pruned
from samples.training.ranking.labels import source_words
from samples.voices.split import tune_voices


def main(argv: Sequence[str] | None = None) -> int:
    """Read, prune, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.language", description=__doc__)
    parser.add_argument("--to", type=Path, default=DATA)
    parser.add_argument("--reference", type=Path, help="write a sentence's states here, and no model")
    args = parser.parse_args(argv)
    if args.reference:
        np.savez_compressed(args.reference, states=_reference().astype(np.float16))
        return 0
    known = load_pretrained(packaged_file())
    kept = kept_pieces(known, _words())
    special = [kept.index(known.begin), kept.index(known.end), kept.index(known.unknown)]
    _write_pieces(pruned(known, kept), special, args.to / PIECES_FILE.name)
    print(f"{len(kept)} of {len(known.pieces)} pieces", file=sys.stderr)
    return 0


SENTENCE = "Kepada Yth. Kepala Dinas Koperasi Kabupaten Sleman mengadukan pengurus koperasi"


def _reference() -> States:
    """The states of the sentence's words after the first layer that is shown, by the shipped layers' weights
    as floats: tests hold the product's whole numbers to it."""
    lower, words = Lower(), SENTENCE.split()
    upper = lower.read(MODEL_FILE).eval()
    with torch.no_grad():
        found: States = upper([lower.passing(words)])[:, 0].float().numpy()
    return found


def _words() -> Iterator[str]:
    """The words of the tune voices' letters."""
    for voice in tune_voices():
        for letter in voice.letters:
            yield from (word for word, _ in source_words(letter))


def _write_pieces(pieces: WordPieces, special: Sequence[int], path: Path) -> None:
    """Lines of UTF-8; a spelling is a character and what it is spelled as."""
    spelled = [char + other for char, other in pieces.spellings.items() if char != "\n"]
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            pieces=packed(pieces.pieces),
            scores=np.array(pieces.scores, np.float32),
            special=np.array(special, np.int32),
            spellings=packed(spelled),
        )


if __name__ == "__main__":
    sys.exit(main())
