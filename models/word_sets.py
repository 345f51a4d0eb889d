"""Words that rules ask for (data/kata.toml): which they are is data, what follows from them is code."""

import tomllib
from functools import cache

from models.toml_file import PACKAGED

WORDS_FILE = PACKAGED / "data" / "kata.toml"


@cache
def _stored() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))


def word_set(name: str) -> frozenset[str]:
    """The words of the list `module.name`, in capitals."""
    module, _, own = name.partition(".")
    return frozenset(_stored()[module][own])
