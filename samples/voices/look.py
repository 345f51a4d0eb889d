"""How a voice's letters look: habits kept over all its letters, and what differs from letter to letter."""

from dataclasses import dataclass, replace

from samples import fonts
from samples.flow import Align
from samples.ink import BALLPOINT
from samples.pixels import Colour
from samples.sheet import A4, F4, Style
from samples.splits import Dice
from samples.stamps import INKS
from samples.voices.tagged import Letter, Voice

MACHINE_WORDS = ("mesin ketik", "typewriter")
"""A voice described so types on a machine."""
PRINTS = frozenset({"cetak_email", "cetak_wa"})
SCREEN_FACES = ("arial", "dejavu", "calibri")
"""What mail programs, chats and web pages are printed in."""
NOTEBOOK = (468.0, 605.0)
"""A page of an exercise book, 165 x 213 mm."""
SMALLER = 0.94
"""Step by which a letter is set smaller so that its end does not stand alone on a new page."""


@dataclass(frozen=True)
class Look:
    """Styles and measures of one letter; lengths in points, shares of the text's width."""

    body: Style
    printed: Style
    value: Style
    """What is filled into a form; the body's style elsewhere."""
    size: tuple[float, float]
    left: float
    right: float
    top: float
    leading: float
    align: Align
    indent: float
    gap: float
    head: str
    rule: str
    sign_x: float
    is_name_bold: bool
    is_name_underlined: bool
    is_closing_centred: bool
    pen: Colour
    stamp_shape: str
    stamp_ink: Colour
    is_ruled: bool = False
    is_form: bool = False
    print_kind: str = ""

    def smaller(self) -> "Look":
        """The same letter set a little tighter."""
        return replace(
            self,
            body=self.body.but(size=self.body.size * SMALLER),
            value=self.value.but(size=self.value.size * SMALLER),
            printed=self.printed.but(size=self.printed.size * SMALLER),
            leading=max(1.08, self.leading * SMALLER) if not self.body.hand else self.leading,
            gap=self.gap * SMALLER,
        )


def make_look(voice: Voice, letter: Letter, dice: Dice, seed: int) -> Look:
    """The look of one letter; `dice` decides what differs between a voice's letters."""
    habit = Dice(f"{seed}/kebiasaan/{voice.number}", dice.split)
    is_machine = any(words in voice.who.lower() for words in MACHINE_WORDS) or habit.chance(0.06)
    faces = (fonts.MACHINE if is_machine else fonts.TYPED)[dice.split]
    printed = Style(habit.choice(faces) if habit.chance(0.8) else dice.choice(faces), dice.uniform(10.5, 12))
    look = Look(
        body=printed,
        printed=printed,
        value=printed,
        size=habit.choice((A4, A4, F4)) if dice.chance(0.8) else dice.choice((A4, F4)),
        left=habit.uniform(56, 88) + dice.uniform(-4, 4),
        right=habit.uniform(46, 76),
        top=dice.uniform(36, 62),
        leading=habit.uniform(1.12, 1.4),
        align="left" if is_machine or habit.chance(0.4) else "justify",
        indent=habit.choice((0.0, 0.0, 24.0, 36.0)),
        gap=habit.choice((0.15, 0.4, 0.6)),
        head=habit.choice(("centred", "centred", "logo", "left")),
        rule=habit.choice(("double", "single", "thick", "none")),
        sign_x=habit.choice((0.56, 0.6, 0.62, 0.0, 0.38)),
        is_name_bold=habit.chance(0.4),
        is_name_underlined=habit.chance(0.4),
        is_closing_centred=habit.chance(0.35),
        pen=BALLPOINT[dice.choice(("blue", "blue", "dark", "black"))],
        stamp_shape=habit.choice(("round", "round", "round", "oval")),
        stamp_ink=INKS[habit.choice(("blue", "purple", "purple", "black", "red"))],
        is_form="formulir" in letter.flags,
    )
    return _by_flags(look, letter, dice, habit)


def _by_flags(look: Look, letter: Letter, dice: Dice, habit: Dice) -> Look:
    """A letter by hand, a form filled in, a print."""
    hand = Style(
        habit.choice(fonts.HANDWRITTEN[dice.split]), dice.uniform(13.5, 16), colour=look.pen, hand=True
    )
    if look.is_form:
        typed = look.printed.but(family=dice.choice(fonts.MACHINE[dice.split]))
        value = hand.but(size=look.printed.size + 2) if "tangan" in letter.flags else typed
        return replace(look, value=value, leading=max(look.leading, 1.35), align="left", indent=0)
    if "tangan" in letter.flags:
        return replace(
            look, body=hand, value=hand, leading=dice.uniform(21, 25) / hand.size, align="left",
            size=dice.choice((A4, F4, F4, NOTEBOOK)), left=dice.uniform(36, 60), right=dice.uniform(30, 54),
            indent=dice.choice((0, 20)), gap=0, is_ruled=dice.chance(0.7),
        )  # fmt: skip
    if PRINTS & letter.flags or letter.channel == "media_sosial":
        screen = Style(dice.choice(SCREEN_FACES), dice.uniform(9.5, 11))
        kind = next(iter(PRINTS & letter.flags), "media_sosial")
        return replace(look, body=screen, printed=screen, value=screen, size=A4, align="left", indent=0,
                       leading=1.3, print_kind=kind)  # fmt: skip
    return look
