"""`python -m samples --out DIR`: makes invented documents with their truth beside them.

python -m samples --out contoh --cases 40
python -m samples --out contoh --part ktp --level hard --seed 3
"""

import argparse
from pathlib import Path

from samples.committed import write_committed
from samples.make import make_case
from samples.makers import PARTS
from samples.splits import Level, Split
from samples.writer import write_case


def main() -> None:
    """Parse the arguments and write the samples."""
    parser = argparse.ArgumentParser(prog="python -m samples", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, help="folder to write into")
    parser.add_argument("--committed", action="store_true", help="make samples/committed anew instead")
    parser.add_argument("--cases", type=int, default=40, help="how many cases (over all chosen parts)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", type=Split, choices=list(Split), default=Split.TUNE)
    parser.add_argument("--part", choices=list(PARTS), action="append", help="may be given several times")
    parser.add_argument("--level", type=Level, choices=list(Level))
    args = parser.parse_args()
    if args.committed:
        write_committed()
        return
    if args.out is None:
        parser.error("--out is needed")
    parts = args.part or list(PARTS)
    for i in range(args.cases):
        case = make_case(
            parts[i % len(parts)], i // len(parts), split=args.split, seed=args.seed, level=args.level
        )
        print(write_case(case, args.out))


if __name__ == "__main__":
    main()
