"""`berkas demo`: invented samples into the watched folder, so that a newcomer sees cases appear."""

import argparse
import json
import math
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flows.receive import prepare_folders
from models.case import Channel
from models.errors import BerkasError
from models.paths import DataFolder

EXPECTED = ".expected.json"
CASES = 8
"""Enough to see each kind of paper; read within about a minute on two cores."""

SEEDS = 1_000_000
WHOLE, OTHERS = ("bundles",), ("complaints", "letters")
"""Parts of the generator: letters with what belongs to them, and papers that come without a card."""
WHOLE_SHARE = 0.7
"""What a newcomer opens first is a whole case: a letter with its KTP. A card alone has no letter to check."""
IDENTITIES = frozenset({"ktp", "identitas_lembaga"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many, and which."""
    parser.add_argument("--cases", type=int, default=CASES, metavar="N", help=f"banyaknya (bawaan: {CASES})")
    parser.add_argument(
        "--seed", type=int, metavar="BENIH", help="benih acak; benih yang sama memberi berkas yang sama"
    )


def run(options: argparse.Namespace, data: Path) -> int:
    """Make the samples beside the watched folder and move each in by one rename."""
    folder = DataFolder(data)
    prepare_folders(folder)
    seed = secrets.randbelow(SEEDS) if options.seed is None else options.seed
    with tempfile.TemporaryDirectory(dir=data, prefix=".contoh-") as scratch:
        whole = math.ceil(options.cases * WHOLE_SHARE)
        generate(Path(scratch), whole, seed, WHOLE)
        generate(Path(scratch), options.cases - whole, seed, OTHERS)
        samples = sorted(Path(scratch).glob(f"*{EXPECTED}"), key=lambda path: (-wholeness(path), path.name))
        count = sum(drop(path, folder.masuk, number) for number, path in enumerate(samples, 1))
    print(f"{count} contoh berkas (benih {seed}) ditaruh di {folder.masuk}.")
    print("Berkas muncul di meja pemeriksaan setelah waktu tunggu lewat dan pindaiannya selesai dibaca.")
    return 0


def generate(target: Path, cases: int, seed: int, parts: Sequence[str]) -> None:
    """Run the seeded generator in a process of its own."""
    if not cases:
        return
    command = [
        sys.executable,
        "-m",
        "samples",
        "--out",
        str(target),
        "--cases",
        str(cases),
        "--seed",
        str(seed),
        *(word for part in parts for word in ("--part", part)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        why = next(reversed(done.stderr.strip().splitlines()), "sebab tidak diketahui")
        raise BerkasError(f"Contoh tidak dapat dibuat: {why}. Periksa ruang disk (berkas doctor).")


def wholeness(expected: Path) -> int:
    """2 for a letter with an identity, 1 for a letter, 0 for what has none."""
    documents = json.loads(expected.read_text(encoding="utf-8")).get("documents", [])
    kinds = {document["kind"] for document in documents}
    has_letter = any(kind.startswith("surat_") for kind in kinds)
    return has_letter + int(has_letter and bool(kinds & IDENTITIES))


def drop(expected: Path, masuk: Path, number: int) -> int:
    """Move the sample that belongs to an expected file into its channel's folder, its name after its place in
    the order; returns how many moved."""
    stem = expected.name.removesuffix(EXPECTED)
    channel = json.loads(expected.read_text(encoding="utf-8")).get("channel", Channel.LOKET.value)
    moved = 0
    for path in expected.parent.glob(f"{stem}*"):
        if path.name == stem or (path.stem == stem and path.suffix != ".json"):
            shutil.move(path, masuk / channel / f"{number:02d}-{path.name}")
            moved += 1
    return min(moved, 1)
