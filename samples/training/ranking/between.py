"""Weights between those of two fits of one model."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np

from extractors.ranking.linear_chain import LinearChain


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


def together(stood: LinearChain, other: LinearChain, share: float) -> LinearChain:
    """`share` of the other one's weights, the rest of those that stood, with the labels that stood: what both
    say of a word is added up, so it knows the letters of both."""
    names = tuple(sorted({*stood.features, *other.features}))
    row = {name: at for at, name in enumerate(names)}
    weights = np.zeros((len(names), len(stood.labels)), dtype=np.float32)
    transitions = np.zeros((len(stood.labels), len(stood.labels)))
    for chain, part in ((stood, 1 - share), (other, share)):
        own = [at for at, label in enumerate(chain.labels) if label in stood.labels]
        columns = [stood.labels.index(chain.labels[at]) for at in own]
        rows = [row[name] for name in chain.features]
        weights[np.ix_(rows, columns)] += part * chain.weights[:, own]
        transitions[np.ix_(columns, columns)] += part * chain.transitions[np.ix_(own, own)]
    return LinearChain(stood.labels, names, weights, transitions)
