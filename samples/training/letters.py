"""Trains the language pipeline: what a letter asks for, and whom and what it names.

    python -m samples.training.letters --out extractors/engines/data/bahasa.cfg

Seeded; a few minutes on one core. Texts come from the tune split's halves of all pools; `--score` scores
the pipeline and the rules beside it on the test split's halves (other sentences, other names) and prints
the table of docs/spacy.md.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

from extractors.engines.language import SERVICE_PREFIX
from extractors.engines.language_pipeline import LetterLanguage
from samples.splits import Dice, Split
from samples.training.language_score import scores
from samples.training.marked import Marked, marked

SERVICES = ("konsultasi", "pengaduan", "penyelesaian_masalah", "pengaduan_layanan")
ENTITIES = ("ORANG", "KOPERASI", "PERAN", "UANG", "TANGGAL")
"""What a text is labelled with, and its spans."""

WIDTH, DEPTH, ROWS = 64, 3, 2000
"""The shared reader of words: hashed embeddings and three convolutions; about 1.5 MB on disk."""

TEXTS, ROUNDS, DROPPED = 2500, 6, 0.2
"""The pools hold some hundred sentences; after more rounds they are known by heart (docs/spacy.md)."""
RATE = 0.001
FIRST_BATCH, LAST_BATCH, GROWTH = 8.0, 48.0, 1.01
"""Texts a step: few at first, more as it settles."""


def blank() -> Language:
    """The pipeline before training: words, categories, entities."""
    nlp = LetterLanguage()
    reader = {
        "@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": WIDTH, "depth": DEPTH,
        "embed_size": ROWS, "window_size": 1, "maxout_pieces": 3, "subword_features": True,
    }  # fmt: skip
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    nlp.add_pipe("tok2vec", config={"model": reader})
    reduce = {
        "@architectures": "spacy.TextCatReduce.v1", "exclusive_classes": False, "tok2vec": listener,
        "use_reduce_first": False, "use_reduce_last": False, "use_reduce_max": True, "use_reduce_mean": True,
    }  # fmt: skip
    nlp.add_pipe("textcat_multilabel", name="layanan", config={"model": reduce})
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": listener,
    }  # fmt: skip
    nlp.add_pipe("ner", config={"model": parser})
    return nlp


def write_pipeline(nlp: Language, path: Path) -> int:
    """Store a trained pipeline as `path` (.cfg) and its weights beside it; the bytes written."""
    nlp.config.to_disk(path)
    path.with_suffix(".bin").write_bytes(nlp.to_bytes())
    return path.stat().st_size + path.with_suffix(".bin").stat().st_size


def example(nlp: Language, made: Marked) -> Example:
    """A text with its marks."""
    cats = {f"{SERVICE_PREFIX}{name}": float(name == made.service) for name in SERVICES}
    doc: Doc = nlp.make_doc(made.text)
    spans = [doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in made.spans]
    entities = [(span.start_char, span.end_char, span.label_) for span in spans if span is not None]
    return Example.from_dict(doc, {"cats": cats, "entities": entities})


def _labels(nlp: Language) -> None:
    for name in SERVICES:
        nlp.get_pipe("layanan").add_label(f"{SERVICE_PREFIX}{name}")  # type: ignore[attr-defined]
    for name in ENTITIES:
        nlp.get_pipe("ner").add_label(name)  # type: ignore[attr-defined]


def growing(examples: Sequence[Example]) -> Iterator[Sequence[Example]]:
    """The examples in batches that grow from FIRST_BATCH to LAST_BATCH."""
    at, size = 0, FIRST_BATCH
    while at < len(examples):
        yield examples[at : at + int(size)]
        at, size = at + int(size), min(LAST_BATCH, size * GROWTH)


def train(seed: int, texts: int, rounds: int) -> Language:
    """The trained pipeline, its running average of weights in use."""
    fix_random_seed(seed)
    dice = random.Random(seed)
    nlp = blank()
    _labels(nlp)
    examples = [example(nlp, marked(Dice(f"bahasa/{seed}/{at}", Split.TUNE))) for at in range(texts)]
    optimizer = nlp.initialize(lambda: examples[:200])
    optimizer.learn_rate = RATE
    for number in range(rounds):
        dice.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in growing(examples):
            nlp.update(batch, sgd=optimizer, drop=DROPPED, losses=losses)
        shown = "  ".join(f"{name} {value:.1f}" for name, value in losses.items())
        print(f"round {number + 1}/{rounds}  {shown}", flush=True)
    return nlp


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and store, or score what is stored."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--out", type=Path, help="the .cfg file to write")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--score", action="store_true", help="score the packaged pipeline and the rules")
    chosen = parser.parse_args(arguments)
    if chosen.out:
        nlp = train(chosen.seed, chosen.texts, chosen.rounds)
        print(f"{write_pipeline(nlp, chosen.out):,} bytes written to {chosen.out} and .bin beside it")
    if chosen.score:
        print(scores())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
