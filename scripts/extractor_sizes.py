"""How large the extractors are: lines of what came since issue 15 set its goal, and of the rest.

python scripts/extractor_sizes.py      the table of docs/architecture.md, "How large it is"
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1] / "extractors"
GOAL = 14_500
SINCE: dict[str, tuple[str, ...]] = {
    "options weighed, kind and service decided": ("ranking/*",),
    "handwriting decoded line by line": (
        "engines/ctc*", "engines/char_model", "engines/lattice", "engines/line_*", "engines/number_shapes",
        "engines/hand_reader", "engines/pen_columns", "image/ruled_paper", "page/handwritten_text",
        "page/missed_lines", "page/pen_colour", "page/pen_writing", "page/undetected_writing",
        "page/written_words",
    ),
    "children confined, readings handed over, a page's clock": (
        "files/confinement", "files/syscalls", "files/handover", "files/page_clock",
        "files/scratch",
    ),
    "signed or not by evidence of ink": (
        "marks/ink_model",
        "marks/ink_evidence",
        "marks/sticker_evidence",
        "marks/sticker_ground",
    ),
    "a printed mail's head": ("text/mail_head",),
    "papers that are no KTP and no letter": (
        "text/identity_papers", "cards/other_papers", "cards/photo", "case/attachments", "case/not_letters",
        "text/copied_paper", "case/copied_papers",
    ),
    "letters by hand: signatures, dates in words, doubt of figures": (
        "text/signing_by_hand", "text/first_person", "fields/spelled_number", "case/numbers_by_hand",
    ),
    "why a value was chosen": ("case/explain",),
    "names read twice": ("case/name_rereading", "page/name_rereading"),
    "who asks, and whom a letter means, settled by the card beside it": ("case/asking", "case/rivals"),
    "a page crossed out by pen, or stamped void": ("image/crossing_out", "page/oblong_stamps", "text/voided"),
    "a form's boxes and ticks, numbers struck out": (
        "page/boxed_characters", "page/ticked_boxes", "page/struck_numbers",
    ),
    "lines that are bent as their sheet is": ("engines/bent_lines",),
    "whose signature it is": ("text/signature_place",),
    "namesake koperasi told apart by their place": ("text/koperasi_place",),
}  # fmt: skip


def lines(patterns: tuple[str, ...]) -> int:
    """Lines of the files of these names."""
    files = {path for pattern in patterns for path in ROOT.glob(f"{pattern}.py")}
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)


def main() -> None:
    """Print the table."""
    whole, new = lines(("*/*",)), {name: lines(patterns) for name, patterns in SINCE.items()}
    print("| what has come since | files | lines |\n| --- | --- | ---: |")
    for name, count in new.items():
        print(f"| {name} | {', '.join(f'`{each}`' for each in SINCE[name])} | {count:,} |")
    rest = whole - sum(new.values())
    print(f"| all of these | | {sum(new.values()):,} |\n| the rest, which the goal speaks of | | {rest:,} |")
    print(f"\n{whole:,} lines in all; the rest is {rest - GOAL:+,} against the goal of {GOAL:,}.")


if __name__ == "__main__":
    main()
