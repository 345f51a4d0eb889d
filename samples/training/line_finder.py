"""RapidOCR's net that finds lines, without the weights that are all but nothing: to the last bit the same,
in a third of the time.

    python -m samples.training.line_finder

Needs the dependency group `train`. Of the packaged net's weights a tenth are smaller than a float can be
without a processor taking it apart (a hundred times the time of a product); most stand in two layers.
docs/recogniser.md tells what it brought.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from extractors.engines import rapidocr

PACKAGED = "PP-OCRv6_det_small.onnx"
NOTHING = 1e-20
"""A weight below it changes no sum: beside the others' 1e-4 to 1 a float has seven places. Its products with
the numbers between layers are no longer too small either."""


def main(argv: Sequence[str] | None = None) -> int:
    """Read the packaged net, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.line_finder", description=__doc__)
    parser.add_argument("--out", type=Path, default=rapidocr.LINE_FINDER)
    args = parser.parse_args(argv)
    model = onnx.load(str(files("rapidocr") / "models" / PACKAGED))
    cleared = sum(_cleared(weight) for weight in _weights(model.graph))
    onnx.save(model, args.out)
    print(f"{args.out}: {cleared:,} weights are nothing, {args.out.stat().st_size:,} bytes")
    return 0


def _weights(graph: onnx.GraphProto) -> Iterator[onnx.TensorProto]:
    yield from graph.initializer
    for node in graph.node:
        yield from (said.t for said in node.attribute if said.HasField("t"))


def _cleared(weight: onnx.TensorProto) -> int:
    """Put zero in the place of what is all but nothing; how many that were."""
    values = numpy_helper.to_array(weight)
    if values.dtype != np.float32:
        return 0
    is_nothing = (np.abs(values) < NOTHING) & (values != 0)
    if is_nothing.any():
        weight.CopyFrom(numpy_helper.from_array(np.where(is_nothing, np.float32(0), values), weight.name))
    return int(is_nothing.sum())


if __name__ == "__main__":
    sys.exit(main())
