"""`python -m samples.training.marks`: fits what tells signatures and stamps from other ink.

    python -m samples.training.marks --pages 2400          draws, fits, writes extractors/marks/data/ink.json
    python -m samples.training.marks --material ink.npz    fits on what earlier runs kept there

Some six minutes of one core for 2400 pages, a minute for the trees. Needs scikit-learn (the extra `train`).
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
from models.field import Box
from samples.training.marks.fit import exported, fitted, out_of_fold
from samples.training.marks.pages import KnownPage, known_page, share_of
from samples.training.marks.together import together
from tests.accuracy.report import table

IS, IS_NOT = 0.5, 0.1
"""Share of a mark's or the ink's box from which ink is that mark, and under which it is none; what lies
between is left out."""
NAMES = {"signature": "ttd", "stamp": "stempel", "clerk": "coret"}
DRAWING = (
    *FEATURES[: FEATURES.index("whole_wide")],
    "kept", "left_longest", "left_share", "left_high", "chroma", "red", "yellow", "dark", "dark_spread",
)  # fmt: skip
"""What tells a clerk's mark: the drawing and its ink; he draws where a signature belongs."""
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
            for name, label in _labels(page, ink.box).items():
                labels[name].append(label)
        if number % 100 == 0:
            print(f"{number}/{count} pages", file=sys.stderr, flush=True)
    return {
        "features": np.array(features), "pages": np.array(pages), "sources": np.array(sources),
        **{name: np.array(values) for name, values in labels.items()},
    }  # fmt: skip


def _joined(kept: Sequence[dict[str, Array]]) -> dict[str, Array]:
    """What several runs kept, as that of one."""
    return {key: np.concatenate([one[key] for one in kept]) for key in kept[0]}


def _labels(page: KnownPage, box: Box) -> dict[str, int]:
    """What ink is. A clerk's marks are left out of what tells signatures and stamps from other ink, and
    told from signatures alone: few strokes of a pen can be either."""
    shares = {
        name: max((share_of(one.box, box) for one in page.inked if one.name == mark), default=0.0)
        for name, mark in NAMES.items()
    }
    labels = {name: 1 if share > IS else 0 if share < IS_NOT else -1 for name, share in shares.items()}
    drawn, signature, stamp = labels["clerk"], labels["signature"], labels["stamp"]
    clerk = drawn if drawn + signature == 1 else -1
    return {
        "signature": -1 if drawn and not signature else signature,
        "stamp": -1 if clerk == 1 and not stamp else stamp,
        "clerk": clerk,
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Draw or load, fit, print, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.marks")
    parser.add_argument("--pages", type=int, default=1600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--material",
        type=Path,
        nargs="*",
        default=[],
        help="features kept by earlier runs, or where to keep them",
    )
    parser.add_argument(
        "--only", nargs="+", choices=list(NAMES), default=list(NAMES), help="trees to fit anew"
    )
    parser.add_argument(
        "--keep", type=float, default=0.0, help="share of the trees of before in the log odds"
    )
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args(argv)
    cv2.setNumThreads(1)
    kept = [dict(np.load(path)) for path in args.material if path.is_file()]
    known = _joined(kept) if kept else material(args.pages, args.seed)
    if args.material and not kept:
        np.savez_compressed(args.material[0], allow_pickle=False, **known)
    models = json.loads(MODEL_FILE.read_text(encoding="utf-8"))["models"]
    for name in args.only:
        clear = known[name] >= 0
        columns = [FEATURES.index(one) for one in (DRAWING if name == "clerk" else FEATURES)]
        features, labels = known["features"][clear][:, columns], known[name][clear]
        said = out_of_fold(features, labels, known["pages"][clear].tolist())
        print(f"{name}: of {len(labels)} pieces of ink, each by trees that did not see its page")
        print(_table(said, labels))
        found = exported(fitted(features, labels), columns)
        models[name] = together(models[name], found, args.keep) if args.keep else found
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
