"""The trained net as an ONNX file: batch norms folded into the convolutions, weights kept as float16."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from extractors.engines.recogniser import HEIGHT
from samples.training.net import Net

OPSET = 17


class Graph:
    """Nodes and weights as they are added; `last` is the newest tensor's name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.last = "lines"

    def add(self, kind: str, *inputs: str, **attributes: object) -> str:
        """One node on the given tensors; its output's name."""
        name = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        self.last = name
        return name

    def weight(self, values: np.ndarray) -> str:
        """A constant, stored as float16 and cast when the model is loaded."""
        name = f"weight_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(values.astype(np.float16), name))
        kept = self.last
        cast = self.add("Cast", name, to=TensorProto.FLOAT)
        self.last = kept
        return cast

    def conv(self, layer: nn.Conv2d, norm: nn.BatchNorm2d | None) -> str:
        """A convolution with its batch norm folded in."""
        kernel, bias = _folded(layer, norm)
        (down, across), (high, wide) = layer.padding, layer.kernel_size
        return self.add(
            "Conv", self.last, self.weight(kernel), self.weight(bias),
            kernel_shape=[high, wide], strides=list(layer.stride), pads=[down, across, down, across],
        )  # fmt: skip

    def write(self, name: str, height: int, path: Path) -> int:
        """The graph as a model that reads lines of that height; the last tensor is its scores. Its size in
        bytes."""
        self.nodes[-1].output[0] = "scores"
        made = helper.make_graph(
            self.nodes, name,
            [helper.make_tensor_value_info("lines", TensorProto.FLOAT, ["n", 1, height, "w"])],
            [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", "t", "c"])], self.weights,
        )  # fmt: skip
        model = helper.make_model(
            made, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="berkas"
        )
        model.ir_version = 10
        onnx.checker.check_model(model)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(model.SerializeToString())
        return path.stat().st_size


def _folded(layer: nn.Conv2d, norm: nn.BatchNorm2d | None) -> tuple[np.ndarray, np.ndarray]:
    """Kernel and bias that do what the layer and its norm (in use, not in training) do."""
    kernel = layer.weight.detach().double().numpy()
    if norm is None:
        return kernel, np.zeros(len(kernel)) if layer.bias is None else layer.bias.detach().double().numpy()
    spread = torch.sqrt(norm.running_var + norm.eps).double().numpy()
    scale = norm.weight.detach().double().numpy() / spread
    shift = norm.bias.detach().double().numpy() - norm.running_mean.double().numpy() * scale
    return kernel * scale[:, None, None, None], shift


def write_onnx(net: Net, path: Path, name: str = "recogniser") -> int:
    """Write the net under this name; the file's size in bytes."""
    graph = Graph()
    for layer, norm, _ in (*net.trunk, net.fold):
        graph.conv(layer, norm)
        graph.add("Relu", graph.last)
    for step in net.along:
        if isinstance(step, nn.Dropout):
            continue
        before = graph.last
        graph.conv(step.conv, step.norm)
        graph.add("Relu", graph.add("Add", before, graph.last))
    graph.conv(net.head, None)
    graph.weights.append(numpy_helper.from_array(np.array([2], np.int64), "height_axis"))
    flat = graph.add("Squeeze", graph.last, "height_axis")
    turned = graph.add("Transpose", flat, perm=[0, 2, 1])
    graph.add("LogSoftmax", turned, axis=-1)
    return graph.write(name, HEIGHT, path)
