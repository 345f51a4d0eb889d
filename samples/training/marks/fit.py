"""Boosted trees for signatures and stamps, fitted on known ink; and what they say of pages left out."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from extractors.marks.ink_evidence import Array

TREES, DEPTH, RATE, SHARE, LEAST, TRIED = 220, 4, 0.08, 0.7, 15, 12
"""Trees, their depth, weight of each, share of the ink each sees, ink in a leaf, features tried at a node."""
FOLDS = 5


def fitted(features: Array, labels: Array) -> GradientBoostingClassifier:
    """The model of these vectors (N x features) with their labels (0, 1)."""
    model = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=RATE, subsample=SHARE, min_samples_leaf=LEAST,
        max_features=TRIED, random_state=0,
    )  # fmt: skip
    return model.fit(features, labels)


def out_of_fold(features: Array, labels: Array, pages: Sequence[int]) -> Array:
    """The probability of each vector by a model that saw no ink of its page."""
    folds = np.array(pages) % FOLDS
    said = np.zeros(len(labels))
    for fold in range(FOLDS):
        held = folds == fold
        said[held] = fitted(features[~held], labels[~held]).predict_proba(features[held])[:, 1]
    return said


def exported(model: GradientBoostingClassifier, columns: Sequence[int]) -> dict[str, Any]:
    """As `extractors.marks.ink_model` reads it. `columns`: which features it was fitted on."""
    prior = float(model.init_.class_prior_[1])
    return {
        "bias": round(float(np.log(prior / (1 - prior))), 5),
        "trees": [_tree(stage[0].tree_, model.learning_rate, columns) for stage in model.estimators_],
    }


def _tree(tree: Any, rate: float, columns: Sequence[int]) -> dict[str, list[float]]:
    is_leaf = tree.children_left < 0
    return {
        "feature": [columns[f] if not leaf else -1 for f, leaf in zip(tree.feature, is_leaf, strict=True)],
        "threshold": [round(float(t), 6) for t in np.where(is_leaf, 0.0, tree.threshold)],
        "left": tree.children_left.tolist(),
        "right": tree.children_right.tolist(),
        "value": [round(float(v) * rate, 5) for v in tree.value[:, 0, 0]],
    }
