"""`python -m samples.voices FOLDER --out OUT`: pages of tagged letters, each with its truth beside it.

python -m samples.voices samples/corpus/voices --out suara --level medium --voices 01,39
python -m samples.voices samples/corpus/voices --check
"""

import argparse
import sys
from pathlib import Path

from samples.splits import Level
from samples.voices.faults import voice_faults
from samples.voices.paper import make_letter
from samples.voices.split import held_out, split_of
from samples.voices.tagged import load_voices
from samples.writer import write_case


def main(argv: list[str] | None = None) -> int:
    """Check the folder's files, then write the pages; 1 where a file breaks the rules."""
    parser = argparse.ArgumentParser(prog="python -m samples.voices", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="of files NN.txt, one a voice")
    parser.add_argument("--out", type=Path, help="folder to write into")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--level", type=Level, choices=list(Level), default=Level.CLEAN)
    parser.add_argument("--voices", default="", help="numbers, as in 01,02 (all by default)")
    parser.add_argument("--check", action="store_true", help="only say what breaks the rules of the format")
    args = parser.parse_args(argv)
    seen: set[str] = set()
    faults = [fault for path in sorted(args.folder.glob("*.txt")) for fault in voice_faults(path, seen)]
    print(f"{len(seen)} letters, {len(faults)} faults", *faults, sep="\n", file=sys.stderr)
    if faults or args.check:
        return 1 if faults else 0
    if args.out is None:
        parser.error("--out is needed")
    test = held_out(args.folder)
    for voice in load_voices(args.folder, [number for number in args.voices.split(",") if number]):
        for letter in voice.letters:
            case = make_letter(voice, letter, seed=args.seed, level=args.level, split=split_of(voice, test))
            print(write_case(case, args.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
