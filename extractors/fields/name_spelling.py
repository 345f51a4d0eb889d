"""Names as they are spelled in Indonesia, where a reading can be none: q read as g, O or @, a lost blank."""

import re

from extractors.fields.lexicon import words

BALINESE = frozenset(words("names", "balinese"))
"""Names that stand behind a man's 'I' (Balinese naming order)."""
_FUSED = re.compile(rf"(?i)^i(?={'|'.join(sorted(BALINESE))}\b)")
_ENDS_IN_Q = re.compile(rf"(?i)\b({'|'.join(words('names', 'before_q'))})(?:[go]\b|@)")
_DOUBLED = re.compile(r"(?i)\w{2}ii\b")
_BEGINS_WITH_Q = re.compile(r"(?i)(?:\bo|@)(?=omar|ori|urrot)")


def spelled(name: str) -> str:
    """The name with the blank behind 'I' and with the q that no name has a g, O or @ for.

    Arabic names end in -fiq and -diq, never in -fig or -dig; none begins with Oomar-.
    """
    parted = _FUSED.sub(lambda hit: f"{hit[0]} ", name)
    ended = _ENDS_IN_Q.sub(lambda hit: hit[1] + _q_like(hit[1][-1]), parted)
    return _BEGINS_WITH_Q.sub(lambda hit: "Q", ended)


def may_lack_apostrophe(name: str) -> bool:
    """Whether a name ends in a doubled i, as Arabic ones do with an apostrophe between (Rofi'i, Syafi'i),
    which copies lose."""
    return _DOUBLED.search(name) is not None


def _q_like(before: str) -> str:
    return "Q" if before.isupper() else "q"
