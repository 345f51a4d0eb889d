"""Two models of ink as one."""

import json
from pathlib import Path

import numpy as np
import pytest

from extractors.marks.ink_evidence import FEATURES
from extractors.marks.ink_model import MODEL_FILE, load_models
from samples.training.marks.together import together


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_log_odds_add_up_by_their_shares(tmp_path: Path, share: float) -> None:
    models = json.loads(MODEL_FILE.read_text(encoding="utf-8"))["models"]
    models["both"] = together(models["signature"], models["stamp"], share)
    path = tmp_path / "ink.json"
    path.write_text(json.dumps({"features": FEATURES, "models": models}), encoding="utf-8")
    known = load_models(path)
    features = np.full(len(FEATURES), 0.3)
    said = {name: np.log(p / (1 - p)) for name in known if (p := known[name].probability(features))}
    assert said["both"] == pytest.approx(share * said["signature"] + (1 - share) * said["stamp"], abs=2e-3)
