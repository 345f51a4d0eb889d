"""spaCy itself: the language of letters, and how its pipeline is loaded (for language.py)."""

from pathlib import Path

from spacy.language import BaseDefaults, Language
from spacy.util import registry
from thinc.api import Config

LANGUAGE = "berkas"
NAMES = "ner"


class _Defaults(BaseDefaults):
    tokenizer_exceptions = {}


@registry.languages(LANGUAGE)
class LetterLanguage(Language):  # type: ignore[no-untyped-call]
    """Indonesian as letters write it: no tokenizer exceptions (spaCy's own Indonesian takes a second to
    load its 16,000)."""

    lang = LANGUAGE
    Defaults = _Defaults


def load_pipeline(path: Path, *, has_names: bool = True) -> Language:
    """The pipeline of a .cfg file with its weights in the .bin beside it; without `has_names` it looks for
    nothing that a text names, which takes half of its time."""
    nlp = LetterLanguage.from_config(Config().from_disk(path))
    nlp = nlp.from_bytes(path.with_suffix(".bin").read_bytes())
    if not has_names:
        nlp.remove_pipe(NAMES)
    return nlp
