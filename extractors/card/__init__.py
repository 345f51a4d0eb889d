"""Cards on a page: found, laid straight, and their rows and places by the geometry of their labels."""

from extractors.card.card import FoundCard, find_cards
from extractors.card.illegible import illegible_card, without_heading

__all__ = ["FoundCard", "find_cards", "illegible_card", "without_heading"]
