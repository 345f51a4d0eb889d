"""Which paper of a case without a known letter may be its letter."""

from collections.abc import Sequence

from extractors.case.grouping import COMPLAINT_CHANNELS, LETTERS, PageGroup, group_pages
from extractors.case.letters import seen_letter
from extractors.case.not_letters import paper_title, what_it_is
from extractors.fields.cues import anywhere
from extractors.ranking.matter import SHORT_STRETCH, best_stretch
from extractors.text.first_person import tells_of_himself
from extractors.text.identity_papers import paper_of
from extractors.text.legibility import plain_text
from models.case import Channel
from models.document import Kind
from models.page import PageReading

_MESSAGE_CHANNELS = COMPLAINT_CHANNELS | {Channel.WHATSAPP, Channel.EMAIL, Channel.TELEPON}
_TOLD_CHANNELS = COMPLAINT_CHANNELS | {Channel.TELEPON}
"""Ways on which nobody hands in an institution's paper alone."""
MIN_WORDS = 12
"""Words of a page that no anchor knows, from which it may be the letter."""
BOX_WORDS = 5
"""The same of what lay in the complaint box, where a note may be one sentence ("kasih bangku di luar")."""
CARD_WORDS = 85
"""Words of a card at most: a pupil's, its scraps counted, has 78, and a form that speaks of a card 110."""
_NOTARY = anywhere("letter_guess.notary")
IDLE = 0.1
"""Probability of asking for nothing below which a paper asks: of eight of an office's own forms .008 at
most, of notes and questions without a letter's words .07; deeds and decrees say nothing that is asked."""
SURELY_ASKS, FAINT = 0.02, -1.3
"""The same where neither what for nor to whom is surely told (a clerk's notes of one sentence: .009), and the
mean log odds of a matter of their best stretch at least (-1.1; of short papers without one among the trap
files -1.4 at most)."""


def documents_in(pages: Sequence[PageReading], channel: Channel | None = None) -> Sequence[PageGroup]:
    """The groups of pages; of a case without a known letter, the first that may be one is it, of a kind that
    is decided later.

    Of messages that is the first page of text (a chat has no anchors), else one with those of papers that it
    asks about. Of papers handed in it is one without a title that is written by hand, in which somebody tells
    of himself, or that says what for and asks, in whatever words: of 160 letters by writers who avoid every
    formula (voices 371 to 386) ten had been attachments. It stays a guess unless its words settle it
    (reader), as does what asks about deeds and was taken for one (of 26 institutions' papers none tells of
    himself).
    """
    groups = [*group_pages(pages, channel)]
    if any(group.kind in LETTERS for group in groups):
        return groups
    is_message = channel in _MESSAGE_CHANNELS
    for kind in (Kind.LAMPIRAN, Kind.IDENTITAS_LEMBAGA):
        for index, group in enumerate(groups):
            if group.kind is kind and _may_be_letter(group, channel):
                groups[index] = PageGroup(Kind.SURAT_PENGADUAN, group.pages, group.doubles, not is_message)
                return groups
    return groups


def _may_be_letter(group: PageGroup, channel: Channel | None) -> bool:
    """Whether a paper that is known as another one may be the letter."""
    page, text = group.pages[0], plain_text(group.pages[0].lines)
    words = len(text.split())
    is_card = words <= CARD_WORDS and paper_of(page.lines) is not None
    least = BOX_WORDS if channel is Channel.KOTAK_ADUAN else MIN_WORDS
    if page.is_kind_said or words < least or is_card or what_it_is(page):
        return False
    is_message = channel in _MESSAGE_CHANNELS
    if channel in _TOLD_CHANNELS or (is_message and group.kind is Kind.LAMPIRAN):
        return True
    if _NOTARY.search(text) or (paper_title(page) is not None and not is_message):
        return False
    return page.is_handwritten or tells_of_himself(page.lines) or _asks(group)


def _asks(group: PageGroup) -> bool:
    """Whether pages ask in whatever words, and surely say what for or are addressed (an office's own form),
    or ask beyond doubt (a clerk's note of a few words). A koperasi's own paper, which says much and asks
    nothing, has to be addressed."""
    seen = seen_letter(group.pages)
    if group.kind is Kind.IDENTITAS_LEMBAGA or seen.found.tujuan is not None:
        return seen.found.tujuan is not None and seen.idle < IDLE
    if seen.says_what is True:
        return seen.idle < IDLE
    return seen.idle < SURELY_ASKS and best_stretch(seen.tagging.matter, SHORT_STRETCH) > FAINT
