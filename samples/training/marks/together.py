"""Two models of ink as one."""

from collections.abc import Mapping
from typing import Any


def together(one: Mapping[str, Any], other: Mapping[str, Any], share: float) -> dict[str, Any]:
    """Two models' log odds added up, `share` of the first's and the rest of the other's. Both as exported."""
    parts = ((one, share), (other, 1.0 - share))
    return {
        "bias": round(sum(part * model["bias"] for model, part in parts), 5),
        "trees": [
            {**tree, "value": [round(value * part, 5) for value in tree["value"]]}
            for model, part in parts
            for tree in model["trees"]
        ],
    }
