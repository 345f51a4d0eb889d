"""Curves of the ranked fields: one threshold for all, a higher one for numbers that nothing else checks."""

import pytest

from flows.fitting.calibration_fit import Label
from samples.training.ranking import curves as training_curves
from samples.training.ranking.asked import requests
from samples.training.ranking.curves import SPARED, fit_by_field
from samples.voices.split import VOICES
from samples.voices.tagged import load_voices

NIKS = ("surat_permohonan/pemohon_nik", "surat_pengaduan/pelapor_nik")


def _labels(key: str, count: int, wrong: tuple[float, ...]) -> list[Label]:
    rights = [Label(key, 0.5 + 0.499 * at / count, True) for at in range(count)]
    return [*rights, *(Label(key, score, False) for score in wrong)]


def test_numbers_of_one_kind_have_one_curve_and_half_of_what_lies_above_the_surest_wrong_one_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = tuple(0.5 + 0.004 * at for at in range(40))
    labels = [*_labels(NIKS[0], 400, wrong), *_labels(NIKS[1], 60, ())]
    curves = fit_by_field(labels, review_below=0.5, most_flagged=0.99)
    assert curves[NIKS[0]] == curves[NIKS[1]] and curves[NIKS[0]].count == len(labels)
    monkeypatch.setattr(training_curves, "SPARED", 1.0)
    surest = fit_by_field(labels, review_below=0.5, most_flagged=0.99)[NIKS[0]].review_below
    assert curves[NIKS[0]].review_below == pytest.approx(1.0 - SPARED * (1.0 - surest))


def test_all_other_fields_have_one_threshold() -> None:
    names = ("surat_permohonan/pemohon_nama", "surat_pengaduan/terlapor")
    labels = [label for name in names for label in _labels(name, 60, (0.7, 0.9))]
    curves = fit_by_field(labels, review_below=0.9, most_flagged=0.25)
    assert {curves[name].review_below for name in names} == {0.9}


def test_what_a_request_asks_is_learnt_from_its_words_alone() -> None:
    """Its head line would say it."""
    one = next(requests(load_voices(VOICES, ("577",))))
    assert one.label in ("konsultasi", "pengaduan", "penyelesaian_masalah")
    assert "surat_permohonan" not in one.text and "<" not in one.text and "[ttd]" not in one.text
