"""`python -m samples.training.ranking --readings DIR`: fits tagger and rankers to the tune voices.

    python -m samples.training.ranking --readings build/readings              figures, and writes the weights
    python -m samples.training.ranking --readings build/readings --dry-run    the figures only

Voices are parted into folds. Each fold is tagged by a tagger fitted on the others, and ranked by rankers
fitted on the others: the table is of voices that nothing was fitted on. The weights that are written come
from all tune voices, the curves of calibration from the folds. See docs/ranking.md for what a fit takes.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np

from extractors.ranking import ranker
from extractors.ranking.linear_chain import Array
from extractors.ranking.option_features import FEATURES
from extractors.ranking.ranker import NONE_FEATURES, RoleModel
from extractors.ranking.roles import OTHER, Role
from extractors.ranking.services import (
    OFFICE_FILE,
    SERVICE_FEATURES,
    SERVICE_FILE,
    SERVICES,
)
from extractors.ranking.text_classifier import write_classifier
from models.document import Kind
from samples.splits import Level
from samples.training.ranking.answers import (
    NONE_BELOW,
    flag_labels,
    labels_of,
    report,
    write_curves,
)
from samples.training.ranking.honesty import honesty
from samples.training.ranking.material import Example, examples, own_examples
from samples.training.ranking.rankers import Outcome, Question, fit_rankers, outcome, questions
from samples.training.ranking.services import (
    advice_shares,
    cut_lines,
    fit_classifier,
    fit_service,
    kind_answer,
    letters,
    out_of_voice,
    service_answers,
    service_material,
    stored_weights,
    texts,
)
from samples.training.ranking.tagger import scores
from samples.training.ranking.taggers import Taggers
from tests.accuracy.readings import DEFAULT, open_readings
from tests.accuracy.report import percent, table

FOLDS = 4


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.ranking", description=__doc__)
    parser.add_argument("--readings", type=Path, default=DEFAULT)
    parser.add_argument("--adopt", default="", help="older codes' readings (tests/accuracy/readings)")
    parser.add_argument("--levels", default="clean,medium")
    parser.add_argument("--copies", type=int, default=1, help="of each letter, the levels in turn")
    parser.add_argument("--seed", type=int, default=1, help="of the pages that were read")
    parser.add_argument("--own", type=int, default=100, help="letters of our own families")
    parser.add_argument("--own-seed", type=int, default=21)
    parser.add_argument("--taggers", type=Path, help="keep them here, and take those that are there")
    parser.add_argument("--only", default="", help="make the taggers of these folds (4: of all), no more")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--services-only", action="store_true", help="leave tagger and rankers as they are")
    args = parser.parse_args(argv)
    levels = [Level(level) for level in args.levels.split(",")]
    readings = open_readings(args.readings, args.adopt)
    damaged = examples(readings, [Level.HARD], args.seed, 1, is_first_only=True)
    material = [*examples(readings, levels, args.seed, args.copies), *damaged]
    own = list(own_examples(readings, args.own, args.own_seed))
    folds = _folds({example.voice for example in (*material, *own)})
    print(f"{len(material)} letters of {len(folds)} voices", file=sys.stderr, flush=True)
    if args.services_only:
        print(_services(material, folds, is_dry=args.dry_run))
        return 0
    with _folder(args.taggers) as folder:
        taggers = Taggers([*material, *own], folds, folder)
        if args.only:
            for fold in args.only.split(","):
                taggers.without(int(fold))
        else:
            _fit(taggers, material, is_dry=args.dry_run)
    return 0


def _fit(taggers: Taggers, material: Sequence[Example], *, is_dry: bool) -> None:
    """Everything; `material`: of the voices only."""
    asked = _asked(taggers)
    strangers = {example.voice for example in material}
    outcomes = [one for one in _held_out(asked, taggers.folds) if one.question.voice in strangers]
    told = _services(material, taggers.folds, is_dry=is_dry)
    print(report(outcomes))
    print(honesty(outcomes, taggers.folds))
    print(told)
    if not is_dry:
        taggers.without(FOLDS).ship()
        own = len(taggers.material) - len(material)
        _write_rankers(asked, f"{len(material)} letters of {len(strangers)} voices, {own} of our own")
        write_curves([*labels_of(outcomes), *flag_labels(outcomes)])


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """Where taggers are kept: one that goes again unless one is named."""
    with tempfile.TemporaryDirectory() as passing:
        folder = kept or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        yield folder


def _folds(voices: set[str]) -> dict[str, int]:
    """The fold of each voice, by a fixed shuffle."""
    order = sorted(voices)
    random.Random(1).shuffle(order)
    return {voice: at % FOLDS for at, voice in enumerate(order)}


def _asked(taggers: Taggers) -> list[Question]:
    """Every field of every letter, tagged by a tagger that knows other voices only."""
    asked: list[Question] = []
    counted: Counter[tuple[str, str]] = Counter()
    advice = advice_shares(taggers.material, taggers.folds, FOLDS)
    for fold in range(FOLDS):
        tagger = taggers.without(fold).tagger()
        own = [example for example in taggers.material if taggers.folds[example.voice] == fold]
        counted += scores(tagger, own)
        asked += [q for example in own for q in questions(example, tagger, advice[example.key])]
        print(f"fold {fold + 1} of {FOLDS} tagged", file=sys.stderr, flush=True)
    print(_tagger_table(counted))
    return asked


def _held_out(asked: Sequence[Question], folds: Mapping[str, int]) -> list[Outcome]:
    found: list[Outcome] = []
    for fold in range(FOLDS):
        models = fit_rankers([q for q in asked if folds[q.voice] != fold], NONE_BELOW)
        answered = [outcome(q, models) for q in asked if folds[q.voice] == fold]
        found += [one for one in answered if one is not None]
    return found


def _services(material: Sequence[Example], folds: Mapping[str, int], *, is_dry: bool) -> str:
    """Fits what tells the service; the figures out of voice. What a request asks has a command of its own
    (`asked`)."""
    known = texts(material, Kind.SURAT_PENGADUAN)
    shares = out_of_voice(known, folds, FOLDS)
    right = sum(
        max(share, key=share.__getitem__) == one.label for one, share in zip(known, shares, strict=True)
    )
    line = f"{OFFICE_FILE.stem}: {percent(right, len(known))} % of {len(known)} letters right"
    if not is_dry:
        write_classifier(fit_classifier(known), OFFICE_FILE)
    return "\n".join([line, *_kind_lines(material, folds, is_dry=is_dry)])


def _kind_lines(material: Sequence[Example], folds: Mapping[str, int], *, is_dry: bool) -> list[str]:
    """Request or complaint by words alone, and the service, out of voice; writes the service's weights."""
    known = letters(material)
    shares = out_of_voice(known, folds, FOLDS, has_words=True)
    answers = [kind_answer(one, share) for one, share in zip(known, shares, strict=True)]
    features, asked = service_material(material, shares, folds, FOLDS)
    if not is_dry:
        _write_service(fit_service(features, [one.label for one in asked]))
    services = service_answers(features, asked, folds, FOLDS)
    return [*cut_lines("kind of letter", answers), *cut_lines("service", services)]


def _write_service(weights: Array) -> None:
    stored = {"features": SERVICE_FEATURES, "services": SERVICES, "weights": np.round(weights, 4).tolist()}
    SERVICE_FILE.write_text(json.dumps(stored) + "\n", encoding="utf-8")


def _tagger_table(counted: Counter[tuple[str, str]]) -> str:
    rows = []
    for role in sorted({role for role, _ in counted}):
        hit, invented, missed = (counted[role, word] for word in ("hit", "invented", "missed"))
        rows.append([role, str(hit + missed), percent(2 * hit, 2 * hit + invented + missed)])
    own = [row for row in rows if not row[0].startswith(OTHER)]
    return table(("role", "runs", "F1 %"), own)


def _write_rankers(asked: Sequence[Question], told: str) -> None:
    """Weights from all voices."""
    stored = {
        "fitted_on": f"{told}, {date.today().isoformat()}",
        "features": FEATURES,
        "none_features": NONE_FEATURES,
        "roles": {
            str(role): _stored(model) for role, model in sorted(fit_rankers(asked, NONE_BELOW).items())
        },
    }
    ranker.MODEL_FILE.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def _stored(model: RoleModel) -> dict[str, object]:
    return {
        "option": stored_weights(model.option),
        "none": stored_weights(model.none) if model.none else None,
        "review_none_below": model.review_none_below,
    }


__all__ = ["Role", "main"]

if __name__ == "__main__":
    sys.exit(main())
