"""One sample by its key: part, split, level, seed and number decide everything about it."""

from dataclasses import dataclass

from models.case import Channel
from samples.bundle import CaseDraft, SampleCase
from samples.makers import PARTS
from samples.rules import WORKING_DAYS
from samples.splits import Dice, Level, Split

LEVELS = (Level.CLEAN, Level.MEDIUM, Level.MEDIUM, Level.HARD)
"""Levels in turn when none is asked for."""


@dataclass(frozen=True)
class Wish:
    """What may be asked of a sample beside its key; changes nothing else about it."""

    name: str = ""
    channel: Channel | None = None
    fixed: tuple[int, int] | None = None


NO_WISH = Wish()


def make_case(
    part: str, number: int, *, split: Split, seed: int, level: Level | None = None, wish: Wish = NO_WISH
) -> SampleCase:
    """Sample `number` of a part; the same arguments give the same sample."""
    level = level or LEVELS[number % len(LEVELS)]
    dice = Dice(f"{seed}/{part}/{split}/{level}/{number}", split)
    today = dice.choice(sorted(WORKING_DAYS))
    case = CaseDraft(wish.name or f"{part}-{split}-{number:04d}", dice, level, today, fixed=wish.fixed)
    case.channel = dice.choice((Channel.LOKET, Channel.LOKET, Channel.EMAIL, Channel.WHATSAPP))
    family = PARTS[part](case)
    case.channel = wish.channel or case.channel
    return case.finish(part, family, split, seed)
