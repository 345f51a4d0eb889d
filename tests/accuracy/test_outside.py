"""The papers by others: every one has its page and all its values, and nobody looks at the unseen set."""

import json
import re
from pathlib import Path

import pytest

from models.field_spec import FIELD_NAMES
from tests.accuracy import outside
from tests.accuracy.outside_papers import PAPERS, told

NAMES = sorted(path.stem for path in PAPERS.glob("*.html"))


def test_the_sets_are_all_there() -> None:
    assert sorted({name[0] for name in NAMES}) == list("0123456789abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_has_its_pages_and_the_contract_s_fields(name: str) -> None:
    text = (PAPERS / f"{name}.html").read_text(encoding="utf-8")
    pages = json.loads((PAPERS / f"{name}.json").read_text(encoding="utf-8"))["pages"]
    assert len(re.findall(r'class="page[ "]', text)) == pages
    for document in told(Path(f"{name}.pdf"), PAPERS / f"{name}.json").documents:
        assert set(document.fields) == set(FIELD_NAMES[document.kind])
        assert {ref.page for ref in document.pages} <= set(range(1, pages + 1))


@pytest.mark.parametrize("unseen", sorted(outside.UNSEEN))
def test_nobody_looks_at_an_unseen_set(unseen: str) -> None:
    with pytest.raises(SystemExit):
        outside.main(["--set", unseen, "--wrong"])
