"""Weights between those of two fits of one model."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np


def between(one: Any, other: Any, share: float) -> Any:
    """Arrays, and what is made of such, `share` of the way from one to the other; all else is `one`'s.

    Only of fits that began at the same weights is what lies between them a model, too.
    """
    if isinstance(one, np.ndarray):
        return ((1 - share) * one + share * other).astype(one.dtype)
    if is_dataclass(one) and not isinstance(one, type):
        parts = {f.name: between(getattr(one, f.name), getattr(other, f.name), share) for f in fields(one)}
        return replace(one, **parts)
    if isinstance(one, tuple) and one and is_dataclass(one[0]):
        return tuple(between(a, b, share) for a, b in zip(one, other, strict=True))
    return one
