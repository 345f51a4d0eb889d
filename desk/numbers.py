"""Numbers of cases: short, easy to read aloud, not guessable; also the tracking number on the receipt."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0/O, 1/I/L and U: read over the telephone, nothing is mistaken."""
HALF = 4


def new_number() -> str:
    """A number such as `K7QW-9XMD` (30^8 = 6.6e11 of them; the table's key makes it unique)."""
    halves = ("".join(secrets.choice(ALPHABET) for _ in range(HALF)) for _ in range(2))
    return "-".join(halves)
