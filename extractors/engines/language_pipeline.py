"""spaCy itself: the language of letters, and how its pipeline is stored and loaded (for language.py)."""

from pathlib import Path

from spacy.language import BaseDefaults, Language
from spacy.util import registry
from thinc.api import Config

LANGUAGE = "berkas"


class _Defaults(BaseDefaults):
    tokenizer_exceptions = {}


@registry.languages(LANGUAGE)
class LetterLanguage(Language):  # type: ignore[no-untyped-call]
    """Indonesian as letters write it: no tokenizer exceptions (spaCy's own Indonesian takes a second to
    load its 16,000)."""

    lang = LANGUAGE
    Defaults = _Defaults


def load_pipeline(path: Path) -> Language:
    """The pipeline of a .cfg file with its weights in the .bin beside it."""
    nlp = LetterLanguage.from_config(Config().from_disk(path))
    return nlp.from_bytes(path.with_suffix(".bin").read_bytes())


def write_pipeline(nlp: Language, path: Path) -> int:
    """Store a trained pipeline as `path` (.cfg) and its weights beside it; the bytes written."""
    nlp.config.to_disk(path)
    path.with_suffix(".bin").write_bytes(nlp.to_bytes())
    return path.stat().st_size + path.with_suffix(".bin").stat().st_size
