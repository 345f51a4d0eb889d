"""The fit of what tells a letter's service (samples/training/ranking/services.py)."""

import numpy as np
import pytest

from extractors.ranking.services import ADVICE, KOPERASI, OFFICE, SERVICES, service_features, service_shares
from samples.training.ranking.services import Text, fit_service, service_answers

OF_THE_OFFICE = "petugas loket dinas tidak melayani antrean"
OF_A_KOPERASI = "pengurus koperasi tidak mencairkan tabungan anggota"


def test_without_letters_the_shares_stay_as_they_are_multiplied_out() -> None:
    asked = service_features(0.7, 0.2, 0.4, "")
    shares = service_shares(asked[None], fit_service(asked[None][:0], []))[0]
    assert dict(zip(SERVICES, shares.tolist(), strict=True)) == pytest.approx(
        {KOPERASI: 0.7 * 0.8 + 0.3 * 0.6, ADVICE: 0.3 * 0.4, OFFICE: 0.7 * 0.2}, abs=1e-6
    )


def test_a_sign_that_the_shares_do_not_know_is_learned_and_answered_out_of_voice() -> None:
    letters = [(OF_THE_OFFICE, OFFICE), (OF_A_KOPERASI, KOPERASI)] * 40
    features = np.array([service_features(0.9, 0.5, 0.1, text) for text, _ in letters])
    known = [Text(str(at % 8), text, label) for at, (text, label) in enumerate(letters)]
    answers = service_answers(features, known, {str(at): at % 4 for at in range(8)}, 4)
    assert len(answers) == len(known)
    assert all(one.is_right and one.probability > 0.8 for one in answers)
