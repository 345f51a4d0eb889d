"""Whose a value is: two persons in one letter, and what stands beside whose name."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extractors.case.letters import seen_letter
from extractors.ranking import services
from extractors.ranking.linear_chain import LinearChain
from extractors.ranking.option_features import FEATURES
from extractors.ranking.options import Letter, options
from extractors.ranking.owners import Mention, mentions
from extractors.ranking.ranker import load_models
from extractors.ranking.roles import NAMES, Role
from extractors.ranking.span_tagger import TaggedRun, Tagger, tagged
from models.document import Kind
from models.field import Field
from tests.extractors.paper import Cell, page

OWN, PROXYS = "081234567890", "081298765432"
FORM: list[str | Sequence[Cell]] = [
    "Kepada Yth. Kepala Dinas Koperasi Kabupaten Jombang", "",
    "Dengan hormat, yang bertanda tangan di bawah ini saya",
    [(150, "Nama"), (500, ": Siti Aminah")],
    [(150, "Telepon"), (500, f": {OWN}")],
    "dengan ini memberi kuasa kepada",
    [(150, "Nama"), (500, ": Budi Santoso")],
    [(150, "Telepon"), (500, f": {PROXYS}")],
    "untuk mengurus simpanan saya. Terima kasih.",
]  # fmt: skip
PROSE: list[str | Sequence[Cell]] = [
    "Kepada Yth. Kepala Dinas Koperasi Kabupaten Jombang", "",
    f"Dengan hormat, saya Siti Aminah nomor HP {OWN} dan",
    f"kuasa saya Budi Santoso nomor HP {PROXYS} memohon",
    "agar simpanan saya dapat dicairkan. Terima kasih.",
]  # fmt: skip
PEOPLE = {
    "siti": "B-nama", "aminah": "I-nama", "budi": "B-lain_nama", "santoso": "I-lain_nama",
    "999999999999": "B-telepon",
}  # fmt: skip


def _letter(rows: list[str | Sequence[Cell]], words: dict[str, str] | None = None) -> Letter:
    """A letter whose words have these labels, whatever stands around; 9 stands for any figure."""
    known = PEOPLE if words is None else words
    labels = ("O", *sorted(set(known.values())))
    weights = np.zeros((len(known) + 1, len(labels)), dtype=np.float32)
    for row, label in enumerate(known.values()):
        weights[row, labels.index(label)] = 20.0
    weights[-1, 0] = 10.0
    features = (*(f"0w={word}" for word in known), "bias")
    chain = LinearChain(labels, features, weights, np.zeros((len(labels), len(labels))))
    read: dict[Kind, dict[str, Field]] = {kind: {} for kind in NAMES}
    tagging = tagged(seen_letter([page(rows)]).sections, {}, Tagger(chain))
    return Letter(Kind.SURAT_PERMOHONAN, read, tagging, is_written=False, advice=0.0)


def _told(letter: Letter, name: str) -> dict[str, dict[str, float]]:
    """The features of each option, by its value."""
    return {one.value: dict(zip(FEATURES, one.features, strict=True)) for one in options(letter, name)}


@pytest.mark.parametrize("rows", [FORM, PROSE])
def test_a_number_belongs_to_the_name_before_it(rows: list[str | Sequence[Cell]]) -> None:
    told = _told(_letter(rows), "pemohon_telepon")
    own, proxys = told[OWN], told[PROXYS]
    assert own["before_own"] > 0.9 and own["before_other"] < 0.1
    assert proxys["before_other"] > 0.9 and proxys["before_own"] < 0.1
    assert own["before_near"] > 0.5 and proxys["before_near"] < -0.5
    assert own["between"] == 0.0 and proxys["between"] == pytest.approx(1 / 3)
    assert own["nearest"] > 0.9 and proxys["nearest"] == 0.0


def test_a_value_is_told_by_the_others_of_the_same_person() -> None:
    rows = [*FORM[:5], [(150, "NIK"), (500, ": 3517012345670001")], *FORM[5:]]
    niks = {"9999999999999999": "B-nik"}
    told = _told(_letter(rows, {**PEOPLE, **niks}), "pemohon_telepon")
    assert told[OWN]["with_own"] == pytest.approx(0.25, abs=0.05) and told[PROXYS]["with_own"] < 0.05
    niks = {"9999999999999999": "B-lain_nik"}
    told = _told(_letter(rows, {**PEOPLE, **niks}), "pemohon_telepon")
    assert told[OWN]["with_others"] == pytest.approx(0.25, abs=0.05) and told[OWN]["with_own"] < 0.05


def test_a_name_is_as_likely_ones_own_wherever_it_stands() -> None:
    rows = [*FORM, [(500, "Siti Aminah"), (800, OWN)]]
    told = _told(_letter(rows), "pemohon_telepon")
    assert told[OWN]["before_own"] > 0.9
    assert told[PROXYS]["after_own"] > 0.9


def test_what_overlaps_a_name_speaks_for_it_or_against_it() -> None:
    runs = [
        TaggedRun(Role.NAMA, 3, 5, True, 0.7), TaggedRun("lain_nama", 3, 6, False, 0.2),
        TaggedRun("lain_nama", 9, 11, True, 0.9), TaggedRun("lain_nama", 20, 22, False, 0.05),
    ]  # fmt: skip
    assert mentions(runs, Role.NAMA) == [Mention(3, 5, 0.7, 0.2), Mention(9, 11, 0.0, 0.9)]


def test_a_letter_without_a_name_tells_nothing() -> None:
    told = _told(_letter(PROSE, {"999999999999": "B-telepon"}), "pemohon_telepon")
    assert not any(told[OWN][name] for name in ("before_own", "before_other", "nearest", "between"))


def test_weights_of_fewer_features_are_loaded_by_name(tmp_path: Path) -> None:
    stored = json.loads((services.DATA / "ranker.json").read_text(encoding="utf-8"))
    kept = [at for at, name in enumerate(stored["features"]) if name != "first"]
    stored["features"] = [stored["features"][at] for at in kept]
    for entry in stored["roles"].values():
        entry["option"]["weights"] = [entry["option"]["weights"][at] for at in kept]
    file = tmp_path / "ranker.json"
    file.write_text(json.dumps(stored), encoding="utf-8")
    whole, fewer = load_models(services.DATA / "ranker.json"), load_models(file)
    for role, model in fewer.items():
        expected = whole[role].option.weights.copy()
        expected[FEATURES.index("first")] = 0.0
        assert model.option.weights == pytest.approx(expected)
    file.write_text(json.dumps({**stored, "features": ["strange", *stored["features"][1:]]}))
    with pytest.raises(ValueError, match="other features"):
        load_models(file)
