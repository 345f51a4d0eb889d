"""`berkas calibrate`: fit the confidences anew, on labelled readings and on what reviewers corrected."""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from desk.reviewed import reviewed_fields
from extractors.fields.calibration import FILE_NAME, Calibration, load_calibration
from flows.fitting.calibration_fit import FOLDS, Label, expected, fit, passes, raw_score, write_calibration
from models.document import Kind
from models.errors import UsageError
from models.paths import DataFolder

TARGET = 0.004
"""Silent errors a field looked at; the goal is 0.005, and fresh scans are a little worse than known ones."""

MIN_LABELS = 500
"""Fewer readings than this say less than the packaged curves do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where labels come from, and where the curves go."""
    parser.add_argument(
        "readings", nargs="*", type=Path, metavar="BACAAN.json",
        help="bacaan berlabel dari `python -m tests.accuracy --dump-all BACAAN.json`",
    )  # fmt: skip
    parser.add_argument(
        "--target",
        metavar="BAGIAN",
        type=float,
        default=TARGET,
        help=f"bagian galat diam yang diterima (bawaan: {TARGET})",
    )
    parser.add_argument(
        "--out", metavar="BERKAS", type=Path, help=f"berkas hasil (bawaan: {FILE_NAME} di folder data)"
    )
    parser.add_argument("--undo", action="store_true", help="kembalikan kurva sebelum penyesuaian terakhir")


def run(options: argparse.Namespace, data: Path) -> int:
    """Gather, fit, store, and say what the new curves would let through; or take the last fit back."""
    path = options.out or data / FILE_NAME
    if options.undo:
        return _undo(path)
    if not 0 <= options.target < 0.5:
        raise UsageError("--target harus antara 0 dan 0,5.")
    now = load_calibration(data)
    measured = [label for path in options.readings for label in _labels_of(path, now)]
    reviewed = _reviewed(now) if DataFolder(data).database.is_file() else []
    labels = [*measured, *reviewed]
    if len(labels) < MIN_LABELS:
        raise UsageError(
            f"Baru ada {len(labels)} bacaan berlabel; perlu sedikitnya {MIN_LABELS}. "
            "Tambahkan BACAAN.json, atau tunggu sampai lebih banyak berkas disetujui."
        )
    source = f"{date.today():%Y-%m-%d}: {len(measured)} bacaan berlabel, {len(reviewed)} isian pemeriksa"
    made = fit(labels, target=options.target, fitted_on=source)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file():
        path.replace(_before(path))
    else:
        _before(path).unlink(missing_ok=True)
    kept = {**now.curves, **made.curves}  # what nobody has labelled here keeps its curve and threshold
    write_calibration(replace(made, curves=kept), path)
    _report(made, labels, path)
    _compare(now, labels, options.target)
    return 0


def _before(path: Path) -> Path:
    """Where the curves lie that a fit replaced."""
    return path.with_name(f"{path.stem}.sebelum{path.suffix}")


def _undo(path: Path) -> int:
    """The curves before the last fit; the packaged ones where there were none."""
    if not path.is_file():
        raise UsageError(f"Tidak ada penyesuaian yang dapat dibatalkan: {path} tidak ada.")
    if _before(path).is_file():
        _before(path).replace(path)
        print(f"Kurva sebelum penyesuaian terakhir dipakai kembali: {path}")
    else:
        path.unlink()
        print("Kurva bawaan dipakai kembali.")
    return 0


def _labels_of(path: Path, calibration: Calibration) -> list[Label]:
    """Values read, of a file with rows of kind, field, got, confidence and right."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        rows = stored["fields"]
        is_raw = bool(stored.get("is_raw"))
        return [_label(row, None if is_raw else calibration) for row in rows if row["got"] is not None]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"'{path}' bukan bacaan berlabel (hasil --dump-all).") from error


def _label(row: dict[str, Any], calibration: Calibration | None) -> Label:
    key = f"{row['kind']}/{row['field']}"
    return Label(key, _raw(row["kind"], row["field"], row["confidence"], calibration), bool(row["right"]))


def _raw(kind: str, name: str, confidence: float, calibration: Calibration | None) -> float:
    """The reader's own score behind a confidence that `calibration` made."""
    curve = calibration.curve(Kind(kind), name) if calibration else None
    return raw_score(curve, confidence) if curve else confidence


def _reviewed(calibration: Calibration) -> list[Label]:
    return [
        Label(f"{f.kind}/{f.name}", _raw(f.kind, f.name, f.confidence, calibration), f.is_right)
        for f in reviewed_fields()
    ]


def _report(made: Calibration, labels: Sequence[Label], path: Path) -> None:
    silent, flagged = expected(made, labels)
    print(f"{len(made.curves)} kurva dari {len(labels)} bacaan disimpan di {path}")
    print(f"Galat diam {silent:.2%}, ditandai untuk diperiksa {flagged:.1%} (pada bacaan yang sama)")
    for key in sorted(_fields(labels)):
        curve = made.curves.get(key)
        if curve is not None:
            print(f"  {key:<38} {curve.count:>6} bacaan, diperiksa di bawah {curve.review_below:.3f}")


def _compare(now: Calibration, labels: Sequence[Label], target: float) -> None:
    """By kind, what the curves so far and the new ones let through and flag; the new ones are judged on
    readings that they were not fitted on."""
    parts = [[label for at, label in enumerate(labels) if at % FOLDS == fold] for fold in range(FOLDS)]
    made = []
    for fold, part in enumerate(parts):
        others = [label for at, other in enumerate(parts) if at != fold for label in other]
        new = fit(others, target=target, fitted_on="")
        made += [(new, label) for label in part]
    print("Sebelum dan sesudah, pada bacaan yang tidak dipakai menyesuaikan:")
    for kind in sorted({label.key.split("/")[0] for label in labels}):
        pairs = [(new, label) for new, label in made if label.key.split("/")[0] == kind]
        old = _outcome([(now, label) for _, label in pairs])
        print(f"  {kind:<18} {len(pairs):>6} bacaan: {old} -> {_outcome(pairs)}")


def _outcome(pairs: Sequence[tuple[Calibration, Label]]) -> str:
    judged = [one for calibration, label in pairs if (one := passes(calibration, label)) is not None]
    silent = sum(passed and not is_right for passed, is_right in judged)
    flagged = sum(not passed for passed, _ in judged)
    count = max(1, len(judged))
    return f"galat diam {silent / count:.2%}, ditandai {flagged / count:.1%}"


def _fields(labels: Iterable[Label]) -> set[str]:
    return {label.key for label in labels}
