"""Passwords that may not be taken: the one that is there, and what anybody would try in this office."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from models.toml_file import PACKAGED, read_table

WORDS_FILE = PACKAGED / "data" / "sandi_umum.toml"
NOT_A_LETTER = re.compile(r"[^a-z]+")
SHORTEST_NAME = 3
"""Letters of a name; two ("Sri" is three) stand in too many other words."""
LOOKALIKES = str.maketrans("013457@$", "oieastas")
LEAST_OWN_LETTERS = 4
"""So many letters must be left when the common words are taken out."""


class NotThePresentOne:
    """A one-time password can't be kept."""

    def validate(self, password: str, user: User | None = None) -> None:
        """ValidationError when it is the user's password now."""
        if user is not None and user.pk and user.check_password(password):
            raise ValidationError("Kata sandi baru harus lain daripada yang sekarang.", code="sama")

    def get_help_text(self) -> str:
        """For the form."""
        return "Kata sandi baru harus lain daripada yang sekarang."


class NoCommonWords:
    """ "Koperasi2026!" and "budibudi1234" of budi are long and have everything, and are among the first that
    somebody tries. Django's own look at the user's names passes a short name repeated or lengthened."""

    def validate(self, password: str, user: User | None = None) -> None:
        """ValidationError when little is left without common words, the user's names, digits and signs."""
        plain, words = password.casefold(), (*names_of(user), *common_words())
        if (
            min(own_letters(plain, words), own_letters(plain.translate(LOOKALIKES), words))
            < LEAST_OWN_LETTERS
        ):
            raise ValidationError(
                "Kata sandi ini terlalu mudah ditebak: isinya kata umum, nama Anda, atau angka. Rangkailah "
                "beberapa kata yang tidak berhubungan.",
                code="umum",
            )

    def get_help_text(self) -> str:
        """For the form."""
        return "Bukan kata umum atau nama Anda dengan angka di belakangnya; rangkailah beberapa kata."


def names_of(user: User | None) -> list[str]:
    """The words of the user's names and address, the longest first."""
    if user is None:
        return []
    said = " ".join((user.username, user.first_name, user.last_name, user.email)).casefold()
    return sorted((word for word in NOT_A_LETTER.split(said) if len(word) >= SHORTEST_NAME), key=len)[::-1]


def own_letters(text: str, words: Iterable[str]) -> int:
    """Letters left when these words, digits and signs are taken out; 0 also where none was there."""
    left = NOT_A_LETTER.sub(" ", text)
    for word in words:
        left = left.replace(word, " ")
    return len(left.replace(" ", ""))


@lru_cache(maxsize=1)
def common_words() -> tuple[str, ...]:
    """The words, the longest first."""
    table = read_table(WORDS_FILE)
    words = table.texts("kata")
    table.finish()
    return tuple(sorted(words, key=len, reverse=True))
