"""The papers by others: every one has its page and all its values, and nobody looks at the unseen set."""

import json
import re

import pytest

from models.document import FIELD_NAMES, Kind
from tests.accuracy import outside

NAMES = sorted(path.stem for path in outside.LETTERS.glob("*.html"))


def test_the_sets_are_all_there() -> None:
    assert sorted({name[0] for name in NAMES}) == list("abcdefghikm")


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_has_its_pages_and_the_contract_s_fields(name: str) -> None:
    stored = json.loads((outside.LETTERS / f"{name}.json").read_text(encoding="utf-8"))
    text = (outside.LETTERS / f"{name}.html").read_text(encoding="utf-8")
    assert set(stored["fields"]) == set(FIELD_NAMES[Kind(stored.get("kind", Kind.SURAT_PERMOHONAN))])
    assert len(re.findall(r'class="page[ "]', text)) == stored["pages"]


@pytest.mark.parametrize("unseen", sorted(outside.UNSEEN))
def test_nobody_looks_at_an_unseen_set(unseen: str) -> None:
    with pytest.raises(SystemExit):
        outside.main(["--set", unseen, "--wrong"])
