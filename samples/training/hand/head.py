"""A pretrained recogniser's last layer cut down to the letters that an Indonesian document can carry.

Its probabilities are then shares among these. Weights are stored as float16 and computed with as float32.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from extractors.engines.line_columns import LINE_HEIGHT
from extractors.engines.rapidocr import LETTERS

HEAD = ("linear_8.w_0", "linear_8.b_0")
"""Weights and biases of the last layer."""
SMALL = 64
"""Values of a constant up to which it stays as it is."""


def cut_down(net: bytes, keys: list[str]) -> onnx.ModelProto:
    """The net with a head for the LETTERS that it knows; `characters` of its metadata names them. `keys`: a
    character for each column of its last layer, the blank first."""
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
        nodes, "hand reader",
        [helper.make_tensor_value_info("lines", TensorProto.FLOAT, ["n", 3, LINE_HEIGHT, "w"])],
        [helper.make_tensor_value_info(said, TensorProto.FLOAT, ["n", "t", len(kept)])], weights,
    )  # fmt: skip
    small = helper.make_model(made, opset_imports=model.opset_import, producer_name="berkas")
    small.ir_version = model.ir_version
    small.metadata_props.add(key="characters", value=chars)
    onnx.checker.check_model(small)
    return small
