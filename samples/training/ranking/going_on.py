"""The shipped tagger learns from letters that came later.

    python -m samples.training.ranking.going_on --readings DIR --voices 355-402
    python -m samples.training.ranking.going_on --readings DIR --voices 355-386 --left-out 387-402 --dry-run

Net and upper layers of the language model go through some rounds over these voices' letters only, from where
they stand, and are drawn back part of the way (SHARE); a random field is fitted to them and added to the one
that stood (FIELD_SHARE); rankers and curves stay. Of voices left out the tagger's F1 is told before and
after: leave out those of whole writers. Four minutes of a core for 480 copies of letters, for the field half
a minute a thousand; a whole fit takes hours.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from extractors.ranking import language, span_tagger
from extractors.ranking.linear_chain import load_chain, write_chain
from extractors.ranking.span_tagger import Tagger, packaged_tagger
from extractors.ranking.word_net import load_net, write_net
from samples.splits import Level
from samples.training.language.reader import Lower
from samples.training.ranking.between import between, together
from samples.training.ranking.material import Example, examples, voices_of
from samples.training.ranking.net import GOING_ON, ONCE_MORE, fit_net
from samples.training.ranking.tagger import fit_tagger, scores
from samples.training.ranking.taggers import Files
from tests.accuracy.readings import DEFAULT, open_readings
from tests.accuracy.report import percent

SHIPPED = Files(span_tagger.MODEL_FILE, span_tagger.NET_FILE, language.MODEL_FILE)
SHARE = 0.75
"""How far the weights go from where they stood to where the rounds end: in between they know both the
letters before and the new ones. Of voices 403 to 418 (419 to 434), which neither fit knew, log-likelihood a
word of net and field is -.0845 (-.0700) before, -.0832 (-.0682) at .5, -.0827 (-.0680) at .75, -.0829
(-.0677) at 1, F1 85.9 (88.2), 86.1 (88.5), 86.2 (88.4), 86.2 (88.2)."""
FIELD, FIELD_SHARE = "field.npz", 0.67
"""A random field's file in a folder, and how much the newly fitted one counts beside the one that stood. Of
205 letters of a part that neither the new field (3,877 letters) nor the net knows, log-likelihood a word of
the field, of both (and F1): -.148, -.0968 (76.6) as it stood, -.116, -.0908 (78.4) so, -.118, -.0915 (78.0)
at .5, -.125, -.0921 (78.0) the new one alone."""


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.ranking.going_on", description=__doc__)
    parser.add_argument("--readings", type=Path, default=DEFAULT)
    parser.add_argument("--adopt", default="", help="older codes' readings (tests/accuracy/readings)")
    parser.add_argument("--levels", default="clean,hard", help="of each letter one copy of each that is kept")
    parser.add_argument("--seed", type=int, default=1, help="of the pages that were read")
    parser.add_argument("--voices", required=True, help="as in 355-370,372")
    parser.add_argument("--left-out", default="", help="voices that judge it")
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args(argv)
    levels = [Level(level) for level in args.levels.split(",")]
    readings = open_readings(args.readings, args.adopt)
    known, judges = (
        list(examples(readings, levels, args.seed, len(levels), voices=voices_of(wanted))) if wanted else []
        for wanted in (args.voices, args.left_out)
    )
    print(f"{len(known)} copies of letters, judged by {len(judges)}", file=sys.stderr, flush=True)
    _told("before", packaged_tagger(), judges)
    with tempfile.TemporaryDirectory() as folder:
        files = fitted(known, Path(folder))
        _told("after", files.tagger(), judges)
        if not args.dry_run:
            files.ship()
    return 0


def fitted(known: Sequence[Example], folder: Path, begun: Files = SHIPPED) -> Files:
    """That tagger after these letters, in that folder."""
    teach_field(known, folder, begun)
    teach_net(known, folder, begun)
    return kept(folder)


def kept(folder: Path) -> Files:
    """A tagger that went on, in that folder; without a random field of its own it has the shipped one."""
    field = folder / FIELD
    return Files(field if field.is_file() else SHIPPED.field, folder / "net.npz", folder / "language.onnx")


def teach_field(known: Sequence[Example], folder: Path, begun: Files) -> None:
    """The random field that knows these letters beside those it was fitted to."""
    both = together(load_chain(begun.field), fit_tagger(known), FIELD_SHARE)
    write_chain(both, folder / FIELD)


def teach_net(known: Sequence[Example], folder: Path, begun: Files, *, is_whole: bool = False) -> None:
    """Net and language model after some rounds over these letters. `is_whole`: they are all that there are,
    and what stood before need not be kept."""
    lower, files = Lower(), kept(folder)
    stood = (load_net(begun.net), lower.read(begun.model))
    phases = ONCE_MORE if is_whole else GOING_ON
    net, upper = fit_net(known, load_chain(begun.field).labels, lower, stood, phases)
    write_net(net, files.net)
    lower.write(upper, files.model)
    if not is_whole:
        _drawn_back(files, begun, lower)


def _drawn_back(files: Files, begun: Files, lower: Lower) -> None:
    """Both models SHARE of the way from where they began, as they were written."""
    write_net(between(load_net(begun.net), load_net(files.net), SHARE), files.net)
    stood, ended = lower.read(begun.model), lower.read(files.model)
    with torch.no_grad():
        for one, other in zip(stood.parameters(), ended.parameters(), strict=True):
            one.copy_((1 - SHARE) * one + SHARE * other)
    lower.write(stood, files.model)


def _told(when: str, tagger: Tagger, judges: Sequence[Example]) -> None:
    counted: Counter[str] = Counter()
    for (_, outcome), count in scores(tagger, judges).items():
        counted[outcome] += count
    runs = 2 * counted["hit"] + counted["invented"] + counted["missed"]
    if runs:
        print(
            f"{when}: exact runs of the voices left out, F1 {percent(2 * counted['hit'], runs)} %", flush=True
        )


if __name__ == "__main__":
    sys.exit(main())
