"""`python -m samples.training.name_words`: the words of names in the tune voices' letters, for the reader.

Writes extractors/fields/data/name_words.txt: what persons, koperasi and other bodies are called, in how many
voices. All of them are invented (samples/corpus/README.md); held-out voices give none.
"""

import re
from collections import Counter
from collections.abc import Iterator

from extractors.fields.name_words import NAME_WORDS_FILE
from models.field_spec import letter_names
from samples.voices.split import tune_voices
from samples.voices.tagged import Voice

ROLES = ("nama", "pihak_lain", "koperasi")
NAMED = frozenset(name for role in ROLES for name in letter_names(role)) | {"lain_nama", "lain_koperasi"}
_WORD = re.compile(r"[^\W\d_]{4,}")
HEAD = "# Words of names and the voices that have them: python -m samples.training.name_words (all invented)."


def words_of(voice: Voice) -> Iterator[str]:
    """The words of a voice's names, degrees behind a comma aside, small."""
    for letter in voice.letters:
        for span in letter.spans():
            if span.tag.name in NAMED:
                yield from _WORD.findall(span.text.split(",")[0].lower())


def main() -> None:
    """Count and write."""
    counts = Counter(word for voice in tune_voices() for word in set(words_of(voice)))
    rows = (f"{word} {count}" for word, count in sorted(counts.items()))
    NAME_WORDS_FILE.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    print(f"{len(counts)} words")


if __name__ == "__main__":
    main()
