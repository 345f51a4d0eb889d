"""RapidOCR's recogniser with convolutions in eight bits and without the characters that no office's paper
has: as right, in less than half of the time.

    python -m samples.training.eight_bits --pages FOLDER --pages FOLDER

Needs the dependency group `train`. How large the numbers between its layers get is looked at on lines of the
scans in those folders (pages of each kind that an office gets: typed, by hand, cards); nothing is learnt.
docs/recogniser.md says which pages, and what it cost.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper, version_converter
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from extractors.engines import rapidocr
from extractors.engines.line_columns import along
from extractors.files.pages import load_page

OPSET = 17
"""The least that knows a scale for each channel is 13; that of our other nets."""
EXACT = 3
"""Convolutions at either end that stay as they are. Of 2,067 letters by hand 161 are misread with floats, 161
so, 192 where all are in eight bits; together with the tuned net 43, 42 and 41."""
LINES_A_PAGE = 20
BATCHES = 110
"""Of lines, as they are read: what the ranges are taken from."""
SEED = 1
SEEN = 1e-3
"""Probability that a line must give a character somewhere, that it stays among the 18,709 that the packaged
recogniser knows, of which an Indonesian office's paper has a hundred. Those that stay beside the letters are
what texture and stamps are taken for: without them such scraps would become words."""

GELU = ["Div", "Erf", "Add", "Mul", "Mul"]
"""The steps that it is made of."""

Batch = NDArray[np.float32]


def main(argv: Sequence[str] | None = None) -> int:
    """Look at lines, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.eight_bits", description=__doc__)
    parser.add_argument("--pages", type=Path, action="append", required=True, help="a folder of scans")
    parser.add_argument("--out", type=Path, default=rapidocr.LINE_READER)
    args = parser.parse_args(argv)
    batches = batches_of(sorted(path for folder in args.pages for path in folder.iterdir() if path.is_file()))
    print(f"{len(batches)} batches of lines", file=sys.stderr)
    size = write(batches, args.out)
    print(f"{args.out}: {size:,} bytes")
    return 0


def batches_of(scans: Sequence[Path]) -> list[Batch]:
    """Lines of the scans' first pages, as the recogniser is given them."""
    dice, found = random.Random(SEED), list[Batch]()
    for path in scans:
        pixels = load_page(path, 1).pixels
        quads = rapidocr.detect(pixels)
        dice.shuffle(quads)
        along([rapidocr.cut(pixels, quad) for quad in quads[:LINES_A_PAGE]], _noted(found))
    dice.shuffle(found)
    return found[:BATCHES]


def _noted(found: list[Batch]) -> Callable[[Batch], Batch]:
    """A net that reads nothing and remembers what it is shown."""

    def net(batch: Batch) -> Batch:
        found.append(batch)
        return np.zeros((len(batch), 1, 1), np.float32)

    return net


class _Lines(CalibrationDataReader):  # type: ignore[misc]
    def __init__(self, batches: Sequence[Batch], name: str) -> None:
        self._left: Iterator[dict[str, Batch]] = iter([{name: batch} for batch in batches])

    def get_next(self) -> dict[str, Batch] | None:
        return next(self._left, None)


def write(batches: Sequence[Batch], path: Path) -> int:
    """The recogniser that is in RapidOCR's package, in eight bits; the file's size in bytes.

    Seven bits of a weight are used: where a processor adds up pairs of products in sixteen bits (AVX2 without
    VNNI) none can run over, so that every machine reads alike.
    """
    with tempfile.TemporaryDirectory() as folder:
        newer, ready, made = (Path(folder) / name for name in ("newer.onnx", "ready.onnx", "made.onnx"))
        packaged = onnx.load(str(files("rapidocr") / "models" / "PP-OCRv6_rec_small.onnx"))
        onnx.save(version_converter.convert_version(packaged, OPSET), newer)
        quant_pre_process(newer, ready, skip_symbolic_shape=True)
        graph = onnx.load(ready).graph
        convolutions = [node.name for node in graph.node if node.op_type == "Conv"]
        quantize_static(
            ready, made, _Lines(batches, graph.input[0].name), quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["Conv"], nodes_to_exclude=convolutions[:EXACT] + convolutions[-EXACT:],
            per_channel=True, reduce_range=True,
            activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
        )  # fmt: skip
        model = onnx.load(made)
    narrow(model, batches)
    with_whole_gelus(model.graph)
    onnx.save(model, path)
    return path.stat().st_size


def narrow(model: onnx.ModelProto, batches: Sequence[Batch]) -> None:
    """Take the characters out of the last layer that are no letters and that no line gave SEEN."""
    characters = next(one for one in model.metadata_props if one.key == "character")
    known = ["", *characters.value.split("\n"), " "]
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    most = np.zeros(len(known))
    for batch in batches:
        most = np.maximum(most, session.run(None, {session.get_inputs()[0].name: batch})[0].max(axis=(0, 1)))
    most[[0, -1]] = 1.0
    kept = [at for at, char in enumerate(known) if most[at] >= SEEN or char in rapidocr.LETTERS]
    for weight in [one for one in model.graph.initializer if one.dims and one.dims[-1] == len(known)]:
        left = np.ascontiguousarray(numpy_helper.to_array(weight)[..., kept])
        weight.CopyFrom(numpy_helper.from_array(left, weight.name))
    for told in (*model.graph.output, *model.graph.value_info):
        for size in told.type.tensor_type.shape.dim:
            if size.dim_value == len(known):
                size.dim_value = len(kept)
    characters.value = "\n".join(known[at] for at in kept[1:-1])


def with_whole_gelus(graph: onnx.GraphProto) -> None:
    """Each GELU as one step in place of five: between numbers of eight bits ONNX Runtime does not see it."""
    makers = {name: node for node in graph.node for name in node.output}
    users = {name: node for node in graph.node for name in node.input}
    for bend in [node for node in graph.node if node.op_type == "Erf"]:
        parts = [makers[bend.input[0]], bend]
        while len(parts) < len(GELU):
            parts.append(users[parts[-1].output[0]])
        if [node.op_type for node in parts] != GELU:
            raise ValueError(f"{bend.name} is in no GELU as RapidOCR's recogniser has them")
        whole = helper.make_node("Gelu", [parts[0].input[0]], [parts[-1].output[0]], domain="com.microsoft")
        graph.node.insert(list(graph.node).index(parts[0]), whole)
        for node in parts:
            graph.node.remove(node)
    used = {name for node in graph.node for name in node.input}
    for weight in [one for one in graph.initializer if one.name not in used]:
        graph.initializer.remove(weight)


if __name__ == "__main__":
    sys.exit(main())
