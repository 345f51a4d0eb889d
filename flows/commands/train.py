"""`berkas train`: learn from the lines of handwriting that were typed at the desk, or give them out.

What is fitted here takes seconds and needs no torch: how sure a word of this office's handwriting is. The net
itself is trained with `samples.training.hand` (docs/recogniser.md), for which `--export` gives the lines.
"""

import argparse
import itertools
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PIL import Image

from desk.transcripts import training
from desk.transcripts.training import TypedLine
from flows.fitting.word_curve_fit import WordLabel, fit, labels_of, left_out, loss
from models.errors import UsageError
from models.word_curve import FILE_NAME, WordCurve, load_word_curve, write_word_curve

MIN_WORDS, MIN_LETTERS = 500, 20
"""Fewer say less than the packaged confidences do; of fewer letters the folds are single hands."""
BOUNDS = (0.0, 0.5, 0.8, 0.9, 1.0)
"""Of the table: how sure a word is said to be."""
MARGIN = 0.35
"""Of a line's height, kept above and below it in its picture."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fit, take the last fit back, or export."""
    parser.add_argument("--undo", action="store_true", help="kembalikan keyakinan sebelum pelatihan terakhir")
    parser.add_argument(
        "--export", type=Path, metavar="DIR",
        help="tulis baris (gambar dan teks) ke folder baru DIR, tanpa melatih",
    )  # fmt: skip


def run(options: argparse.Namespace, data: Path) -> int:
    """Do it."""
    path = data / FILE_NAME
    if options.undo:
        return _undo(path)
    found = training.typed_lines()
    if options.export:
        return _export(found, options.export)
    labels = [label for line in found for label in labels_of(line.letter, line.words, line.text)]
    letters = len({label.letter for label in labels})
    if len(labels) < MIN_WORDS or letters < MIN_LETTERS:
        raise UsageError(
            f"Baru ada {len(labels)} kata dari {letters} surat yang boleh dipelajari; perlu sedikitnya "
            f"{MIN_WORDS} kata dari {MIN_LETTERS} surat."
        )
    now = load_word_curve(data)
    pairs = left_out(labels)
    before, after = loss([(now, label) for label in labels]), loss(pairs)
    _compare(now, pairs)
    print(f"Kerugian log rata-rata {before:.3f} -> {after:.3f}, pada surat yang tidak dipakai menyesuaikan")
    if after >= before:
        print("Tidak lebih baik; yang berlaku tetap dipakai.")
        return 0
    _store(fit(labels, f"{date.today():%Y-%m-%d}: {len(labels)} kata dari {letters} surat"), path)
    print(f"Disimpan di {path}; berlaku untuk bacaan berikutnya. Batalkan dengan: berkas train --undo")
    return 0


def _store(curve: WordCurve, path: Path) -> None:
    if path.is_file():
        path.replace(_before(path))
    else:
        _before(path).unlink(missing_ok=True)
    write_word_curve(curve, path)


def _before(path: Path) -> Path:
    """Where the file lies that a fit replaced."""
    return path.with_name(f"{path.stem}.sebelum{path.suffix}")


def _undo(path: Path) -> int:
    if not path.is_file():
        raise UsageError(f"Tidak ada pelatihan yang dapat dibatalkan: {path} tidak ada.")
    if _before(path).is_file():
        _before(path).replace(path)
        print("Keyakinan sebelum pelatihan terakhir dipakai kembali.")
    else:
        path.unlink()
        print("Keyakinan bawaan dipakai kembali.")
    return 0


def _compare(now: WordCurve, pairs: Sequence[tuple[WordCurve, WordLabel]]) -> None:
    """Of words said to be so sure: how many there are and how many are right, before and after."""
    print("| dikatakan yakin | kata, sebelum | benar | kata, sesudah | benar |")
    print("| --- | --- | --- | --- | --- |")
    old = [(now.probability(label.confidence), label.is_right) for _, label in pairs]
    new = [(curve.probability(label.confidence), label.is_right) for curve, label in pairs]
    for low, high in itertools.pairwise(BOUNDS):
        cells = [_cell([right for said, right in side if low <= said and (said < high or high == 1.0)])
                 for side in (old, new)]  # fmt: skip
        print(f"| {low:.1f}-{high:.1f} | {cells[0]} | {cells[1]} |")


def _cell(right: Sequence[bool]) -> str:
    return f"{len(right)} | {sum(right) / len(right):.2f}" if right else "0 | -"


def _export(found: Sequence[TypedLine], folder: Path) -> int:
    """A picture a line and `baris.jsonl`, with names that say nothing of the case."""
    if folder.exists():
        raise UsageError(f"{folder} sudah ada; pilih folder baru.")
    folder.mkdir(parents=True)
    rows = []
    letters: dict[str, int] = {}
    for number, line in enumerate(found, start=1):
        name = f"{number:06d}.png"
        if not _cut(line, folder / name):
            continue
        read = " ".join(word for word, _ in line.words)
        letter = letters.setdefault(line.letter, len(letters) + 1)
        rows.append({"gambar": name, "teks": line.text, "dibaca": read, "surat": letter})
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "baris.jsonl").write_text(text, encoding="utf-8")
    training.exported(len(rows))
    print(f"{len(rows)} baris di {folder}.")
    print("Isinya data pribadi: jangan dibawa ke luar kantor, dan hapus setelah dipakai.")
    return 0


def _cut(line: TypedLine, target: Path) -> bool:
    """The line's ink; False when its page has no picture now."""
    source = Path(line.picture)
    if not source.is_file():
        return False
    with Image.open(source) as page:
        width, height = page.size
        x0, y0, x1, y1 = line.box
        pad = MARGIN * (y1 - y0)
        sides = (x0 * width, (y0 - pad) * height, x1 * width, (y1 + pad) * height)
        left, top, right, bottom = (round(side) for side in sides)
        page.convert("L").crop((max(0, left), max(0, top), min(width, right), min(height, bottom))).save(
            target
        )
    return True
