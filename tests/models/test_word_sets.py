"""The words of the rules: each list is asked for, by a literal name, and says nothing twice."""

import re
import tomllib
from pathlib import Path

from models import word_sets

LISTS = tomllib.loads(word_sets.WORDS_FILE.read_text(encoding="utf-8"))
MODELS = Path(word_sets.__file__).parent


def test_every_list_is_asked_for_by_the_module_it_is_named_after() -> None:
    asked = {
        (path.stem, *name.split("."))
        for path in MODELS.rglob("*.py")
        for name in re.findall(r"""word_set\(["']([a-z_.]+)["']\)""", path.read_text(encoding="utf-8"))
    }
    assert asked == {(module, module, name) for module, lists in LISTS.items() for name in lists}


def test_every_word_is_in_capitals_and_in_its_list_once() -> None:
    for module, lists in LISTS.items():
        for name, words in lists.items():
            assert len(words) == len(set(words)) and words, (module, name)
            assert all(re.fullmatch(r"[A-Z]+", word) for word in words), (module, name)
