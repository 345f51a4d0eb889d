"""A pretrained ONNX recogniser as a torch module that can be trained on, and back into its file.

The graph is run node by node with torch's own operators; nothing of it is rebuilt by hand, so the module says
what the file says (`python -m samples.training.hand.tune --check` compares both). Weights are the graph's
float constants; running means and variances of batch norms stay as they are.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional

SMALL = 16
"""Values of a constant up to which it is an axis, an epsilon or a factor, and no weight."""

Values = dict[str, Any]
Attributes = dict[str, Any]


def _conv(x: Any, weight: Any, bias: Any = None, *, attributes: Attributes) -> Any:
    height, width = weight.shape[2:]
    if attributes.get("auto_pad") == b"SAME_UPPER":
        padding = [0, 0]
        x = functional.pad(x, ((width - 1) // 2, width // 2, (height - 1) // 2, height // 2))
    else:
        padding = list(attributes.get("pads", (0, 0)))[:2]
    return functional.conv2d(
        x, weight, bias, attributes.get("strides", (1, 1)), padding, groups=attributes.get("group", 1)
    )


def _max_pool(x: Any, *, attributes: Attributes) -> Any:
    height, width = attributes["kernel_shape"]
    low = float("-inf")
    x = functional.pad(x, ((width - 1) // 2, width // 2, (height - 1) // 2, height // 2), value=low)
    return functional.max_pool2d(x, (height, width), attributes["strides"])


def _slice(x: Any, starts: Any, ends: Any, axes: Any, steps: Any = None, *, attributes: Attributes) -> Any:
    where = [slice(None)] * x.dim()
    for at, axis in enumerate(axes.tolist()):
        step = 1 if steps is None else int(steps[at])
        where[axis] = slice(int(starts[at]), int(ends[at]), step)
    return x[tuple(where)]


def _reshape(x: Any, shape: Any, *, attributes: Attributes) -> Any:
    return x.reshape([x.shape[at] if size == 0 else size for at, size in enumerate(shape.tolist())])


def _normed(x: Any, scale: Any, shift: Any, mean: Any, variance: Any, *, attributes: Attributes) -> Any:
    factor = scale / torch.sqrt(variance + attributes.get("epsilon", 1e-5))
    return x * factor[:, None, None] + (shift - mean * factor)[:, None, None]


def _mean(x: Any, *, attributes: Attributes) -> Any:
    return x.mean(dim=list(attributes["axes"]), keepdim=bool(attributes.get("keepdims", 1)))


def _average_pool(x: Any, *, attributes: Attributes) -> Any:
    return functional.avg_pool2d(x, attributes["kernel_shape"], attributes["strides"])


def _squeezed(x: Any, *, attributes: Attributes) -> Any:
    for axis in sorted(attributes["axes"], reverse=True):
        x = x.squeeze(axis)
    return x


def _gate(x: Any, *, attributes: Attributes) -> Any:
    return (x * attributes.get("alpha", 0.2) + attributes.get("beta", 0.5)).clamp(0, 1)


OPERATORS: dict[str, Callable[..., Any]] = {
    "Conv": _conv,
    "MaxPool": _max_pool,
    "AveragePool": _average_pool,
    "GlobalAveragePool": lambda x, attributes: x.mean(dim=(2, 3), keepdim=True),
    "BatchNormalization": _normed,
    "ReduceMean": _mean,
    "HardSigmoid": _gate,
    "Slice": _slice,
    "Reshape": _reshape,
    "Squeeze": _squeezed,
    "Unsqueeze": lambda x, attributes: x.unsqueeze(attributes["axes"][0]),
    "Concat": lambda *parts, attributes: torch.cat(parts, attributes["axis"]),
    "Transpose": lambda x, attributes: x.permute(attributes["perm"]),
    "Softmax": lambda x, attributes: x.softmax(attributes["axis"]),
    "Shape": lambda x, attributes: torch.tensor(x.shape),
    "Gelu": lambda x, attributes: functional.gelu(x),
    "Add": lambda x, y, attributes: x + y,
    "Sub": lambda x, y, attributes: x - y,
    "Mul": lambda x, y, attributes: x * y,
    "Div": lambda x, y, attributes: x / y,
    "Pow": lambda x, y, attributes: x**y,
    "MatMul": lambda x, y, attributes: x @ y,
    "Sqrt": lambda x, attributes: x.sqrt(),
    "Relu": lambda x, attributes: x.relu(),
    "Sigmoid": lambda x, attributes: x.sigmoid(),
}


class _Step:
    """One operator: its inputs' names, its output's, its attributes."""

    def __init__(self, kind: str, inputs: Sequence[str], output: str, attributes: Attributes) -> None:
        self.kind, self.inputs, self.output, self.attributes = kind, list(inputs), output, attributes


def _steps(graph: onnx.GraphProto) -> list[_Step]:
    """The graph's nodes in their order, without the ones that only rename or cast."""
    same: dict[str, str] = {}
    found: list[_Step] = []
    for node in graph.node:
        inputs = [same.get(name, name) for name in node.input]
        if node.op_type in {"Identity", "Cast"}:
            same[node.output[0]] = inputs[0]
            continue
        attributes = {item.name: helper.get_attribute_value(item) for item in node.attribute}
        found.append(_Step(node.op_type, inputs, node.output[0], attributes))
    return found


def _joined(steps: list[_Step], constants: set[str]) -> list[_Step]:
    """Biases inside their convolutions, and `x * (1 + erf(x / sqrt 2)) / 2` as one operator."""
    kept: list[_Step] = []
    at = 0
    while at < len(steps):
        step, after = steps[at], steps[at + 1 : at + 5]
        if step.kind == "Conv" and after and after[0].kind == "Add" and after[0].inputs[1] in constants:
            kept.append(_Step("Conv", [*step.inputs, after[0].inputs[1]], after[0].output, step.attributes))
            at += 2
        elif step.kind == "Div" and [other.kind for other in after] == ["Erf", "Add", "Mul", "Mul"]:
            kept.append(_Step("Gelu", step.inputs[:1], after[-1].output, {}))
            at += 5
        else:
            kept.append(step)
            at += 1
    return kept


class GraphNet(nn.Module):  # type: ignore[misc]
    """The recogniser of an ONNX file; `forward` gives what stands before its last softmax."""

    def __init__(self, model: onnx.ModelProto) -> None:
        super().__init__()
        graph = model.graph
        values = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
        steps = _steps(graph)
        frozen = {n for s in steps if s.kind == "BatchNormalization" for n in s.inputs[3:]}
        self.weights = nn.ParameterDict()
        self.places: dict[str, str] = {}
        self.constants: dict[str, torch.Tensor] = {}
        for name, value in values.items():
            is_float = value.dtype in (np.float16, np.float32)
            tensor = torch.from_numpy(np.array(value, np.float32 if is_float else value.dtype))
            if is_float and value.size > SMALL and name not in frozen:
                self.places[name] = f"w{len(self.places)}"
                self.weights[self.places[name]] = nn.Parameter(tensor)
            else:
                self.constants[name] = tensor
        biases = {n for n in self.places if values[n].ndim == 4 and values[n].shape[0] == 1}
        self.steps = _joined(steps[:-1], biases)
        self.given, self.said = graph.input[0].name, steps[-1].inputs[0]

    def forward(self, lines: torch.Tensor) -> torch.Tensor:
        """N x 3 x 48 x W pixels, -1..1, to N x T x characters."""
        known: Values = {self.given: lines, **self.constants}
        known |= {name: self.weights[place] for name, place in self.places.items()}
        for step in self.steps:
            taken = [known[name] for name in step.inputs]
            if step.kind == "Conv" and len(taken) == 3:
                taken[2] = taken[2].flatten()
            known[step.output] = OPERATORS[step.kind](*taken, attributes=step.attributes)
        said: torch.Tensor = known[self.said]
        return said

    def values(self) -> dict[str, NDArray[np.float32]]:
        """The weights by the names of the ONNX file."""
        return {name: self.weights[place].detach().float().numpy() for name, place in self.places.items()}


def with_weights(model: onnx.ModelProto, values: dict[str, NDArray[np.float32]]) -> onnx.ModelProto:
    """The graph with other weights, kept as they were kept (float16 or float32)."""
    made = onnx.ModelProto()
    made.CopyFrom(model)
    for weight in made.graph.initializer:
        if weight.name in values:
            kind = np.float16 if weight.data_type == TensorProto.FLOAT16 else np.float32
            weight.CopyFrom(numpy_helper.from_array(values[weight.name].astype(kind), weight.name))
    onnx.checker.check_model(made)
    return made
