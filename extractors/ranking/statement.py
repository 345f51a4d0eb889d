"""Which words of a letter state its matter: the run that most likely does, by what the language model makes
of each word (ranking/matter).

People mark it off by paragraphs and sentences, so a run gains by beginning and ending where these do.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from operator import attrgetter

from extractors.fields.span import NOTHING, TextSpan, Token, join
from extractors.ranking.linear_chain import Array
from extractors.ranking.matter import BRIEF_STRETCH, best_stretch, stretch_at
from extractors.ranking.matter import NOTHING as SAYS_NONE
from extractors.ranking.span_tagger import Tagging
from extractors.text.key_values import MATTER_KEYS
from extractors.text.letter_sections import SALUTATION, LetterSections
from extractors.text.paragraphs import paragraphs, sentences
from models.field import Box

Place = tuple[int, Box]
Gains = Mapping[Place, float]
OF_SENTENCE, OF_PARAGRAPH, BETWEEN = 6.0, 20.0, 30.0
"""Log odds that a run gains at an end that is a sentence's, a paragraph's, and that it loses by going on over
a paragraph's end. Of 300 letters, one a tune voice, 12.7 % of a statement's characters are wrong in the mean:
20.8 by words alone, 16.0 without the loss (20: 13.6, 45: 12.6), the same to .5 with gains from 4 and 14 to 9
and 20. Of 250 held-out voices 15.7; by rules, before it, 24.7."""


def statement(own: LetterSections, tagging: Tagging) -> TextSpan:
    """The words that state the matter; none where the best of them surely do not. `own`: what the writer
    says, of a chat without what he is answered."""
    places = {_place(token) for row in own.rows for token in row.span.tokens}
    at = [number for number, word in enumerate(tagging.words) if _place(word.token) in places]
    tokens, odds = [tagging.words[number].token for number in at], tagging.matter[at]
    if best_stretch(odds, BRIEF_STRETCH) <= SAYS_NONE:
        return NOTHING
    start, stop = _run([_place(token) for token in tokens], odds, *_bounds(own))
    return TextSpan(tuple(tokens[start:stop]))


def _run(places: Sequence[Place], odds: Array, starts: Gains, ends: Gains) -> tuple[int, int]:
    """From where to where odds and gains sum to most, around the words that say most."""
    gains = [starts.get(place, 0.0) for place in places]
    costs = [BETWEEN if gain == OF_PARAGRAPH else 0.0 for gain in gains]
    sums = [0.0, *accumulate(float(each) - cost for each, cost in zip(odds, costs, strict=True))]
    middle = stretch_at(odds, BRIEF_STRETCH) + min(BRIEF_STRETCH, len(odds)) // 2
    start = max(range(middle + 1), key=lambda at: gains[at] + costs[at] - sums[at])
    last = max(range(middle, len(places)), key=lambda at: sums[at + 1] + ends.get(places[at], 0.0))
    return start, last + 1


def _bounds(letter: LetterSections) -> tuple[Gains, Gains]:
    """What a run gains that begins, and that ends, with the word that stands there."""
    starts: dict[Place, float] = {}
    ends: dict[Place, float] = {}
    for part, gain in _parts(letter):
        if part:
            starts[_place(part.tokens[0])] = ends[_place(part.tokens[-1])] = gain
    return starts, ends


def _parts(letter: LetterSections) -> Iterator[tuple[TextSpan, float]]:
    """Sentences and paragraphs of the letter; what stands behind other labels than the matter's, and a
    salutation, is neither."""
    told = [pair for pair in letter.pairs if pair.value and pair.key not in MATTER_KEYS]
    apart = {at for pair in told for at in range(pair.row, pair.last_row + 1)}
    apart |= {at for at, row in enumerate(letter.rows) if SALUTATION.match(row.text)}
    for is_apart, rows in groupby(range(len(letter.rows)), key=apart.__contains__):
        found = () if is_apart else paragraphs([letter.rows[at] for at in rows])
        for is_list, each in groupby(found, key=attrgetter("is_point")):
            points = [paragraph.words for paragraph in each]
            yield from ((part, OF_SENTENCE) for words in points for part in sentences(words))
            yield from ((part, OF_PARAGRAPH) for part in ([join(points)] if is_list else points))


def _place(token: Token) -> Place:
    return token.page, token.box
