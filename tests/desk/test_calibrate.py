"""`berkas calibrate`: labels from a bench and from reviewers make the office's own curves."""

import argparse
import json
import random
from datetime import date
from pathlib import Path

import pytest

from desk.intake import admission, leases, readings
from desk.models import CaseRow, FieldRow
from desk.reviewed import reviewed_fields
from extractors.fields.calibration import FILE_NAME, load_calibration
from flows.commands import calibrate
from models.case import Case, Channel, Completeness, CompletenessStatus
from models.document import Document, Kind
from models.errors import UsageError
from models.field import Field
from models.status import CaseStatus
from tests.desk.test_intake_door import arrival


def _readings(path: Path, count: int, *, is_raw: bool = True) -> Path:
    dice = random.Random(4)
    rows = []
    for at in range(count):
        score = dice.random() ** 0.4
        rows.append({
            "kind": "ktp", "field": ("nik", "nama", "alamat")[at % 3], "got": "x" if at % 50 else None,
            "confidence": score, "right": dice.random() < score,
        })  # fmt: skip
    path.write_text(json.dumps({"fields": rows, "is_raw": is_raw}), encoding="utf-8")
    return path


def _options(
    readings: list[Path], out: Path | None = None, target: float = 0.01, *, undo: bool = False
) -> argparse.Namespace:
    return argparse.Namespace(readings=readings, out=out, target=target, undo=undo)


def test_curves_are_written_to_the_data_folder_and_read_from_there(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        assert calibrate.run(_options([_readings(tmp_path / "bacaan.json", 1500)]), data) == 0
        own = load_calibration(data)
    finally:
        (data / FILE_NAME).unlink(missing_ok=True)
    assert set(own.curves) == set(load_calibration().curves)
    assert own.curves["surat_permohonan"] == load_calibration().curves["surat_permohonan"]
    assert sum(own.curves[f"ktp/{name}"].count for name in ("nik", "nama", "alamat")) == 1470
    told = capsys.readouterr().out
    assert "ktp/nik" in told
    assert "galat diam" in told.partition("Sebelum dan sesudah")[2] and "->" in told


def test_a_fit_can_be_taken_back_to_the_one_before_and_to_the_packaged_curves(
    data: Path, tmp_path: Path
) -> None:
    path = tmp_path / FILE_NAME
    for count in (1500, 900):
        calibrate.run(_options([_readings(tmp_path / "bacaan.json", count)], path), data)
    second = path.read_bytes()
    calibrate.run(_options([], path, undo=True), data)
    assert path.read_bytes() != second and "980 bacaan" not in path.read_text(encoding="utf-8")
    calibrate.run(_options([], path, undo=True), data)
    assert not path.exists()
    with pytest.raises(UsageError, match="Tidak ada penyesuaian"):
        calibrate.run(_options([], path, undo=True), data)


def test_too_few_labels_are_refused(data: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="perlu sedikitnya"):
        calibrate.run(_options([_readings(tmp_path / "bacaan.json", 100)]), data)


@pytest.mark.parametrize("text", ["bukan json", '{"fields": 3}', '{"fields": [{"kind": "ktp"}]}'])
def test_a_file_that_holds_no_readings_is_wrong_usage(data: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="bukan bacaan berlabel"):
        calibrate.run(_options([tmp_path / "x.json"]), data)


def _approved(status: CaseStatus) -> None:
    """A case with a card of two fields, one of which a person corrected."""
    case_id = admission.admit(arrival("satu")).case_id
    assert leases.take_case(case_id, "uji") is not None
    fields = {
        "nama": Field(value="SITI", confidence=0.8),
        "agama": Field(value="ISLAM", confidence=0.6),
        "nik": Field(value=None, needs_review=True),
    }
    done = Completeness(status=CompletenessStatus.LENGKAP, requirements=())
    card = Document(kind=Kind.KTP, pages=(), fields=fields)
    case = Case(
        service=None,
        channel=Channel.LOKET,
        received_on=date(2026, 11, 24),
        documents=(card,),
        completeness=done,
    )
    readings.save_reading(case_id, "uji", case, ())
    CaseRow.objects.filter(id=case_id).update(status=status.value)
    FieldRow.objects.filter(name="nama").update(is_person=True, person_value="SITI A", is_corrected=True)


def test_only_what_reviewers_approved_counts_and_a_correction_counts_as_wrong(data: Path) -> None:
    _approved(CaseStatus.DISETUJUI)
    found = {field.name: (field.confidence, field.is_right) for field in reviewed_fields()}
    assert found == {"nama": (0.8, False), "agama": (0.6, True)}


def test_cases_still_waiting_say_nothing(data: Path) -> None:
    _approved(CaseStatus.MENUNGGU)
    assert list(reviewed_fields()) == []
