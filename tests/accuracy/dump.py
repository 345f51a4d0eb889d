"""Writes what was read of the tune split, for those who mend the reader or fit its confidence."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.accuracy.running import Result
from tests.accuracy.scoring import Scored


def _row(result: Result, field: Scored) -> dict[str, Any]:
    return {
        "kind": field.kind.value, "field": field.name, "expected": field.expected, "got": field.got,
        "raw": field.raw, "confidence": round(field.confidence, 4), "needs_review": field.needs_review,
        "carried": field.carried, "right": field.is_right, "silent": field.is_silent,
        "level": result.item.level.value, "family": result.item.family, "path": str(result.item.path),
    }  # fmt: skip


def _pages(result: Result) -> list[dict[str, Any]]:
    return [
        {
            "page": f"{page.file}#{page.page}", "expected": sorted(page.expected), "got": sorted(page.got),
            "rotation_right": page.rotation_right, "family": result.item.family,
            "path": str(result.item.path),
        }
        for page in result.score.pages
        if not page.is_right or page.rotation_right is False
    ]  # fmt: skip


def write_dump(results: Sequence[Result], path: Path, *, everything: bool, is_raw: bool = False) -> None:
    """Wrong fields (or all), pages and verdicts as JSON; `is_raw`: confidences are uncalibrated."""
    fields = [
        _row(result, field)
        for result in results
        for field in result.score.fields
        if everything or not field.is_right or field.is_lost
    ]
    verdicts = [
        {
            "expected": result.score.status_expected.value, "got": result.score.status_got.value,
            "family": result.item.family, "path": str(result.item.path),
        }
        for result in results
        if not result.score.completeness_right
    ]  # fmt: skip
    pages = [row for result in results for row in _pages(result)]
    data = {"is_raw": is_raw, "fields": fields, "pages": pages, "completeness": verdicts}
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False), encoding="utf-8")
