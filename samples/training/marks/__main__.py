"""`python -m samples.training.marks`: fits what tells signatures and stamps from other ink.

    python -m samples.training.marks --pages 1600          draws, fits, writes extractors/marks/data/ink.json
    python -m samples.training.marks --material ink.npz    fits on what an earlier run kept there

Some four minutes of one core for 1600 pages, a minute for the trees. Needs scikit-learn (the extra `train`).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np

from extractors.image.workspace import Workspace
from extractors.marks.ink_evidence import FEATURES, Array
from extractors.marks.ink_model import MODEL_FILE
from extractors.marks.marks import inked_page, known_on
from samples.training.marks.fit import exported, fitted, out_of_fold
from samples.training.marks.pages import known_page, share_of
from tests.accuracy.report import table

IS, IS_NOT = 0.5, 0.1
"""Share of a mark's or the ink's box from which ink is that mark, and under which it is none; what lies
between is left out."""
NAMES = {"signature": "ttd", "stamp": "stempel"}
CUTS = (0.1, 0.5, 0.8, 0.95)


def material(count: int, seed: int) -> dict[str, Array]:
    """The features, labels (1, 0, or -1 where it is not clear) and pages of all ink on `count` pages."""
    labels: dict[str, list[int]] = {name: [] for name in NAMES}
    features, pages, sources = [], [], []
    for number in range(count):
        page = known_page(number, seed)
        for ink in known_on(inked_page(Workspace(page.pixels), page.lines, (), None)):
            features.append(ink.features)
            pages.append(number)
            sources.append(page.source)
            for name, mark in NAMES.items():
                share = max((share_of(i.box, ink.box) for i in page.inked if i.name == mark), default=0.0)
                labels[name].append(1 if share > IS else 0 if share < IS_NOT else -1)
        if number % 100 == 0:
            print(f"{number}/{count} pages", file=sys.stderr, flush=True)
    return {
        "features": np.array(features), "pages": np.array(pages), "sources": np.array(sources),
        **{name: np.array(values) for name, values in labels.items()},
    }  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    """Draw or load, fit, print, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.marks")
    parser.add_argument("--pages", type=int, default=1600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--material", type=Path, help="features kept by an earlier run, or where to keep them"
    )
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args(argv)
    cv2.setNumThreads(1)
    if args.material and args.material.is_file():
        known = dict(np.load(args.material))
    else:
        known = material(args.pages, args.seed)
        if args.material:
            np.savez_compressed(args.material, allow_pickle=False, **known)
    models = {}
    for name in NAMES:
        kept = known[name] >= 0
        features, labels = known["features"][kept], known[name][kept]
        said = out_of_fold(features, labels, known["pages"][kept].tolist())
        print(f"{name}: of {len(labels)} pieces of ink, each by trees that did not see its page")
        print(_table(said, labels))
        models[name] = exported(fitted(features, labels))
    if not args.dry_run:
        MODEL_FILE.write_text(json.dumps({"features": FEATURES, "models": models}), encoding="utf-8")


def _table(said: Array, labels: Array) -> str:
    rows = []
    for truth, name in ((1, "is one"), (0, "is none")):
        own = said[labels == truth]
        counts = np.histogram(own, bins=(0.0, *CUTS, 1.0))[0]
        rows.append([name, str(len(own)), *map(str, counts)])
    edges = (0.0, *CUTS, 1.0)
    return table(("ink", "pieces", *(f"{a:g}-{b:g}" for a, b in pairwise(edges))), rows)


if __name__ == "__main__":
    main()
