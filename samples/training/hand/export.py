"""The trained net as an ONNX file: batch norms folded into the convolutions, weights kept as float16."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from extractors.engines.handwriting import HEIGHT
from samples.training.export import Graph
from samples.training.hand.net import LAYERS, RECURRENT, Net

GATES = (0, 3, 1, 2)
"""Torch orders a cell's gates input, forget, cell, output; ONNX input, output, forget, cell."""


def _gated(weights: torch.Tensor) -> NDArray[np.float64]:
    """A torch gate matrix or bias in ONNX's order."""
    parts = np.split(weights.detach().double().numpy(), len(GATES), axis=0)
    return np.concatenate([parts[at] for at in GATES], axis=0)


def _recurrent(graph: Graph, along: Any, layer: int) -> None:
    """One layer both ways: T x N x in to T x N x 2 * RECURRENT."""
    ways = ("", "_reverse")
    inner = np.stack([_gated(getattr(along, f"weight_ih_l{layer}{way}")) for way in ways])
    back = np.stack([_gated(getattr(along, f"weight_hh_l{layer}{way}")) for way in ways])
    bias = np.stack([
        np.concatenate([_gated(getattr(along, f"bias_{kind}_l{layer}{way}")) for kind in ("ih", "hh")])
        for way in ways
    ])  # fmt: skip
    graph.add(
        "LSTM", graph.last, graph.weight(inner), graph.weight(back), graph.weight(bias),
        hidden_size=RECURRENT, direction="bidirectional",
    )  # fmt: skip
    graph.add("Transpose", graph.last, perm=[0, 2, 1, 3])
    shape = f"merged_{layer}"
    graph.weights.append(numpy_helper.from_array(np.array([0, 0, 2 * RECURRENT], np.int64), shape))
    graph.add("Reshape", graph.last, shape)


def write_onnx(net: Net, path: Path) -> int:
    """Write the net; the file's size in bytes."""
    graph = Graph()
    for layer, norm, _ in (*net.trunk, net.fold):
        graph.conv(layer, norm)
        graph.add("Relu", graph.last)
    graph.weights.append(numpy_helper.from_array(np.array([2], np.int64), "height_axis"))
    graph.add("Squeeze", graph.last, "height_axis")
    graph.add("Transpose", graph.last, perm=[2, 0, 1])
    for number in range(LAYERS):
        _recurrent(graph, net.along, number)
    kernel = graph.weight(net.head.weight.detach().double().numpy().T)
    graph.add("MatMul", graph.last, kernel)
    graph.add("Add", graph.last, graph.weight(net.head.bias.detach().double().numpy()))
    graph.add("LogSoftmax", graph.last, axis=-1)
    graph.add("Transpose", graph.last, perm=[1, 0, 2])
    return graph.write("handwriting", HEIGHT, path)
