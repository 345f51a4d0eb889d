"""The words of the service standard stand on every page: berkas and keputusan, not the court's words;
one word each for what a screen and a paper name: saluran, kata sandi, admin, disk."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from desk import words
from desk.accounts import ROLES
from tests.desk import people, visits
from tests.desk.scenes import Scene

ROOT = Path(__file__).parents[2]

UNWANTED = re.compile(
    r"\b(?:perkara(?:nya)?|putusan(?:nya)?|kanal|administrator|cakram)\b|(?<!kata )\bsandi\b", re.IGNORECASE
)
WITHDRAWN = re.compile(r"\bditarik\b", re.IGNORECASE)
"""What is taken back is dicabut, what is taken is diambil."""
COURT = re.compile(r"perkara hukum|kunci/surel\.sandi", re.IGNORECASE)
"""What a court has is a perkara; a file is called as it is called."""
SHOWN = ("aria-label", "title", "placeholder", "alt")


class Words(HTMLParser):
    """What a person reads or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.found.extend(value for name, value in attrs if name in SHOWN and value)

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style"):
            self.found.append(data)


def unwanted(texts: list[str]) -> list[str]:
    return [text.strip() for text in texts if UNWANTED.search(COURT.sub("", text))]


def test_every_page_speaks_of_berkas_and_keputusan(scene: Scene) -> None:
    found: set[str] = set()
    for role in ROLES:
        browser = people.client(role)
        for visit in visits.of_role(role):
            page = Words()
            page.feed(browser.get(scene.path(visit.path), follow=True).content.decode())
            found.update(f"{visit.path}: {text}" for text in unwanted(page.found))
    assert "\n".join(sorted(found)) == ""


def sentences() -> Iterator[str]:
    """Constants of several words in the code of what people see: messages, errors, help; no docstrings."""
    for room in ("desk", "flows", "models"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                    continue
                if id(node) not in silent and " " in node.value.strip():
                    yield f"{path.relative_to(ROOT)}: {node.value}"


def test_messages_that_no_page_shows_at_once_do_too() -> None:
    found = list(sentences())
    assert len(found) > 1000
    assert unwanted(found) == []
    assert [text for text in found if WITHDRAWN.search(text)] == []


def test_labels_of_codes_do_too() -> None:
    labels = [*words.ACTION_LABELS.values(), *words.FIELD_LABELS.values(), *words.SERVICE_LABELS.values()]
    assert unwanted(labels) == []
    assert unwanted(["Perkara ini", "sandi baru"]) == ["Perkara ini", "sandi baru"], "the test sees them"
