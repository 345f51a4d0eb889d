"""`python -m samples.training.ranking.strangers`: brings some fields' curves to what strangers' letters say.

    python -m samples.training.ranking.strangers --readings DIR --voices 893-940 --fields KIND/NAME,...

Curves come from letters that are learnt from, and among these are short ones written to be hard. Of voices
that nothing was fitted on, a letter's answers tell how far a field's curve is off: two numbers, level and
slope of its log odds, that are drawn to none and one. Only curves of the fields named are written.
"""

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from extractors.fields.calibration import PACKAGED, Curve, load_calibration
from extractors.ranking.linear_chain import Array
from flows.fitting.calibration_fit import write_calibration
from flows.fitting.word_curve_fit import WordLabel, fit
from models.document import Kind
from models.word_curve import WordCurve
from samples.splits import Level
from samples.training.ranking.material import voices_of
from samples.voices.split import VOICES
from tests.accuracy.readings import DEFAULT, FromCache, Readings, open_readings
from tests.accuracy.running import run
from tests.accuracy.voice_pages import Wanted, drawn_voices
from tests.accuracy.voices import LetterReader

HELD = (0.5, 8.0)
"""How strongly level and slope of the log odds are held to none and one (flows.fitting.word_curve_fit)."""


def main(argv: Sequence[str] | None = None) -> None:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.ranking.strangers", description=__doc__)
    parser.add_argument("--readings", type=Path, default=DEFAULT)
    parser.add_argument("--adopt", default="", help="older codes' readings (tests/accuracy/readings)")
    parser.add_argument("--voices", required=True, help="that nothing was fitted on, as in 893-940")
    parser.add_argument("--fields", required=True, help="as in surat_pengaduan/terlapor,...")
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args(argv)
    calibration = load_calibration()
    told = _answers(open_readings(args.readings, args.adopt), voices_of(args.voices))
    curves = dict(calibration.curves)
    for field in args.fields.split(","):
        kind, name = field.split("/")
        curve = calibration.curve(Kind(kind), name)
        if curve is None:
            parser.error(f"{field} has no curve")
        said = np.array([curve.probability(score) for score, _ in told[field]])
        rights = np.array([float(right) for _, right in told[field]])
        bent = fitted(said, rights)
        curves[field] = moved(curve, bent)
        print(f"{field}: {len(rights)} values, level {bent.bias:+.2f}, slope {bent.slope:.2f}")
    if not args.dry_run:
        write_calibration(replace(calibration, curves=curves), PACKAGED)


def _answers(readings: Readings, voices: Sequence[str]) -> Mapping[str, list[tuple[float, bool]]]:
    """Each field's values, clean copies: the reader's own score, and whether it is right."""
    wanted = Wanted(VOICES, tuple(voices), None, Level.CLEAN, 1)
    reader = LetterReader(FromCache(readings), is_raw=True)
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for result in run(drawn_voices(wanted, readings.root / "pages"), reader, 1):
        for one in result.score.fields:
            if one.got is not None:
                found[f"{one.kind.value}/{one.name}"].append((one.confidence, one.is_right))
    return found


def fitted(said: Array, rights: Array) -> WordCurve:
    """How the log odds are bent so that what is said so often is as often right."""
    pairs = zip(said, rights, strict=True)
    return fit([WordLabel("", float(share), bool(right)) for share, right in pairs], held=HELD)


def moved(curve: Curve, bent: WordCurve) -> Curve:
    """The curve with its shares bent so."""
    return replace(curve, shares=tuple(round(bent.probability(share), 5) for share in curve.shares))


if __name__ == "__main__":
    main()
