"""The pieces that Indonesian letters need, of the 250,000 that the model's hundred languages have."""

from collections.abc import Iterable, Iterator, Sequence

from extractors.ranking.word_pieces import WORD_MARK, WordPieces
from models.region import Level, regions
from samples import names
from samples.training.language.pretrained import Pretrained

COMMON = 40_000
"""The pieces are kept in order of their probability: of so many first ones all in plain Latin letters."""
SHORT = 3
"""All plain pieces of so many letters are kept: every word can be put together of them."""
LATIN, SIGNS = "\u0250", ("\u2000", "\u2c00")
"""Letters before the first, and signs between the others (quotation marks, dashes, bullets), are kept."""


def all_pieces(known: Pretrained) -> WordPieces:
    """The vocabulary as it was made."""
    return WordPieces(known.pieces, [float(s) for s in known.scores], known.unknown, known.spellings)


def kept_pieces(known: Pretrained, words: Iterable[str]) -> tuple[int, ...]:
    """Ids, rising, of the pieces to keep: special ones, short and common ones, all that `words` and the
    names of regions and people are made of."""
    whole = all_pieces(known)
    kept = {known.begin, known.end, known.unknown}
    for at, piece in enumerate(known.pieces):
        plain = piece.removeprefix(WORD_MARK)
        is_sign = len(plain) <= 1 and (plain < LATIN or SIGNS[0] <= plain < SIGNS[1])
        if is_sign or (plain.isascii() and (len(plain) <= SHORT or at < COMMON)):
            kept.add(at)
    for word in {form for name in (*words, *_names()) for form in (name, name.upper(), name.title())}:
        kept.update(whole.split(word))
    return tuple(sorted(kept))


def _names() -> Iterator[str]:
    """The words of all regions' names, and first names."""
    for level in Level:
        for region in regions().within("", level):
            yield from region.name.split()
    for pool in (names.SINGLE, names.PREFIXES):
        for listed in pool.values():
            yield from (word for name in listed for word in name.split())


def pruned(known: Pretrained, kept: Sequence[int]) -> WordPieces:
    """The vocabulary of the kept pieces only, in their order."""
    place = {old: new for new, old in enumerate(kept)}
    spellings = {
        char: other for char, other in known.spellings.items() if other.isascii() and len(other) < SHORT
    }
    return WordPieces(
        [known.pieces[at] for at in kept],
        [float(known.scores[at]) for at in kept],
        place[known.unknown],
        spellings,
    )
