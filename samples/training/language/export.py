"""The transformer as an ONNX file in whole numbers of eight bits: what `extractors.ranking.language` runs.
Its layers can be taken back from such a file."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, from_numpy, nn

from samples.training.language.encoder import Encoder, Layer

OPSET, IR_VERSION = 17, 10
STEPS = 127
"""A row's largest value in whole numbers."""


class _Graph:
    """Nodes and weights as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.parameters: dict[str, Tensor] = {}

    def add(self, kind: str, *inputs: str, **attributes: object) -> str:
        """One node on the given tensors; its output's name."""
        name = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, values: NDArray[np.generic]) -> str:
        """A weight's name."""
        name = f"weight_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def number(self, value: float) -> str:
        """One number in single precision."""
        return self.constant(np.array(value, np.float32))

    def floats(self, values: Tensor) -> str:
        """A weight in single precision."""
        name = self.constant(values.detach().float().numpy())
        self.parameters[name] = values.detach()
        return name

    def linear(self, layer: nn.Linear, x: str) -> str:
        """x W + b; `layer`: of torch, weights in shape (out, in)."""
        return self.add("Add", self.add("MatMul", x, self.floats(layer.weight.t())), self.floats(layer.bias))

    def norm(self, layer: nn.LayerNorm, x: str) -> str:
        """A layer's norm over the last axis."""
        return self.add(
            "LayerNormalization", x, self.floats(layer.weight), self.floats(layer.bias), epsilon=layer.eps
        )


def write_encoder(encoder: Encoder, layers: Sequence[Layer], shown: Sequence[int], path: Path) -> None:
    """Write the transformer with these `layers`; the states after those of `shown` come out side by side.

    In: `ids`, int64 of shape (pieces), and `told`, (pieces, width), which is added to them behind the
    embedding; out: `states`, (pieces, shown x width).
    """
    graph = _graph(encoder, layers, shown)
    width = encoder.norm.weight.shape[0]
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["n"])
    told = helper.make_tensor_value_info("told", TensorProto.FLOAT, ["n", width])
    states = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n", len(shown) * width])
    made = helper.make_graph(graph.nodes, "language", [ids, told], [states], graph.weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="berkas")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        whole.write_bytes(model.SerializeToString())
        quantize_dynamic(
            whole, small, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8,
            reduce_range=True, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        small.replace(path)


def read_layers(encoder: Encoder, layers: Sequence[Layer], shown: Sequence[int], path: Path) -> None:
    """Take the layers' weights from a file that `write_encoder` made of such ones, to its eight bits."""
    stored = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    for name, parameter in _graph(encoder, layers, shown).parameters.items():
        if name in stored:
            values = stored[name].astype(np.float32)
        else:
            values = stored[f"{name}_quantized"].astype(np.float32) * stored[f"{name}_scale"]
        parameter.copy_(from_numpy(np.ascontiguousarray(values)))


def _graph(encoder: Encoder, layers: Sequence[Layer], shown: Sequence[int]) -> _Graph:
    """The whole transformer; its last node gives the states."""
    graph = _Graph()
    states = [graph.add("Add", _embedded(graph, encoder), "told")]
    for layer in layers:
        states.append(_layer(graph, layer, states[-1]))
    graph.add("Concat", *(states[at] for at in shown), axis=-1)
    graph.nodes[-1].output[0] = "states"
    return graph


def _embedded(graph: _Graph, encoder: Encoder) -> str:
    """Rows of the pieces (whole numbers, a scale each) and of their places, normed."""
    rows = encoder.word.weight.detach().float().numpy()
    scales = np.abs(rows).max(axis=1, keepdims=True) / STEPS + np.float32(1e-12)
    values = graph.add("Gather", graph.constant(np.round(rows / scales).astype(np.int8)), "ids")
    scale = graph.add("Gather", graph.constant(scales.astype(np.float32)), "ids")
    words = graph.add("Mul", graph.add("Cast", values, to=TensorProto.FLOAT), scale)
    zero, one = graph.constant(np.array([0], np.int64)), graph.constant(np.array([1], np.int64))
    count = graph.add("Shape", "ids")
    places = graph.add("Slice", graph.floats(encoder.pos.weight), zero, count, zero, one)
    return graph.norm(encoder.norm, graph.add("Add", words, places))


def _layer(graph: _Graph, layer: Layer, x: str) -> str:
    width = layer.q.weight.shape[0]
    each = width // layer.heads
    split = graph.constant(np.array([-1, layer.heads, each], np.int64))
    joined = graph.constant(np.array([-1, width], np.int64))
    q, k, v = (graph.add("Reshape", graph.linear(part, x), split) for part in (layer.q, layer.k, layer.v))
    asks = graph.add("Mul", graph.add("Transpose", q, perm=[1, 0, 2]), graph.number(each**-0.5))
    shares = graph.add(
        "Softmax", graph.add("MatMul", asks, graph.add("Transpose", k, perm=[1, 2, 0])), axis=-1
    )
    mixed = graph.add("MatMul", shares, graph.add("Transpose", v, perm=[1, 0, 2]))
    mixed = graph.add("Reshape", graph.add("Transpose", mixed, perm=[1, 0, 2]), joined)
    x = graph.norm(layer.aln, graph.add("Add", x, graph.linear(layer.ao, mixed)))
    return graph.norm(
        layer.oln, graph.add("Add", x, graph.linear(layer.fo, _gelu(graph, graph.linear(layer.fi, x))))
    )


def _gelu(graph: _Graph, x: str) -> str:
    half, one = graph.number(0.5), graph.number(1.0)
    bent = graph.add("Erf", graph.add("Mul", x, graph.number(2**-0.5)))
    return graph.add("Mul", graph.add("Mul", x, half), graph.add("Add", bent, one))
